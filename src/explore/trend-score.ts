/** Papers that have something, in a window and in the one before it. */
export interface Counts {
  readonly now: number;
  readonly before: number;
}

/** All papers of the two windows. */
export type Sizes = Counts;

export interface Growth {
  /** Standard deviations by which the log odds have risen: the z of the formula. */
  readonly score: number;
  /** The smoothed share now, divided by the smoothed share before. */
  readonly growth: number;
}

/** The prior weighs as much as this part of the papers of both windows: as much as one window on average. */
const PRIOR_WEIGHT = 0.5;

/**
 * How much more often something occurs now than before: the log-odds ratio
 * with an informative Dirichlet prior, divided by its standard deviation
 * (Monroe, Colaresi, Quinn 2008, "Fightin' Words", equations 15 to 22).
 *
 * Of n papers of a window, y have the thing. The prior is that both windows
 * have it alike: α0 = (n1 + n0) / 2 papers, of which α = α0 (y1 + y0) / (n1 + n0)
 * have it. Then
 *
 *   δ = ln((y1 + α) / (n1 + α0 − y1 − α)) − ln((y0 + α) / (n0 + α0 − y0 − α))
 *   σ² = the sum of the reciprocals of these four numbers
 *   z = δ / σ
 *
 * The sign of z is that of the change of the share. Something that rises from
 * 40 to 90 of 1,000 papers has z = 3.2, from 0 to 5 1.5, from 0 to 1 0.7.
 * Undefined where nothing can be compared: a window without papers, or a thing
 * that no paper or every paper has.
 */
export function growthOf({ now, before }: Counts, sizes: Sizes): Growth | undefined {
  const papers = sizes.now + sizes.before;
  const having = now + before;
  if (sizes.now === 0 || sizes.before === 0 || having === 0 || having === papers) return undefined;
  const priorPapers = PRIOR_WEIGHT * papers;
  const prior = PRIOR_WEIGHT * having;
  const nowWith = now + prior;
  const nowWithout = sizes.now + priorPapers - nowWith;
  const beforeWith = before + prior;
  const beforeWithout = sizes.before + priorPapers - beforeWith;
  const delta = Math.log(nowWith / nowWithout) - Math.log(beforeWith / beforeWithout);
  const variance = 1 / nowWith + 1 / nowWithout + 1 / beforeWith + 1 / beforeWithout;
  return {
    score: delta / Math.sqrt(variance),
    growth: nowWith / (sizes.now + priorPapers) / (beforeWith / (sizes.before + priorPapers)),
  };
}
