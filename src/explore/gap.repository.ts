import { statement, type Graph, type ReadOptions } from '../graph/graph.js';

/** A technique that shares papers with another. */
export interface TechniqueCompany {
  readonly id: string;
  readonly paperCount: number;
  readonly shared: number;
}

/** A technique and those that are like it. */
export interface TechniqueNeighbors {
  readonly id: string;
  readonly name: string;
  readonly paperCount: number;
  readonly parents: readonly string[];
  readonly variants: readonly string[];
  /** Other variants of its parents. */
  readonly siblings: readonly string[];
  readonly company: readonly TechniqueCompany[];
}

/** A paper with the topics it is about. */
export interface PaperTopics {
  readonly id: string;
  readonly topics: readonly string[];
}

/** The papers of a technique, newest first; those without topics are left out. */
export interface TechniquePapers {
  readonly id: string;
  readonly name: string;
  readonly paperCount: number;
  readonly papers: readonly PaperTopics[];
}

export interface TopicSize {
  readonly id: string;
  readonly scheme: string | null;
  readonly paperCount: number;
  readonly parents: readonly string[];
}

/** Of a technique, only this many papers are looked at: the newest. */
export const MOST_GAP_PAPERS = 200;
const MOST_KIN = 40;
const MOST_COMPANY = 40;
const MOST_TOPICS = 10_000;

const NEIGHBORS = statement<TechniqueNeighbors>(
  'neighbors of techniques',
  `UNWIND $ids AS id
MATCH (a:Technique {id: id})
CALL (a) {
  MATCH (a)-[:VARIANT_OF]->(b:Technique) WHERE b.paperCount > 0
  WITH b ORDER BY b.paperCount DESC, b.id LIMIT ${MOST_KIN}
  RETURN collect(b.id) AS parents
}
CALL (a) {
  MATCH (a)<-[:VARIANT_OF]-(b:Technique) WHERE b.paperCount > 0
  WITH b ORDER BY b.paperCount DESC, b.id LIMIT ${MOST_KIN}
  RETURN collect(b.id) AS variants
}
CALL (a) {
  MATCH (a)-[:VARIANT_OF]->(u:Technique)
  MATCH (u)<-[:VARIANT_OF]-(b:Technique) WHERE b.paperCount > 0 AND b.id <> a.id
  WITH DISTINCT b.id AS sibling, b.paperCount AS papers ORDER BY papers DESC, sibling LIMIT ${MOST_KIN}
  RETURN collect(sibling) AS siblings
}
CALL (a) {
  MATCH (a)<-[:APPLIES]-(p:Paper)
  WITH a, p ORDER BY p.sortDate DESC, p.id LIMIT ${MOST_GAP_PAPERS}
  MATCH (p)-[:APPLIES]->(b:Technique) WHERE b.id <> a.id
  WITH b.id AS other, b.paperCount AS papers, count(*) AS shared ORDER BY shared DESC, papers, other LIMIT ${MOST_COMPANY}
  RETURN collect({id: other, paperCount: papers, shared: shared}) AS company
}
RETURN a.id AS id, a.name AS name, a.paperCount AS paperCount, parents, variants, siblings, company`,
);

const PAPERS = statement<TechniquePapers>(
  'papers of techniques with topics',
  `UNWIND $ids AS id
MATCH (a:Technique {id: id})
CALL (a) {
  MATCH (a)<-[:APPLIES]-(p:Paper)
  WITH p ORDER BY p.sortDate DESC, p.id LIMIT ${MOST_GAP_PAPERS}
  MATCH (p)-[:ABOUT]->(t:Topic)
  WITH p.id AS paper, p.sortDate AS day, collect(t.id) AS topics ORDER BY day DESC, paper
  RETURN collect({id: paper, topics: topics}) AS papers
}
RETURN a.id AS id, a.name AS name, a.paperCount AS paperCount, papers`,
);

const TOPICS = statement<TopicSize>(
  'topics with parents',
  `MATCH (t:Topic)
WITH t ORDER BY t.paperCount DESC, t.id LIMIT ${MOST_TOPICS}
CALL (t) {
  MATCH (t)-[:SUBTOPIC_OF]->(u:Topic)
  RETURN collect(u.id) AS parents
}
RETURN t.id AS id, t.scheme AS scheme, t.paperCount AS paperCount, parents`,
);

const PAPER_COUNT = statement<{ total: number }>(
  'number of papers',
  `MATCH (s:Statistic {id: 'papers'}) RETURN s.value AS total`,
);

const ON_TOPICS = statement<{ id: string }>(
  'techniques applied to topics',
  `MATCH (x:Topic) WHERE x.id IN $ids
MATCH (x)<-[:ABOUT]-(p:Paper)
WITH DISTINCT p ORDER BY p.sortDate DESC, p.id LIMIT $most
MATCH (p)-[:APPLIES]->(t:Technique)
WITH t.id AS id, count(*) AS papers ORDER BY papers DESC, id LIMIT $first
RETURN id`,
);

const LARGEST = statement<{ id: string }>(
  'techniques of the most papers',
  `MATCH (t:Technique) WHERE t.paperCount > 0
WITH t.id AS id, t.paperCount AS papers ORDER BY papers DESC, id LIMIT $first
RETURN id`,
);

/** Reads what gaps are made of: techniques, what is like them, and the topics of their papers. */
export class GapRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async neighbors(ids: readonly string[]): Promise<TechniqueNeighbors[]> {
    return await this.graph.read(NEIGHBORS, { ids }, this.options);
  }

  async papers(ids: readonly string[]): Promise<TechniquePapers[]> {
    return await this.graph.read(PAPERS, { ids }, this.options);
  }

  /** All topics, at most 10,000, and how many papers there are. */
  async topics(): Promise<{ topics: readonly TopicSize[]; total: number }> {
    const [topics, rows] = await Promise.all([
      this.graph.read(TOPICS, {}, this.options),
      this.graph.read(PAPER_COUNT, {}, this.options),
    ]);
    return { topics, total: rows[0]?.total ?? 0 };
  }

  /** The techniques that most of the newest papers about some topics work with. */
  async onTopics(ids: readonly string[], first: number): Promise<string[]> {
    const rows = await this.graph.read(ON_TOPICS, { ids, first, most: MOST_GAP_PAPERS }, this.options);
    return rows.map(({ id }) => id);
  }

  async largest(first: number): Promise<string[]> {
    const rows = await this.graph.read(LARGEST, { first }, this.options);
    return rows.map(({ id }) => id);
  }
}
