import { statement } from '../graph/graph.js';

/** A described paper, whole: the row holds all that is known, joined before; what is null in it goes. */
export const UPSERT_PAPERS = statement(
  'upsert papers',
  `UNWIND $rows AS row
MERGE (p:Paper {id: row.id})
SET p += row.properties, p.publishedOn = date(row.publishedOn), p.stub = false,
p.citationCount = coalesce(p.citationCount, 0), p.version = coalesce(p.version, 0) + 1`,
);

/** A paper of which nothing is known any more but that others may cite it; the row names every property. */
export const STUB_PAPERS = statement(
  'make papers stubs',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id})
SET p += row.properties, p.publishedOn = null, p.stub = true, p.version = coalesce(p.version, 0) + 1`,
);

/** Stubs that nobody cites any more. */
export const DELETE_UNCITED_STUBS = statement(
  'delete uncited stubs',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) WHERE p.stub = true AND COUNT { (p)<-[:CITES]-() } = 0
DETACH DELETE p`,
);

export const UNCITE = statement(
  'uncite',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (p)-[r:CITES]->(q:Paper) WHERE q.id = row.referenceId
DELETE r`,
);

/** Takes titles away under which no record has the paper any more. */
export const DELETE_ALTERNATE_TITLES = statement(
  'delete alternate titles',
  `UNWIND $rows AS row
MATCH (t:AlternateTitle {id: row.title}) MATCH (t)-[r:TITLE_OF]->(p:Paper) WHERE p.id = row.paperId
DELETE r`,
);

export const DELETE_LONE_TITLES = statement(
  'delete lone alternate titles',
  `UNWIND $rows AS row
MATCH (t:AlternateTitle {id: row.title}) WHERE COUNT { (t)-[:TITLE_OF]->() } = 0
DELETE t`,
);

/**
 * Papers that are cited once more than they were by so many others. One that
 * nobody has described yet is a stub, known by its id alone.
 */
export const ADD_CITED = statement(
  'add cited papers',
  `UNWIND $rows AS row
MERGE (p:Paper {id: row.id})
ON CREATE SET p.title = row.id, p.normalizedTitle = '', p.sortDate = '', p.searchText = '', p.stub = true,
p.identifiers = [row.id], p.referencesStatus = 'UNKNOWN', p.citationCount = toInteger(row.citations),
p.referenceCount = 0
ON MATCH SET p.citationCount = p.citationCount + toInteger(row.citations)`,
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

/** Who cites a paper that another was merged into cites that other one again. */
export const CITE_PARTED = statement(
  'cite parted papers',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)-[:CITES]->(k:Paper) WHERE k.id = row.keptId
MATCH (g:Paper {id: row.goneId})
MERGE (p)-[:CITES]->(g)`,
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
