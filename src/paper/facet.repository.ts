import { compileCondition, type Condition } from '../graph/condition.js';
import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';

/** What papers can be counted by. */
export const FACETS = ['YEAR', 'TOPIC', 'TECHNIQUE', 'VENUE'] as const;

export type FacetKind = (typeof FACETS)[number];

/** A value that some papers have, and how many. */
export interface FacetRow {
  /** Year, id of a node, or normalized venue. */
  readonly value: string | number;
  readonly label: string | null;
  readonly count: number;
}

/** What follows the papers: further clauses, and the columns. */
const COUNTED: Readonly<Record<FacetKind, string>> = {
  YEAR: 'AND p.year IS NOT NULL RETURN p.year AS value, null AS label, count(*) AS count',
  VENUE:
    'AND p.normalizedVenue IS NOT NULL RETURN p.normalizedVenue AS value, min(p.venue) AS label, count(*) AS count',
  TOPIC: 'MATCH (p)-[:ABOUT]->(t:Topic) RETURN t.id AS value, t.name AS label, count(*) AS count',
  TECHNIQUE: 'MATCH (p)-[:APPLIES]->(t:Technique) RETURN t.id AS value, t.name AS label, count(*) AS count',
};

/** Made of constants, as in graph/page.ts; by facet and the key of the condition. */
const statements = new Map<string, Statement<FacetRow>>();
const MOST_STATEMENTS = 2_000;

/** Counts papers by what they have. */
export class FacetRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The most frequent values among the papers that meet a condition; of equal ones, the smaller value. */
  async count(kind: FacetKind, condition: Condition, limit: number): Promise<FacetRow[]> {
    const { key, prelude, where, parameters } = compileCondition(condition, 'p.id');
    const name = `papers by ${kind} ${key}`;
    const known = statements.get(name);
    const counted =
      known ??
      statement<FacetRow>(
        name,
        `${prelude}MATCH (p:Paper) WHERE ${where} AND p.stub = false
${COUNTED[kind]} ORDER BY count DESC, value LIMIT $limit`,
      );
    if (known === undefined && statements.size < MOST_STATEMENTS) statements.set(name, counted);
    return await this.graph.read(counted, { ...parameters, limit }, this.options);
  }
}
