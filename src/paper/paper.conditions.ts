import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { dateConditions, intConditions, OrderDirection, textConditions } from '../api/filters.js';
import { checkOrder, windowOf } from '../api/pagination.js';
import { resolveAuthor } from '../author/author.refs.js';
import { ALWAYS, type Condition, type Test } from '../graph/condition.js';
import type { PageWindow } from '../graph/page.js';
import { resolveNamed } from '../ref/named.refs.js';
import {
  PaperOrderField,
  type PaperFilter,
  type PaperListArgs,
  type PaperOrder,
  type TechniqueMentionFilter,
} from './paper.args.js';
import { APPLIES_IN_ROLE, PAPER_TESTS, paperSort } from './paper.repository.js';

/** Most tests in one filter, and how deep AND, OR and NOT may nest. */
const MAX_TESTS = 50;
const MAX_DEPTH = 8;

/**
 * Turns a filter into a condition of the repository: names become ids.
 *
 * @throws BadUserInput when a value cannot be used.
 */
export async function paperCondition(filter: PaperFilter | null | undefined, context: Context): Promise<Condition> {
  const condition = filter == null ? ALWAYS : await conditionOf(filter, 'filter', context, 1);
  const tests = countTests(condition);
  if (tests > MAX_TESTS) {
    throw new BadUserInput(`The filter has ${tests} conditions.`, 'filter', `at most ${MAX_TESTS}`);
  }
  return condition;
}

async function conditionOf(filter: PaperFilter, path: string, context: Context, depth: number): Promise<Condition> {
  if (depth > MAX_DEPTH) {
    throw new BadUserInput('The filter is nested too deep.', path, `at most ${MAX_DEPTH} levels of AND, OR and NOT`);
  }
  const { techniques, topics, authors, AND, OR, NOT } = filter;
  const inside = async (parts: readonly PaperFilter[], name: string): Promise<Condition[]> =>
    await Promise.all(parts.map((part, index) => conditionOf(part, `${path}.${name}.${index}`, context, depth + 1)));
  const technique = async (name: string): Promise<string | null> => await resolveNamed('technique', name, context);
  const topic = async (name: string): Promise<string | null> => await resolveNamed('topic', name, context);
  const author = async (name: string): Promise<string | null> => await resolveAuthor(name, context);
  return {
    all: [
      ...textConditions(filter.title, PAPER_TESTS.title, `${path}.title`),
      ...intConditions(filter.year, PAPER_TESTS.year, `${path}.year`),
      ...dateConditions(filter.publishedOn, PAPER_TESTS.publishedOn, `${path}.publishedOn`),
      ...textConditions(filter.venue, PAPER_TESTS.venue, `${path}.venue`),
      ...(await mentions(techniques?.some, roleTest(techniques?.some), technique)),
      ...negated(await mentions(techniques?.none, roleTest(techniques?.none), technique)),
      ...(await mentions(topics?.some, PAPER_TESTS.about, topic)),
      ...negated(await mentions(topics?.none, PAPER_TESTS.about, topic)),
      ...(await mentions(authors?.some, PAPER_TESTS.writtenBy, author)),
      ...negated(await mentions(authors?.none, PAPER_TESTS.writtenBy, author)),
      ...(AND == null ? [] : await inside(AND, 'AND')),
      ...(OR == null ? [] : [{ any: await inside(OR, 'OR') }]),
      ...(NOT == null ? [] : [{ not: await conditionOf(NOT, `${path}.NOT`, context, depth + 1) }]),
    ],
  };
}

export const NEWEST_FIRST: PaperOrder = { field: PaperOrderField.PUBLISHED_ON, direction: OrderDirection.DESC };

export const OLDEST_FIRST: PaperOrder = { field: PaperOrderField.PUBLISHED_ON, direction: OrderDirection.ASC };

export function paperWindow(args: PaperListArgs, otherwise: PaperOrder = NEWEST_FIRST): PageWindow {
  const orders = checkOrder(args.orderBy, otherwise);
  return windowOf(
    args,
    orders.map(({ field, direction }) => paperSort(field, direction === OrderDirection.DESC)),
  );
}

function roleTest(mention: TechniqueMentionFilter | null | undefined): Test {
  return mention?.role == null ? PAPER_TESTS.applies : APPLIES_IN_ROLE[mention.role];
}

async function mentions(
  mention: { name: string } | null | undefined,
  test: Test,
  resolve: (name: string) => Promise<string | null>,
): Promise<Condition[]> {
  if (mention == null) return [];
  const id = await resolve(mention.name);
  // A name that leads nowhere is met by no paper, and excludes none.
  return [{ test, value: id === null ? [] : [id] }];
}

function negated(conditions: readonly Condition[]): Condition[] {
  return conditions.map((condition) => ({ not: condition }));
}

function countTests(condition: Condition): number {
  if ('test' in condition) return 1;
  if ('not' in condition) return countTests(condition.not);
  return ('all' in condition ? condition.all : condition.any).reduce((sum, part) => sum + countTests(part), 0);
}
