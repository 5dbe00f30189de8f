import { statement } from '../graph/graph.js';

export const UPSERT_TOPICS = statement(
  'upsert topics',
  `UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
SET t.name = row.name, t.normalizedName = row.normalizedName, t.aliases = row.aliases,
t.description = coalesce(row.description, t.description), t.scheme = coalesce(row.scheme, t.scheme),
t.paperCount = coalesce(t.paperCount, 0), t.mentioned = false`,
);

/** A topic that a paper names and nobody has described: known by the fullest spelling of its name. */
export const ADD_MENTIONED_TOPICS = statement(
  'add mentioned topics',
  `UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
ON CREATE SET t.name = row.name, t.normalizedName = row.normalizedName, t.aliases = [], t.scheme = row.scheme,
t.paperCount = 0, t.mentioned = true
ON MATCH SET t.name = CASE WHEN t.mentioned = true AND row.name < t.name THEN row.name ELSE t.name END,
t.scheme = CASE WHEN t.mentioned = true AND row.scheme < t.scheme THEN row.scheme ELSE t.scheme END`,
);

export const SUBTOPIC_OF = statement(
  'subtopic of',
  `UNWIND $rows AS row
MATCH (c:Topic {id: row.childId}) MATCH (t:Topic {id: row.parentId})
MERGE (c)-[:SUBTOPIC_OF]->(t)`,
);

export const ABOUT = statement(
  'about',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (t:Topic {id: row.topicId})
MERGE (p)-[r:ABOUT]->(t) SET r.confidence = toFloat(row.confidence), r.source = row.source`,
);

export const COUNT_TOPIC_PAPERS = statement(
  'count papers on topics',
  `UNWIND $rows AS row
MATCH (t:Topic {id: row.id}) SET t.paperCount = COUNT { (t)<-[:ABOUT]-() }`,
);
