import { ALWAYS } from '../graph/condition.js';
import type { Graph, ReadOptions } from '../graph/graph.js';
import { countItems, readPages, type Listing, type Page, type PageWindow, type Sort } from '../graph/page.js';

/** What two authors have written together. */
export interface Coauthorship {
  readonly paperCount: number;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
}

/** Those of the most common papers first, then those of the latest one. */
export const BY_COMMON_PAPERS: readonly Sort[] = [
  { name: 'PAPERS', expression: 'papers', descending: true },
  { name: 'LAST', expression: 'coalesce(lastYear, 0)', descending: true },
];

const COAUTHORS: Listing<{ readonly id: string }, Coauthorship> = {
  name: 'coauthors of author',
  nested: true,
  match: `MATCH (:Author {id: key})-[:AUTHORED]->(p:Paper) MATCH (p)<-[:AUTHORED]-(a:Author) WHERE a.id <> key
WITH key, a.id AS found, count(p) AS papers, min(p.year) AS firstYear, max(p.year) AS lastYear`,
  id: 'found',
  node: '{id: found}',
  edge: '{paperCount: papers, firstYear: firstYear, lastYear: lastYear}',
};

/** Lists who wrote papers together. */
export class CoauthorRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async pagesOf(
    ids: readonly string[],
    window: PageWindow,
  ): Promise<Map<string, Page<{ readonly id: string }, Coauthorship>>> {
    return await readPages(this.graph, COAUTHORS, ids, window, ALWAYS, this.options);
  }

  async countsOf(ids: readonly string[]): Promise<Map<string, number>> {
    return await countItems(this.graph, COAUTHORS, ids, ALWAYS, this.options);
  }
}
