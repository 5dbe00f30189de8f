import { ALWAYS, compileCondition, type CompiledCondition, type Condition } from './condition.js';
import { statement, type Graph, type Parameters, type ReadOptions, type Statement } from './graph.js';

/** One sort key: a constant expression that is never null, and its direction. */
export interface Sort {
  /** Name for cursors, so that one made for another order is refused. */
  readonly name: string;
  readonly expression: string;
  readonly descending: boolean;
}

/**
 * A list that can be paged, as constant Cypher. `match` binds the listed node;
 * a nested list starts at `key`, the id of its owner.
 */
export interface Listing<Node, Edge = null> {
  readonly name: string;
  readonly match: string;
  /** What every listed node must meet, over the bound variables. */
  readonly where?: string;
  /** Expression of the listed node's id: the tie-breaker of every order. */
  readonly id: string;
  /** Map projection of the node. */
  readonly node: string;
  /** Map projection of what the relationship knows. */
  readonly edge?: string;
  readonly nested: boolean;
  readonly shape?: { node: Node; edge: Edge };
}

export type SortValue = string | number;

/** Where a page starts: after the item with these sort values and id, in reading direction. */
export interface PageStart {
  readonly values: readonly SortValue[];
  readonly id: string;
}

export interface PageWindow {
  readonly sorts: readonly Sort[];
  readonly limit: number;
  readonly start?: PageStart | undefined;
  /** Reads towards the beginning: the `limit` items before `start`, or the last ones. */
  readonly backward: boolean;
}

export interface PageItem<Node, Edge> {
  readonly node: Node;
  readonly edge: Edge;
  readonly position: PageStart;
}

/** A page in list order. `more` tells whether items follow in reading direction. */
export interface Page<Node, Edge> {
  readonly items: readonly PageItem<Node, Edge>[];
  readonly more: boolean;
}

interface ListRow<Node, Edge> {
  readonly key: string;
  readonly node: Node;
  readonly edge: Edge;
  readonly id: string;
  readonly s0: SortValue;
  readonly s1: SortValue;
  readonly s2: SortValue;
}

export const MAX_SORTS = 3;

const ROOT = '';
const listStatements = new Map<string, Statement<ListRow<unknown, unknown>>>();
const countStatements = new Map<string, Statement<{ key: string; total: number }>>();

/** Texts kept for the engines' plan caches; filters of unusual shapes beyond that are made anew. */
const MOST_STATEMENTS = 5_000;

/** Reads one page of a list that starts nowhere. */
export async function readPage<Node, Edge>(
  graph: Graph,
  listing: Listing<Node, Edge>,
  window: PageWindow,
  condition: Condition = ALWAYS,
  options?: ReadOptions,
): Promise<Page<Node, Edge>> {
  const pages = await readPages(graph, listing, [ROOT], window, condition, options);
  return pages.get(ROOT) ?? { items: [], more: false };
}

/**
 * Reads the same window of one list per owner, in one statement.
 *
 * @returns a page for every key; empty where the owner has none.
 */
export async function readPages<Node, Edge>(
  graph: Graph,
  listing: Listing<Node, Edge>,
  keys: readonly string[],
  window: PageWindow,
  condition: Condition = ALWAYS,
  options?: ReadOptions,
): Promise<Map<string, Page<Node, Edge>>> {
  const compiled = compileCondition(condition, listing.id);
  const rows = await graph.read(
    listStatement(listing, compiled, window),
    {
      ...compiled.parameters,
      ...(listing.nested && { keys }),
      startId: window.start?.id ?? null,
      start0: window.start?.values[0] ?? null,
      start1: window.start?.values[1] ?? null,
      start2: window.start?.values[2] ?? null,
      limit: window.limit + 1,
    },
    options,
  );
  const byKey = new Map<string, PageItem<Node, Edge>[]>(keys.map((key) => [key, []]));
  for (const { key, node, edge, id, s0, s1, s2 } of rows as ListRow<Node, Edge>[]) {
    const values = [s0, s1, s2].slice(0, window.sorts.length);
    byKey.get(key)?.push({ node, edge, position: { values, id } });
  }
  return new Map(
    [...byKey].map(([key, found]) => {
      const items = found.slice(0, window.limit);
      return [key, { items: window.backward ? items.reverse() : items, more: found.length > window.limit }];
    }),
  );
}

/** Counts the items of one list per owner, in one statement. */
export async function countItems<Node, Edge>(
  graph: Graph,
  listing: Listing<Node, Edge>,
  keys: readonly string[],
  condition: Condition = ALWAYS,
  options?: ReadOptions,
): Promise<Map<string, number>> {
  const compiled = compileCondition(condition, listing.id);
  const parameters: Parameters = { ...compiled.parameters, ...(listing.nested && { keys }) };
  const rows = await graph.read(countStatement(listing, compiled), parameters, options);
  const totals = new Map(keys.map((key) => [key, 0]));
  for (const { key, total } of rows) totals.set(key, total);
  return totals;
}

export async function countItem<Node, Edge>(
  graph: Graph,
  listing: Listing<Node, Edge>,
  condition: Condition = ALWAYS,
  options?: ReadOptions,
): Promise<number> {
  return (await countItems(graph, listing, [ROOT], condition, options)).get(ROOT) ?? 0;
}

/**
 * The texts come from a closed set: a listing's constants, the tests of a
 * condition and the sort keys of an enum. Each is made once, so the engines'
 * plan caches hit.
 */
function listStatement<Node, Edge>(
  listing: Listing<Node, Edge>,
  condition: CompiledCondition,
  { sorts, backward }: PageWindow,
): Statement<ListRow<unknown, unknown>> {
  const directed = sorts.map((sort) => ({ ...sort, descending: sort.descending !== backward }));
  const idDescending = backward;
  const name = [
    listing.name,
    condition.key,
    ...directed.map((sort) => `${sort.name}${sort.descending ? '-' : '+'}`),
    idDescending ? '-' : '+',
  ].join(' ');
  const known = listStatements.get(name);
  if (known !== undefined) return known;
  const columns = directed.map((sort, index) => `${sort.expression} AS s${index}`);
  const order = [
    ...directed.map((sort, index) => `s${index}${sort.descending ? ' DESC' : ''}`),
    `id${idDescending ? ' DESC' : ''}`,
  ];
  const body = `${bodyOf(listing, condition)} AND ${startCondition(directed, listing.id, idDescending)}
RETURN ${listing.node} AS node, ${listing.edge ?? 'null'} AS edge, ${[`${listing.id} AS id`, ...columns].join(', ')}
ORDER BY ${order.join(', ')} LIMIT $limit`;
  const sortColumns = sorts.map((_, index) => `, s${index}`).join('');
  const text = listing.nested
    ? `${condition.prelude}UNWIND $keys AS key
CALL (${['key', ...condition.sets].join(', ')}) {
${body}
}
RETURN key, node, edge, id${sortColumns} ORDER BY key, ${order.join(', ')}`
    : condition.prelude + body.replace('RETURN ', `RETURN '${ROOT}' AS key, `);
  const made = statement<ListRow<unknown, unknown>>(name, text);
  if (listStatements.size < MOST_STATEMENTS) listStatements.set(name, made);
  return made;
}

/** The condition comes first: it may find the nodes through an index. */
function bodyOf<Node, Edge>({ match, where = 'true' }: Listing<Node, Edge>, condition: CompiledCondition): string {
  return `${match}
WHERE ${condition.where} AND ${where}`;
}

function countStatement<Node, Edge>(
  listing: Listing<Node, Edge>,
  condition: CompiledCondition,
): Statement<{ key: string; total: number }> {
  const name = `${listing.name} count ${condition.key}`;
  const known = countStatements.get(name);
  if (known !== undefined) return known;
  const body = bodyOf(listing, condition);
  const text = listing.nested
    ? `${condition.prelude}UNWIND $keys AS key
${body}
RETURN key AS key, count(*) AS total`
    : `${condition.prelude}${body}
RETURN '${ROOT}' AS key, count(*) AS total`;
  const made = statement<{ key: string; total: number }>(name, text);
  if (countStatements.size < MOST_STATEMENTS) countStatements.set(name, made);
  return made;
}

/** Keyset condition: lexicographically behind the start, each key in its direction. */
function startCondition(sorts: readonly Sort[], id: string, idDescending: boolean): string {
  const levels = [
    ...sorts.map((sort, index) => ({ left: sort.expression, right: `$start${index}`, descending: sort.descending })),
    { left: id, right: '$startId', descending: idDescending },
  ];
  const behind = levels.reduceRight((rest, { left, right, descending }) => {
    const further = `${left} ${descending ? '<' : '>'} ${right}`;
    return rest === '' ? further : `(${further} OR (${left} = ${right} AND ${rest}))`;
  }, '');
  return `($startId IS NULL OR ${behind})`;
}
