/**
 * Text vectors of whole numbers. Sums of products of whole numbers are exact, so a cosine is the same to the
 * last bit in whatever order terms, papers or engines come, and the same in both directions.
 */

/** Document frequencies at one moment; vectors of one model can be compared. */
export interface TextModel {
  readonly paperCount: number;
  readonly documents: ReadonlyMap<string, number>;
}

/** Whole weights of the terms of a text; its Euclidean length is {@link UNIT}, but for rounding. */
export type TextVector = ReadonlyMap<string, number>;

/** The length of a vector: the largest for which dot products stay below 2³¹. */
export const UNIT = 2 ** 15;

/** Damps rarity, so that a single rare word does not outweigh five telling ones. */
const IDF_EXPONENT = 0.75;

/** Document frequencies of term counts, one map for each paper. */
export function textModelOf(counts: Iterable<ReadonlyMap<string, number>>): TextModel {
  const documents = new Map<string, number>();
  let paperCount = 0;
  for (const paper of counts) {
    paperCount++;
    for (const term of paper.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  }
  return { paperCount, documents };
}

/**
 * TF-IDF: (1 + ln tf) · ln(N / df)^0.75, scaled to length 2¹⁵ and rounded. After Salton and Buckley,
 * "Term-weighting approaches in automatic text retrieval", 1988. A term in fewer than two papers counts as in two:
 * it relates nothing yet, but it may when the next paper comes, and no weight jumps then.
 */
export function textVectorOf(counts: ReadonlyMap<string, number>, model: TextModel): TextVector {
  const weighted: [string, number][] = [];
  for (const [term, frequency] of counts) {
    const rarity = Math.log(model.paperCount / Math.max(2, model.documents.get(term) ?? 0));
    if (rarity > 0) weighted.push([term, (1 + Math.log(frequency)) * rarity ** IDF_EXPONENT]);
  }
  // Rounding errors of the length would depend on the order of terms; sorted, they do not.
  weighted.sort(([left], [right]) => (left < right ? -1 : 1));
  const length = Math.sqrt(weighted.reduce((squares, [, weight]) => squares + weight * weight, 0));
  return new Map(weighted.map(([term, weight]) => [term, Math.round((weight * UNIT) / length)]));
}

/** Cosine of two vectors of one model. */
export function cosineOf(left: TextVector, right: TextVector): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let dot = 0;
  for (const [term, weight] of small) dot += weight * (large.get(term) ?? 0);
  return dot / UNIT ** 2;
}
