import type { Graph, WriteStep } from '../graph/graph.js';
import { makeChange, type ChangeDetail, type ChangeKind, type ChangeRow } from '../history/change.js';
import { isEmptyPatch } from '../history/flat.js';
import { EDITOR, rejectionOf, type PaperState } from '../ingest/merge.js';
import { stateOfRow } from '../ingest/paper-state.js';
import { ADD_DELETIONS, DELETE_DELETIONS, readDeletions } from '../paper/deletion.writes.js';
import type { PaperStateRow } from '../paper/paper.state.js';
import type { TechniqueRole } from '../technique/application.js';
import { rereaderOf, type Environment } from './environment.js';
import { checkVersion, conflict, notFound, type Failure } from './failure.js';
import { planPapers, read, readPaper } from './paper-plan.js';
import { transact, type Planned } from './transaction.js';

/** A paper that was written. */
export interface PaperWritten {
  readonly id: string;
  /** Null when everything was so already. */
  readonly change: ChangeRow | null;
}

export interface PaperRequest {
  readonly id: string;
  /** As the caller wrote it. */
  readonly ref: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Says that a paper works with a technique. It stands above what sources and the annotator find. */
export async function tagTechnique(
  environment: Environment,
  request: PaperRequest,
  techniqueId: string,
  role: TechniqueRole,
  confidence: number,
): Promise<PaperWritten | Failure> {
  return await revisePaper(environment, request, 'TAGGED', (state) => ({
    ...state,
    techniques: { ...state.techniques, [techniqueId]: { role, confidence, evidence: [], source: EDITOR } },
    rejected: without(state.rejected, rejectionOf('technique', techniqueId)),
  }));
}

/** Says that a paper does not work with a technique, whatever a source or its text says, now and later. */
export async function untagTechnique(
  environment: Environment,
  request: PaperRequest,
  techniqueId: string,
): Promise<PaperWritten | Failure> {
  return await revisePaper(environment, request, 'UNTAGGED', (state) => ({
    ...state,
    techniques: withoutKey(state.techniques, techniqueId),
    rejected: withItem(state.rejected, rejectionOf('technique', techniqueId)),
  }));
}

/** Says that a paper is about a topic. */
export async function tagTopic(
  environment: Environment,
  request: PaperRequest,
  topicId: string,
  confidence: number,
): Promise<PaperWritten | Failure> {
  return await revisePaper(environment, request, 'TAGGED', (state) => ({
    ...state,
    topics: { ...state.topics, [topicId]: { confidence, evidence: [], source: EDITOR } },
    rejected: without(state.rejected, rejectionOf('topic', topicId)),
  }));
}

/** Says that a paper is not about a topic, whatever a source or its text says, now and later. */
export async function untagTopic(
  environment: Environment,
  request: PaperRequest,
  topicId: string,
): Promise<PaperWritten | Failure> {
  return await revisePaper(environment, request, 'UNTAGGED', (state) => ({
    ...state,
    topics: withoutKey(state.topics, topicId),
    rejected: withItem(state.rejected, rejectionOf('topic', topicId)),
  }));
}

/**
 * Deletes a paper: its text, authors, tags and references. While other papers cite it,
 * it stays as a stub, so no citation of anybody is lost. Loads leave its records out.
 */
export async function deletePaper(
  { graph, caller }: Environment,
  { id, ref, expectedVersion }: PaperRequest,
): Promise<PaperWritten | Failure> {
  return await transact(graph, async () => {
    const row = await readPaper(graph, id);
    if (row === undefined || row.stub) return notFound('paper', ref);
    const stale = checkVersion(expectedVersion, row.version ?? 0, 'The paper');
    if (stale !== undefined) return stale;
    const { seen, steps, detail } = await planPapers(graph, [{ row, id, next: null }]);
    const deletions = row.identifiers.map((identifier) => ({ id: identifier, paperId: row.id }));
    const change = makeChange('paper', row.id, 'DELETED', caller, {
      ...detail,
      deletions: { added: deletions, removed: [] },
    });
    return {
      seen,
      steps: [...steps, { statement: ADD_DELETIONS, rows: deletions }],
      changes: [change],
      result: { id: row.id, change },
    };
  });
}

/** Changes what is known of one described paper. */
async function revisePaper(
  environment: Environment,
  { id, ref, expectedVersion }: PaperRequest,
  kind: ChangeKind,
  revise: (state: PaperState) => PaperState,
): Promise<PaperWritten | Failure> {
  return await transact(environment.graph, async () => {
    const row = await readPaper(environment.graph, id);
    if (row === undefined) return notFound('paper', ref);
    if (row.stub)
      return conflict(
        `"${row.id}" is known only because others cite it. Describe it with upsertPaper first.`,
        row.version ?? 0,
      );
    const stale = checkVersion(expectedVersion, row.version ?? 0, 'The paper');
    return stale ?? (await planRevision(environment, row, kind, revise(stateOfRow(row))));
  });
}

/** Plans one paper anew, with its history. */
export async function planRevision(
  { graph, caller }: Environment,
  row: PaperStateRow,
  kind: ChangeKind,
  next: PaperState,
  first: readonly WriteStep[] = [],
): Promise<Planned<PaperWritten>> {
  const reader = await rereaderOf(graph, stateOfRow(row));
  const planned = await planPapers(graph, [{ row, id: row.id, next: read(next, reader) }]);
  const [id = row.id] = planned.ids;
  if (planned.detail.nodes.every(isEmptyPatch))
    return { seen: [], steps: [], changes: [], result: { id, change: null } };
  const lifted = await liftDeletions(graph, next.identifiers);
  const change = makeChange('paper', id, kind, caller, { ...planned.detail, ...lifted.detail });
  return {
    seen: planned.seen,
    steps: [...reader.steps, ...first, ...planned.steps, ...lifted.steps],
    changes: [change],
    result: { id, change },
  };
}

/** A paper that an editor describes is no longer one that loads leave out. */
export async function liftDeletions(
  graph: Graph,
  identifiers: readonly string[],
): Promise<{ readonly steps: readonly WriteStep[]; readonly detail: Pick<ChangeDetail, 'deletions'> }> {
  const removed = await readDeletions(graph, identifiers);
  if (removed.length === 0) return { steps: [], detail: {} };
  return {
    steps: [{ statement: DELETE_DELETIONS, rows: removed.map(({ id }) => ({ id })) }],
    detail: { deletions: { added: [], removed } },
  };
}

export function without(list: readonly string[], item: string): string[] {
  return list.filter((other) => other !== item);
}

export function withItem(list: readonly string[], item: string): string[] {
  return [...new Set([...list, item])].sort();
}

export function withoutKey<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
