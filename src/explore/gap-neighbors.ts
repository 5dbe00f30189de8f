import type { TechniqueNeighbors } from './gap.repository.js';

/** A technique that is like another, and how much. */
export interface LikeTechnique {
  readonly id: string;
  /** Above 0; a parent or variant that always goes along has 2. */
  readonly similarity: number;
}

const LINEAGE_WEIGHTS = { parents: 1, variants: 1, siblings: 0.5 } as const;
export const MOST_NEIGHBORS = 20;

/**
 * The techniques that are most like one, ties by id:
 *
 *   s(i,k) = lineage(i,k) + shared papers / √(papers of i · papers of k)
 *
 * lineage is 1 for what i is a variant of and for its variants, ½ for other
 * variants of the same; the second part is the cosine of the sets of papers,
 * Ochiai 1957.
 */
export function likeTechniques(found: TechniqueNeighbors): LikeTechnique[] {
  const similarities = new Map<string, number>();
  const add = (id: string, part: number): unknown => similarities.set(id, (similarities.get(id) ?? 0) + part);
  const kin = new Map<string, number>();
  for (const kind of ['parents', 'variants', 'siblings'] as const) {
    for (const id of found[kind]) kin.set(id, Math.max(kin.get(id) ?? 0, LINEAGE_WEIGHTS[kind]));
  }
  for (const [id, weight] of kin) add(id, weight);
  for (const { id, paperCount, shared } of found.company) {
    add(id, shared / Math.sqrt(Math.max(1, found.paperCount) * Math.max(1, paperCount)));
  }
  return [...similarities]
    .map(([id, similarity]) => ({ id, similarity }))
    .sort((left, right) => right.similarity - left.similarity || (left.id < right.id ? -1 : 1))
    .slice(0, MOST_NEIGHBORS);
}
