/**
 * How two things occur together in a corpus of papers: `both` papers have
 * both, `left` and `right` have the one and the other, of `total`.
 */
export interface Cooccurrence {
  readonly both: number;
  readonly left: number;
  readonly right: number;
  readonly total: number;
}

/** Fewer papers than this are a coincidence, no relation. */
export const LEAST_SHARED = 2;

/**
 * Normalized pointwise mutual information, −1 to 1: 0 when the two occur
 * together as often as chance would have it, 1 when never apart.
 *
 *   npmi = ln(p(x,y) / (p(x) · p(y))) / −ln p(x,y)
 *
 * Bouma, "Normalized (pointwise) mutual information in collocation
 * extraction", 2009. Two that occur in every paper say nothing: 0.
 */
export function normalizedPmi({ both, left, right, total }: Cooccurrence): number {
  if (both <= 0) return -1;
  if (both >= total) return 0;
  return Math.log((both * total) / (left * right)) / -Math.log(both / total);
}

/**
 * How many times more often the two occur together than chance would have it:
 *
 *   lift = p(x,y) / (p(x) · p(y)) = both · total / (left · right)
 *
 * Brin, Motwani, Ullman and Tsur, "Dynamic itemset counting and implication
 * rules for market basket data", 1997, where it is called interest.
 */
export function lift({ both, left, right, total }: Cooccurrence): number {
  return left === 0 || right === 0 ? 0 : (both * total) / (left * right);
}

/**
 * How sure it is that the two attract each other, negative when they shun each
 * other: the log-likelihood ratio against independence, with the sign of
 * lift − 1. Unlike lift it does not favor the rare, unlike a count not the common.
 *
 *   G² = 2 · Σ observed · ln(observed / expected)
 *
 * over the four cells: both, only one, only the other, neither. Dunning,
 * "Accurate methods for the statistics of surprise and coincidence", 1993.
 */
export function logLikelihood(counts: Cooccurrence): number {
  const { both, left, right, total } = counts;
  const cells = [
    [both, left, right],
    [left - both, left, total - right],
    [right - both, total - left, right],
    [total - left - right + both, total - left, total - right],
  ] as const;
  const sum = cells.reduce(
    (part, [observed, row, column]) =>
      observed <= 0 ? part : part + observed * Math.log((observed * total) / (row * column)),
    0,
  );
  // Rounding may leave a trace below zero where the two are independent.
  return Math.sign(lift(counts) - 1) * Math.max(0, 2 * sum);
}

/**
 * The counts of a pair when only some papers of the one or the other were
 * looked at: what was seen together is taken for as common among the rest.
 */
export function projected(
  { both, left, right, total }: Cooccurrence,
  { seenLeft, seenRight }: { readonly seenLeft: number; readonly seenRight: number },
): Cooccurrence {
  const unseen = Math.max(left / Math.max(1, seenLeft), right / Math.max(1, seenRight), 1);
  return { both: Math.max(both, Math.min(both * unseen, left, right)), left, right, total };
}
