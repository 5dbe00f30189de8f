import type { SubjectRow } from './related.repository.js';

/** What a subject's text is compared by. */
export interface SubjectText {
  /** Weight of each telling term, divided by the length of the vector. */
  readonly weights: ReadonlyMap<string, number>;
  /** Rarity of each of these terms. */
  readonly rarity: ReadonlyMap<string, number>;
  /** Which first characters and lengths these terms have, so that most other words need not be looked up. */
  readonly shapes: Uint8Array;
}

/** Damps rarity, so that a single rare word does not outweigh five telling ones. */
const RARITY_EXPONENT = 0.75;

/**
 * TF-IDF weights of a text: (1 + ln tf) · ln(N / df)^0.75. A term in fewer than two
 * papers relates nothing and is left out. After Salton and Buckley,
 * "Term-weighting approaches in automatic text retrieval", 1988, with a damped idf.
 */
export function subjectText({ searchText, terms, paperCount }: SubjectRow): SubjectText {
  const counts = new Map<string, number>();
  for (const term of searchText.split(' ')) counts.set(term, (counts.get(term) ?? 0) + 1);
  const rarity = new Map<string, number>();
  const weights = new Map<string, number>();
  // Sorted, so that sums come out the same to the last bit on every engine.
  for (const { id, paperCount: papers } of [...terms].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    if (papers < 2 || papers >= paperCount) continue;
    const rare = Math.log(paperCount / papers) ** RARITY_EXPONENT;
    rarity.set(id, rare);
    weights.set(id, (1 + Math.log(counts.get(id) ?? 1)) * rare);
  }
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [term, weight] of weights) weights.set(term, weight / length);
  const shapes = new Uint8Array(SHAPES);
  for (const term of weights.keys()) shapes[shapeOf(term.charCodeAt(0), term.length)] = 1;
  return { weights, rarity, shapes };
}

const SHAPES = 4096;

function shapeOf(firstCode: number, length: number): number {
  return (firstCode * 64 + length) % SHAPES;
}

/** Finding by the heaviest words finds as well as by all, at a fraction of the cost. */
const QUERY_TERMS = 25;
/**
 * Postings that a full-text query may look at, in papers: a word of every second
 * paper costs as much as all the others and finds little.
 */
const POSTINGS = 10_000;

/** The words that a subject's nearest papers are looked for by, heaviest first. */
export function queryOf({ weights }: SubjectText, { terms }: SubjectRow): string {
  const papers = new Map(terms.map(({ id, paperCount }) => [id, paperCount]));
  let left = POSTINGS;
  return [...weights]
    .sort(([leftTerm, a], [rightTerm, b]) => b - a || (leftTerm < rightTerm ? -1 : 1))
    .map(([term]) => term)
    .filter((term) => {
      const postings = papers.get(term) ?? 0;
      if (postings > left) return false;
      left -= postings;
      return true;
    })
    .slice(0, QUERY_TERMS)
    .join(' ');
}

/** A term that both texts have, and its part of their similarity. */
export interface SharedTerm {
  readonly id: string;
  readonly weight: number;
}

/**
 * The similarity of a stored search text to a subject: the product of the subject's
 * weights with (1 + ln tf) · idf, over the square root of the text's length. Unlike a
 * cosine it needs no other statistics than those of the subject's own terms.
 */
export function sharedTerms({ weights, rarity, shapes }: SubjectText, searchText: string): SharedTerm[] {
  const counts = new Map<string, number>();
  let length = 0;
  for (let start = 0; start <= searchText.length;) {
    const space = searchText.indexOf(' ', start);
    const end = space === -1 ? searchText.length : space;
    if (end > start) {
      length += 1;
      if (shapes[shapeOf(searchText.charCodeAt(start), end - start)] === 1) {
        const term = searchText.slice(start, end);
        if (weights.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
      }
    }
    start = end + 1;
  }
  const norm = Math.sqrt(length) || 1;
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, count]) => ({
      id,
      weight: ((weights.get(id) ?? 0) * (1 + Math.log(count)) * (rarity.get(id) ?? 0)) / norm,
    }));
}
