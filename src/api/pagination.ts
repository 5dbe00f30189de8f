import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { MAX_SORTS, type Page, type PageItem, type PageStart, type PageWindow, type Sort } from '../graph/page.js';
import { BadUserInput } from './errors.js';

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** The arguments of every connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many items from the start, 0 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} when neither first nor last is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items behind this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: `How many items from the end, 0 to ${MAX_PAGE_SIZE}.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items before this cursor.' })
  before?: string | null;
}

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow behind the last edge.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items stand before the first edge.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  endCursor!: string | null;
}

/** What every connection serves. `count` runs only when the client asks for the total. */
export interface ConnectionOf<Edge extends { node: unknown; cursor: string }> {
  readonly edges: Edge[];
  readonly nodes: Edge['node'][];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<number>;
}

/** Declares a connection type of the Relay specification, with `nodes` and `totalCount` beside its edges. */
export function connectionType<Edge extends { node: unknown; cursor: string }>(
  name: string,
  description: string,
  edgeType: () => ClassType<Edge>,
  nodeType: () => object,
): ClassType<ConnectionOf<Edge>> {
  @ObjectType(name, { description })
  class Connection implements ConnectionOf<Edge> {
    @Field(() => [edgeType()], { description: 'The items of this page, each with what its relationship knows.' })
    edges!: Edge[];

    @Field(() => [nodeType()], { description: 'The items of this page alone.' })
    nodes!: Edge['node'][];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { description: 'How many items the whole list has.' })
    async totalCount(): Promise<number> {
      return await this.count();
    }
  }
  return Connection;
}

/** Builds a connection from a page. `toEdge` adds what its relationship knows. */
export function toConnection<Node, Data, Edge extends { node: unknown; cursor: string }>(
  Type: ClassType<ConnectionOf<Edge>>,
  window: PageWindow,
  page: Page<Node, Data>,
  toEdge: (item: PageItem<Node, Data>, cursor: string) => Edge,
  count: () => Promise<number>,
): ConnectionOf<Edge> {
  const edges = page.items.map((item) => toEdge(item, encodeCursor(window.sorts, item.position)));
  return Object.assign(new Type(), {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: pageInfoOf(window, page.more, edges),
    count,
  });
}

export function pageInfoOf(
  { backward, start }: Pick<PageWindow, 'backward' | 'start'>,
  more: boolean,
  edges: readonly { cursor: string }[],
): PageInfo {
  return Object.assign(new PageInfo(), {
    hasNextPage: backward ? start !== undefined : more,
    hasPreviousPage: backward ? more : start !== undefined,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
}

/**
 * Checks the page arguments against an order.
 *
 * @throws BadUserInput that names the argument.
 */
export function windowOf(args: PageArgs, sorts: readonly Sort[]): PageWindow {
  const first = checkSize(args.first, 'first');
  const last = checkSize(args.last, 'last');
  if (first !== undefined && last !== undefined) {
    throw new BadUserInput('Both first and last are given.', 'last', 'one of them');
  }
  const backward = last !== undefined || (first === undefined && args.before != null && args.after == null);
  const [cursor, other] = backward ? [args.before, args.after] : [args.after, args.before];
  if (other != null) {
    const given = backward ? 'after' : 'before';
    throw new BadUserInput(
      `${given} does not go with ${backward ? 'last' : 'first'}.`,
      given,
      backward ? 'before' : 'after',
    );
  }
  return {
    sorts,
    limit: first ?? last ?? DEFAULT_PAGE_SIZE,
    start: cursor == null ? undefined : decodeCursor(cursor, sorts, backward ? 'before' : 'after'),
    backward,
  };
}

function checkSize(size: number | null | undefined, argument: string): number | undefined {
  if (size == null) return undefined;
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw new BadUserInput(`${argument} is ${size}.`, argument, `a whole number from 0 to ${MAX_PAGE_SIZE}`);
  }
  return size;
}

/** Checks that an order is short enough and names no field twice. */
export function checkOrder<Order extends { field: string }>(
  orderBy: readonly Order[] | null | undefined,
  otherwise: Order,
): readonly Order[] {
  const orders = orderBy == null || orderBy.length === 0 ? [otherwise] : orderBy;
  if (orders.length > MAX_SORTS || new Set(orders.map(({ field }) => field)).size !== orders.length) {
    throw new BadUserInput('The order cannot be used.', 'orderBy', `at most ${MAX_SORTS} different fields`);
  }
  return orders;
}

export function encodeCursor(sorts: readonly Sort[], { values, id }: PageStart): string {
  return Buffer.from(JSON.stringify([orderTag(sorts), ...values, id])).toString('base64url');
}

/** @throws BadUserInput when the text is no cursor, or one of a list with another order. */
export function decodeCursor(cursor: string, sorts: readonly Sort[], argument: string): PageStart {
  const wanted = 'a cursor or endCursor from an earlier page of the same list, as it was';
  const fail = (message: string): never => {
    throw new BadUserInput(message, argument, wanted);
  };
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return fail(`${argument} is not a cursor.`);
  }
  if (!Array.isArray(parts) || parts.length !== sorts.length + 2)
    return fail(`${argument} is not a cursor of this list.`);
  const [tag, ...rest] = parts as unknown[];
  const id = rest.pop();
  if (tag !== orderTag(sorts)) return fail(`${argument} is a cursor of a list in another order.`);
  const isValue = (value: unknown): value is string | number =>
    typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
  if (typeof id !== 'string' || !rest.every(isValue)) return fail(`${argument} is not a cursor.`);
  return { values: rest, id };
}

function orderTag(sorts: readonly Sort[]): string {
  return sorts.map(({ name, descending }) => `${name}${descending ? '-' : '+'}`).join(',');
}
