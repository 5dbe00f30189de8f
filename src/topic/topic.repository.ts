import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import { ALWAYS, rangeTests, textTests, type Condition, type Passage, type Test } from '../graph/condition.js';
import {
  countItem,
  countItems,
  readPage,
  readPages,
  type Listing,
  type Page,
  type PageWindow,
  type Sort,
} from '../graph/page.js';
import { ABOUT_EDGE, type About } from './about.js';

/** A topic as stored. */
export interface TopicRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[] | null;
  readonly description: string | null;
  readonly scheme: string | null;
  readonly paperCount: number | null;
  readonly version: number | null;
}

const TOPIC = `{id: t.id, name: t.name, aliases: t.aliases, description: t.description, scheme: t.scheme, paperCount: t.paperCount, version: t.version}`;

/** What topics can be filtered by. */
export const TOPIC_TESTS = {
  name: textTests('name', 't.normalizedName'),
  schemeIn: { name: 'scheme in', text: (value) => `t.scheme IN ${value}` } satisfies Test,
  paperCount: rangeTests('papers', 'coalesce(t.paperCount, 0)'),
  under: {
    name: 'under',
    match: (ids) => `MATCH (x:Topic) WHERE x.id IN ${ids} MATCH (x)<-[:SUBTOPIC_OF*1..10]-(q:Topic)`,
  } satisfies Test,
};

/** To the papers that are about a topic. */
export const TOPIC_PAPERS: Passage = {
  name: 'papers about',
  id: 'p.id',
  match: (where) => `MATCH (p:Paper) WHERE ${where} AND p.stub = false MATCH (p)-[:ABOUT]->(q:Topic)`,
};

export const TOPIC_SORTS = {
  NAME: 't.normalizedName',
  PAPER_COUNT: 'coalesce(t.paperCount, 0)',
} as const;

export type TopicSortField = keyof typeof TOPIC_SORTS;

export function topicSort(field: TopicSortField, descending: boolean): Sort {
  return { name: field, expression: TOPIC_SORTS[field], descending };
}

/** The surest and most particular topics of a paper first. */
export const BY_CONFIDENCE: readonly Sort[] = [
  { name: 'CONFIDENCE', expression: 'coalesce(r.confidence, 0.0)', descending: true },
  { name: 'PAPER_COUNT', expression: 'coalesce(t.paperCount, 0)', descending: false },
];

const ALL: Listing<TopicRow> = {
  name: 'topics',
  nested: false,
  match: 'MATCH (t:Topic)',
  id: 't.id',
  node: TOPIC,
};

const NESTED: {
  readonly ofPaper: Listing<TopicRow, About>;
  readonly parents: Listing<TopicRow>;
  readonly children: Listing<TopicRow>;
} = {
  ofPaper: {
    name: 'topics of paper',
    nested: true,
    match: 'MATCH (:Paper {id: key})-[r:ABOUT]->(t:Topic)',
    id: 't.id',
    node: TOPIC,
    edge: ABOUT_EDGE,
  },
  parents: {
    name: 'parents of topic',
    nested: true,
    match: 'MATCH (:Topic {id: key})-[:SUBTOPIC_OF]->(t:Topic)',
    id: 't.id',
    node: TOPIC,
  },
  children: {
    name: 'children of topic',
    nested: true,
    match: 'MATCH (:Topic {id: key})<-[:SUBTOPIC_OF]-(t:Topic)',
    id: 't.id',
    node: TOPIC,
  },
};

export type NestedTopics = keyof typeof NESTED;
type NestedEdge<Kind extends NestedTopics> = (typeof NESTED)[Kind] extends Listing<TopicRow, infer Edge> ? Edge : never;

const BY_ID = statement<{ topic: TopicRow }>(
  'topics by id',
  `MATCH (t:Topic) WHERE t.id IN $ids RETURN ${TOPIC} AS topic`,
);

/** Reads topics. */
export class TopicRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The topics by their ids. */
  async byIds(ids: readonly string[]): Promise<Map<string, TopicRow>> {
    const rows = await this.graph.read(BY_ID, { ids }, this.options);
    return new Map(rows.map(({ topic }) => [topic.id, topic]));
  }

  async page(condition: Condition, window: PageWindow): Promise<Page<TopicRow, null>> {
    return await readPage(this.graph, ALL, window, condition, this.options);
  }

  async count(condition: Condition): Promise<number> {
    return await countItem(this.graph, ALL, condition, this.options);
  }

  async pagesOf<Kind extends NestedTopics>(
    kind: Kind,
    ids: readonly string[],
    window: PageWindow,
  ): Promise<Map<string, Page<TopicRow, NestedEdge<Kind>>>> {
    const listing = NESTED[kind] as unknown as Listing<TopicRow, NestedEdge<Kind>>;
    return await readPages(this.graph, listing, ids, window, ALWAYS, this.options);
  }

  async countsOf(kind: NestedTopics, ids: readonly string[]): Promise<Map<string, number>> {
    return await countItems(this.graph, NESTED[kind] as Listing<TopicRow, unknown>, ids, ALWAYS, this.options);
  }
}
