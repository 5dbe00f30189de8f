import type { Vocabulary } from '../annotate/compile.js';
import { readAuthorMerges } from '../author/author-merges.js';
import { statement, type Graph } from '../graph/graph.js';
import { PAPER_STATES } from '../paper/paper.state.js';
import { annotatedTextOf, beyondTold } from './annotation.js';
import { GraphAnnotator } from './graph-annotator.js';
import { readKnownNames } from './load.js';
import { stateOfRow } from './paper-state.js';
import { planOfStored, storedChange } from './plan.js';
import { stepsOf } from './steps.js';

const READ_BY_OTHERS = statement<{ id: string }>(
  'papers read by another vocabulary',
  `MATCH (p:Paper) WHERE p.stub = false AND (p.annotatedBy IS NULL OR NOT p.annotatedBy STARTS WITH $key)
RETURN p.id AS id ORDER BY id`,
);

export interface ReannotateOptions {
  /** Papers committed together. */
  readonly batch: number;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch. */
  progress?(done: number, total: number): void;
}

export interface ReannotateReport {
  /** Papers that this vocabulary had not read. */
  readonly read: number;
  /** Of these, papers in which it found something else than what was there. */
  readonly changed: number;
  readonly stopped: boolean;
}

/**
 * Reads every paper of the graph that another vocabulary has read, or none: what
 * was read out of its text before goes, what sources and editors told stays.
 * Interrupted, it goes on where it was when it is run again.
 */
export async function reannotate(
  graph: Graph,
  vocabulary: Vocabulary,
  options: ReannotateOptions,
): Promise<ReannotateReport> {
  const { batch, signal } = options;
  let annotator = new GraphAnnotator(vocabulary, await readKnownNames(graph));
  if (annotator.steps.length > 0) {
    await graph.write(annotator.steps);
    annotator = new GraphAnnotator(vocabulary, await readKnownNames(graph));
  }
  const authorMerges = await readAuthorMerges(graph);
  const ids = (await graph.read(READ_BY_OTHERS, { key: `${vocabulary.key}:` })).map(({ id }) => id);
  let read = 0;
  let changed = 0;
  while (read < ids.length && !(signal?.aborted ?? false)) {
    const rows = await graph.read(PAPER_STATES, { ids: ids.slice(read, read + batch) });
    const changes = rows.map((row) => {
      const before = stateOfRow(row);
      const annotation = beyondTold(annotator.annotate(annotatedTextOf(before.values)), before);
      return storedChange(row, { ...before, annotation });
    });
    await graph.write(stepsOf(planOfStored(changes, authorMerges)));
    changed += changes.filter(({ annotationChanged }) => annotationChanged).length;
    read += rows.length;
    options.progress?.(read, ids.length);
  }
  return { read, changed, stopped: read < ids.length };
}
