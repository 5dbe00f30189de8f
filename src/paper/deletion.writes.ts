import { statement, type Graph, type ReadOptions } from '../graph/graph.js';

/*
 * A deletion remembers an identifier of a paper that an editor has deleted, so that the
 * next load of the same source does not bring the paper back.
 */

export const ADD_DELETIONS = statement(
  'add deletions',
  `UNWIND $rows AS row
MERGE (d:Deletion {id: row.id}) SET d.paperId = row.paperId`,
);

export const DELETE_DELETIONS = statement(
  'delete deletions',
  `UNWIND $rows AS row
MATCH (d:Deletion {id: row.id}) DELETE d`,
);

export interface Deletion {
  /** The identifier. */
  readonly id: string;
  /** What the paper was called. */
  readonly paperId: string;
}

const FIND = statement<Deletion>(
  'deletions',
  'MATCH (d:Deletion) WHERE d.id IN $ids RETURN d.id AS id, d.paperId AS paperId ORDER BY id',
);

const ALL = statement<Deletion>(
  'all deletions',
  'MATCH (d:Deletion) RETURN d.id AS id, d.paperId AS paperId ORDER BY id',
);

const ANY = statement<{ id: string }>('any deletion', 'MATCH (d:Deletion) RETURN d.id AS id LIMIT 1');

/** Which of the identifiers belong to deleted papers. Most graphs have none, and are not asked for each. */
export async function readDeletions(graph: Graph, identifiers: readonly string[]): Promise<readonly Deletion[]> {
  if (identifiers.length === 0 || (await graph.read(ANY, {})).length === 0) return [];
  return await graph.read(FIND, { ids: [...new Set(identifiers)] });
}

export async function allDeletions(graph: Graph, options?: ReadOptions): Promise<readonly Deletion[]> {
  return await graph.read(ALL, {}, options);
}
