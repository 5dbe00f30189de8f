import type { Condition } from '../graph/condition.js';
import { AliasRepository } from '../ref/alias.repository.js';
import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
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
import { ABOUT_EDGE, type About } from '../topic/about.js';
import { inRole, type Application, type TechniqueRole } from '../technique/application.js';

/** A paper as stored. */
export interface PaperRow {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly abstract: string | null;
  readonly publishedOn: string | null;
  readonly year: number | null;
  readonly arxivId: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly venue: string | null;
  readonly authorCount: number | null;
  readonly upvotes: number | null;
  readonly commentCount: number | null;
  readonly identifiers: readonly string[] | null;
  readonly source: string | null;
  readonly referencesStatus: string | null;
  readonly citationCount: number | null;
  readonly stub: boolean | null;
  readonly version: number | null;
}

export interface Position {
  readonly position: number;
}

const PAPER = `{id: p.id, title: p.title, summary: p.summary, abstract: p.abstract,
publishedOn: toString(p.publishedOn), year: p.year, arxivId: p.arxivId, doi: p.doi, url: p.url, venue: p.venue,
authorCount: p.authorCount, upvotes: p.upvotes, commentCount: p.commentCount, identifiers: p.identifiers,
source: p.source, referencesStatus: p.referencesStatus, citationCount: p.citationCount, stub: p.stub, version: p.version}`;

const DESCRIBED = 'p.stub = false';

/** Sort keys of papers. A paper without the value comes last when descending, first when ascending. */
export const PAPER_SORTS = {
  PUBLISHED_ON: 'p.sortDate',
  YEAR: 'coalesce(p.year, 0)',
  TITLE: 'p.normalizedTitle',
  CITATION_COUNT: 'coalesce(p.citationCount, 0)',
  UPVOTES: 'coalesce(p.upvotes, -1)',
} as const satisfies Record<string, string>;

export type PaperSortField = keyof typeof PAPER_SORTS;

export function paperSort(field: PaperSortField, descending: boolean): Sort {
  return { name: field, expression: PAPER_SORTS[field], descending };
}

const LISTINGS: {
  readonly all: Listing<PaperRow>;
  readonly ofAuthor: Listing<PaperRow, Position>;
  readonly onTopic: Listing<PaperRow, About>;
  readonly applying: Listing<PaperRow, Application>;
  readonly citedBy: Listing<PaperRow>;
  readonly citing: Listing<PaperRow>;
} = {
  all: {
    name: 'papers',
    nested: false,
    match: 'MATCH (p:Paper)',
    where: DESCRIBED,
    id: 'p.id',
    node: PAPER,
  },
  ofAuthor: {
    name: 'papers of author',
    nested: true,
    match: 'MATCH (:Author {id: key})-[r:AUTHORED]->(p:Paper)',
    where: DESCRIBED,
    id: 'p.id',
    node: PAPER,
    edge: '{position: r.position}',
  },
  onTopic: {
    name: 'papers on topic',
    nested: true,
    match: 'MATCH (:Topic {id: key})<-[r:ABOUT]-(p:Paper)',
    where: DESCRIBED,
    id: 'p.id',
    node: PAPER,
    edge: ABOUT_EDGE,
  },
  applying: {
    name: 'papers applying technique',
    nested: true,
    match: 'MATCH (:Technique {id: key})<-[r:APPLIES]-(p:Paper)',
    where: DESCRIBED,
    id: 'p.id',
    node: PAPER,
    edge: '{role: r.role, confidence: r.confidence, evidence: r.evidence, source: r.source}',
  },
  citedBy: {
    name: 'references of paper',
    nested: true,
    match: 'MATCH (:Paper {id: key})-[:CITES]->(p:Paper)',
    id: 'p.id',
    node: PAPER,
  },
  citing: {
    name: 'citations of paper',
    nested: true,
    match: 'MATCH (:Paper {id: key})<-[:CITES]-(p:Paper)',
    id: 'p.id',
    node: PAPER,
  },
};

const BY_ID = statement<{ paper: PaperRow }>(
  'papers by id',
  `MATCH (p:Paper) WHERE p.id IN $ids RETURN ${PAPER} AS paper`,
);

const IDS_BY_TITLE = statement<{ title: string; ids: readonly string[] }>(
  'papers by title',
  `UNWIND $titles AS title
CALL (title) { MATCH (p:Paper {normalizedTitle: title}) WITH p.id AS id ORDER BY id LIMIT 10 RETURN collect(id) AS ids }
RETURN title, ids`,
);

/** The lists of papers that start at another node. */
export type NestedPapers = Exclude<keyof typeof LISTINGS, 'all'>;
type NestedEdge<Kind extends NestedPapers> =
  (typeof LISTINGS)[Kind] extends Listing<PaperRow, infer Edge> ? Edge : never;

/** Reads papers. Ids are those of `Paper.id`; every list ends its order with the id. */
export class PaperRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The papers by the ids asked for, former ids included. */
  async byIds(ids: readonly string[]): Promise<Map<string, PaperRow>> {
    return await new AliasRepository(this.graph, this.options).follow('paper', ids, async (wanted) => {
      const rows = await this.graph.read(BY_ID, { ids: wanted }, this.options);
      return new Map(rows.map(({ paper }) => [paper.id, paper]));
    });
  }

  /** At most ten ids for each normalised title. */
  async idsByTitle(titles: readonly string[]): Promise<Map<string, readonly string[]>> {
    const rows = await this.graph.read(IDS_BY_TITLE, { titles }, this.options);
    return new Map(rows.map(({ title, ids }) => [title, ids]));
  }

  async page(condition: Condition, window: PageWindow): Promise<Page<PaperRow, null>> {
    return await readPage(this.graph, LISTINGS.all, window, condition, this.options);
  }

  async count(condition: Condition): Promise<number> {
    return await countItem(this.graph, LISTINGS.all, condition, this.options);
  }

  async pagesOf<Kind extends NestedPapers>(
    kind: Kind,
    ids: readonly string[],
    condition: Condition,
    window: PageWindow,
    role: TechniqueRole | null = null,
  ): Promise<Map<string, Page<PaperRow, NestedEdge<Kind>>>> {
    const listing = LISTINGS[kind] as unknown as Listing<PaperRow, NestedEdge<Kind>>;
    return await readPages(this.graph, listing, ids, window, { all: [inRole(role), condition] }, this.options);
  }

  async countsOf(
    kind: NestedPapers,
    ids: readonly string[],
    condition: Condition,
    role: TechniqueRole | null = null,
  ): Promise<Map<string, number>> {
    const listing: Listing<PaperRow, unknown> = LISTINGS[kind];
    return await countItems(this.graph, listing, ids, { all: [inRole(role), condition] }, this.options);
  }
}
