import { statement } from '../graph/graph.js';

export const UPSERT_TECHNIQUES = statement(
  'upsert techniques',
  `UNWIND $rows AS row
MERGE (t:Technique {id: row.id})
SET t.name = row.name, t.normalizedName = row.normalizedName, t.aliases = row.aliases,
t.description = coalesce(row.description, t.description), t.area = coalesce(row.area, t.area),
t.kind = coalesce(row.kind, t.kind), t.introducedYear = coalesce(row.introducedYear, t.introducedYear),
t.paperCount = coalesce(t.paperCount, 0), t.mentioned = false`,
);

/** A technique that a source names and nobody has described. */
export const ADD_MENTIONED_TECHNIQUES = statement(
  'add mentioned techniques',
  `UNWIND $rows AS row
MERGE (t:Technique {id: row.id})
ON CREATE SET t.name = row.name, t.normalizedName = row.normalizedName, t.aliases = [], t.paperCount = 0,
t.mentioned = true
ON MATCH SET t.name = CASE WHEN t.mentioned = true AND row.name < t.name THEN row.name ELSE t.name END`,
);

export const VARIANT_OF = statement(
  'variant of',
  `UNWIND $rows AS row
MATCH (v:Technique {id: row.variantId}) MATCH (t:Technique {id: row.parentId})
MERGE (v)-[:VARIANT_OF]->(t)`,
);

export const APPLIES = statement(
  'applies',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId}) MATCH (t:Technique {id: row.techniqueId})
MERGE (p)-[r:APPLIES]->(t)
SET r.role = row.role, r.confidence = toFloat(row.confidence), r.evidence = row.evidence, r.source = row.source`,
);

export const COUNT_TECHNIQUE_PAPERS = statement(
  'count papers applying techniques',
  `UNWIND $rows AS row
MATCH (t:Technique {id: row.id}) SET t.paperCount = COUNT { (t)<-[:APPLIES]-() }`,
);
