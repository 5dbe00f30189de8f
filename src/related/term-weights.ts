import { countTerms } from '../text/analysis.js';
import type { TermStatistics } from '../text/term.repository.js';

/** The weighted terms of one paper. */
export interface TermWeights {
  readonly byTerm: ReadonlyMap<string, number>;
  /** Euclidean length of the vector; 0 when it is empty. */
  readonly norm: number;
  /** The `count` heaviest terms, heaviest first, ties in alphabetical order. */
  heaviest(count: number): string[];
}

/** Damps rarity, so that a single rare word does not outweigh five telling ones. */
const IDF_EXPONENT = 0.75;

/**
 * TF-IDF weights of a stored search text: (1 + ln tf) · ln(N / df)^0.75. A term
 * in fewer than two papers relates nothing and is left out. After Salton and
 * Buckley, "Term-weighting approaches in automatic text retrieval", 1988, with
 * a damped idf.
 */
export function termWeights(searchText: string, { paperCount, counts }: TermStatistics): TermWeights {
  const byTerm = new Map<string, number>();
  for (const [term, frequency] of countTerms(searchText)) {
    const papers = counts.get(term) ?? 0;
    if (papers < 2 || papers >= paperCount) continue;
    byTerm.set(term, (1 + Math.log(frequency)) * Math.log(paperCount / papers) ** IDF_EXPONENT);
  }
  const norm = Math.sqrt([...byTerm.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return {
    byTerm,
    norm,
    heaviest: (count) =>
      [...byTerm]
        .sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
        .slice(0, count)
        .map(([term]) => term),
  };
}
