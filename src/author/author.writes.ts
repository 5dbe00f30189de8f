import { statement } from '../graph/graph.js';

export const UPSERT_AUTHORS = statement(
  'upsert authors',
  `UNWIND $rows AS row
MERGE (a:Author {id: row.id})
SET a.name = row.name, a.normalizedName = row.normalizedName,
a.orcid = coalesce(row.orcid, a.orcid), a.affiliations = coalesce(row.affiliations, a.affiliations),
a.paperCount = coalesce(a.paperCount, 0)`,
);

export const AUTHORED = statement(
  'authored',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.authorId}) MATCH (p:Paper {id: row.paperId})
MERGE (a)-[r:AUTHORED]->(p) SET r.position = row.position`,
);

export const COUNT_AUTHOR_PAPERS = statement(
  'count papers of authors',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.id}) SET a.paperCount = COUNT { (a)-[:AUTHORED]->() }`,
);
