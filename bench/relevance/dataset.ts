import type { Corpus } from './corpus.js';
import { DEFAULT_FACTS, factsOf, type FactsOptions } from './facts.js';
import { NeighborIndex } from './neighbors.js';
import type { Task } from './protocol.js';
import { rawOf, SCALES, SIGNAL_KINDS } from './scoring.js';
import type { Tags } from './tags.js';
import { countsOf, DAMPED, FULL, invertedOf, vectorsOf, type Sparse, type TermCounts } from './text-index.js';
import { textModelOf, textVectorOf, type TextModel } from './text-model.js';
import { sourceOf, type Near, type SourceOptions, type TextSource } from './text-source.js';
import type { Sample } from './tune.js';

/** Neighbors kept for each paper; a list holds the shorter ones as its beginning. */
const LONGEST_LIST = 50;

/** The product's choice: see README. */
export const STORED: SourceOptions = { size: 30, cosines: 'stored', asOfThen: true };

/** A corpus with its analyzed text, and the neighbor lists that the product would store. */
export interface Dataset {
  readonly corpus: Corpus;
  readonly counts: TermCounts;
  readonly vectors: Sparse;
  readonly inverted: Sparse;
  readonly lists: readonly (readonly Near[])[];
}

export function datasetOf(corpus: Corpus): Dataset {
  const counts = countsOf(corpus, FULL);
  const vectors = vectorsOf(counts, DAMPED);
  return {
    corpus,
    counts,
    vectors,
    inverted: invertedOf(vectors, counts.terms.length),
    lists: listsOf(corpus, counts, modelOf(counts), LONGEST_LIST),
  };
}

/** Document frequencies in the papers of some rows, all by default. */
export function modelOf(counts: TermCounts, rows?: readonly number[]): TextModel {
  const chosen = rows ?? [...Array(counts.rows.starts.length - 1).keys()];
  return textModelOf(chosen.map((row) => termMapOf(counts, row)));
}

/** Neighbor lists as the product computes them, one paper after the other. */
export function listsOf(corpus: Corpus, counts: TermCounts, model: TextModel, size: number): Near[][] {
  const index = new NeighborIndex(size);
  corpus.papers.forEach(({ id }, row) => {
    index.add(id, textVectorOf(termMapOf(counts, row), model));
  });
  return corpus.papers.map(({ id }) =>
    index.neighborsOf(id).map((near) => ({ paper: corpus.indexOf.get(near.id)!, cosine: near.cosine })),
  );
}

export function termMapOf({ rows, terms }: TermCounts, row: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++)
    counts.set(terms[rows.columns[at]!]!, rows.values[at]!);
  return counts;
}

export function sourceFor({ vectors, inverted, lists }: Dataset, options: SourceOptions = STORED): TextSource {
  return sourceOf(vectors, inverted, (paper) => lists[paper]!, options);
}

/** The samples of tasks in the product's form: bounded candidates, strengths by the moveable functions. */
export function samplesOf(
  corpus: Corpus,
  source: TextSource,
  tasks: readonly Task[],
  options: FactsOptions = DEFAULT_FACTS,
  tags?: Tags,
): Sample[] {
  return tasks.map((task) => {
    const { subject, candidates, pairs } = factsOf(corpus, source, tags, task, options);
    const raws = pairs.map((pair) => rawOf(subject, pair));
    const strengths = Object.fromEntries(
      SIGNAL_KINDS.map((kind) => [kind, Float64Array.from(raws, (raw) => raw[kind] / SCALES[kind])]),
    );
    return { task, candidates, strengths, age: Float64Array.from(pairs, ({ yearsApart }) => Math.log1p(yearsApart)) };
  });
}
