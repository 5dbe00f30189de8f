import { countTerms } from '../text/analysis.js';
import type { Scored } from './score.js';

/** How many of the best results are put into another order; what comes behind them keeps its own. */
const REORDERED = 100;

/**
 * Maximal marginal relevance: picks one result after another, the one with the most
 * (1 − diversity) · score − diversity · (greatest similarity to a picked one), ties in
 * the order of scores. After Carbonell and Goldstein, "The use of MMR, diversity-based
 * reranking for reordering documents and producing summaries", 1998.
 *
 * @param diversity 0 keeps the order of scores, 1 looks at likeness alone.
 */
export function diversify(ranked: readonly Scored[], diversity: number): readonly Scored[] {
  if (diversity === 0 || ranked.length < 3) return ranked;
  const vectors = ranked.slice(0, REORDERED).map((item) => ({ item, vector: vectorOf(item), nearest: 0 }));
  const picked: Scored[] = [];
  let open = vectors;
  while (open.length > 0) {
    const worth = ({ item, nearest }: (typeof open)[number]): number =>
      (1 - diversity) * item.score - diversity * nearest;
    const best = open.reduce((first, other) => (worth(other) > worth(first) ? other : first));
    picked.push(best.item);
    open = open
      .filter((other) => other !== best)
      .map((other) => ({ ...other, nearest: Math.max(other.nearest, cosine(best.vector, other.vector)) }));
  }
  return [...picked, ...ranked.slice(REORDERED)];
}

/** The words of a text, weighted by 1 + ln tf, as a vector of length 1. */
function vectorOf({ candidate }: Scored): ReadonlyMap<string, number> {
  const weights = [...countTerms(candidate.searchText)].map(([term, count]) => [term, 1 + Math.log(count)] as const);
  const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return new Map(weights.map(([term, weight]) => [term, weight / length]));
}

function cosine(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}
