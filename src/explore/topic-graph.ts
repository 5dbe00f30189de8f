import { LEAST_SHARED, normalizedPmi, projected } from './cooccurrence.js';
import { backbone, disparities } from './topic-graph-backbone.js';
import type { TopicPapers } from './topic-graph.repository.js';

/** Two topics that stand together more often than by chance. */
export interface TopicLink {
  readonly source: string;
  readonly target: string;
  /** Normalized PMI, above 0. */
  readonly weight: number;
  readonly paperCount: number;
  /** Disparity, 0 to 1; small where the edge matters. */
  readonly alpha: number;
  /** Whether one of them is a part of the other. */
  readonly isHierarchy: boolean;
  /** The papers about both, the surest first, ties by id. */
  readonly papers: (first: number) => string[];
}

export interface WeightedTopicGraph {
  /** Heaviest first. */
  readonly links: readonly TopicLink[];
  /** Links before the backbone was taken. */
  readonly found: number;
}

/** Edges that are not surprising at this level go, unless something would fall apart. */
export const ALPHA = 0.2;
export const EDGES_PER_NODE = 3;

/** The weighted graph of some topics, reduced to its backbone. Pure. */
export function topicGraphOf(topics: readonly TopicPapers[], minWeight: number): WeightedTopicGraph {
  const counts = countPairs(topics);
  const links = topics.flatMap((a, left) =>
    topics.slice(left + 1).flatMap((b, offset) => {
      const shared = counts[left * topics.length + left + 1 + offset] ?? 0;
      if (shared < LEAST_SHARED) return [];
      const weight = normalizedPmi(
        projected(
          { both: shared, left: a.paperCount, right: b.paperCount, total: a.total },
          { seenLeft: a.papers.length, seenRight: b.papers.length },
        ),
      );
      if (weight <= 0 || weight < minWeight) return [];
      return [
        {
          source: a.id,
          target: b.id,
          weight,
          paperCount: shared,
          isHierarchy: a.ancestors.includes(b.id) || b.ancestors.includes(a.id),
          papers: (first: number) => sharedPapers(a, b).slice(0, first),
        },
      ];
    }),
  );
  links.sort(
    (left, right) =>
      right.weight - left.weight || compare(left.source, right.source) || compare(left.target, right.target),
  );
  const surprises = disparities(links);
  const judged = links.map((link, index) => ({ ...link, alpha: surprises[index] ?? 1 }));
  return {
    links: backbone(judged, { alpha: ALPHA, most: EDGES_PER_NODE * topics.length }),
    found: links.length,
  };
}

/** How many papers each two topics share, at the first one's index times the number of topics, plus the second one's. */
function countPairs(topics: readonly TopicPapers[]): Uint32Array {
  const byPaper = new Map<string, number[]>();
  for (const [index, { papers }] of topics.entries()) {
    for (const id of papers) {
      const known = byPaper.get(id);
      if (known === undefined) byPaper.set(id, [index]);
      else known.push(index);
    }
  }
  const counts = new Uint32Array(topics.length * topics.length);
  for (const indexes of byPaper.values()) {
    for (let at = 0; at < indexes.length; at += 1) {
      for (let next = at + 1; next < indexes.length; next += 1) {
        const key = (indexes[at] ?? 0) * topics.length + (indexes[next] ?? 0);
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
  }
  return counts;
}

function sharedPapers(larger: TopicPapers, smaller: TopicPapers): string[] {
  const confidences = new Map(smaller.papers.map((id, at) => [id, smaller.confidences[at] ?? 0]));
  const shared: { id: string; weight: number }[] = [];
  for (const [at, id] of larger.papers.entries()) {
    const confidence = confidences.get(id);
    if (confidence !== undefined) shared.push({ id, weight: (larger.confidences[at] ?? 0) * confidence });
  }
  return shared.sort((left, right) => right.weight - left.weight || compare(left.id, right.id)).map(({ id }) => id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
