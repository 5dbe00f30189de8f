import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import type { TechniqueRole } from '../technique/application.js';
import { countTerms } from '../text/analysis.js';
import { TermRepository } from '../text/term.repository.js';
import { termWeights, type TermWeights } from './term-weights.js';

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
  readonly paperCount: number;
}

/** A cited or citing paper. `degree`: how many papers cite it, or how many it cites. */
export interface CitationLink {
  readonly id: string;
  readonly title: string;
  readonly degree: number;
}

/** One VARIANT_OF step from a technique of the subject to `id`; `up` when `id` is the parent. */
export interface LineageLink {
  readonly from: string;
  readonly fromName: string;
  readonly id: string;
  readonly up: boolean;
}

/** All that scoring needs to know of one paper. */
export interface Profile {
  readonly id: string;
  readonly techniques: readonly TechniqueLink[];
  readonly topics: readonly TopicLink[];
  readonly authors: readonly AuthorLink[];
  /** Papers it cites; for a candidate only those that matter to a subject. */
  readonly references: readonly CitationLink[];
  /** Papers that cite it; for a candidate only those that matter to a subject. */
  readonly citers: readonly CitationLink[];
  readonly terms: TermWeights;
}

export interface Subject extends Profile {
  readonly lineage: readonly LineageLink[];
  readonly title: string;
  readonly text: string;
}

/** What retrieval brings for one subject. */
export interface Retrieved {
  readonly subject: Subject;
  readonly candidates: readonly Profile[];
  /** Papers in the graph, the N of every rarity. */
  readonly paperCount: number;
}

/** Beyond this many papers a node still scores, but no longer generates candidates. */
export const HUB_DEGREE = 200;
const CANDIDATES_PER_SIGNAL = 100;
const LINKS_PER_PAPER = 500;
const TEXT_HITS = 100;
/** A full-text query of the heaviest words finds as well as one of all, at a fraction of the cost. */
const QUERY_TERMS = 25;

interface ProfileRow {
  readonly id: string;
  readonly searchText: string | null;
  readonly techniques: readonly TechniqueLink[];
  readonly topics: readonly TopicLink[];
  readonly authors: readonly AuthorLink[];
  readonly references: readonly CitationLink[];
  readonly citers: readonly CitationLink[];
}

interface SubjectRow extends ProfileRow {
  readonly title: string;
  readonly text: string;
  readonly parents: readonly Omit<LineageLink, 'up'>[];
  readonly variants: readonly Omit<LineageLink, 'up'>[];
  readonly candidateLists: readonly (readonly string[])[];
}

const LINKS = `CALL (p) {
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
  RETURN collect({id: a.id, name: a.name, paperCount: a.paperCount}) AS authors
}`;

/** Each list generates through nodes below the degree bound, rarest shared neighbours first. */
const SUBJECTS = statement<SubjectRow>(
  'subjects and candidates',
  `UNWIND $ids AS id
MATCH (p:Paper {id: id})
${LINKS}
CALL (p) {
  MATCH (p)-[:CITES]->(q:Paper)
  WITH q ORDER BY q.citationCount, q.id LIMIT ${LINKS_PER_PAPER}
  RETURN collect({id: q.id, title: q.title, degree: q.citationCount}) AS references
}
CALL (p) {
  MATCH (p)<-[:CITES]-(q:Paper)
  WITH q ORDER BY q.referenceCount, q.id LIMIT ${LINKS_PER_PAPER}
  RETURN collect({id: q.id, title: q.title, degree: q.referenceCount}) AS citers
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
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byTechnique
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique)
  MATCH (t)-[:VARIANT_OF]->(u:Technique) WHERE u.paperCount <= ${HUB_DEGREE}
  MATCH (u)<-[:APPLIES]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + u.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byParent
}
CALL (p) {
  MATCH (p)-[:APPLIES]->(t:Technique)
  MATCH (t)<-[:VARIANT_OF]-(u:Technique) WHERE u.paperCount <= ${HUB_DEGREE}
  MATCH (u)<-[:APPLIES]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + u.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byVariant
}
CALL (p) {
  MATCH (p)-[:ABOUT]->(t:Topic) WHERE t.paperCount <= ${HUB_DEGREE}
  MATCH (t)<-[:ABOUT]-(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, sum(1.0 / (1 + t.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byTopic
}
CALL (p) {
  MATCH (p)<-[:AUTHORED]-(a:Author) WHERE a.paperCount <= ${HUB_DEGREE}
  MATCH (a)-[:AUTHORED]->(o:Paper) WHERE o.id <> p.id
  WITH o.id AS other, count(a) AS weight
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byAuthor
}
CALL (p) {
  MATCH (p)<-[:CITES]-(c:Paper) WHERE c.referenceCount <= ${HUB_DEGREE}
  MATCH (c)-[:CITES]->(o:Paper) WHERE o.id <> p.id AND o.stub = false
  WITH o.id AS other, count(c) AS weight
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byCoCitation
}
CALL (p) {
  MATCH (p)-[:CITES]->(r:Paper) WHERE r.citationCount <= ${HUB_DEGREE}
  MATCH (r)<-[:CITES]-(o:Paper) WHERE o.id <> p.id AND o.stub = false
  WITH o.id AS other, sum(1.0 / (1 + r.citationCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byCoupling
}
CALL (p) {
  MATCH (p)-[:CITES]->(o:Paper) WHERE o.stub = false
  WITH o.id AS other, o.citationCount AS degree ORDER BY degree, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byReference
}
CALL (p) {
  MATCH (p)<-[:CITES]-(o:Paper) WHERE o.stub = false
  WITH o.id AS other, o.referenceCount AS degree ORDER BY degree, other LIMIT ${CANDIDATES_PER_SIGNAL}
  RETURN collect(other) AS byCitation
}
RETURN p.id AS id, p.searchText AS searchText, p.title AS title,
coalesce(p.abstract, p.summary, '') AS text, techniques, topics, authors, references, citers, parents, variants,
[byTechnique, byParent, byVariant, byTopic, byAuthor, byCoCitation, byCoupling, byReference, byCitation] AS candidateLists`,
);

const CANDIDATES = statement<ProfileRow>(
  'candidate profiles',
  `UNWIND $ids AS id
MATCH (p:Paper {id: id})
${LINKS}
CALL (p) {
  MATCH (p)-[:CITES]->(q:Paper) WHERE q.id IN $linkIds
  RETURN collect({id: q.id, title: q.title, degree: q.citationCount}) AS references
}
CALL (p) {
  MATCH (p)<-[:CITES]-(q:Paper) WHERE q.id IN $linkIds
  RETURN collect({id: q.id, title: q.title, degree: q.referenceCount}) AS citers
}
RETURN p.id AS id, p.searchText AS searchText, techniques, topics, authors, references, citers`,
);

/**
 * Finds, for every subject, the papers worth scoring: a bounded number, through
 * shared neighbours below a degree bound and through the subject's own words.
 * Five reads, for one subject or for many. Unknown ids are left out.
 */
export async function retrieve(
  graph: Graph,
  ids: readonly string[],
  options?: ReadOptions,
): Promise<Map<string, Retrieved>> {
  const subjects = await graph.read(SUBJECTS, { ids }, options);
  const terms = new TermRepository(graph, options);
  const known = await terms.statistics(subjects.flatMap(({ searchText }) => [...countTerms(searchText ?? '').keys()]));
  const subjectWeights = subjects.map(({ searchText }) => termWeights(searchText ?? '', known));

  const hits = await graph.searchPapers(
    subjectWeights.map((weights) => ({ text: weights.heaviest(QUERY_TERMS).join(' '), limit: TEXT_HITS })),
    options,
  );
  const candidateIds = subjects.map((subject, index) => {
    const found = new Set([...subject.candidateLists.flat(), ...(hits[index] ?? []).map(({ id }) => id)]);
    found.delete(subject.id);
    return [...found];
  });

  const linkIds = new Set(
    subjects.flatMap(({ id, references, citers }) => [
      id,
      ...references.map((link) => link.id),
      ...citers.map((link) => link.id),
    ]),
  );
  const candidates = await graph.read(
    CANDIDATES,
    { ids: [...new Set(candidateIds.flat())], linkIds: [...linkIds] },
    options,
  );
  const all = await terms.statistics(candidates.flatMap(({ searchText }) => [...countTerms(searchText ?? '').keys()]));
  const profiles = new Map(candidates.map((row) => [row.id, profileOf(row, termWeights(row.searchText ?? '', all))]));

  return new Map(
    subjects.map((row, index) => [
      row.id,
      {
        subject: {
          ...profileOf(row, subjectWeights[index] ?? termWeights('', known)),
          title: row.title,
          text: row.text,
          lineage: sortedById([
            ...sortedById(row.parents.map((link) => ({ ...link, up: true }))),
            ...sortedById(row.variants.map((link) => ({ ...link, up: false }))),
          ]),
        },
        candidates: (candidateIds[index] ?? []).flatMap((id) => profiles.get(id) ?? []),
        paperCount: known.paperCount,
      },
    ]),
  );
}

/** Sorted by id, so that sums come out the same to the last bit on every engine. */
function profileOf(row: ProfileRow, terms: TermWeights): Profile {
  return {
    id: row.id,
    techniques: sortedById(row.techniques),
    topics: sortedById(row.topics),
    authors: sortedById(row.authors),
    references: sortedById(row.references),
    citers: sortedById(row.citers),
    terms,
  };
}

function sortedById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => (left.id < right.id ? -1 : 1));
}
