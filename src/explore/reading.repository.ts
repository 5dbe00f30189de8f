import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import { compareIds, introducedBy, type ReadingCandidates, type ReadingPaper } from './reading-facts.js';

const MOST_CANDIDATES = 200;
const MOST_RELATIVES = 50;
const MOST_SUBTOPICS = 200;
const LINKS_PER_PAPER = 100;

const READABLE = 'p.stub = false AND coalesce(p.retracted, false) = false';
const BY_CITATIONS = 'citations DESC, date DESC, paper';
const KEYS = 'p.id AS paper, coalesce(p.citationCount, 0) AS citations, p.sortDate AS date';

const SUBTOPICS = statement<{ id: string }>(
  'topics of a reading order',
  `MATCH (:Topic {id: $id})<-[:SUBTOPIC_OF*1..3]-(t:Topic)
RETURN DISTINCT t.id AS id ORDER BY id LIMIT ${MOST_SUBTOPICS}`,
);

const ON_TOPICS = statement<{ paper: string }>(
  'papers of a topic to read',
  `UNWIND $ids AS id
MATCH (:Topic {id: id})<-[:ABOUT]-(p:Paper) WHERE ${READABLE}
WITH DISTINCT ${KEYS}
ORDER BY ${BY_CITATIONS} LIMIT ${MOST_CANDIDATES}
RETURN paper`,
);

/** The papers of the technique, and those that introduce what it varies and what varies it. */
const ON_TECHNIQUE = statement<{ own: readonly string[]; ofParents: readonly string[]; ofVariants: readonly string[] }>(
  'papers of a technique to read',
  `MATCH (t:Technique {id: $id})
CALL (t) {
  MATCH (t)<-[r:APPLIES]-(p:Paper) WHERE ${READABLE}
  WITH ${KEYS}, CASE WHEN r.role = 'INTRODUCES' THEN 0 ELSE 1 END AS rank
  ORDER BY rank, ${BY_CITATIONS} LIMIT ${MOST_CANDIDATES}
  RETURN collect(paper) AS own
}
CALL (t) {
  MATCH (t)-[:VARIANT_OF]->(u:Technique)
  MATCH (u)<-[r:APPLIES]-(p:Paper) WHERE r.role = 'INTRODUCES' AND ${READABLE}
  WITH DISTINCT ${KEYS}
  ORDER BY ${BY_CITATIONS} LIMIT ${MOST_RELATIVES}
  RETURN collect(paper) AS ofParents
}
CALL (t) {
  MATCH (t)<-[:VARIANT_OF]-(u:Technique)
  MATCH (u)<-[r:APPLIES]-(p:Paper) WHERE r.role = 'INTRODUCES' AND ${READABLE}
  WITH DISTINCT ${KEYS}
  ORDER BY ${BY_CITATIONS} LIMIT ${MOST_RELATIVES}
  RETURN collect(paper) AS ofVariants
}
RETURN own, ofParents, ofVariants`,
);

const PAPERS = statement<ReadingPaper>(
  'papers of a reading order',
  `UNWIND $ids AS id
MATCH (p:Paper {id: id})
CALL (p) {
  MATCH (p)-[:CITES]->(q:Paper) WHERE q.id IN $ids
  RETURN collect(q.id) AS references
}
CALL (p) {
  MATCH (p)-[r:APPLIES]->(t:Technique)
  WITH t.id AS technique, t.name AS name, r.role AS role ORDER BY technique LIMIT ${LINKS_PER_PAPER}
  RETURN collect({id: technique, name: name, role: role}) AS techniques
}
CALL (p) {
  MATCH (p)-[r:ABOUT]->(t:Topic) WHERE t.id IN $topicIds
  RETURN collect({id: t.id, name: t.name, confidence: coalesce(r.confidence, 0.0)}) AS topics
}
RETURN p.id AS id, p.title AS title, p.year AS year, p.sortDate AS date,
coalesce(p.citationCount, 0) AS citations, references, techniques, topics`,
);

const ANCESTORS = statement<{ id: string; ancestor: string }>(
  'ancestors among introduced techniques',
  `UNWIND $ids AS id
MATCH (:Technique {id: id})-[:VARIANT_OF*1..6]->(t:Technique) WHERE t.id IN $ids
RETURN DISTINCT id, t.id AS ancestor`,
);

/** Reads the papers among which a reading order chooses: a bounded number, the most cited. */
export class ReadingRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** Papers about a topic or the topics below it. */
  async ofTopic(id: string): Promise<ReadingCandidates> {
    const below = await this.graph.read(SUBTOPICS, { id }, this.options);
    const ids = [...new Set([id, ...below.map((topic) => topic.id)])];
    const rows = await this.graph.read(ON_TOPICS, { ids }, this.options);
    return await this.candidates(
      rows.map(({ paper }) => paper),
      { techniqueIds: [], topicIds: ids },
    );
  }

  /** Papers that work with a technique, and those that introduce what stands next to it in the lineage. */
  async ofTechnique(id: string): Promise<ReadingCandidates> {
    const rows = await this.graph.read(ON_TECHNIQUE, { id }, this.options);
    const found = rows.flatMap(({ own, ofParents, ofVariants }) => [...own, ...ofParents, ...ofVariants]);
    return await this.candidates(found, { techniqueIds: [id], topicIds: [] });
  }

  private async candidates(
    found: readonly string[],
    { techniqueIds, topicIds }: { readonly techniqueIds: readonly string[]; readonly topicIds: readonly string[] },
  ): Promise<ReadingCandidates> {
    const ids = [...new Set(found)].sort(compareIds);
    const rows = await this.graph.read(PAPERS, { ids, topicIds }, this.options);
    const papers = rows.map(inOrder).sort((left, right) => compareIds(left.id, right.id));
    const introduced = papers.flatMap((paper) => introducedBy(paper).map(({ id }) => id));
    return { papers, ancestors: await this.ancestors([...new Set([...techniqueIds, ...introduced])]) };
  }

  private async ancestors(ids: readonly string[]): Promise<Map<string, Set<string>>> {
    const ancestors = new Map<string, Set<string>>();
    for (const { id, ancestor } of await this.graph.read(ANCESTORS, { ids }, this.options)) {
      ancestors.set(id, (ancestors.get(id) ?? new Set()).add(ancestor));
    }
    return ancestors;
  }
}

/** The lists of a paper in an order that does not depend on the engine. */
function inOrder(row: ReadingPaper): ReadingPaper {
  return {
    ...row,
    references: row.references.filter((id) => id !== row.id).sort(compareIds),
    techniques: [...row.techniques].sort((left, right) => compareIds(left.id, right.id)),
    topics: [...row.topics].sort((left, right) => right.confidence - left.confidence || compareIds(left.id, right.id)),
  };
}
