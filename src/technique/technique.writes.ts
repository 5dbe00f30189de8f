import { statement } from '../graph/graph.js';
import { ANNOTATOR } from '../text/matched-text.js';

export const UPSERT_TECHNIQUES = statement(
  'upsert techniques',
  `UNWIND $rows AS row
MERGE (t:Technique {id: row.id})
WITH row, t, coalesce(t.mentioned, true) AS isNew
WITH row, t, CASE WHEN isNew THEN row.name ELSE t.name END AS name,
CASE WHEN isNew THEN row.normalizedName ELSE t.normalizedName END AS normalizedName,
CASE WHEN isNew THEN [] ELSE coalesce(t.aliases, []) END AS known, coalesce(t.edited, []) AS edited
SET t.name = name, t.normalizedName = normalizedName,
t.aliases = CASE WHEN 'aliases' IN edited THEN known ELSE known + [alias IN row.names WHERE alias <> name AND NOT alias IN known] END,
t.description = CASE WHEN 'description' IN edited THEN t.description ELSE coalesce(row.description, t.description) END,
t.area = CASE WHEN 'area' IN edited THEN t.area ELSE coalesce(row.area, t.area) END,
t.kind = CASE WHEN 'kind' IN edited THEN t.kind ELSE coalesce(row.kind, t.kind) END,
t.attribution = coalesce(row.attribution, t.attribution),
t.introducedYear = CASE WHEN 'introducedYear' IN edited THEN t.introducedYear ELSE coalesce(row.introducedYear, t.introducedYear) END,
t.paperCount = coalesce(t.paperCount, 0), t.mentioned = false, t.proposed = null, t.version = coalesce(t.version, 0) + 1`,
);

/** A technique as an editor describes it: the row names every property. */
export const DESCRIBE_TECHNIQUES = statement(
  'describe techniques',
  `UNWIND $rows AS row
MERGE (t:Technique {id: row.id})
SET t += row.properties, t.paperCount = coalesce(t.paperCount, 0), t.version = coalesce(t.version, 0) + 1`,
);

/** What an export knows that an editor said; written behind all else, as it keeps loads from changing that. */
export const MARK_EDITED_TECHNIQUES = statement(
  'mark edited techniques',
  'UNWIND $rows AS row MATCH (t:Technique {id: row.id}) SET t.edited = row.edited',
);

export const NO_VARIANT_OF = statement(
  'no variant of',
  `UNWIND $rows AS row
MATCH (v:Technique {id: row.id}) MATCH (v)-[r:VARIANT_OF]->(t:Technique) WHERE t.id = row.parentId
DELETE r`,
);

/** The same as {@link VARIANT_OF}, said by an editor. */
export const SAY_VARIANT_OF = statement(
  'say variant of',
  `UNWIND $rows AS row
MATCH (v:Technique {id: row.id}) MATCH (t:Technique {id: row.parentId})
MERGE (v)-[:VARIANT_OF]->(t)`,
);

/** A technique that a source names and nobody has described. */
export const ADD_MENTIONED_TECHNIQUES = statement(
  'add mentioned techniques',
  `UNWIND $rows AS row
MERGE (t:Technique {id: row.id})
ON CREATE SET t.name = row.name, t.normalizedName = row.normalizedName, t.aliases = [], t.paperCount = 0,
t.mentioned = true
ON MATCH SET t.name = CASE WHEN t.proposed = true OR t.mentioned = true AND row.name < t.name THEN row.name ELSE t.name END,
t.proposed = null`,
);

export const VARIANT_OF = statement(
  'variant of',
  `UNWIND $rows AS row
MATCH (v:Technique {id: row.variantId}) WHERE NOT 'variantOf' IN coalesce(v.edited, [])
MATCH (t:Technique {id: row.parentId})
MERGE (v)-[:VARIANT_OF]->(t)`,
);

export const APPLIES = statement(
  'applies',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (t:Technique {id: row.techniqueId})
MERGE (p)-[r:APPLIES]->(t)
SET r.role = row.role, r.confidence = toFloat(row.confidence), r.evidence = row.evidence, r.source = row.source`,
);

export const NOT_APPLIES = statement(
  'does not apply',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (p)-[r:APPLIES]->(t:Technique) WHERE t.id = row.id
DELETE r`,
);

/** Techniques that only papers named, and none does any more. */
export const DELETE_UNMENTIONED_TECHNIQUES = statement(
  'delete unmentioned techniques',
  `UNWIND $rows AS row
MATCH (t:Technique {id: row.id})
WHERE t.mentioned = true AND COUNT { (t)<-[:APPLIES]-() } = 0 AND COUNT { (t)-[:VARIANT_OF]-() } = 0
DETACH DELETE t`,
);

/** Takes back the techniques that were read out of a text which has changed. */
export const UNREAD_TECHNIQUES = statement(
  'unread techniques',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)-[r:APPLIES]->(:Technique) WHERE r.source = '${ANNOTATOR}' DELETE r`,
);

export const COUNT_TECHNIQUE_PAPERS = statement(
  'count papers applying techniques',
  `UNWIND $rows AS row
MATCH (t:Technique {id: row.id}) SET t.paperCount = COUNT { (t)<-[:APPLIES]-() }`,
);
