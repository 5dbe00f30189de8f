import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';

/** A topic with its papers, in no order. */
export interface TopicPapers {
  readonly id: string;
  readonly paperCount: number;
  /** All of them, or a sample where there are too many. */
  readonly papers: readonly string[];
  /** How sure it is of each of them that it is about the topic. */
  readonly confidences: readonly number[];
  /** Ids of what it is a part of, over up to six steps. */
  readonly ancestors: readonly string[];
  /** Papers in the graph. */
  readonly total: number;
}

/** Of a topic with more papers a tenth is looked at, of one with ten times more a hundredth. */
export const MOST_WHOLE = 25_000;

/** By the last digits of the ids: the same papers for every topic, so that what topics share is sampled alike. */
const SAMPLE = `t.paperCount <= ${MOST_WHOLE}
  OR (p.id ENDS WITH '1' AND (t.paperCount <= ${10 * MOST_WHOLE} OR p.id ENDS WITH '11'))`;

const LARGEST = topics('papers of the largest topics', 'MATCH (t:Topic)');

const UNDER_ROOT = topics(
  'papers of the largest subtopics',
  'MATCH (:Topic {id: $root})<-[:SUBTOPIC_OF*1..6]-(t:Topic) WHERE t.id <> $root WITH DISTINCT t',
);

function topics(name: string, match: string): Statement<TopicPapers> {
  return statement(
    name,
    `${match} WHERE t.paperCount > 0
WITH t ORDER BY t.paperCount DESC, t.id LIMIT $first
CALL (t) {
  MATCH (t)<-[r:ABOUT]-(p:Paper) WHERE ${SAMPLE}
  RETURN collect(p.id) AS papers, collect(coalesce(r.confidence, 0.0)) AS confidences
}
CALL (t) {
  MATCH (t)-[:SUBTOPIC_OF*1..6]->(u:Topic)
  RETURN collect(DISTINCT u.id) AS ancestors
}
CALL () {
  MATCH (s:Statistic {id: 'papers'})
  RETURN max(s.value) AS total
}
RETURN t.id AS id, t.paperCount AS paperCount, papers, confidences, ancestors, coalesce(total, 0) AS total
ORDER BY paperCount DESC, id`,
  );
}

/** Reads the papers of the topics that a topic graph shows. */
export class TopicGraphRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The topics of the most papers, those under a root when there is one: at most `first`, largest first. */
  async topics(root: string | null, first: number): Promise<readonly TopicPapers[]> {
    return root === null
      ? await this.graph.read(LARGEST, { first }, this.options)
      : await this.graph.read(UNDER_ROOT, { root, first }, this.options);
  }
}
