import { compileCondition, type Condition } from '../graph/condition.js';
import {
  statement,
  type Graph,
  type ReadOptions,
  type Statement,
  type TextHitDetail,
  type TextQuery,
} from '../graph/graph.js';
import type { TechniqueRole } from '../technique/application.js';

export interface TechniqueLink {
  readonly id: string;
  readonly name: string;
  readonly role: TechniqueRole;
  readonly confidence: number;
  readonly paperCount: number;
}

export interface TopicLink {
  readonly id: string;
  readonly name: string;
  readonly confidence: number;
  readonly paperCount: number;
}

export interface AuthorLink {
  readonly id: string;
  readonly name: string;
}

/** A cited or citing paper. `degree`: how many papers cite it, or how many it cites. */
export interface CitationLink {
  readonly id: string;
  readonly title: string;
  readonly degree: number;
  readonly stub: boolean;
}

/** A paper and what it cites. */
export interface CitingLink {
  readonly id: string;
  readonly cites: readonly string[];
}

/** One VARIANT_OF step from a technique of the subject to `id`. */
export interface LineageLink {
  readonly from: string;
  readonly fromName: string;
  readonly id: string;
}

/** What the graph knows around one paper that is asked about. */
export interface SubjectRow {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly searchText: string;
  readonly year: number | null;
  /** Papers of the graph, the N of every rarity. */
  readonly paperCount: number;
  readonly terms: readonly { readonly id: string; readonly paperCount: number }[];
  readonly techniques: readonly TechniqueLink[];
  readonly topics: readonly TopicLink[];
  readonly authors: readonly AuthorLink[];
  /** Least cited first. */
  readonly references: readonly CitationLink[];
  /** With what they cite, shortest list first. */
  readonly citers: readonly (CitingLink & { readonly title: string; readonly degree: number })[];
  /** Other papers of the authors, those with most of them first. */
  readonly authorPapers: readonly { readonly id: string; readonly title: string; readonly shared: number }[];
  readonly authorReferences: readonly CitingLink[];
  /** Papers that cite the same works, and which of them. */
  readonly coupled: readonly { readonly id: string; readonly degree: number; readonly shared: readonly string[] }[];
  /** What the heaviest of them cite. */
  readonly coupledReferences: readonly CitingLink[];
  readonly parents: readonly LineageLink[];
  readonly variants: readonly LineageLink[];
  /** Papers found through techniques, their lineage and topics. */
  readonly tagged: readonly (readonly string[])[];
}

/** What the graph knows of a candidate with respect to the subjects. */
export interface CandidateRow {
  readonly id: string;
  readonly title: string;
  readonly searchText: string;
  readonly year: number | null;
  readonly citationCount: number;
  readonly techniques: readonly TechniqueLink[];
  readonly topics: readonly TopicLink[];
  readonly authors: readonly AuthorLink[];
  /** Subjects that it cites. */
  readonly cites: readonly string[];
  /** Subjects that cite it. */
  readonly citedBy: readonly string[];
}

/** Beyond this many papers a node still scores, but no longer brings up candidates. */
export const HUB_DEGREE = 200;
const TAGGED = 30;
const LINKS = 100;
const LINKS_PER_PAPER = 500;
const AUTHOR_PAPERS = 50;
const COUPLED = 2000;

const SUBJECTS = statement<SubjectRow>(
  'subjects',
  `MATCH (s:Statistic {id: 'papers'})
WITH s.value AS paperCount
UNWIND $ids AS id
MATCH (p:Paper {id: id})
CALL (p) {
  UNWIND split(coalesce(p.searchText, ''), ' ') AS word
  WITH DISTINCT word
  MATCH (t:Term {id: word})
  RETURN collect({id: t.id, paperCount: t.paperCount}) AS terms
}
CALL (p) {
  MATCH (p)-[r:APPLIES]->(t:Technique)
  WITH t, r ORDER BY t.id LIMIT ${LINKS_PER_PAPER}
  RETURN collect({id: t.id, name: t.name, role: r.role, confidence: r.confidence, paperCount: t.paperCount}) AS techniques
}
CALL (p) {
  MATCH (p)-[r:ABOUT]->(t:Topic)
  WITH t, r ORDER BY t.id LIMIT ${LINKS_PER_PAPER}
  RETURN collect({id: t.id, name: t.name, confidence: r.confidence, paperCount: t.paperCount}) AS topics
}
CALL (p) {
  MATCH (p)<-[r:AUTHORED]-(a:Author)
  WITH a, r ORDER BY r.position, a.id LIMIT ${LINKS_PER_PAPER}
  RETURN collect({id: a.id, name: a.name}) AS authors
}
CALL (p) {
  MATCH (p)-[:CITES]->(q:Paper)
  WITH q ORDER BY q.citationCount, q.id LIMIT ${LINKS}
  RETURN collect({id: q.id, title: q.title, degree: q.citationCount, stub: q.stub}) AS references
}
CALL (p) {
  MATCH (p)<-[:CITES]-(q:Paper) WHERE q.referenceCount <= ${HUB_DEGREE}
  WITH q.id AS citing, q.title AS title, q.referenceCount AS degree ORDER BY degree, citing LIMIT ${LINKS}
  MATCH (c:Paper {id: citing}) MATCH (c)-[:CITES]->(x:Paper)
  WITH citing, title, degree, collect(x.id) AS cites
  RETURN collect({id: citing, title: title, degree: degree, cites: cites}) AS citers
}
CALL (p) {
  MATCH (p)<-[:AUTHORED]-(a:Author) WHERE a.paperCount <= ${HUB_DEGREE}
  MATCH (a)-[:AUTHORED]->(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, o.title AS title, count(a) AS shared
  ORDER BY shared DESC, other LIMIT ${AUTHOR_PAPERS}
  RETURN collect({id: other, title: title, shared: shared}) AS authorPapers
}
CALL (p) {
  MATCH (p)<-[:AUTHORED]-(a:Author) WHERE a.paperCount <= ${HUB_DEGREE}
  MATCH (a)-[:AUTHORED]->(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, count(a) AS shared
  ORDER BY shared DESC, other LIMIT ${AUTHOR_PAPERS}
  MATCH (w:Paper {id: other}) MATCH (w)-[:CITES]->(x:Paper) WHERE w.referenceCount <= ${HUB_DEGREE}
  WITH other, collect(x.id) AS cites
  RETURN collect({id: other, cites: cites}) AS authorReferences
}
CALL (p, id) {
  MATCH (p)-[:CITES]->(r:Paper) WHERE r.citationCount <= ${HUB_DEGREE}
  WITH r.id AS cited, r.citationCount AS degree ORDER BY degree, cited LIMIT ${LINKS}
  MATCH (w:Paper {id: cited}) MATCH (w)<-[:CITES]-(o:Paper) WHERE o.id <> id
  WITH o.id AS other, o.referenceCount AS degree, collect(cited) AS shared, count(cited) AS times
  ORDER BY times DESC, other LIMIT ${COUPLED}
  RETURN collect({id: other, degree: degree, shared: shared}) AS coupled
}
CALL (p, id) {
  MATCH (p)-[:CITES]->(r:Paper) WHERE r.citationCount <= ${HUB_DEGREE}
  WITH r.id AS cited, r.citationCount AS degree ORDER BY degree, cited LIMIT ${LINKS}
  MATCH (w:Paper {id: cited}) MATCH (w)<-[:CITES]-(o:Paper) WHERE o.id <> id AND o.referenceCount <= ${HUB_DEGREE}
  WITH o.id AS other, o.referenceCount AS references, sum(1.0 / log(2 + degree)) AS rarity
  WITH other, toInteger(1000000000 * rarity / sqrt(1.0 + references)) AS weight
  ORDER BY weight DESC, other LIMIT ${LINKS}
  MATCH (c:Paper {id: other}) MATCH (c)-[:CITES]->(x:Paper)
  WITH other, collect(x.id) AS cites
  RETURN collect({id: other, cites: cites}) AS coupledReferences
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique)
  MATCH (t)-[:VARIANT_OF]->(u:Technique)
  RETURN collect({from: t.id, fromName: t.name, id: u.id}) AS parents
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique)
  MATCH (t)<-[:VARIANT_OF]-(u:Technique)
  RETURN collect({from: t.id, fromName: t.name, id: u.id}) AS variants
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique) WHERE t.paperCount <= ${HUB_DEGREE}
  MATCH (t)<-[:APPLIES]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + t.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${TAGGED}
  RETURN collect(other) AS byTechnique
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique)
  MATCH (t)-[:VARIANT_OF]->(u:Technique) WHERE u.paperCount <= ${HUB_DEGREE}
  MATCH (u)<-[:APPLIES]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + u.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${TAGGED}
  RETURN collect(other) AS byParent
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique)
  MATCH (t)<-[:VARIANT_OF]-(u:Technique) WHERE u.paperCount <= ${HUB_DEGREE}
  MATCH (u)<-[:APPLIES]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + u.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${TAGGED}
  RETURN collect(other) AS byVariant
}
CALL (p) {
  MATCH (p)-[:ABOUT]->(t:Topic) WHERE t.paperCount <= ${HUB_DEGREE}
  MATCH (t)<-[:ABOUT]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + t.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${TAGGED}
  RETURN collect(other) AS byTopic
}
RETURN p.id AS id, p.title AS title, coalesce(p.abstract, p.summary, '') AS text,
coalesce(p.searchText, '') AS searchText, p.year AS year, paperCount, terms, techniques, topics, authors, references,
citers, authorPapers, authorReferences, coupled, coupledReferences, parents, variants, [byTechnique, byParent, byVariant, byTopic] AS tagged`,
);

/** A candidate whose text is not known yet comes with it. */
type FoundRow = Omit<CandidateRow, 'searchText'> & { readonly searchText: string | null };

/** The candidates that meet a condition. Only what they may share with the subjects is read of them. */
function candidates(condition: Condition): { statement: Statement<FoundRow>; parameters: Record<string, never> } {
  const { key, prelude, sets, where, parameters } = compileCondition(condition, 'p.id');
  const carried = sets.length === 0 ? '' : `, ${sets.join(', ')}`;
  return {
    statement: statement<FoundRow>(
      `candidates ${key}`,
      `${prelude}UNWIND $wanted AS wanted
MATCH (p:Paper {id: wanted.id}) WHERE p.stub = false AND ${where}
WITH p, CASE WHEN wanted.isKnown THEN null ELSE p.searchText END AS searchText${carried}
CALL (p) {
  MATCH (p)-[r:APPLIES]->(t:Technique) WHERE t.id IN $techniqueIds
  RETURN collect({id: t.id, name: t.name, role: r.role, confidence: r.confidence, paperCount: t.paperCount}) AS techniques
}
CALL (p) {
  MATCH (p)-[r:ABOUT]->(t:Topic) WHERE t.id IN $topicIds
  RETURN collect({id: t.id, name: t.name, confidence: r.confidence, paperCount: t.paperCount}) AS topics
}
CALL (p) {
  MATCH (p)<-[:AUTHORED]-(a:Author) WHERE a.id IN $authorIds
  RETURN collect({id: a.id, name: a.name}) AS authors
}
CALL (p) { MATCH (p)-[:CITES]->(q:Paper) WHERE q.id IN $subjectIds RETURN collect(q.id) AS cites }
CALL (p) { MATCH (p)<-[:CITES]-(q:Paper) WHERE q.id IN $subjectIds RETURN collect(q.id) AS citedBy }
RETURN p.id AS id, p.title AS title, searchText, p.year AS year, p.citationCount AS citationCount,
techniques, topics, authors, cites, citedBy`,
    ),
    parameters: parameters as Record<string, never>,
  };
}

/** The papers that have most to do with wanted techniques and topics. */
const PAPERS_OF = statement<{ id: string; papers: readonly string[] }>(
  'papers of wanted techniques and topics',
  `UNWIND $ids AS id
CALL (id) {
  MATCH (:Technique {id: id})<-[r:APPLIES]-(p:Paper)
  WITH p.id AS paper, r.confidence AS confidence, coalesce(p.citationCount, 0) AS citations,
  CASE r.role WHEN 'INTRODUCES' THEN 0 WHEN 'STUDIES' THEN 1 WHEN 'USES' THEN 2 ELSE 3 END AS rank
  ORDER BY rank, confidence DESC, citations DESC, paper LIMIT ${HUB_DEGREE}
  RETURN collect(paper) AS applying
}
CALL (id) {
  MATCH (:Topic {id: id})<-[r:ABOUT]-(p:Paper)
  WITH p.id AS paper, r.confidence AS confidence, coalesce(p.citationCount, 0) AS citations
  ORDER BY confidence DESC, citations DESC, paper LIMIT ${HUB_DEGREE}
  RETURN collect(paper) AS about
}
RETURN id, applying + about AS papers`,
);

/** Reads what relatedness is made of. */
export class RelatedRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The papers asked about; unknown ids are left out. */
  async subjects(ids: readonly string[]): Promise<SubjectRow[]> {
    return await this.graph.read(SUBJECTS, { ids }, this.options);
  }

  /** The papers nearest by text, with their texts and references. */
  async readAlike(queries: readonly TextQuery[]): Promise<TextHitDetail[][]> {
    return await this.graph.searchPapersWithTexts(queries, this.options);
  }

  /** What candidates share with the subjects. `texts` are search texts that need not be read again, by id. */
  async candidates(
    ids: readonly string[],
    texts: ReadonlyMap<string, string>,
    shared: Readonly<Record<'subjectIds' | 'techniqueIds' | 'topicIds' | 'authorIds', readonly string[]>>,
    condition: Condition,
  ): Promise<CandidateRow[]> {
    const { statement: text, parameters } = candidates(condition);
    const wanted = ids.map((id) => ({ id, isKnown: texts.has(id) }));
    const rows = await this.graph.read(text, { ...parameters, ...shared, wanted }, this.options);
    return rows.map((row) => ({ ...row, searchText: row.searchText ?? texts.get(row.id) ?? '' }));
  }

  /** The papers that have most to do with techniques and topics, by their id. */
  async papersOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.graph.read(PAPERS_OF, { ids }, this.options);
    return new Map(rows.map(({ id, papers }) => [id, papers]));
  }
}
