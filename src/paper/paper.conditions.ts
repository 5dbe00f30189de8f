import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { dateConditions, intConditions, OrderDirection, textConditions } from '../api/filters.js';
import { checkOrder, windowOf } from '../api/pagination.js';
import { resolveAuthor } from '../author/author.refs.js';
import type { PageWindow } from '../graph/page.js';
import { resolveNamed } from '../ref/named.refs.js';
import { PaperOrderField, type PaperFilter, type PaperListArgs, type PaperOrder } from './paper.args.js';
import { paperSort, type PaperConditions } from './paper.repository.js';

/**
 * Turns a filter into conditions of the repository: names become ids.
 *
 * @throws BadUserInput when a value cannot be used or names nothing.
 */
export async function paperConditions(
  filter: PaperFilter | null | undefined,
  context: Context,
): Promise<PaperConditions> {
  if (filter == null) return {};
  const title = textConditions(filter.title, 'filter.title');
  const venue = textConditions(filter.venue, 'filter.venue');
  const year = intConditions(filter.year, 'filter.year');
  const day = dateConditions(filter.publishedOn, 'filter.publishedOn');
  const { techniques, topics, authors } = filter;
  if (techniques?.none?.role != null) {
    throw new BadUserInput('none takes no role.', 'filter.techniques.none.role', 'a name alone');
  }
  const given = {
    titleIn: title.oneOf,
    titleContains: title.contains,
    titleStartsWith: title.startsWith,
    venueIn: venue.oneOf,
    venueContains: venue.contains,
    venueStartsWith: venue.startsWith,
    yearMin: year.min,
    yearMax: year.max,
    yearIn: year.oneOf,
    dateMin: day.min,
    dateMax: day.max,
    dateIn: day.oneOf,
    techniqueRole: techniques?.some?.role ?? undefined,
    techniqueIds: await idsOf(techniques?.some, (name) => resolveNamed('technique', name, context)),
    withoutTechniqueIds: await idsOf(techniques?.none, (name) => resolveNamed('technique', name, context)),
    topicIds: await idsOf(topics?.some, (name) => resolveNamed('topic', name, context)),
    withoutTopicIds: await idsOf(topics?.none, (name) => resolveNamed('topic', name, context)),
    authorIds: await idsOf(authors?.some, (name) => resolveAuthor(name, context)),
    withoutAuthorIds: await idsOf(authors?.none, (name) => resolveAuthor(name, context)),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
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

async function idsOf(
  mention: { name: string } | null | undefined,
  resolve: (name: string) => Promise<string | null>,
): Promise<string[] | undefined> {
  if (mention == null) return undefined;
  const id = await resolve(mention.name);
  // A name that leads nowhere is met by no paper, and excludes none.
  return id === null ? [] : [id];
}
