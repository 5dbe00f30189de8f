import { statement } from '../graph/graph.js';
import { ANNOTATOR } from '../text/matched-text.js';

/*
 * A candidate is a name that papers give to a technique which no vocabulary knows.
 * When a second paper has it and one of them names it clearly, or somebody has
 * described a technique of that id, its papers apply the technique; until then it is
 * only kept.
 */

/** From this confidence on, a paper names a technique clearly. */
const CLEAR = 0.6;

/** Takes back the new names that were read out of a text which has changed. */
export const UNREAD_CANDIDATES = statement(
  'unread candidates',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)-[r:NAMES]->(:Candidate) DELETE r`,
);

export const NAME_CANDIDATES = statement(
  'name candidates',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.paperId})
MERGE (c:Candidate {id: row.candidateId})
MERGE (p)-[r:NAMES]->(c)
SET r.name = row.name, r.abbreviation = row.abbreviation, r.role = row.role, r.confidence = toFloat(row.confidence),
r.evidence = row.evidence`,
);

/** Keeps what a candidate's papers say of it. */
export const SUM_UP_CANDIDATES = statement(
  'sum up candidates',
  `UNWIND $rows AS row
MATCH (c:Candidate {id: row.id})
CALL (c) {
  MATCH (c)<-[r:NAMES]-(:Paper)
  RETURN count(r) AS papers, max(r.confidence) AS best, min(r.name) AS name, min(r.abbreviation) AS abbreviation
}
CALL (c) { MATCH (t:Technique {id: c.id}) WHERE t.mentioned = false RETURN count(t) AS described }
SET c.paperCount = papers, c.name = name, c.abbreviation = abbreviation,
c.accepted = papers > 0 AND (described > 0 OR papers > 1 AND best >= ${CLEAR})`,
);

/** A technique for each accepted candidate, marked as proposed until a source or an editor tells of it. */
export const PROPOSE_TECHNIQUES = statement(
  'propose techniques',
  `UNWIND $rows AS row
MATCH (c:Candidate {id: row.id}) WHERE c.accepted = true
MERGE (t:Technique {id: c.id})
ON CREATE SET t.mentioned = true, t.proposed = true, t.paperCount = 0
WITH c, t, row.words AS words WHERE t.proposed = true
SET t.name = c.name, t.normalizedName = words,
t.aliases = CASE WHEN c.abbreviation IS NULL THEN [] ELSE [c.abbreviation] END`,
);

export const APPLY_ACCEPTED_CANDIDATES = statement(
  'apply accepted candidates',
  `UNWIND $rows AS row
MATCH (c:Candidate {id: row.id}) WHERE c.accepted = true
MATCH (t:Technique {id: row.id}) MATCH (c)<-[n:NAMES]-(p:Paper)
MERGE (p)-[r:APPLIES]->(t)
ON CREATE SET r.role = n.role, r.confidence = n.confidence, r.evidence = n.evidence, r.source = '${ANNOTATOR}'`,
);

export const UNAPPLY_CANDIDATES = statement(
  'unapply candidates',
  `UNWIND $rows AS row
MATCH (c:Candidate {id: row.id}) WHERE c.accepted = false
MATCH (c)<-[:NAMES]-(p:Paper) MATCH (p)-[r:APPLIES]->(t:Technique) WHERE t.id = c.id AND r.source = '${ANNOTATOR}'
DELETE r`,
);

export const DELETE_UNPROPOSED_TECHNIQUES = statement(
  'delete unproposed techniques',
  `UNWIND $rows AS row
MATCH (t:Technique {id: row.id}) WHERE t.proposed = true
CALL (t) { MATCH (p:Paper)-[:APPLIES]->(t) RETURN count(p) AS papers }
WITH t, papers WHERE papers = 0
DETACH DELETE t`,
);

export const DELETE_UNNAMED_CANDIDATES = statement(
  'delete unnamed candidates',
  `UNWIND $rows AS row
MATCH (c:Candidate {id: row.id}) WHERE c.paperCount = 0 DETACH DELETE c`,
);
