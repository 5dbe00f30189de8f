import { makeChange, type AuthorDetail, type ChangeRow } from '../history/change.js';
import {
  AuthorMergeError,
  planAuthorMerge,
  planAuthorUnmerge,
  type PlannedAuthorMerge,
} from '../ingest/merge-authors.js';
import { readAuthorMerges } from '../author/author-merges.js';
import type { Environment } from './environment.js';
import { conflict, type Failure } from './failure.js';
import { transact, type Planned } from './transaction.js';

/** An author who was merged with another. */
export interface AuthorWritten {
  readonly id: string;
  readonly change: ChangeRow;
}

/** Makes one author of two, as the command `authors merge` does, with a history. */
export async function mergeAuthors(
  environment: Environment,
  into: string,
  from: string,
): Promise<AuthorWritten | Failure> {
  return await transact(environment.graph, async () => {
    const planned = await orConflict(() => planAuthorMerge(environment.graph, into, from));
    return 'fault' in planned ? planned : written(environment, planned, true, null);
  });
}

/** Plans to take a merge of authors back, or to do again one that was taken back. */
export async function planAuthorUndo(
  environment: Environment,
  change: ChangeRow,
  { into, from, isMerged: wasMerged }: AuthorDetail,
): Promise<Planned<AuthorWritten> | Failure> {
  const { graph } = environment;
  const isMerged = (await readAuthorMerges(graph)).has(from);
  if (isMerged !== wasMerged) return conflict(`Whom ${from} is has been said anew since.`);
  const planned = await orConflict(() =>
    isMerged ? planAuthorUnmerge(graph, from) : planAuthorMerge(graph, into, from),
  );
  if ('fault' in planned) return planned;
  return written(environment, planned, !isMerged, change.id);
}

function written(
  { caller }: Environment,
  { into, from, steps, papers }: PlannedAuthorMerge,
  isMerged: boolean,
  undoes: string | null,
): Planned<AuthorWritten> {
  const change = makeChange(
    'author',
    into,
    undoes === null ? 'MERGED' : 'UNDONE',
    caller,
    { nodes: [], author: { into, from, isMerged } },
    undoes,
  );
  return {
    seen: papers.map(({ id, version }) => ({ label: 'Paper', id, version: version ?? 0 })),
    steps,
    changes: [change],
    result: { id: into, change },
  };
}

async function orConflict(plan: () => Promise<PlannedAuthorMerge>): Promise<PlannedAuthorMerge | Failure> {
  try {
    return await plan();
  } catch (error) {
    if (error instanceof AuthorMergeError) return conflict(error.message);
    throw error;
  }
}
