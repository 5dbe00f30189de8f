import { statement } from '../graph/graph.js';

/** All that a load needs to know of a stored paper, to join what a record adds. */
export interface PaperStateRow {
  readonly id: string;
  readonly stub: boolean;
  readonly searchText: string;
  readonly identifiers: readonly string[];
  readonly matchKeys: readonly string[] | null;
  readonly normalizedTitle: string;
  readonly alternateTitles: readonly string[] | null;
  /** The value of each field that has one, in the order of `valueSources`. */
  readonly title: string;
  readonly summary: string | null;
  readonly abstract: string | null;
  readonly publishedOn: string | null;
  readonly year: number | null;
  readonly venue: string | null;
  readonly url: string | null;
  readonly authorCount: number | null;
  readonly upvotes: number | null;
  readonly commentCount: number | null;
  /** `field=source` of each value. */
  readonly valueSources: readonly string[] | null;
  readonly sources: readonly string[] | null;
  readonly attributions: readonly string[] | null;
  readonly keywords: readonly string[] | null;
  readonly retracted: boolean | null;
  readonly authorsRank: string | null;
  readonly referencesStatus: string;
  readonly externalReferences: number | null;
  readonly annotatedBy: string | null;
  /** What an editor says is not so. */
  readonly rejected: readonly string[] | null;
  /** How often the paper was written; null for one that was never described. */
  readonly version: number | null;
  readonly topics: readonly {
    readonly id: string;
    readonly confidence: number;
    readonly evidence: readonly string[] | null;
    readonly source: string;
  }[];
  readonly techniques: readonly {
    readonly id: string;
    readonly role: string;
    readonly confidence: number;
    readonly evidence: readonly string[] | null;
    readonly source: string;
  }[];
  readonly newTechniques: readonly {
    readonly id: string;
    readonly name: string;
    readonly abbreviation: string | null;
    readonly role: string;
    readonly confidence: number;
    readonly evidence: readonly string[] | null;
  }[];
  readonly references: readonly string[];
  /** Whom the list names, before any merge of authors. */
  readonly authors: readonly {
    readonly id: string;
    readonly name: string;
    readonly position: number;
    readonly affiliations: readonly string[] | null;
  }[];
}

export const PAPER_STATES = statement<PaperStateRow>(
  'paper states',
  `UNWIND $ids AS id
MATCH (p:Paper {id: id})
CALL (p) {
  MATCH (p)-[r:ABOUT]->(t:Topic)
  RETURN collect({id: t.id, confidence: r.confidence, evidence: r.evidence, source: r.source}) AS topics
}
CALL (p) {
  MATCH (p)-[r:APPLIES]->(t:Technique)
  RETURN collect({id: t.id, role: r.role, confidence: r.confidence, evidence: r.evidence, source: r.source}) AS techniques
}
CALL (p) {
  MATCH (p)-[r:NAMES]->(c:Candidate)
  RETURN collect({id: c.id, name: r.name, abbreviation: r.abbreviation, role: r.role, confidence: r.confidence, evidence: r.evidence}) AS newTechniques
}
CALL (p) { MATCH (p)-[:CITES]->(q:Paper) RETURN collect(q.id) AS references }
CALL (p) { MATCH (p)<-[r:AUTHORED]-(a:Author) RETURN collect({id: coalesce(r.listedAs, a.id), name: r.name, position: r.position, affiliations: r.affiliations}) AS authors }
RETURN p.id AS id, p.stub AS stub, p.searchText AS searchText, p.identifiers AS identifiers, p.matchKeys AS matchKeys,
p.normalizedTitle AS normalizedTitle, p.alternateTitles AS alternateTitles, p.title AS title, p.summary AS summary, p.abstract AS abstract, toString(p.publishedOn) AS publishedOn, p.year AS year,
p.venue AS venue, p.url AS url, p.authorCount AS authorCount, p.upvotes AS upvotes, p.commentCount AS commentCount,
p.valueSources AS valueSources, p.sources AS sources, p.attributions AS attributions, p.keywords AS keywords,
p.retracted AS retracted, p.authorsRank AS authorsRank, p.referencesStatus AS referencesStatus, p.externalReferences AS externalReferences,
p.annotatedBy AS annotatedBy, p.rejected AS rejected, p.version AS version, topics, techniques, newTechniques, references, authors`,
);

/** Ids of papers that have one of the titles, with what they are recognized by. */
export const PAPERS_BY_TITLE = statement<{ id: string; matchKeys: readonly string[] | null }>(
  'papers by title for matching',
  `UNWIND $titles AS title
MATCH (p:Paper {normalizedTitle: title})
RETURN p.id AS id, p.matchKeys AS matchKeys`,
);

export const PAPERS_BY_ALTERNATE_TITLE = statement<{ id: string; matchKeys: readonly string[] | null }>(
  'papers by alternate title for matching',
  `UNWIND $titles AS title
MATCH (t:AlternateTitle {id: title}) MATCH (t)-[:TITLE_OF]->(p:Paper)
RETURN p.id AS id, p.matchKeys AS matchKeys`,
);
