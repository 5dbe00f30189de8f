import { statement } from '../graph/graph.js';

/** A described paper, whole: the row holds all that is known, joined before. */
export const UPSERT_PAPERS = statement(
  'upsert papers',
  `UNWIND $rows AS row
MERGE (p:Paper {id: row.id})
SET p.stub = false, p.title = row.title, p.normalizedTitle = row.normalizedTitle,
p.alternateTitles = row.alternateTitles, p.sortDate = row.sortDate, p.searchText = row.searchText,
p.summary = row.summary, p.abstract = row.abstract, p.publishedOn = date(row.publishedOn), p.year = row.year,
p.arxivId = row.arxivId, p.doi = row.doi, p.url = row.url, p.venue = row.venue, p.normalizedVenue = row.normalizedVenue,
p.authorCount = row.authorCount, p.authorsRank = row.authorsRank, p.upvotes = row.upvotes, p.commentCount = row.commentCount,
p.identifiers = row.identifiers, p.matchKeys = row.matchKeys, p.valueSources = row.valueSources,
p.sources = row.sources, p.source = row.source, p.attributions = row.attributions, p.keywords = row.keywords,
p.retracted = row.retracted, p.referencesStatus = row.referencesStatus, p.externalReferences = row.externalReferences,
p.annotatedBy = row.annotatedBy,
p.citationCount = coalesce(p.citationCount, 0), p.referenceCount = coalesce(p.referenceCount, 0)`,
);

/** A cited paper that nobody has described yet is known by its id alone. */
export const ADD_STUBS = statement(
  'add stub papers',
  `UNWIND $rows AS row
MERGE (p:Paper {id: row.id})
ON CREATE SET p.title = row.id, p.normalizedTitle = '', p.sortDate = '', p.searchText = '', p.stub = true,
p.identifiers = [row.id], p.referencesStatus = 'UNKNOWN', p.citationCount = 0, p.referenceCount = 0`,
);

/** A paper becomes known by a better identifier; the old one leads to it as an alias. */
export const RENAME_PAPERS = statement(
  'rename papers',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.from}) SET p.id = row.to`,
);

/** The papers that cite one which turns out to be another now cite that other. */
export const MOVE_CITATIONS = statement(
  'move citations',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.from}) MATCH (p)<-[:CITES]-(q:Paper) WHERE q.id <> row.to
MATCH (w:Paper {id: row.to})
MERGE (q)-[:CITES]->(w)`,
);

export const DELETE_PAPERS = statement(
  'delete papers',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.from}) DETACH DELETE p`,
);

/** Another normalised title under which a source knows a paper. */
export const ADD_ALTERNATE_TITLES = statement(
  'add alternate titles',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId})
MERGE (t:AlternateTitle {id: row.title})
MERGE (t)-[:TITLE_OF]->(p)`,
);

export const CITE = statement(
  'cite',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (q:Paper {id: row.referenceId})
MERGE (p)-[:CITES]->(q)`,
);

export const COUNT_CITATIONS = statement(
  'count citations',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id})
SET p.citationCount = COUNT { (p)<-[:CITES]-() }, p.referenceCount = COUNT { (p)-[:CITES]->() }`,
);

/** The references of the papers that cite a paper into which another was merged. */
export const COUNT_REFERENCES_OF_CITERS = statement(
  'count references of citers',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)<-[:CITES]-(q:Paper)
SET q.referenceCount = COUNT { (q)-[:CITES]->() }`,
);
