import type { Sort } from '../graph/page.js';
import { LEAST_SHARED, lift, logLikelihood, normalizedPmi, projected, type Cooccurrence } from './cooccurrence.js';
import { MOST_PAPERS, type Companion, type Companions } from './cooccurrence.repository.js';
import type { Placed } from './ranked-list.js';

/** A topic that occurs with another more often than by chance. */
export interface RelatedTopic {
  readonly id: string;
  /** Normalized PMI, above 0. */
  readonly weight: number;
  readonly paperCount: number;
}

/** A technique that papers use together with another. */
export interface UsedWith {
  readonly id: string;
  readonly count: number;
  readonly lift: number;
  /** Log-likelihood ratio, negative when the two shun each other. */
  readonly significance: number;
  readonly kinship: 'ANCESTOR' | 'DESCENDANT' | null;
}

export const BY_WEIGHT: readonly Sort[] = [
  { name: 'WEIGHT', expression: '', descending: true },
  { name: 'PAPERS', expression: '', descending: true },
];

export const BY_SIGNIFICANCE: readonly Sort[] = [
  { name: 'SIGNIFICANCE', expression: '', descending: true },
  { name: 'PAPERS', expression: '', descending: true },
];

/**
 * The topics that stand with a topic in at least two papers and more often than
 * by chance. What it is a part of and its own parts are left out: `parents` and
 * `children` tell of them.
 */
export function rankRelatedTopics(found: Companions, most = MOST_PAPERS): Placed<RelatedTopic>[] {
  const kin = new Set([...found.ancestors, ...found.descendants]);
  return found.companions.flatMap((companion) => {
    const { id, shared } = companion;
    if (kin.has(id) || shared < LEAST_SHARED) return [];
    const weight = normalizedPmi(countsOf(found, companion, most));
    if (weight <= 0) return [];
    return [{ item: { id, weight, paperCount: shared }, place: { values: [weight, shared], id } }];
  });
}

/** The techniques that at least two papers use with a technique, the surest company first. */
export function rankUsedWith(found: Companions, most = MOST_PAPERS): Placed<UsedWith>[] {
  const ancestors = new Set(found.ancestors);
  const descendants = new Set(found.descendants);
  return found.companions
    .filter(({ shared }) => shared >= LEAST_SHARED)
    .map((companion) => {
      const { id, shared } = companion;
      const counts = countsOf(found, companion, most);
      const significance = logLikelihood(counts);
      const kinship = ancestors.has(id) ? 'ANCESTOR' : descendants.has(id) ? 'DESCENDANT' : null;
      return {
        item: { id, count: shared, lift: lift(counts), significance, kinship },
        place: { values: [significance, shared], id },
      };
    });
}

function countsOf(owner: Companions, { shared, paperCount }: Companion, most: number): Cooccurrence {
  const counts = { both: shared, left: owner.paperCount, right: paperCount, total: owner.total };
  return projected(counts, { seenLeft: Math.min(most, owner.paperCount), seenRight: paperCount });
}
