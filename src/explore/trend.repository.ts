import { statement, type Graph, type Parameters, type ReadOptions } from '../graph/graph.js';
import type { SpanCounts, TrendType } from './trend-ranking.js';
import { yearsWithin, type Span } from './trend-window.js';

/**
 * The papers `p` of a span: by their day, and where only the year is known by
 * a year that lies in the span whole. The first two conditions only narrow the
 * search, at little cost.
 */
const IN_SPAN = `p.sortDate >= $low AND p.sortDate <= $to AND p.stub = false
AND ((size(p.sortDate) = 10 AND p.sortDate >= $from)
OR (size(p.sortDate) = 4 AND p.sortDate >= $firstYear AND p.sortDate <= $lastYear))`;

const COUNTS = statement<SpanCounts>(
  'topics and techniques of a span',
  `CALL () {
  MATCH (p:Paper) WHERE ${IN_SPAN}
  RETURN count(p) AS papers
}
CALL () {
  MATCH (p:Paper) WHERE p.sortDate >= $low AND p.sortDate <= $to AND p.stub = false
  AND size(p.sortDate) = 4 AND (p.sortDate < $firstYear OR p.sortDate > $lastYear)
  RETURN count(p) AS undated
}
CALL () {
  MATCH (p:Paper) WHERE ${IN_SPAN}
  MATCH (p)-[:ABOUT]->(t:Topic)
  WITH t.id AS id, count(*) AS papers
  RETURN collect({id: id, papers: papers}) AS topics
}
CALL () {
  MATCH (p:Paper) WHERE ${IN_SPAN}
  MATCH (p)-[:APPLIES]->(t:Technique)
  WITH t.id AS id, count(*) AS papers
  RETURN collect({id: id, papers: papers}) AS techniques
}
RETURN papers, undated, topics, techniques`,
);

function papersBehind(
  name: string,
  match: string,
): ReturnType<typeof statement<{ id: string; papers: readonly string[] }>> {
  return statement(
    name,
    `UNWIND $ids AS id
CALL (id) {
  MATCH ${match} WHERE ${IN_SPAN}
  WITH p.id AS paper, p.sortDate AS date ORDER BY date DESC, paper LIMIT $limit
  RETURN collect(paper) AS papers
}
RETURN id, papers`,
  );
}

const BEHIND: Readonly<Record<TrendType, ReturnType<typeof papersBehind>>> = {
  TOPIC: papersBehind('papers behind rising topics', '(:Topic {id: id})<-[:ABOUT]-(p:Paper)'),
  TECHNIQUE: papersBehind('papers behind rising techniques', '(:Technique {id: id})<-[:APPLIES]-(p:Paper)'),
};

/** Counts what the papers of a span of time are about and work with. */
export class TrendRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async counts(span: Span): Promise<SpanCounts> {
    const [row] = await this.graph.read(COUNTS, parametersOf(span), this.options);
    return row ?? { papers: 0, undated: 0, topics: [], techniques: [] };
  }

  /** The newest papers of the span that have each topic or technique, at most `limit` each. */
  async papersBehind(
    type: TrendType,
    ids: readonly string[],
    span: Span,
    limit: number,
  ): Promise<Map<string, readonly string[]>> {
    const rows = await this.graph.read(BEHIND[type], { ids, limit, ...parametersOf(span) }, this.options);
    return new Map(rows.map(({ id, papers }) => [id, papers]));
  }
}

function parametersOf({ from, to }: Span): Parameters {
  const { first, last } = yearsWithin({ from, to });
  return { low: from.slice(0, 4), from, to, firstYear: first, lastYear: last };
}
