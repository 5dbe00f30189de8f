import { fileURLToPath } from 'node:url';
import type { Vocabulary } from '../annotate/compile.js';
import { loadVocabulary } from '../annotate/files.js';
import type { Graph, WriteStep } from '../graph/graph.js';
import { NO_ANNOTATOR, type Annotator } from '../ingest/annotation.js';
import { GraphAnnotator } from '../ingest/graph-annotator.js';
import { readKnownNames } from '../ingest/load.js';
import type { Caller } from '../keys/key.js';
import type { PaperState } from '../ingest/merge.js';

/** Where and on whose behalf something is written. */
export interface Environment {
  readonly graph: Graph;
  readonly caller: Caller;
}

/** What a request needs in order to write. */
export interface Writing {
  readonly graph: Graph;
  /** What a request reads with; made anew, as what was loaded before a write may be another thing after it. */
  freshLoaders(): object;
}

const SEEDS_FOLDER = fileURLToPath(new URL('../../seeds', import.meta.url));

let shipped: Promise<Vocabulary> | undefined;

/** The vocabulary that comes with the program, read when something is first written. */
export async function shippedVocabulary(): Promise<Vocabulary> {
  shipped ??= loadVocabulary(SEEDS_FOLDER);
  return await shipped;
}

/** Reads new papers, with what the graph and the shipped vocabulary know. */
export async function annotatorOf(graph: Graph): Promise<GraphAnnotator> {
  return new GraphAnnotator(await shippedVocabulary(), await readKnownNames(graph));
}

export interface Rereader extends Annotator {
  /** Describe what the graph lacks of the vocabulary. */
  readonly steps: readonly WriteStep[];
}

/**
 * Reads a text that an editor has changed. What was found in a text that stays the same
 * stays, whichever vocabulary found it; a paper that was loaded without annotation stays without.
 */
export async function rereaderOf(graph: Graph, state: PaperState | null): Promise<Rereader> {
  if (state?.annotation?.key.startsWith('none:') ?? false) return { ...NO_ANNOTATOR, steps: [] };
  const annotator = await annotatorOf(graph);
  return {
    isOwn: () => true,
    annotate: (text) => annotator.annotate(text),
    searchTextOf: annotator.searchTextOf,
    steps: annotator.steps,
  };
}
