import { statement, type Graph, type Statement } from '../../src/graph/graph.js';

/** Everything that a graph holds, node by node and relationship by relationship, in a fixed order. */
export type Dump = Readonly<Record<string, readonly string[]>>;

type Row = Readonly<Record<string, unknown>>;

const PARTS: readonly Statement<Row>[] = [
  statement(
    'papers',
    `MATCH (p:Paper) RETURN p.id AS id, p.stub AS stub, p.title AS title, p.normalizedTitle AS normalizedTitle,
p.alternateTitles AS alternateTitles, p.sortDate AS sortDate, p.searchText AS searchText, p.summary AS summary,
p.abstract AS abstract, toString(p.publishedOn) AS publishedOn, p.year AS year, p.arxivId AS arxivId, p.doi AS doi,
p.url AS url, p.venue AS venue, p.authorCount AS authorCount, p.authorsRank AS authorsRank, p.upvotes AS upvotes, p.commentCount AS commentCount,
p.identifiers AS identifiers, p.matchKeys AS matchKeys, p.valueSources AS valueSources, p.sources AS sources,
p.attributions AS attributions, p.keywords AS keywords, p.retracted AS retracted,
p.referencesStatus AS referencesStatus, p.externalReferences AS externalReferences, p.annotatedBy AS annotatedBy,
p.citationCount AS citationCount, p.referenceCount AS referenceCount`,
  ),
  statement(
    'authors',
    `MATCH (a:Author) RETURN a.id AS id, a.name AS name, a.normalizedName AS normalizedName, a.orcid AS orcid,
a.affiliations AS affiliations, a.paperCount AS paperCount`,
  ),
  statement(
    'topics',
    `MATCH (t:Topic) RETURN t.id AS id, t.name AS name, t.aliases AS aliases, t.description AS description,
t.scheme AS scheme, t.mentioned AS mentioned, t.paperCount AS paperCount`,
  ),
  statement(
    'techniques',
    `MATCH (t:Technique) RETURN t.id AS id, t.name AS name, t.aliases AS aliases, t.description AS description,
t.area AS area, t.kind AS kind, t.introducedYear AS introducedYear, t.attribution AS attribution, t.mentioned AS mentioned, t.proposed AS proposed, t.paperCount AS paperCount`,
  ),
  statement(
    'candidates',
    `MATCH (c:Candidate) RETURN c.id AS id, c.name AS name, c.abbreviation AS abbreviation,
c.accepted AS accepted, c.paperCount AS paperCount`,
  ),
  statement(
    'names',
    `MATCH (p:Paper)-[r:NAMES]->(c:Candidate) RETURN p.id AS paper, c.id AS candidate, r.name AS name,
r.abbreviation AS abbreviation, r.role AS role, r.confidence AS confidence, r.evidence AS evidence`,
  ),
  statement('author merges', 'MATCH (m:AuthorMerge) RETURN m.id AS id, m.into AS into'),
  statement('aliases', `MATCH (a:Alias) RETURN a.id AS id, a.targetId AS targetId`),
  statement('alternate titles', `MATCH (t:AlternateTitle)-[:TITLE_OF]->(p:Paper) RETURN t.id AS title, p.id AS paper`),
  statement('terms', `MATCH (t:Term) WHERE t.paperCount > 0 RETURN t.id AS id, t.paperCount AS paperCount`),
  statement('statistics', `MATCH (s:Statistic) RETURN s.id AS id, s.value AS value`),
  statement(
    'authored',
    `MATCH (a:Author)-[r:AUTHORED]->(p:Paper) RETURN p.id AS paper, a.id AS author, r.position AS position,
r.name AS name, r.affiliations AS affiliations, r.listedAs AS listedAs`,
  ),
  statement(
    'about',
    `MATCH (p:Paper)-[r:ABOUT]->(t:Topic) RETURN p.id AS paper, t.id AS topic, r.confidence AS confidence,
r.evidence AS evidence, r.source AS source`,
  ),
  statement(
    'applies',
    `MATCH (p:Paper)-[r:APPLIES]->(t:Technique) RETURN p.id AS paper, t.id AS technique, r.role AS role,
r.confidence AS confidence, r.evidence AS evidence, r.source AS source`,
  ),
  statement('cites', `MATCH (p:Paper)-[:CITES]->(q:Paper) RETURN p.id AS paper, q.id AS reference`),
  statement('subtopics', `MATCH (c:Topic)-[:SUBTOPIC_OF]->(t:Topic) RETURN c.id AS child, t.id AS parent`),
  statement('variants', `MATCH (v:Technique)-[:VARIANT_OF]->(t:Technique) RETURN v.id AS variant, t.id AS parent`),
];

/** Reads a whole graph, to compare it with another; for graphs that fit in memory. */
export async function dumpGraph(graph: Graph): Promise<Dump> {
  const parts: Record<string, string[]> = {};
  for (const part of PARTS) {
    const rows = await graph.read(part, {});
    parts[part.name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return parts;
}
