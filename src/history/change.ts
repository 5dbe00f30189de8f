import { randomBytes } from 'node:crypto';
import type { Caller } from '../keys/key.js';
import type { Deletion } from '../paper/deletion.writes.js';
import type { Mentioned } from '../writing/mentioned.js';
import type { Patch } from './flat.js';

export const CHANGE_KINDS = [
  'CREATED',
  'EDITED',
  'IMPORTED',
  'TAGGED',
  'UNTAGGED',
  'DELETED',
  'MERGED',
  'UNDONE',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

export type SubjectKind = 'paper' | 'topic' | 'technique' | 'author';

/** What a change did to one node; a paper that was or became no described paper has no facts there. */
export interface NodePatch extends Patch {
  readonly id: string;
  /** Id of the node before the change, where that was another. */
  readonly formerId?: string;
  readonly wasThere: boolean;
  readonly isThere: boolean;
  /** Which vocabulary had read which text afterwards. */
  readonly readAs?: string | null;
}

/** All that taking a change back needs to know. Stored as JSON. */
export interface ChangeDetail {
  readonly nodes: readonly NodePatch[];
  /** Identifiers that loads were told to leave out, or no longer to leave out. */
  readonly deletions?: { readonly added: readonly Deletion[]; readonly removed: readonly Deletion[] };
  /** Of a merge: papers that cited the one that went; `both` cited the other one, too. */
  readonly citers?: readonly { readonly id: string; readonly both: boolean }[];
  /** Of a merge: changes of the one that went, which now stand in the history of the other. */
  readonly moved?: readonly string[];
  /** Names that led to what went, and to authors that went with it. */
  readonly aliases?: readonly { readonly id: string; readonly targetId: string }[];
  /** Topics and techniques of the papers before that nobody had described: they go with their last paper. */
  readonly mentioned?: readonly Mentioned[];
  /** Of a merge of authors. */
  readonly author?: AuthorDetail;
}

export interface AuthorDetail {
  readonly from: string;
  readonly into: string;
  /** Whether the two are one afterwards. */
  readonly isMerged: boolean;
}

/** A change as the graph has it. */
export interface ChangeRow {
  /** Sorts by time. */
  readonly id: string;
  /** Kind and id of the node that it is about, such as `paper:arxiv:2410.15460`. */
  readonly subject: string;
  readonly kind: ChangeKind;
  /** Name of the key. */
  readonly by: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly detail: string;
  /** Id of the change that it takes back. */
  readonly undoes: string | null;
  /** Id of the change that took it back. */
  readonly undoneBy: string | null;
}

let latest = 0;

/** A change of now. Ids of one process rise, also within a millisecond and when the clock is set back. */
export function makeChange(
  subjectKind: SubjectKind,
  subjectId: string,
  kind: ChangeKind,
  caller: Caller,
  detail: ChangeDetail,
  undoes: string | null = null,
): ChangeRow {
  latest = Math.max(latest + 1, Date.now());
  return {
    id: `${String(latest).padStart(14, '0')}-${randomBytes(4).toString('hex')}`,
    subject: subjectOf(subjectKind, subjectId),
    kind,
    by: caller.name,
    at: new Date(latest).toISOString(),
    detail: JSON.stringify(detail),
    undoes,
    undoneBy: null,
  };
}

export function subjectOf(kind: SubjectKind, id: string): string {
  return `${kind}:${id}`;
}

export function detailOf({ detail }: Pick<ChangeRow, 'detail'>): ChangeDetail {
  return JSON.parse(detail) as ChangeDetail;
}
