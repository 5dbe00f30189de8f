import { statement, type Graph, type ReadOptions } from '../graph/graph.js';

/** Document frequencies of some terms in a corpus of `paperCount` papers. */
export interface TermStatistics {
  readonly paperCount: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Adds to the document frequency of each term; a delta may be negative. */
export const ADD_TERM_COUNTS = statement(
  'add term counts',
  `UNWIND $rows AS row
MERGE (t:Term {id: row.id})
SET t.paperCount = coalesce(t.paperCount, 0) + toInteger(row.delta)`,
);

/** Adds to the number of described papers, the N of every rarity; the delta may be negative. */
export const ADD_PAPER_COUNT = statement(
  'add paper count',
  `UNWIND $rows AS row
MERGE (s:Statistic {id: 'papers'}) SET s.value = coalesce(s.value, 0) + toInteger(row.delta)`,
);

/** Counts the described papers anew. */
export const COUNT_PAPERS = statement(
  'count papers',
  `MATCH (p:Paper) WHERE p.stub = false
WITH count(p) AS papers
MERGE (s:Statistic {id: 'papers'}) SET s.value = papers`,
);

const STATISTICS = statement<{ paperCount: number; terms: readonly { id: string; paperCount: number }[] }>(
  'term statistics',
  `MATCH (s:Statistic {id: 'papers'})
CALL (s) {
  MATCH (t:Term) WHERE t.id IN $ids
  RETURN collect({id: t.id, paperCount: t.paperCount}) AS terms
}
RETURN s.value AS paperCount, terms`,
);

/** Reads document frequencies, kept by every write of papers. */
export class TermRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The statistics of the given terms; unknown terms are left out. */
  async statistics(terms: readonly string[]): Promise<TermStatistics> {
    const rows = await this.graph.read(STATISTICS, { ids: [...new Set(terms)] }, this.options);
    const { paperCount = 0, terms: found = [] } = rows[0] ?? {};
    return { paperCount, counts: new Map(found.map(({ id, paperCount: papers }) => [id, papers])) };
  }
}
