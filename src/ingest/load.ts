import type { Graph, WriteStep } from '../graph/graph.js';
import { VOCABULARY_ALIASES } from '../ref/alias.repository.js';
import { NO_ANNOTATOR } from './annotation.js';
import type { GraphAnnotator } from './graph-annotator.js';
import { DELETE_DELETIONS, readDeletions, type Deletion } from '../paper/deletion.writes.js';
import { identifiersOf } from './identity.js';
import { planBatch, type Counts, type KnownNames, type Merged, type PaperConflict, type Plan } from './plan.js';
import type { ReadAhead } from './read-ahead.js';
import type { PaperRecord, TechniqueRecord, TopicRecord } from './record.js';
import { resolveBatch, type Resolution } from './resolve.js';
import { stepsOf } from './steps.js';
import { vocabularySteps } from './vocabulary-rows.js';

/** What a load brings: checked records. */
export interface Records {
  readonly papers: readonly PaperRecord[];
  readonly topics: readonly TopicRecord[];
  readonly techniques: readonly TechniqueRecord[];
}

export interface BatchReport {
  readonly counts: Counts;
  readonly merged: readonly Merged[];
  readonly conflicts: readonly PaperConflict[];
  /** Records left out because an editor has deleted their paper. */
  readonly deleted: number;
  /** True when topics or techniques were described: the names are to be read again. */
  readonly namesChanged: boolean;
}

/** The names that papers may use, read once a load. */
export async function readKnownNames(graph: Graph): Promise<KnownNames> {
  const topics = new Map<string, string>();
  const techniques = new Map<string, string>();
  for (const { id, targetId } of await graph.read(VOCABULARY_ALIASES, {})) {
    const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
    (kind === 'topic' ? topics : techniques).set(name, targetId);
  }
  return { topics, techniques };
}

/** How records are loaded, besides what they are. */
export interface LoadContext {
  /** The names of the graph as it is. */
  readonly names: KnownNames;
  /** Without it no text is read. */
  readonly annotator?: GraphAnnotator | undefined;
  /** Reads for the annotator, when it has begun to. */
  readonly ahead?: ReadAhead | undefined;
  /** Steps that are committed together with the records. */
  readonly also?: readonly WriteStep[] | undefined;
  /** Whether a record brings back a paper that an editor has deleted; otherwise it is left out. */
  readonly restores?: boolean | undefined;
}

/** What a load comes to, before anything is written. */
export interface PlannedLoad {
  readonly resolution: Resolution;
  readonly plan: Plan;
  readonly steps: readonly WriteStep[];
  readonly report: BatchReport;
  /** The records that are left out because an editor has deleted their paper. */
  readonly deleted: readonly PaperRecord[];
  /** Deletions that the records take back. */
  readonly restored: readonly Deletion[];
}

/**
 * Loads records in one transaction, nodes before relationships, counters and
 * document frequencies with them: all of it or nothing. The same paper from two
 * records becomes one node; loading the same records again changes nothing.
 */
export async function loadRecords(graph: Graph, records: Records, context: LoadContext): Promise<BatchReport> {
  const { also = [] } = context;
  const { steps, report } = await planLoad(graph, records, context);
  if (steps.length + also.length > 0) await graph.write([...steps, ...also]);
  return report;
}

/** Finds out what {@link loadRecords} would write. */
export async function planLoad(
  graph: Graph,
  { papers: all, topics, techniques }: Records,
  { names, annotator, ahead, restores = false }: LoadContext,
): Promise<PlannedLoad> {
  const deletions = await readDeletions(graph, all.flatMap(identifiersOf));
  const gone = new Set(deletions.map(({ id }) => id));
  const isDeleted = (record: PaperRecord): boolean => identifiersOf(record).some((id) => gone.has(id));
  const deleted = deletions.length === 0 || restores ? [] : all.filter(isDeleted);
  const papers = deleted.length === 0 ? all : all.filter((record) => !isDeleted(record));
  // An export brings all that was found, and the vocabulary that found it.
  const reads = annotator !== undefined && papers.some(({ annotatedBy }) => annotatedBy === undefined);
  const shipped = reads ? annotator.steps : [];
  const described = vocabularySteps(topics, techniques, reads ? annotator.names : names);
  const resolution = await resolveBatch(graph, papers);
  const plan = planBatch(resolution, described.names, ahead ?? annotator ?? NO_ANNOTATOR);
  const { changes, authorRenames, authorAliases, topics: named, techniques: used } = plan;
  const brings =
    changes.length + authorRenames.length + authorAliases.size + named.length + used.length + described.steps.length >
    0;
  const steps = brings ? stepsOf(plan, described.techniqueIds) : [];
  const restored = restores ? deletions : [];
  return {
    resolution,
    plan,
    steps: [
      ...shipped,
      ...described.steps,
      ...steps,
      ...(restored.length === 0 ? [] : [{ statement: DELETE_DELETIONS, rows: restored.map(({ id }) => ({ id })) }]),
    ],
    deleted,
    restored,
    report: {
      counts: plan.counts,
      merged: plan.merged,
      conflicts: plan.conflicts,
      deleted: deleted.length,
      namesChanged: shipped.length + described.steps.length > 0,
    },
  };
}
