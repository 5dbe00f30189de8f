import { annotate } from '../../src/annotate/annotate.js';
import type { Vocabulary } from '../../src/annotate/compile.js';
import type { AreaPaper } from './data.js';

/** The areas that authors of the conference choose from, and the topic of ours that means the same. */
export const AREA_TOPICS: Readonly<Record<string, string>> = {
  'agent-based and multi-agent systems': 'multi-agent-systems',
  'ai ethics, trust, fairness': 'ai-ethics-and-fairness',
  'computer vision': 'computer-vision',
  'constraint satisfaction and optimization': 'constraint-satisfaction-and-optimization',
  'data mining': 'data-mining',
  'humans and ai': 'humans-and-ai',
  'knowledge representation and reasoning': 'knowledge-representation-and-reasoning',
  'machine learning': 'machine-learning',
  'multidisciplinary topics and applications': 'ai-applications',
  'natural language processing': 'natural-language-processing',
  'planning and scheduling': 'planning-and-scheduling',
  robotics: 'robotics',
  search: 'search-and-games',
  'uncertainty in ai': 'uncertainty-in-ai',
};

/** The areas of a paper, most likely first: its topics that mean an area. */
export function areasOf(vocabulary: Vocabulary, { title, abstract }: AreaPaper): string[] {
  const areas = new Map(Object.entries(AREA_TOPICS).map(([area, topic]) => [topic, area]));
  return annotate(vocabulary, { title, abstract }).topics.flatMap(({ topicId }) => areas.get(topicId) ?? []);
}

export interface AreaRecall {
  readonly area: string;
  readonly papers: number;
  readonly recall: number;
}

/**
 * For every area, the share of its papers that have it among their first `most`
 * areas. The 81 papers whose only area is an empty one say nothing and are left
 * out.
 */
export function recallByArea(vocabulary: Vocabulary, papers: readonly AreaPaper[], most: number): AreaRecall[] {
  const counts = new Map(Object.keys(AREA_TOPICS).map((area) => [area, { papers: 0, hits: 0 }]));
  for (const paper of papers) {
    const found = areasOf(vocabulary, paper).slice(0, most);
    for (const area of new Set(paper.areas)) {
      const count = counts.get(area);
      if (count === undefined) continue;
      count.papers++;
      if (found.includes(area)) count.hits++;
    }
  }
  return [...counts].map(([area, { papers: all, hits }]) => ({
    area,
    papers: all,
    recall: all === 0 ? 0 : hits / all,
  }));
}
