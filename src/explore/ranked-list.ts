import type DataLoader from 'dataloader';
import type { Page, PageStart, PageWindow, SortValue } from '../graph/page.js';

/** An item of a list that is ranked whole, and where it stands: its sort values and its id. */
export interface Placed<Item> {
  readonly item: Item;
  readonly place: PageStart;
}

/**
 * The window of a list that is ranked in memory, as a page of the graph would
 * be. A cursor keeps its place by sort values and id also when the graph has
 * changed since.
 */
export function pageOf<Item>(
  placed: readonly Placed<Item>[],
  { sorts, limit, start, backward }: PageWindow,
): Page<Item, null> {
  const compare = (left: PageStart, right: PageStart): number => {
    for (const [index, { descending }] of sorts.entries()) {
      const order = compareValues(left.values[index] ?? 0, right.values[index] ?? 0);
      if (order !== 0) return descending ? -order : order;
    }
    return compareValues(left.id, right.id);
  };
  const ranked = [...placed].sort((left, right) => compare(left.place, right.place));
  const rest =
    start === undefined
      ? ranked
      : ranked.filter(({ place }) => (backward ? compare(place, start) < 0 : compare(place, start) > 0));
  const shown = backward ? rest.slice(Math.max(0, rest.length - limit)) : rest.slice(0, limit);
  return {
    items: shown.map(({ item, place }) => ({ node: item, edge: null, position: place })),
    more: rest.length > limit,
  };
}

/** A page with the rows of its nodes beside their ids; a node that is gone is left out. */
export async function withRows<Item extends { readonly id: string }, Edge, Row>(
  { items, more }: Page<Item, Edge>,
  loader: DataLoader<string, Row | null>,
): Promise<Page<Item & { readonly row: Row }, Edge>> {
  const rows = await Promise.all(items.map(({ node }) => loader.load(node.id)));
  return {
    more,
    items: items.flatMap(({ node, ...rest }, index) => {
      const row = rows[index];
      return row == null ? [] : [{ ...rest, node: { ...node, row } }];
    }),
  };
}

/** By code unit, so that every engine and machine agrees. */
function compareValues(left: SortValue, right: SortValue): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
