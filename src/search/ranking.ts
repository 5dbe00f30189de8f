import { analyze, normalizeName } from '../text/analysis.js';
import type { TermStatistics } from '../text/term.repository.js';
import { holdsInRow, partsOf, rarityOf, textShare } from './bm25.js';
import type { SearchQuery } from './query.js';
import type { SearchedPaper } from './search.repository.js';
import { SEARCH_TYPES, type SearchKind } from './search-type.js';

/** Something found, with all that its place in the answer follows from. */
export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly score: number;
  /** How many papers stand behind it: those about, with or by it, or those that cite it. */
  readonly count: number;
}

/** A paper whose whole title was searched for comes before every other paper. */
const WHOLE_TITLE = 1;

/** The terms of a search, each with how rare it is. */
export function raritiesOf(terms: readonly string[], statistics: TermStatistics): ReadonlyMap<string, number> {
  return new Map(terms.map((term) => [term, rarityOf(statistics.paperCount, statistics.counts.get(term) ?? 0)]));
}

/**
 * The paper as an answer to the search: its {@link textShare}, and 1 more when
 * the search is its title. Undefined when it has none of the terms, or not what
 * it must have.
 */
export function rankPaper(
  { id, title, text, citations }: SearchedPaper,
  query: SearchQuery,
  rarities: ReadonlyMap<string, number>,
): SearchHit | undefined {
  const titleTerms = analyze(title).length;
  const parts = partsOf(text, titleTerms);
  const holds = (terms: readonly string[]): boolean => parts.some((part) => holdsInRow(part, terms));
  if (!query.phrases.every(holds) || query.without.some(holds)) return undefined;
  const share = textShare(rarities, text);
  if (share === 0 && query.terms.length > 0) return undefined;
  const whole = query.words !== '' && normalizeName(title) === normalizeName(query.words) ? WHOLE_TITLE : 0;
  return { kind: 'PAPER', id, score: rounded(share + whole), count: citations };
}

/** Scores are compared across engines and pages, so they have no digits that depend on the order of a sum. */
export function rounded(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}

/** The best first: by score, then by the papers behind it, then by kind and id. */
export function compareHits(left: SearchHit, right: SearchHit): number {
  return (
    right.score - left.score ||
    right.count - left.count ||
    SEARCH_TYPES.indexOf(left.kind) - SEARCH_TYPES.indexOf(right.kind) ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
  );
}
