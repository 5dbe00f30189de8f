import { statement } from '../graph/graph.js';
import { ANNOTATOR } from '../text/matched-text.js';

export const UPSERT_TOPICS = statement(
  'upsert topics',
  `UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
WITH row, t, coalesce(t.mentioned, true) AS isNew
WITH row, t, CASE WHEN isNew THEN row.name ELSE t.name END AS name,
CASE WHEN isNew THEN row.normalizedName ELSE t.normalizedName END AS normalizedName,
CASE WHEN isNew THEN [] ELSE coalesce(t.aliases, []) END AS known, coalesce(t.edited, []) AS edited
SET t.name = name, t.normalizedName = normalizedName,
t.aliases = CASE WHEN 'aliases' IN edited THEN known ELSE known + [alias IN row.names WHERE alias <> name AND NOT alias IN known] END,
t.description = CASE WHEN 'description' IN edited THEN t.description ELSE coalesce(row.description, t.description) END,
t.scheme = coalesce(row.scheme, t.scheme),
t.paperCount = coalesce(t.paperCount, 0), t.mentioned = false, t.version = coalesce(t.version, 0) + 1`,
);

/** A topic as an editor describes it: the row names every property. */
export const DESCRIBE_TOPICS = statement(
  'describe topics',
  `UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
SET t += row.properties, t.paperCount = coalesce(t.paperCount, 0), t.version = coalesce(t.version, 0) + 1`,
);

/** What an export knows that an editor said; written behind all else, as it keeps loads from changing that. */
export const MARK_EDITED_TOPICS = statement(
  'mark edited topics',
  'UNWIND $rows AS row MATCH (t:Topic {id: row.id}) SET t.edited = row.edited',
);

export const NO_SUBTOPIC_OF = statement(
  'no subtopic of',
  `UNWIND $rows AS row
MATCH (c:Topic {id: row.id}) MATCH (c)-[r:SUBTOPIC_OF]->(t:Topic) WHERE t.id = row.parentId
DELETE r`,
);

/** The same as {@link SUBTOPIC_OF}, said by an editor. */
export const SAY_SUBTOPIC_OF = statement(
  'say subtopic of',
  `UNWIND $rows AS row
MATCH (c:Topic {id: row.id}) MATCH (t:Topic {id: row.parentId})
MERGE (c)-[:SUBTOPIC_OF]->(t)`,
);

/** Takes back the topics that were read out of a text which has changed. */
export const UNREAD_TOPICS = statement(
  'unread topics',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)-[r:ABOUT]->(:Topic) WHERE r.source = '${ANNOTATOR}' DELETE r`,
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
MATCH (c:Topic {id: row.childId}) WHERE NOT 'parents' IN coalesce(c.edited, [])
MATCH (t:Topic {id: row.parentId})
MERGE (c)-[:SUBTOPIC_OF]->(t)`,
);

export const ABOUT = statement(
  'about',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (t:Topic {id: row.topicId})
MERGE (p)-[r:ABOUT]->(t) SET r.confidence = toFloat(row.confidence), r.evidence = row.evidence, r.source = row.source`,
);

export const NOT_ABOUT = statement(
  'not about',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (p)-[r:ABOUT]->(t:Topic) WHERE t.id = row.id
DELETE r`,
);

/** Topics that only papers named, and none does any more. */
export const DELETE_UNMENTIONED_TOPICS = statement(
  'delete unmentioned topics',
  `UNWIND $rows AS row
MATCH (t:Topic {id: row.id})
WHERE t.mentioned = true AND COUNT { (t)<-[:ABOUT]-() } = 0 AND COUNT { (t)-[:SUBTOPIC_OF]-() } = 0
DETACH DELETE t`,
);

export const COUNT_TOPIC_PAPERS = statement(
  'count papers on topics',
  `UNWIND $rows AS row
MATCH (t:Topic {id: row.id}) SET t.paperCount = COUNT { (t)<-[:ABOUT]-() }`,
);
