import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import type { TechniqueRole } from '../technique/application.js';

/** One technique of one paper of an author. */
export interface AppliedTechnique {
  readonly paperId: string;
  readonly id: string;
  readonly name: string;
  readonly role: TechniqueRole;
  readonly confidence: number;
  /** Papers of the graph that work with the technique. */
  readonly paperCount: number;
}

/** What comparing needs to know of an author. */
export interface AuthorProfile {
  readonly id: string;
  readonly papers: readonly string[];
  readonly techniques: readonly AppliedTechnique[];
}

/** One paper that cites another, by their ids. */
export interface CitationPair {
  readonly citing: string;
  readonly cited: string;
  /** How many papers cite the cited one. */
  readonly citations: number;
}

/** An author, and who may be like them. */
export interface AuthorNeighborhood {
  readonly author: AuthorProfile;
  /** All that the author's papers cite, and that cites them. */
  readonly citations: readonly CitationPair[];
  readonly candidates: readonly AuthorProfile[];
  /** Papers in the graph, the N of every rarity. */
  readonly total: number;
}

/** Of an author's papers, only this many are looked at: the newest. */
const MOST_PAPERS = 200;
const MOST_CITATIONS = 2_000;
/** A technique or paper with more links than this brings up no candidates, but still counts. */
const HUB_DEGREE = 200;
/** A paper with more authors than this brings up no candidates. */
const MOST_AUTHORS = 50;
const BY_TECHNIQUE = 150;
const BY_CITATION = 75;

const PAPERS = `MATCH (a)-[:AUTHORED]->(p:Paper)
  WITH a, p ORDER BY p.sortDate DESC, p.id LIMIT ${MOST_PAPERS}`;

interface CandidateRow {
  readonly id: string;
  readonly total: number;
  readonly citations: readonly CitationPair[];
  readonly citedBy: readonly CitationPair[];
  readonly candidateLists: readonly (readonly string[])[];
}

/** Weights are whole numbers, so that every engine draws the same line. */
const CANDIDATES = statement<CandidateRow>(
  'authors like author',
  `UNWIND $ids AS id
MATCH (a:Author {id: id})
CALL (a) {
  ${PAPERS}
  MATCH (p)-[:APPLIES]->(t:Technique) WHERE t.paperCount <= ${HUB_DEGREE}
  WITH DISTINCT a, t
  MATCH (t)<-[:APPLIES]-(q:Paper) WHERE coalesce(q.authorCount, 0) <= ${MOST_AUTHORS}
  MATCH (q)<-[:AUTHORED]-(b:Author) WHERE b.id <> a.id
  WITH b.id AS other, sum(1000000 / (1 + t.paperCount)) AS weight
  ORDER BY weight DESC, other LIMIT ${BY_TECHNIQUE}
  RETURN collect(other) AS byTechnique
}
CALL (a) {
  ${PAPERS}
  MATCH (p)-[:CITES]->(q:Paper) WHERE q.citationCount <= ${HUB_DEGREE} AND coalesce(q.authorCount, 0) <= ${MOST_AUTHORS}
  MATCH (q)<-[:AUTHORED]-(b:Author) WHERE b.id <> a.id
  WITH b.id AS other, count(*) AS weight
  ORDER BY weight DESC, other LIMIT ${BY_CITATION}
  RETURN collect(other) AS byCited
}
CALL (a) {
  ${PAPERS}
  MATCH (p)<-[:CITES]-(q:Paper) WHERE q.referenceCount <= ${HUB_DEGREE} AND coalesce(q.authorCount, 0) <= ${MOST_AUTHORS}
  MATCH (q)<-[:AUTHORED]-(b:Author) WHERE b.id <> a.id
  WITH b.id AS other, count(*) AS weight
  ORDER BY weight DESC, other LIMIT ${BY_CITATION}
  RETURN collect(other) AS byCiting
}
CALL (a) {
  ${PAPERS}
  MATCH (p)-[:CITES]->(q:Paper)
  WITH p.id AS citing, q.id AS cited, q.citationCount AS degree ORDER BY citing, cited LIMIT ${MOST_CITATIONS}
  RETURN collect({citing: citing, cited: cited, citations: degree}) AS citations
}
CALL (a) {
  ${PAPERS}
  MATCH (p)<-[:CITES]-(q:Paper)
  WITH q.id AS citing, p.id AS cited, p.citationCount AS degree ORDER BY citing, cited LIMIT ${MOST_CITATIONS}
  RETURN collect({citing: citing, cited: cited, citations: degree}) AS citedBy
}
CALL () {
  MATCH (s:Statistic {id: 'papers'})
  RETURN max(s.value) AS total
}
RETURN a.id AS id, coalesce(total, 0) AS total, citations, citedBy, [byTechnique, byCited, byCiting] AS candidateLists`,
);

const PROFILES = statement<AuthorProfile>(
  'profiles of authors',
  `UNWIND $ids AS id
MATCH (a:Author {id: id})
CALL (a) {
  ${PAPERS}
  RETURN collect(p.id) AS papers
}
CALL (a) {
  ${PAPERS}
  MATCH (p)-[r:APPLIES]->(t:Technique)
  RETURN collect({paperId: p.id, id: t.id, name: t.name, role: r.role, confidence: r.confidence,
  paperCount: t.paperCount}) AS techniques
}
RETURN a.id AS id, papers, techniques`,
);

/** Reads authors who may be like others, and what makes them so. */
export class SimilarAuthorRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** Each author with at most 300 others who share techniques or citations, in two reads for all. Unknown ids are left out. */
  async neighborhoods(ids: readonly string[]): Promise<Map<string, AuthorNeighborhood>> {
    const rows = await this.graph.read(CANDIDATES, { ids }, this.options);
    const candidates = rows.map(({ candidateLists }) => [...new Set(candidateLists.flat())].sort());
    const wanted = [...new Set([...rows.map(({ id }) => id), ...candidates.flat()])];
    const profiles = new Map(
      (await this.graph.read(PROFILES, { ids: wanted }, this.options)).map((row) => [row.id, sorted(row)]),
    );
    return new Map(
      rows.flatMap(({ id, total, citations, citedBy }, index) => {
        const author = profiles.get(id);
        if (author === undefined) return [];
        return [
          [
            id,
            {
              author,
              total,
              citations: [...citations, ...citedBy],
              candidates: (candidates[index] ?? []).flatMap((other) => profiles.get(other) ?? []),
            },
          ] as const,
        ];
      }),
    );
  }
}

/** In one order, so that sums come out the same to the last bit on every engine. */
function sorted({ id, papers, techniques }: AuthorProfile): AuthorProfile {
  return {
    id,
    papers: [...papers].sort(),
    techniques: [...techniques].sort(
      (left, right) => compare(left.id, right.id) || compare(left.paperId, right.paperId),
    ),
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
