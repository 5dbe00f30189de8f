import { findGaps, Hierarchy, type GapFound } from './gap.js';
import { likeTechniques } from './gap-neighbors.js';
import type { GapRepository, TechniqueNeighbors } from './gap.repository.js';

/** Techniques of a topic from which candidates are taken. */
const MOST_SEEDS = 30;
/** Techniques that are looked at for a topic, or when nothing is named. */
const MOST_CANDIDATES = 40;

/** The gaps at a topic, a technique, both or anywhere. At most five reads one after the other, for bounded candidates. */
export async function searchGaps(
  repository: GapRepository,
  { topic, technique }: { readonly topic: string | null; readonly technique: string | null },
): Promise<GapFound[]> {
  const { topics, total } = await repository.topics();
  const ids =
    technique !== null
      ? [technique]
      : topic !== null
        ? await candidatesFor(new Hierarchy(topics).withParts(topic), repository)
        : await repository.largest(MOST_CANDIDATES);
  const candidates = await repository.neighbors(ids);
  const like = candidates.flatMap((candidate) => likeTechniques(candidate).map(({ id }) => id));
  const papers = await repository.papers([...new Set([...ids, ...like])]);
  return findGaps({ candidates, papers, topics, topic, total });
}

/** The techniques most like those that are applied to the topics. */
async function candidatesFor(topics: readonly string[], repository: GapRepository): Promise<string[]> {
  const seeds = await repository.onTopics(topics, MOST_SEEDS);
  const likeness = new Map<string, number>();
  for (const found of byId(await repository.neighbors(seeds))) {
    for (const { id, similarity } of likeTechniques(found)) {
      likeness.set(id, (likeness.get(id) ?? 0) + similarity);
    }
  }
  return [...likeness]
    .sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
    .map(([id]) => id);
}

/** In one order, so that sums come out the same on every engine. */
function byId(found: readonly TechniqueNeighbors[]): TechniqueNeighbors[] {
  return [...found].sort((left, right) => (left.id < right.id ? -1 : 1));
}
