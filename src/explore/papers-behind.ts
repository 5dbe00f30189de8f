import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { MAX_PAGE_SIZE } from '../api/pagination.js';
import { toPaper } from '../paper/paper.loaders.js';
import type { Paper } from '../paper/paper.type.js';
import type { PapersBehind } from './cooccurrence.type.js';

/** How many pieces of evidence an edge gives when it is not told. */
export const DEFAULT_EVIDENCE = 3;

export const HOW_MANY = `How many at most, 1 to ${MAX_PAGE_SIZE}.`;

/** @throws BadUserInput when `first` is no size of a list. */
export function checkFirst(first: number, most = MAX_PAGE_SIZE): number {
  if (first < 1 || first > most) {
    throw new BadUserInput(`first is ${first}.`, 'first', `a whole number from 1 to ${most}`);
  }
  return first;
}

/** The papers that are behind an edge, as many as asked for. */
export async function papersBehind({ kind, pair }: PapersBehind, first: number, context: Context): Promise<Paper[]> {
  const ids = await context.cooccurrence.papers.load({ id: pair, args: { kind, limit: checkFirst(first) } });
  return await loadPapers(ids, context);
}

/** Papers by their ids, in that order; those that are gone are left out. */
export async function loadPapers(ids: readonly string[], context: Context): Promise<Paper[]> {
  const rows = await Promise.all(ids.map((id) => context.papers.byId.load(id)));
  return rows.flatMap((row) => (row === null ? [] : [toPaper(row)]));
}
