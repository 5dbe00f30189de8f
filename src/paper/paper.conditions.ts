import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { checkDepth, checkedCondition, combined } from '../api/filter-logic.js';
import { dateConditions, intConditions, checkValues, OrderDirection, textConditions } from '../api/filters.js';
import { checkOrder, windowOf } from '../api/pagination.js';
import { resolveAuthor } from '../author/author.refs.js';
import { ALWAYS, type Condition, type Passage, type Test } from '../graph/condition.js';
import type { PageWindow } from '../graph/page.js';
import { resolveNamed } from '../ref/named.refs.js';
import {
  PaperOrderField,
  type CitedPaperFilter,
  type PaperFilter,
  type PaperListArgs,
  type PaperListFilter,
  type PaperOrder,
  type TechniqueMentionFilter,
} from './paper.args.js';
import {
  APPLIES_IN_ROLE,
  APPLIES_OR_VARIANT,
  APPLIES_SOMETHING,
  PAPER_PASSAGES,
  PAPER_TESTS,
} from './paper.predicates.js';
import { resolvePaper } from './paper.refs.js';
import { paperSort } from './paper.repository.js';

/**
 * Turns a filter into a condition of the repository: names become ids.
 *
 * @param path where the filter stands in the arguments.
 * @throws BadUserInput when a value cannot be used.
 */
export async function paperCondition(
  filter: PaperFilter | null | undefined,
  context: Context,
  path = 'filter',
  depth = 1,
): Promise<Condition> {
  return filter == null ? ALWAYS : checkedCondition(await conditionOf(filter, path, context, depth), path);
}

/** The condition on what is related to papers in some way, by these papers. */
export async function papersCondition(
  papers: PaperListFilter | null | undefined,
  through: Passage,
  path: string,
  context: Context,
  depth: number,
): Promise<Condition[]> {
  const condition = async (filter: PaperFilter, name: string): Promise<Condition> => ({
    through,
    where: await conditionOf(filter, `${path}.${name}`, context, depth + 1),
  });
  return [
    ...(papers?.some == null ? [] : [await condition(papers.some, 'some')]),
    ...(papers?.none == null ? [] : [{ not: await condition(papers.none, 'none') }]),
  ];
}

type Resolve = (name: string) => Promise<string | null>;

async function conditionOf(filter: PaperFilter, path: string, context: Context, depth: number): Promise<Condition> {
  const author: Resolve = async (name) => await resolveAuthor(name, context);
  const topic: Resolve = async (name) => await resolveNamed('topic', name, context);
  const both = async <Given>(
    list: { some?: Given | null; none?: Given | null } | null | undefined,
    field: string,
    condition: (given: Given, path: string) => Promise<Condition>,
  ): Promise<Condition[]> => [
    ...(list?.some == null ? [] : [await condition(list.some, `${path}.${field}.some`)]),
    ...(list?.none == null ? [] : [{ not: await condition(list.none, `${path}.${field}.none`) }]),
  ];
  checkDepth(depth, path);
  return await combined(
    filter,
    path,
    depth,
    [
      ...textConditions(filter.title, PAPER_TESTS.title, `${path}.title`),
      ...intConditions(filter.year, PAPER_TESTS.year, `${path}.year`),
      ...dateConditions(filter.publishedOn, PAPER_TESTS.publishedOn, `${path}.publishedOn`),
      ...textConditions(filter.venue, PAPER_TESTS.venue, `${path}.venue`),
      ...intConditions(filter.citationCount, PAPER_TESTS.citationCount, `${path}.citationCount`),
      ...intConditions(filter.authorCount, PAPER_TESTS.authorCount, `${path}.authorCount`),
      ...intConditions(filter.upvotes, PAPER_TESTS.upvotes, `${path}.upvotes`),
      ...(await both(
        filter.techniques,
        'techniques',
        async (given, at) => await techniqueCondition(given, at, context),
      )),
      ...(await both(filter.topics, 'topics', async (given, at) => ({
        test: given.includeSubtopics ? PAPER_TESTS.aboutOrBelow : PAPER_TESTS.about,
        value: await idsOf(given.name, given.in, topic, at),
      }))),
      ...(await both(filter.authors, 'authors', async (given, at) => ({
        test: PAPER_TESTS.writtenBy,
        value: await idsOf(given.name, given.in, author, at),
      }))),
      ...(await both(filter.references, 'references', async (given, at) =>
        citedCondition(given, PAPER_TESTS.cites, PAPER_PASSAGES.references, at, context, depth),
      )),
      ...(await both(filter.citations, 'citations', async (given, at) =>
        citedCondition(given, PAPER_TESTS.citedBy, PAPER_PASSAGES.citations, at, context, depth),
      )),
    ],
    async (part, at, below) => await conditionOf(part, at, context, below),
  );
}

async function techniqueCondition(
  { name, in: names, role, includeVariants }: TechniqueMentionFilter,
  path: string,
  context: Context,
): Promise<Condition> {
  if (name == null && names == null && role != null) return { test: APPLIES_SOMETHING[role], value: true };
  const value = await idsOf(name, names, async (one) => await resolveNamed('technique', one, context), path);
  if (includeVariants) return { test: APPLIES_OR_VARIANT[role ?? 'any'], value };
  return { test: role == null ? PAPER_TESTS.applies : APPLIES_IN_ROLE[role], value };
}

async function citedCondition(
  { ref, in: refs, is }: CitedPaperFilter,
  test: Test,
  through: Passage,
  path: string,
  context: Context,
  depth: number,
): Promise<Condition> {
  const resolve: Resolve = async (one) => await resolvePaper(one, context);
  checkDepth(depth + 1, path);
  const inner = is == null ? undefined : await conditionOf(is, `${path}.is`, context, depth + 1);
  if (inner === undefined) return { test, value: await idsOf(ref, refs, resolve, path, 'ref') };
  if (ref == null && refs == null) return { through, where: inner };
  const value = await idsOf(ref, refs, resolve, path, 'ref');
  return { through, where: { all: [inner, { test: PAPER_TESTS.ids, value }] } };
}

/**
 * The ids of what a filter names. A name that leads nowhere is met by no paper, and excludes none.
 *
 * @throws BadUserInput when it names nothing, or too much.
 */
async function idsOf(
  name: string | null | undefined,
  names: readonly string[] | null | undefined,
  resolve: Resolve,
  path: string,
  field = 'name',
): Promise<string[]> {
  if (name == null && names == null) throw new BadUserInput('The condition names nothing.', path, `${field} or in`);
  if (names != null) checkValues([...names], `${path}.in`);
  const resolved = async (one: string): Promise<string | null> => await resolve(one);
  const ids = names == null ? undefined : await Promise.all(names.map(resolved));
  const one = name == null ? undefined : await resolved(name);
  if (one === undefined) return present(ids ?? []);
  return present(ids === undefined || ids.includes(one) ? [one] : []);
}

function present(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
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
