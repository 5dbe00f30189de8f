import { ALWAYS } from '../graph/condition.js';
import type { Graph, ReadOptions } from '../graph/graph.js';
import { countItems, readPages, type Listing, type Page, type PageWindow, type Sort } from '../graph/page.js';

/** What is listed of whom: each with the number of papers that have both. */
export type CountedKind = 'topics of technique' | 'techniques of topic' | 'topics of author' | 'techniques of author';

export interface CountedNode {
  readonly id: string;
}

export interface PaperCount {
  readonly paperCount: number;
}

/** Those of the most papers first. */
export const BY_PAPERS: readonly Sort[] = [{ name: 'PAPERS', expression: 'papers', descending: true }];

const ON_TOPICS = 'MATCH (p)-[:ABOUT]->(t:Topic) WITH key, t.id AS found, count(p) AS papers';
const WITH_TECHNIQUES = 'MATCH (p)-[:APPLIES]->(t:Technique) WITH key, t.id AS found, count(p) AS papers';

const LISTINGS: Readonly<Record<CountedKind, Listing<CountedNode, PaperCount>>> = {
  'topics of technique': listing(
    'topics of technique',
    `MATCH (:Technique {id: key})<-[:APPLIES]-(p:Paper) ${ON_TOPICS}`,
  ),
  'techniques of topic': listing(
    'techniques of topic',
    `MATCH (:Topic {id: key})<-[:ABOUT]-(p:Paper) ${WITH_TECHNIQUES}`,
  ),
  'topics of author': listing('topics of author', `MATCH (:Author {id: key})-[:AUTHORED]->(p:Paper) ${ON_TOPICS}`),
  'techniques of author': listing(
    'techniques of author',
    `MATCH (:Author {id: key})-[:AUTHORED]->(p:Paper) ${WITH_TECHNIQUES}`,
  ),
};

function listing(name: string, match: string): Listing<CountedNode, PaperCount> {
  return { name, nested: true, match, id: 'found', node: '{id: found}', edge: '{paperCount: papers}' };
}

/** Lists the topics and techniques of the papers of a topic, a technique or an author. */
export class CountedListRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async pagesOf(
    kind: CountedKind,
    ids: readonly string[],
    window: PageWindow,
  ): Promise<Map<string, Page<CountedNode, PaperCount>>> {
    return await readPages(this.graph, LISTINGS[kind], ids, window, ALWAYS, this.options);
  }

  async countsOf(kind: CountedKind, ids: readonly string[]): Promise<Map<string, number>> {
    return await countItems(this.graph, LISTINGS[kind], ids, ALWAYS, this.options);
  }
}
