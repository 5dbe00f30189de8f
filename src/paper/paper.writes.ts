import { statement } from '../graph/graph.js';

/** A known value is never replaced by an unknown one; a stub becomes a full paper. */
export const UPSERT_PAPERS = statement(
  'upsert papers',
  `UNWIND $rows AS row
MERGE (p:Paper {id: row.id})
SET p.title = row.title, p.normalizedTitle = row.normalizedTitle, p.sortDate = row.sortDate,
p.searchText = row.searchText, p.stub = false,
p.summary = coalesce(row.summary, p.summary), p.abstract = coalesce(row.abstract, p.abstract),
p.publishedOn = coalesce(date(row.publishedOn), p.publishedOn), p.year = coalesce(row.year, p.year),
p.arxivId = coalesce(row.arxivId, p.arxivId), p.doi = coalesce(row.doi, p.doi), p.url = coalesce(row.url, p.url),
p.venue = coalesce(row.venue, p.venue), p.normalizedVenue = coalesce(row.normalizedVenue, p.normalizedVenue),
p.authorCount = coalesce(row.authorCount, p.authorCount), p.upvotes = coalesce(row.upvotes, p.upvotes),
p.commentCount = coalesce(row.commentCount, p.commentCount), p.identifiers = row.identifiers, p.source = row.source,
p.referencesStatus = coalesce(row.referencesStatus, p.referencesStatus, 'UNKNOWN'),
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

export const SEARCH_TEXTS = statement<{ id: string; searchText: string | null }>(
  'search texts',
  `MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id AS id, p.searchText AS searchText`,
);
