import { statement, type Graph } from '../graph/graph.js';
import type { PaperState } from '../ingest/merge.js';

/** A topic or technique that only papers name: it goes with the last of them, and comes back with it. */
export interface Mentioned {
  readonly kind: 'topic' | 'technique';
  readonly id: string;
  readonly name: string;
  readonly normalizedName: string;
  readonly scheme: string | null;
}

type Row = Omit<Mentioned, 'kind'>;

const TOPICS = statement<Row>(
  'mentioned topics of papers',
  `MATCH (t:Topic) WHERE t.id IN $ids AND t.mentioned = true
RETURN t.id AS id, t.name AS name, t.normalizedName AS normalizedName, t.scheme AS scheme ORDER BY id`,
);

const TECHNIQUES = statement<Row>(
  'mentioned techniques of papers',
  `MATCH (t:Technique) WHERE t.id IN $ids AND t.mentioned = true AND t.proposed IS NULL
RETURN t.id AS id, t.name AS name, t.normalizedName AS normalizedName, null AS scheme ORDER BY id`,
);

/** Those of the topics and techniques of some papers that nobody has described. */
export async function readMentioned(graph: Graph, states: readonly PaperState[]): Promise<Mentioned[]> {
  const topics = [...new Set(states.flatMap((state) => Object.keys(state.topics)))];
  const techniques = [...new Set(states.flatMap((state) => Object.keys(state.techniques)))];
  const [mentionedTopics, mentionedTechniques] = await Promise.all([
    topics.length === 0 ? [] : graph.read(TOPICS, { ids: topics }),
    techniques.length === 0 ? [] : graph.read(TECHNIQUES, { ids: techniques }),
  ]);
  return [
    ...mentionedTopics.map((row): Mentioned => ({ ...row, kind: 'topic' })),
    ...mentionedTechniques.map((row): Mentioned => ({ ...row, kind: 'technique' })),
  ];
}
