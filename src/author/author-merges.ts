import { statement, type Graph, type ReadOptions } from '../graph/graph.js';

/**
 * Which authors an editor has declared to be another. Each author list keeps whom
 * its own source names, so a merge can be taken back.
 */
export type AuthorMerges = ReadonlyMap<string, string>;

const AUTHOR_MERGES = statement<{ id: string; into: string }>(
  'author merges',
  'MATCH (m:AuthorMerge) RETURN m.id AS id, m.into AS into ORDER BY id',
);

/** Every merge, by the id that was merged away. */
export async function readAuthorMerges(graph: Graph, options?: ReadOptions): Promise<AuthorMerges> {
  const rows = await graph.read(AUTHOR_MERGES, {}, options);
  return new Map(rows.map(({ id, into }) => [id, into]));
}

/** The author that an id leads to in the end; itself when it was never merged. */
export function mergedInto(merges: AuthorMerges, id: string): string {
  let end = id;
  for (let steps = merges.size; steps > 0; steps -= 1) {
    const next = merges.get(end);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

/** The merges under the ids that authors are now known by. */
export function renamedMerges(merges: AuthorMerges, renames: ReadonlyMap<string, string>): AuthorMerges {
  const renamed = new Map<string, string>();
  for (const [id, into] of merges) {
    const [from, to] = [renames.get(id) ?? id, renames.get(into) ?? into];
    if (from !== to && (from === id || !merges.has(from))) renamed.set(from, to);
  }
  return renamed;
}

/** Where an author of a list stands in the graph. */
export interface Placed {
  readonly authorId: string;
  /** The id that the list itself leads to, where a merge has moved it. */
  readonly listedAs: string | null;
}

/**
 * Places the authors of one list. Two people of one list are never one author: of
 * several whom merges would make the same, all but the first stay who they are.
 *
 * @param ids who the list names, in its order, each once.
 */
export function placeAuthors(merges: AuthorMerges, ids: readonly string[]): Placed[] {
  if (merges.size === 0) return ids.map((id) => ({ authorId: id, listedAs: null }));
  const taken = new Set(ids);
  return ids.map((id) => {
    const end = mergedInto(merges, id);
    if (end === id || taken.has(end)) return { authorId: id, listedAs: null };
    taken.add(end);
    return { authorId: end, listedAs: id };
  });
}
