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

const FIND = statement<{ id: string }>(
  'deletions',
  'MATCH (d:Deletion) WHERE d.id IN $ids RETURN d.id AS id ORDER BY id',
);

const ALL = statement<{ id: string; paperId: string }>(
  'all deletions',
  'MATCH (d:Deletion) RETURN d.id AS id, d.paperId AS paperId ORDER BY id',
);

const ANY = statement<{ id: string }>('any deletion', 'MATCH (d:Deletion) RETURN d.id AS id LIMIT 1');

/** Which of the identifiers belong to deleted papers. Most graphs have none, and are not asked for each. */
export async function readDeletions(graph: Graph, identifiers: readonly string[]): Promise<ReadonlySet<string>> {
  if (identifiers.length === 0 || (await graph.read(ANY, {})).length === 0) return new Set();
  return new Set((await graph.read(FIND, { ids: [...new Set(identifiers)] })).map(({ id }) => id));
}

export async function allDeletions(
  graph: Graph,
  options?: ReadOptions,
): Promise<readonly { readonly id: string; readonly paperId: string }[]> {
  return await graph.read(ALL, {}, options);
}
