import type { Data } from './data.js';
import { topOf } from './metrics.js';
import { bm25To, heaviestOf, productsOf } from './text-index.js';

export interface Near {
  readonly paper: number;
  readonly similarity: number;
}

/** Where the text of papers alike comes from. */
export interface TextSource {
  /** Papers that read alike, nearest first, among those that exist for the task. */
  nearest(paper: number, isVisible: (paper: number) => boolean): readonly Near[];
  /** Similarity to a paper, as far as it is known; 0 else. */
  similarities(paper: number): (other: number) => number;
}

export interface Retrieval {
  /** Most words of the full-text query, heaviest first. */
  readonly words: number;
  /** A word is left out where it and the heavier ones stand in more papers than this, taken together. */
  readonly postings: number;
  readonly hits: number;
}

export const RETRIEVAL: Retrieval = { words: 25, postings: 10_000, hits: 200 };

/** The heaviest words whose postings fit into the budget. */
export function wordsOf({ vectors, counts }: Data, paper: number, { words, postings }: Retrieval): number[] {
  let left = postings;
  return heaviestOf(vectors, paper)
    .filter((column) => {
      const papers = counts.documents[column]!;
      if (papers > left) return false;
      left -= papers;
      return true;
    })
    .slice(0, words);
}

/** At query time: BM25 of the heaviest words finds, the similarity of the texts that were found ranks. */
export function retrieved(data: Data, retrieval = RETRIEVAL): TextSource {
  const size = data.corpus.papers.length;
  const products = productsTo(data);
  return {
    similarities: (paper) => {
      const similarity = products(paper);
      return (other) => similarity[other]!;
    },
    nearest: (paper, isVisible) => {
      const scores = bm25To(data.bm25, wordsOf(data, paper, retrieval), size);
      const found = topOf(onlyWhere(scores, paper, isVisible), retrieval.hits);
      return ranked(found, products(paper));
    },
  };
}

/** The nearest of all papers, by cosine or by the similarity that {@link retrieved} uses. */
export function exhaustive(data: Data, measure: 'cosine' | 'similarity', hits = RETRIEVAL.hits): TextSource {
  const products = measure === 'cosine' ? cosinesTo(data) : productsTo(data);
  return {
    similarities: (paper) => {
      const similarity = products(paper);
      return (other) => similarity[other]!;
    },
    nearest: (paper, isVisible) => {
      const similarity = products(paper);
      return ranked(topOf(onlyWhere(similarity, paper, isVisible), hits), similarity);
    },
  };
}

/** Stored lists of each paper's nearest by cosine; a cosine is known where one of two papers lists the other. */
export function stored(data: Data, size: number): TextSource {
  const cosines = cosinesTo(data);
  const lists = new Map<number, readonly Near[]>();
  const listOf = (paper: number): readonly Near[] => {
    let list = lists.get(paper);
    if (list === undefined) {
      const own = cosines(paper);
      list = ranked(
        topOf(
          onlyWhere(own, paper, () => true),
          size,
        ),
        own,
      );
      lists.set(paper, list);
    }
    return list;
  };
  return {
    nearest: (paper, isVisible) => {
      const own = cosines(paper);
      return ranked(topOf(onlyWhere(own, paper, isVisible), size), own);
    },
    similarities: (paper) => {
      const own = new Map(listOf(paper).map((near) => [near.paper, near.similarity]));
      const back = (other: number): number => listOf(other).find((near) => near.paper === paper)?.similarity ?? 0;
      return (other) => own.get(other) ?? back(other);
    },
  };
}

function cosinesTo({ vectors, inverted }: Data): (paper: number) => Float64Array {
  return remembered((paper) => productsOf(vectors, inverted, paper));
}

function productsTo({ vectors, candidates }: Data): (paper: number) => Float64Array {
  return remembered((paper) => productsOf(vectors, candidates, paper));
}

/** The last few results: a paper is asked for several times in a row. */
function remembered(compute: (paper: number) => Float64Array): (paper: number) => Float64Array {
  const recent = new Map<number, Float64Array>();
  return (paper) => {
    let found = recent.get(paper);
    if (found === undefined) {
      found = compute(paper);
      found[paper] = 0;
      if (recent.size > 4) recent.clear();
      recent.set(paper, found);
    }
    return found;
  };
}

function onlyWhere(scores: Float64Array, self: number, isVisible: (paper: number) => boolean): Float64Array {
  return scores.map((score, paper) => (score > 0 && paper !== self && isVisible(paper) ? score : -Infinity));
}

function ranked(papers: readonly number[], similarity: Float64Array): Near[] {
  return papers
    .map((paper) => ({ paper, similarity: similarity[paper]! }))
    .sort((left, right) => right.similarity - left.similarity || left.paper - right.paper);
}
