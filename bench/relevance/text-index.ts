import { analyze, normalizeName } from '../../src/text/analysis.js';
import type { Corpus, Paper } from './corpus.js';

/** How often each term counts in a text: title ×2, abstract ×1, keywords as given. */
export interface TextRecipe {
  readonly title: number;
  /** Weight of the words of keywords; 0 leaves them out. */
  readonly keywordWords: number;
  /** Weight of each keyword as one term of its own; 0 leaves them out. */
  readonly keywordTerms: number;
}

export const PLAIN: TextRecipe = { title: 2, keywordWords: 0, keywordTerms: 0 };
/** What `Paper.searchText` holds. */
export const STORED: TextRecipe = { title: 2, keywordWords: 1, keywordTerms: 0 };
export const FULL: TextRecipe = { title: 2, keywordWords: 3, keywordTerms: 1 };

/** Damps rarity, so that a single rare word does not outweigh five telling ones. */
const RARITY_EXPONENT = 0.75;

/** Sparse rows: those of row i stand from `starts[i]` to `starts[i + 1]`. */
export interface Sparse {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Term counts of all papers, and in how many papers each term stands. */
export interface TermCounts {
  readonly rows: Sparse;
  readonly terms: readonly string[];
  readonly documents: Int32Array;
  /** Words of each paper. */
  readonly lengths: Float64Array;
}

export function countsOf(corpus: Corpus, recipe: TextRecipe): TermCounts {
  const index = new Map<string, number>();
  const terms: string[] = [];
  const documents: number[] = [];
  const starts = new Int32Array(corpus.papers.length + 1);
  const lengths = new Float64Array(corpus.papers.length);
  const columns: number[] = [];
  const values: number[] = [];
  corpus.papers.forEach((paper, row) => {
    for (const [term, count] of termsOf(paper, recipe)) {
      let column = index.get(term);
      if (column === undefined) {
        column = terms.length;
        index.set(term, column);
        terms.push(term);
        documents.push(0);
      }
      documents[column]!++;
      columns.push(column);
      values.push(count);
      lengths[row]! += count;
    }
    starts[row + 1] = columns.length;
  });
  const rows = { starts, columns: Int32Array.from(columns), values: Float32Array.from(values) };
  return { rows, terms, documents: Int32Array.from(documents), lengths };
}

/** The weighted term counts of one paper. */
function termsOf(paper: Paper, recipe: TextRecipe): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    if (weight > 0) counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  for (const { term } of analyze(paper.title)) add(term, recipe.title);
  for (const { term } of analyze(paper.abstract)) add(term, 1);
  if (recipe.keywordWords + recipe.keywordTerms === 0) return counts;
  for (const keyword of paper.keywords) {
    const words = analyze(keyword);
    for (const { term } of words) add(term, recipe.keywordWords);
    // The whole keyword, stemmed and joined, so that it survives a whitespace tokenizer as one term.
    const whole = words.length === 0 ? normalizeName(keyword) : words.map(({ term }) => term).join('_');
    if (whole !== '') add(`kw_${whole}`, recipe.keywordTerms);
  }
  return counts;
}

/** ln(N / df)^0.75 of each term; a term of a single paper relates nothing and weighs nothing. */
export function raritiesOf({ rows, documents }: TermCounts): Float64Array {
  const total = rows.starts.length - 1;
  return Float64Array.from(documents, (count) =>
    count < 2 || count >= total ? 0 : Math.log(total / count) ** RARITY_EXPONENT,
  );
}

/**
 * Unit TF-IDF vectors: (1 + ln tf) · rarity over the Euclidean length. After Salton and Buckley, "Term-weighting
 * approaches in automatic text retrieval", 1988, with a damped idf.
 */
export function vectorsOf(counts: TermCounts): Sparse {
  return weighted(counts, (row, values) => {
    let squares = 0;
    for (let at = counts.rows.starts[row]!; at < counts.rows.starts[row + 1]!; at++) squares += values[at]! ** 2;
    return Math.sqrt(squares);
  });
}

/** TF-IDF over the square root of the number of words: needs no statistics of the other papers' terms. */
export function candidateVectorsOf(counts: TermCounts): Sparse {
  return weighted(counts, (row) => Math.sqrt(counts.lengths[row]!));
}

function weighted(counts: TermCounts, lengthOf: (row: number, values: Float32Array) => number): Sparse {
  const { rows } = counts;
  const rarities = raritiesOf(counts);
  const values = rows.values.map((count, at) => (1 + Math.log(count)) * rarities[rows.columns[at]!]!);
  for (let row = 0; row + 1 < rows.starts.length; row++) {
    const length = lengthOf(row, values) || 1;
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) values[at]! /= length;
  }
  return { ...rows, values };
}

/** The columns of a row's `count` heaviest terms, heaviest first; weightless ones are left out. */
export function heaviestOf({ starts, columns, values }: Sparse, row: number, count = Infinity): number[] {
  const places: number[] = [];
  for (let at = starts[row]!; at < starts[row + 1]!; at++) if (values[at]! > 0) places.push(at);
  return places
    .sort((a, b) => values[b]! - values[a]! || columns[a]! - columns[b]!)
    .slice(0, count)
    .map((at) => columns[at]!);
}

/** Columns to rows: the inverted index of rows. Weightless entries are left out. */
export function invertedOf({ starts, columns, values }: Sparse, columnCount: number): Sparse {
  const inverted = new Int32Array(columnCount + 1);
  for (let at = 0; at < columns.length; at++) if (values[at]! > 0) inverted[columns[at]! + 1]!++;
  for (let column = 0; column < columnCount; column++) inverted[column + 1]! += inverted[column]!;
  const next = inverted.slice();
  const rows = new Int32Array(inverted[columnCount]!);
  const weights = new Float32Array(rows.length);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      if (values[at]! <= 0) continue;
      const place = next[columns[at]!]!++;
      rows[place] = row;
      weights[place] = values[at]!;
    }
  }
  return { starts: inverted, columns: rows, values: weights };
}

/** Adds `factor` times the inverted list of a column to dense scores. */
export function accumulate(into: Float64Array, index: Sparse, column: number, factor: number): void {
  const end = index.starts[column + 1]!;
  for (let at = index.starts[column]!; at < end; at++) into[index.columns[at]!]! += factor * index.values[at]!;
}

/** Products of a row with all rows of an inverted index. */
export function productsOf(vectors: Sparse, index: Sparse, row: number): Float64Array {
  const scores = new Float64Array(vectors.starts.length - 1);
  for (let at = vectors.starts[row]!; at < vectors.starts[row + 1]!; at++) {
    if (vectors.values[at]! > 0) accumulate(scores, index, vectors.columns[at]!, vectors.values[at]!);
  }
  return scores;
}

/** Inverted BM25 weights: idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length)). Robertson et al., 1994; Lucene's idf. */
export function bm25IndexOf({ rows, documents, lengths }: TermCounts, k1 = 1.2, b = 0.75): Sparse {
  const total = rows.starts.length - 1;
  const meanLength = lengths.reduce((sum, value) => sum + value, 0) / total;
  const values = new Float32Array(rows.values.length);
  for (let row = 0; row < total; row++) {
    const norm = k1 * (1 - b + (b * lengths[row]!) / meanLength);
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      const count = documents[rows.columns[at]!]!;
      const idf = Math.log(1 + (total - count + 0.5) / (count + 0.5));
      values[at] = (idf * rows.values[at]! * (k1 + 1)) / (rows.values[at]! + norm);
    }
  }
  return invertedOf({ ...rows, values }, documents.length);
}

/** BM25 of a query of columns, each counted `weights[i]` times, once by default. */
export function bm25To(
  index: Sparse,
  columns: ArrayLike<number>,
  size: number,
  weights?: ArrayLike<number>,
): Float64Array {
  const scores = new Float64Array(size);
  for (let at = 0; at < columns.length; at++) accumulate(scores, index, columns[at]!, weights?.[at] ?? 1);
  return scores;
}
