import { statement, type Graph, type Parameters, type ReadOptions } from '../graph/graph.js';
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
import type { Application, TechniqueRole } from '../technique/application.js';

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
}

export interface Position {
  readonly position: number;
}

export interface Confidence {
  readonly confidence: number;
  readonly source: string | null;
}

/** Conditions on papers; an absent one always holds. Ids are of nodes, roles of APPLIES. */
export interface PaperConditions {
  readonly yearMin?: number;
  readonly yearMax?: number;
  readonly yearIn?: readonly number[];
  readonly dateMin?: string;
  readonly dateMax?: string;
  readonly dateIn?: readonly string[];
  readonly titleIn?: readonly string[];
  readonly titleContains?: string;
  readonly titleStartsWith?: string;
  readonly venueIn?: readonly string[];
  readonly venueContains?: string;
  readonly venueStartsWith?: string;
  readonly techniqueIds?: readonly string[];
  readonly techniqueRole?: string;
  readonly withoutTechniqueIds?: readonly string[];
  readonly topicIds?: readonly string[];
  readonly withoutTopicIds?: readonly string[];
  readonly authorIds?: readonly string[];
  readonly withoutAuthorIds?: readonly string[];
}

const PAPER = `{id: p.id, title: p.title, summary: p.summary, abstract: p.abstract,
publishedOn: toString(p.publishedOn), year: p.year, arxivId: p.arxivId, doi: p.doi, url: p.url, venue: p.venue,
authorCount: p.authorCount, upvotes: p.upvotes, commentCount: p.commentCount, identifiers: p.identifiers,
source: p.source, referencesStatus: p.referencesStatus, citationCount: p.citationCount, stub: p.stub}`;

const CITED_MATCHES = `($yearMin IS NULL OR p.year >= $yearMin) AND ($yearMax IS NULL OR p.year <= $yearMax)
AND ($yearIn IS NULL OR p.year IN $yearIn)
AND ($dateMin IS NULL OR toString(p.publishedOn) >= $dateMin) AND ($dateMax IS NULL OR toString(p.publishedOn) <= $dateMax)
AND ($dateIn IS NULL OR toString(p.publishedOn) IN $dateIn)
AND ($titleIn IS NULL OR p.normalizedTitle IN $titleIn)
AND ($titleContains IS NULL OR p.normalizedTitle CONTAINS $titleContains)
AND ($titleStartsWith IS NULL OR p.normalizedTitle STARTS WITH $titleStartsWith)
AND ($venueIn IS NULL OR p.normalizedVenue IN $venueIn)
AND ($venueContains IS NULL OR p.normalizedVenue CONTAINS $venueContains)
AND ($venueStartsWith IS NULL OR p.normalizedVenue STARTS WITH $venueStartsWith)
AND ($techniqueIds IS NULL OR COUNT { (p)-[a:APPLIES]->(t:Technique) WHERE t.id IN $techniqueIds AND ($techniqueRole IS NULL OR a.role = $techniqueRole) } > 0)
AND ($withoutTechniqueIds IS NULL OR COUNT { (p)-[:APPLIES]->(t:Technique) WHERE t.id IN $withoutTechniqueIds } = 0)
AND ($topicIds IS NULL OR COUNT { (p)-[:ABOUT]->(t:Topic) WHERE t.id IN $topicIds } > 0)
AND ($withoutTopicIds IS NULL OR COUNT { (p)-[:ABOUT]->(t:Topic) WHERE t.id IN $withoutTopicIds } = 0)
AND ($authorIds IS NULL OR COUNT { (w:Author)-[:AUTHORED]->(p) WHERE w.id IN $authorIds } > 0)
AND ($withoutAuthorIds IS NULL OR COUNT { (w:Author)-[:AUTHORED]->(p) WHERE w.id IN $withoutAuthorIds } = 0)`;

const MATCHES = `p.stub = false AND ${CITED_MATCHES}`;

const NO_CONDITIONS = {
  yearMin: null,
  yearMax: null,
  yearIn: null,
  dateMin: null,
  dateMax: null,
  dateIn: null,
  titleIn: null,
  titleContains: null,
  titleStartsWith: null,
  venueIn: null,
  venueContains: null,
  venueStartsWith: null,
  techniqueIds: null,
  techniqueRole: null,
  withoutTechniqueIds: null,
  topicIds: null,
  withoutTopicIds: null,
  authorIds: null,
  withoutAuthorIds: null,
} satisfies Record<keyof PaperConditions, null>;

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
  readonly onTopic: Listing<PaperRow, Confidence>;
  readonly applying: Listing<PaperRow, Application>;
  readonly citedBy: Listing<PaperRow>;
  readonly citing: Listing<PaperRow>;
} = {
  all: {
    name: 'papers',
    nested: false,
    match: 'MATCH (p:Paper)',
    where: MATCHES,
    id: 'p.id',
    node: PAPER,
  },
  ofAuthor: {
    name: 'papers of author',
    nested: true,
    match: 'MATCH (:Author {id: key})-[r:AUTHORED]->(p:Paper)',
    where: MATCHES,
    id: 'p.id',
    node: PAPER,
    edge: '{position: r.position}',
  },
  onTopic: {
    name: 'papers on topic',
    nested: true,
    match: 'MATCH (:Topic {id: key})<-[r:ABOUT]-(p:Paper)',
    where: MATCHES,
    id: 'p.id',
    node: PAPER,
    edge: '{confidence: r.confidence, source: r.source}',
  },
  applying: {
    name: 'papers applying technique',
    nested: true,
    match: 'MATCH (:Technique {id: key})<-[r:APPLIES]-(p:Paper)',
    where: `($role IS NULL OR r.role = $role) AND ${MATCHES}`,
    id: 'p.id',
    node: PAPER,
    edge: '{role: r.role, confidence: r.confidence, evidence: r.evidence, source: r.source}',
  },
  citedBy: {
    name: 'references of paper',
    nested: true,
    match: 'MATCH (:Paper {id: key})-[:CITES]->(p:Paper)',
    where: CITED_MATCHES,
    id: 'p.id',
    node: PAPER,
  },
  citing: {
    name: 'citations of paper',
    nested: true,
    match: 'MATCH (:Paper {id: key})<-[:CITES]-(p:Paper)',
    where: CITED_MATCHES,
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

  async byIds(ids: readonly string[]): Promise<PaperRow[]> {
    const rows = await this.graph.read(BY_ID, { ids }, this.options);
    return rows.map(({ paper }) => paper);
  }

  /** At most ten ids for each normalised title. */
  async idsByTitle(titles: readonly string[]): Promise<Map<string, readonly string[]>> {
    const rows = await this.graph.read(IDS_BY_TITLE, { titles }, this.options);
    return new Map(rows.map(({ title, ids }) => [title, ids]));
  }

  async page(conditions: PaperConditions, window: PageWindow): Promise<Page<PaperRow, null>> {
    return await readPage(this.graph, LISTINGS.all, window, { ...NO_CONDITIONS, ...conditions }, this.options);
  }

  async count(conditions: PaperConditions): Promise<number> {
    return await countItem(this.graph, LISTINGS.all, { ...NO_CONDITIONS, ...conditions }, this.options);
  }

  async pagesOf<Kind extends NestedPapers>(
    kind: Kind,
    ids: readonly string[],
    conditions: PaperConditions,
    window: PageWindow,
    role: TechniqueRole | null = null,
  ): Promise<Map<string, Page<PaperRow, NestedEdge<Kind>>>> {
    const listing = LISTINGS[kind] as unknown as Listing<PaperRow, NestedEdge<Kind>>;
    return await readPages(this.graph, listing, ids, window, parametersOf(conditions, role), this.options);
  }

  async countsOf(
    kind: NestedPapers,
    ids: readonly string[],
    conditions: PaperConditions,
    role: TechniqueRole | null = null,
  ): Promise<Map<string, number>> {
    const listing: Listing<PaperRow, unknown> = LISTINGS[kind];
    return await countItems(this.graph, listing, ids, parametersOf(conditions, role), this.options);
  }
}

function parametersOf(conditions: PaperConditions, role: TechniqueRole | null): Parameters {
  return { ...NO_CONDITIONS, ...conditions, role };
}
