import { statement } from '../graph/graph.js';

/** Authors with what their papers of this batch say of them; one who is there keeps what is known. */
export const ADD_AUTHORS = statement(
  'add authors',
  `UNWIND $rows AS row
MERGE (a:Author {id: row.id})
ON CREATE SET a.name = row.name, a.normalizedName = row.normalizedName, a.orcid = row.orcid,
a.paperCount = toInteger(row.paperCount), a.affiliations = row.affiliations`,
);

/** An author becomes known by a better identifier; the old one leads to it as an alias. */
export const RENAME_AUTHORS = statement(
  'rename authors',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.from}) SET a.id = row.to, a.orcid = row.orcid`,
);

/**
 * What one author wrote was written by another: the two are one person. Where
 * both stand on one paper, the first place on its list counts.
 */
export const MOVE_AUTHORSHIPS = statement(
  'move authorships',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.from}) MATCH (a)-[r:AUTHORED]->(p:Paper)
WITH row.to AS authorId, p.id AS paperId, r.position AS position, r.name AS name,
r.normalizedName AS normalizedName, r.affiliations AS affiliations, r.listedAs AS listedAs
ORDER BY position
WITH authorId, paperId, collect(position) AS positions, collect(name) AS names,
collect(normalizedName) AS normalizedNames, collect(affiliations) AS affiliationLists,
collect(coalesce(listedAs, '')) AS listings
MATCH (b:Author {id: authorId}) MATCH (p:Paper {id: paperId})
MERGE (b)-[s:AUTHORED]->(p)
WITH s, positions[0] AS position, names[0] AS name, normalizedNames[0] AS normalizedName,
affiliationLists[0] AS affiliations, listings[0] AS listedAs
WHERE s.position IS NULL OR position < s.position
SET s.position = position, s.name = name, s.normalizedName = normalizedName, s.affiliations = affiliations,
s.listedAs = CASE WHEN listedAs = '' THEN null ELSE listedAs END`,
);

export const DELETE_AUTHORS = statement(
  'delete authors',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.from}) DETACH DELETE a`,
);

/** Removes the author list of papers, before a better one is written. */
export const UNLINK_AUTHORS = statement(
  'unlink authors',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)<-[r:AUTHORED]-(:Author) DELETE r`,
);

export const AUTHORED = statement(
  'authored',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.authorId}) MATCH (p:Paper {id: row.paperId})
MERGE (a)-[r:AUTHORED]->(p)
SET r.position = row.position, r.name = row.name, r.normalizedName = row.normalizedName,
r.affiliations = row.affiliations, r.listedAs = row.listedAs`,
);

/**
 * Keeps what an author's papers say: how many there are, the fullest spelling
 * of the name, and the affiliations on the newest paper that tells any.
 */
export const SUM_UP_AUTHORS = statement(
  'sum up authors',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.id})
CALL (a) {
  MATCH (a)-[r:AUTHORED]->(:Paper)
  WITH r.name AS name, r.normalizedName AS normalized, size(r.name) AS length
  ORDER BY length DESC, name
  RETURN count(name) AS papers, collect(name) AS names, collect(normalized) AS normalizedNames
}
CALL (a) {
  MATCH (a)-[r:AUTHORED]->(p:Paper) WHERE size(r.affiliations) > 0
  WITH r.affiliations AS affiliations, p.sortDate AS published, p.id AS id
  ORDER BY published DESC, id LIMIT 1
  RETURN collect(affiliations) AS latest
}
SET a.paperCount = papers, a.name = coalesce(names[0], a.name),
a.normalizedName = coalesce(normalizedNames[0], a.normalizedName), a.affiliations = latest[0]`,
);

/** An author whose last paper turned out to have another author list. */
export const DELETE_AUTHORS_WITHOUT_PAPERS = statement(
  'delete authors without papers',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.id}) WHERE a.paperCount = 0 DETACH DELETE a`,
);

/** The names that led to authors who are gone, and were not merged into others. */
export const FORGET_GONE_AUTHORS = statement(
  'forget names of gone authors',
  `UNWIND $rows AS row
WITH row.id AS id
CALL (id) { MATCH (n:Author {id: id}) RETURN count(n) AS authors }
CALL (id) { MATCH (m:AuthorMerge {id: id}) RETURN count(m) AS merges }
WITH id, authors, merges WHERE authors = 0 AND merges = 0
MATCH (a:Alias {targetId: id}) WHERE a.id STARTS WITH 'author:'
DELETE a`,
);

export const ALIASES_OF_AUTHORS = statement<{ id: string; targetId: string }>(
  'aliases of authors',
  `UNWIND $ids AS id
MATCH (a:Alias {targetId: id}) WHERE a.id STARTS WITH 'author:'
RETURN a.id AS id, a.targetId AS targetId`,
);

export const ADD_AUTHOR_MERGES = statement(
  'add author merges',
  `UNWIND $rows AS row
MERGE (m:AuthorMerge {id: row.from}) SET m.into = row.into`,
);

export const DELETE_AUTHOR_MERGES = statement(
  'delete author merges',
  `UNWIND $rows AS row
MATCH (m:AuthorMerge {id: row.from}) DELETE m`,
);

/** An author who was merged away, or into whom others were, becomes known by a better identifier. */
export const MOVE_AUTHOR_MERGES = statement(
  'move author merges',
  `UNWIND $rows AS row
MATCH (m:AuthorMerge) WHERE m.into = row.from SET m.into = row.to`,
);

/** The lists that name an author who was merged away name the person by the better identifier. */
export const RENAME_LISTED_AUTHORS = statement(
  'rename listed authors',
  `UNWIND $rows AS row
MATCH (a:Author {id: row.authorId}) MATCH (a)-[r:AUTHORED]->(:Paper) WHERE r.listedAs = row.from
SET r.listedAs = CASE WHEN row.to = a.id THEN null ELSE row.to END`,
);

export const EXISTING_AUTHORS = statement<{ id: string }>(
  'existing authors',
  `UNWIND $ids AS id
MATCH (a:Author {id: id}) RETURN a.id AS id`,
);
