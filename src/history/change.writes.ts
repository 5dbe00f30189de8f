import { statement } from '../graph/graph.js';

/** Changes are added and never altered, but for what took them back. */
export const ADD_CHANGES = statement(
  'add changes',
  `UNWIND $rows AS row
MERGE (c:Change {id: row.id})
SET c.subject = row.subject, c.kind = row.kind, c.by = row.by, c.at = row.at, c.detail = row.detail,
c.undoes = row.undoes, c.undoneBy = row.undoneBy`,
);

export const MARK_UNDONE = statement(
  'mark changes undone',
  `UNWIND $rows AS row
MATCH (c:Change {id: row.id}) SET c.undoneBy = row.undoneBy`,
);

/** The history of a node that becomes known by another id, or becomes another node. */
export const MOVE_CHANGES = statement(
  'move changes',
  `UNWIND $rows AS row
MATCH (c:Change {subject: row.from}) SET c.subject = row.to`,
);

/** Some changes go back to the node that they were about. */
export const SET_SUBJECTS = statement(
  'set subjects of changes',
  `UNWIND $rows AS row
MATCH (c:Change {id: row.id}) SET c.subject = row.subject`,
);

/** A change that somebody took back meanwhile. */
export const UNDONE_MEANWHILE = statement(
  'changes undone meanwhile',
  `UNWIND $rows AS row
MATCH (c:Change {id: row.id}) WHERE c.undoneBy IS NOT NULL RETURN c.id AS id`,
);
