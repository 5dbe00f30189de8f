import { topOf } from './metrics.js';
import { bm25To, cosinesTo, heaviestOfRow, type Sparse } from './text-index.js';

export interface Near {
  readonly paper: number;
  readonly cosine: number;
}

/** Where the product's text signal comes from: neighbors of a paper, and cosines as far as they are known. */
export interface TextSource {
  /** Nearest first, among the papers that exist for the task. */
  neighborsOf(paper: number, isVisible: (paper: number) => boolean): readonly Near[];
  /** Neighbors among all papers, as stored in the graph. */
  storedOf(paper: number): readonly Near[];
  /** Mean cosine of the stored neighbors; 0 without any. */
  scaleOf(paper: number): number;
  /** Cosines with one paper: exact, or 0 where neither paper has the other among its neighbors. */
  cosineFrom(paper: number, isVisible: (paper: number) => boolean): (other: number) => number;
}

export interface SourceOptions {
  /** Neighbors for each paper. */
  readonly size: number;
  /** Exact cosines of any pair, or only those of stored neighbors. */
  readonly cosines: 'exact' | 'stored';
  /** Neighbors as they were when the paper appeared, or among all papers that are there now. */
  readonly asOfThen: boolean;
}

/** Text neighbors and cosines from vectors: `stored` gives each paper's nearest among all. */
export function sourceOf(
  vectors: Sparse,
  inverted: Sparse,
  stored: (paper: number) => readonly Near[],
  options: SourceOptions,
): TextSource {
  const recent = new Map<number, Float64Array>();
  const cosines = (paper: number): Float64Array => {
    let found = recent.get(paper);
    if (found === undefined) {
      found = cosinesTo(vectors, inverted, paper);
      found[paper] = 0;
      if (recent.size > 200) recent.clear();
      recent.set(paper, found);
    }
    return found;
  };
  const storedOf = (paper: number): readonly Near[] => stored(paper).slice(0, options.size);
  const neighborsOf: TextSource['neighborsOf'] = (paper, isVisible) => {
    if (!options.asOfThen) return storedOf(paper);
    const scores = cosines(paper).map((cosine, other) => (cosine > 0 && isVisible(other) ? cosine : -Infinity));
    return topOf(scores, options.size).map((other) => ({ paper: other, cosine: scores[other]! }));
  };
  return {
    neighborsOf,
    storedOf,
    scaleOf: (paper) => {
      const near = storedOf(paper);
      return near.reduce((sum, { cosine }) => sum + cosine, 0) / Math.max(1, near.length);
    },
    cosineFrom: (paper, isVisible) => {
      if (options.cosines === 'exact') {
        const all = cosines(paper);
        return (other) => all[other]!;
      }
      const own = new Map(neighborsOf(paper, isVisible).map(({ paper: other, cosine }) => [other, cosine]));
      const backward = (other: number): number => storedOf(other).find((near) => near.paper === paper)?.cosine ?? 0;
      return (other) => own.get(other) ?? backward(other);
    },
  };
}

/** Neighbors by retrieval: BM25 of the heaviest words finds `hits`, exact cosines rank them. */
export function retrievedOf(
  source: TextSource,
  vectors: Sparse,
  bm25: Sparse,
  { words, hits, size }: { readonly words: number; readonly hits: number; readonly size: number },
): TextSource {
  const total = vectors.starts.length - 1;
  const find = (paper: number, isVisible: (other: number) => boolean): Near[] => {
    const columns = heaviestOfRow(vectors, paper, words).map((at) => vectors.columns[at]!);
    const scores = bm25To(
      bm25,
      columns,
      columns.map(() => 1),
      total,
    );
    scores[paper] = 0;
    // The full-text index knows nothing of years: what is not visible takes up hits all the same.
    const found = topOf(scores, hits).filter((other) => scores[other]! > 0 && isVisible(other));
    const cosine = source.cosineFrom(paper, isVisible);
    return found
      .map((other) => ({ paper: other, cosine: cosine(other) }))
      .sort((left, right) => right.cosine - left.cosine || left.paper - right.paper)
      .slice(0, size);
  };
  return { ...source, neighborsOf: find };
}
