import { readAuthorMerges } from '../author/author-merges.js';
import { ALIASES_OF_AUTHORS, FORGET_GONE_AUTHORS } from '../author/author.writes.js';
import type { Graph, WriteStep } from '../graph/graph.js';
import { factsOf, patchBetween } from '../history/flat.js';
import type { ChangeDetail, NodePatch } from '../history/change.js';
import { annotatedTextOf, annotationOf, beyondTold, type Annotator } from '../ingest/annotation.js';
import { bestIdentifier } from '../ingest/identity.js';
import type { PaperState } from '../ingest/merge.js';
import { rowOfState, stateOfRow } from '../ingest/paper-state.js';
import {
  planOfStored,
  storedChange,
  type MentionedName,
  type PaperChange,
  type Plan,
  type Rename,
} from '../ingest/plan.js';
import { stepsOf } from '../ingest/steps.js';
import { PAPER_STATES, type PaperStateRow } from '../paper/paper.state.js';
import { searchTextOf } from '../text/analysis.js';
import { readMentioned, type Mentioned } from './mentioned.js';
import type { Seen } from './transaction.js';

export async function readPaper(graph: Graph, id: string): Promise<PaperStateRow | undefined> {
  return (await graph.read(PAPER_STATES, { ids: [id] }))[0];
}

/** A paper as it is, and as it is to be. */
export interface Revision {
  /** Undefined when the graph has no node of it. */
  readonly row: PaperStateRow | undefined;
  /** Its id when there is no node. */
  readonly id: string;
  /** Null when it is to be deleted; it stays as a stub while others cite it. */
  readonly next: PaperState | null;
}

export interface PlannedPapers {
  readonly seen: readonly Seen[];
  readonly steps: readonly WriteStep[];
  readonly detail: ChangeDetail;
  /** The id of each paper afterwards. */
  readonly ids: readonly string[];
}

/** What a paper of which nothing is known has. */
function emptyState(id: string): PaperState {
  return {
    identifiers: [id],
    matchKeys: [],
    titles: [],
    values: {},
    sources: [],
    attributions: [],
    keywords: [],
    retracted: false,
    topics: {},
    techniques: {},
    references: [],
    referencesStatus: 'UNKNOWN',
    externalReferences: null,
    authors: null,
    rejected: [],
    annotation: null,
  };
}

/** The state of a paper as far as it is described; null for a stub or none. */
export function describedState(row: PaperStateRow | undefined): PaperState | null {
  return row === undefined || row.stub ? null : stateOfRow(row);
}

/** The state with an annotation of the text that it has: the one that it brings, or one made now. */
export function read(state: PaperState, annotator: Annotator): PaperState {
  const text = annotatedTextOf(state.values);
  const annotation = annotationOf(state.values, [state.annotation]) ?? annotator.annotate(text);
  return { ...state, annotation: beyondTold(annotation, state) };
}

/**
 * Plans the writing of papers whose states are known in full, through the steps of a load.
 *
 * @param restored topics and techniques that only these papers name, in case they are gone.
 */
export async function planPapers(
  graph: Graph,
  revisions: readonly Revision[],
  restored: readonly Mentioned[] = [],
): Promise<PlannedPapers> {
  const changes = revisions.map(changeOf);
  const renames: Rename[] = revisions.flatMap(({ row }, index) => {
    const to = changes[index]?.id ?? '';
    return row === undefined || row.id === to ? [] : [{ from: row.id, to, merge: false }];
  });
  const before = revisions.flatMap(({ row }) => (row === undefined ? [] : [stateOfRow(row)]));
  const authorIds = changes.flatMap(({ authorsChanged }, index) => (authorsChanged ? authorsOf(revisions[index]) : []));
  const aliases = authorIds.length === 0 ? [] : await graph.read(ALIASES_OF_AUTHORS, { ids: [...new Set(authorIds)] });
  const plan = {
    ...planOfStored(changes, await readAuthorMerges(graph)),
    paperRenames: renames,
    topics: named(restored, 'topic'),
    techniques: named(restored, 'technique'),
  };
  const mentioned = await readMentioned(graph, before);
  const nodes = revisions.map((revision, index) => nodePatchOf(revision, changes[index]?.id ?? revision.id));
  return {
    seen: revisions.map(({ row, id }) => ({
      label: 'Paper',
      id: row?.id ?? id,
      version: row === undefined ? null : (row.version ?? 0),
    })),
    steps: [
      ...stepsOf(plan),
      ...(authorIds.length === 0 ? [] : [{ statement: FORGET_GONE_AUTHORS, rows: authorIds.map((id) => ({ id })) }]),
    ],
    detail: {
      nodes,
      ...(aliases.length > 0 && { aliases }),
      ...(mentioned.length > 0 && { mentioned }),
    },
    ids: changes.map(({ id }) => id),
  };
}

/**
 * The part of a plan that brings about what a paper's description names: topics,
 * techniques and authors that the graph does not know, and authors who become known by
 * a better identifier. The paper itself is planned apart.
 */
export function stepsAround(plan: Plan): WriteStep[] {
  return stepsOf({ ...plan, changes: [], paperRenames: [] });
}

export function nodePatchOf({ row, next }: Revision, id: string): NodePatch {
  const before = describedState(row);
  return {
    id,
    ...(row !== undefined && row.id !== id && { formerId: row.id }),
    wasThere: before !== null,
    isThere: next !== null,
    ...patchBetween(factsOf(before), factsOf(next)),
    readAs: next?.annotation?.key ?? null,
  };
}

function changeOf({ row, id, next }: Revision): PaperChange {
  if (next === null) {
    if (row === undefined) throw new Error(`There is no paper ${id} to delete.`);
    const state = emptyState(row.id);
    return { ...storedChange(row, state), row: stubRowOf(row.id), isDeleted: true };
  }
  const newId = bestIdentifier(next.identifiers);
  if (row !== undefined) return { ...storedChange(row, next), id: newId };
  return {
    id: newId,
    row: rowOfState(next, searchTextOf, false),
    state: next,
    before: [],
    oldTexts: [],
    described: 0,
    newReferences: next.references,
    authorsChanged: true,
    annotationChanged: true,
  };
}

/** Every property of a described paper goes. */
function stubRowOf(id: string): PaperChange['row'] {
  const { properties } = rowOfState(emptyState(id), () => '', true);
  return {
    id,
    publishedOn: null,
    properties: {
      ...Object.fromEntries(Object.keys(properties).map((name) => [name, null])),
      title: id,
      normalizedTitle: '',
      sortDate: '',
      searchText: '',
      identifiers: [id],
      referencesStatus: 'UNKNOWN',
      referenceCount: 0,
    },
  };
}

function authorsOf(revision: Revision | undefined): string[] {
  return revision?.row?.authors.map(({ id }) => id) ?? [];
}

function named(mentioned: readonly Mentioned[], kind: Mentioned['kind']): MentionedName[] {
  return mentioned
    .filter((name) => name.kind === kind)
    .map(({ id, name, normalizedName, scheme }) => ({ id, name, normalizedName, ...(scheme !== null && { scheme }) }));
}
