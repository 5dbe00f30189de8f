import type { Corpus } from './corpus.js';
import {
  bm25IndexOf,
  candidateVectorsOf,
  countsOf,
  FULL,
  invertedOf,
  raritiesOf,
  vectorsOf,
  type Sparse,
  type TermCounts,
  type TextRecipe,
} from './text-index.js';

/** A corpus with its text vectors (unit rows) and their inverted index. */
export interface Indexed {
  readonly corpus: Corpus;
  readonly vectors: Sparse;
  readonly inverted: Sparse;
}

/** A corpus with all that the product form reads of its texts. */
export interface Data extends Indexed {
  readonly counts: TermCounts;
  readonly rarities: Float64Array;
  /** Inverted, by the number of words instead of the Euclidean length. */
  readonly candidates: Sparse;
  readonly bm25: Sparse;
  /** Columns of the words of each title. */
  readonly titles: readonly (readonly number[])[];
}

export function indexedOf(corpus: Corpus, recipe: TextRecipe = FULL): Indexed {
  const counts = countsOf(corpus, recipe);
  const vectors = vectorsOf(counts);
  return { corpus, vectors, inverted: invertedOf(vectors, counts.terms.length) };
}

export function dataOf(corpus: Corpus, recipe: TextRecipe = FULL): Data {
  const counts = countsOf(corpus, recipe);
  const vectors = vectorsOf(counts);
  const columnCount = counts.terms.length;
  return {
    corpus,
    counts,
    rarities: raritiesOf(counts),
    vectors,
    inverted: invertedOf(vectors, columnCount),
    candidates: invertedOf(candidateVectorsOf(counts), columnCount),
    bm25: bm25IndexOf(counts),
    titles: titlesOf(corpus, counts),
  };
}

function titlesOf(corpus: Corpus, { terms }: TermCounts): number[][] {
  const columns = new Map(terms.map((term, column) => [term, column]));
  const papers = corpus.papers.map((paper) => ({ ...paper, abstract: '' }));
  const titles = countsOf({ ...corpus, papers }, { title: 1, keywordWords: 0, keywordTerms: 0 });
  return papers.map((_, row) =>
    [...titles.rows.columns.subarray(titles.rows.starts[row], titles.rows.starts[row + 1])].map((column) =>
      columns.get(titles.terms[column]!)!,
    ),
  );
}
