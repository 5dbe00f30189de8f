import { createHash } from 'node:crypto';
import { APIS, sourceOf, type SourceName } from './apis.js';
import { Client, type ClientOptions, type Wait } from './client.js';
import { SYSTEM_CLOCK } from './clock.js';
import { formOf } from './document.js';
import { FetchError } from './errors.js';
import { ORDERS, type Cursor, type Order, type Plan, type PlanOptions, type RawRecord } from './plan.js';
import { planArxiv } from './sources/arxiv.js';
import { planHuggingFace } from './sources/huggingface.js';
import { planOpenAlex } from './sources/openalex.js';
import { planSemanticScholar } from './sources/semantic-scholar.js';

/** Where a fetch stands between two pages; JSON, so that it can be kept. */
export interface Place {
  readonly cursor: Cursor;
  /** Ids of the records last taken, by which a page that shifted or was cut by a limit gives none twice. */
  readonly recent: readonly string[];
  readonly pages: number;
  readonly records: number;
}

/** Why a fetch ended: no more records, the API gives no more of them, or the limit is reached. */
export type FetchEnd = 'all' | 'cut' | 'limit';

export interface FetchedPage {
  /** Number of the page, from 1. */
  readonly page: number;
  /** The new records of the page, each as the source gives it: a line of JSON, or an Atom entry. */
  readonly records: readonly string[];
  /** Records so far, those of earlier runs included. */
  readonly count: number;
  /** How many the source has, when it says so. */
  readonly total?: number;
  /** Ids asked for that the source does not know. */
  readonly missing: readonly string[];
  /** Whether the page came from the cache. */
  readonly cached: boolean;
  /** Set on the last page. */
  readonly end?: FetchEnd;
  /** How to go on after this page; absent when there is nothing more. */
  readonly next?: Place;
}

/** Word of how a fetch goes on. */
export type FetchProgress =
  | ({ readonly kind: 'page' } & Pick<FetchedPage, 'page' | 'count' | 'total' | 'cached'>)
  | ({ readonly kind: 'wait' } & Wait)
  | { readonly kind: 'resume'; readonly page: number; readonly count: number };

export interface FetchOptions extends Pick<ClientOptions, 'settings' | 'version' | 'signal' | 'clock' | 'random'> {
  /** Most records in all, those of earlier runs included. */
  readonly limit?: number;
  readonly order?: Order;
  /** Records asked for at a time, where the API lets the caller choose. */
  readonly pageSize?: number;
  /** Where to go on instead of the beginning. */
  readonly from?: Place;
  readonly onProgress?: (progress: FetchProgress) => void;
}

const PLANNERS: Readonly<Record<SourceName, (query: string, options: PlanOptions) => Plan>> = {
  arxiv: planArxiv,
  openalex: planOpenAlex,
  huggingface: planHuggingFace,
  'semantic-scholar': planSemanticScholar,
};

/**
 * What a query means to a source.
 *
 * @throws FetchError for an unknown source and a query or option that it cannot take.
 */
export function planOf(
  source: string,
  query: string,
  { limit, order, pageSize, clock = SYSTEM_CLOCK }: Pick<FetchOptions, 'limit' | 'order' | 'pageSize' | 'clock'>,
): Plan {
  const name = sourceOf(source);
  checkCount('limit', limit);
  checkCount('page size', pageSize);
  if (order !== undefined && !ORDERS.includes(order)) {
    throw new FetchError('use', `There is no order "${order as string}"; there are ${ORDERS.join(' and ')}.`);
  }
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  return PLANNERS[name](query, {
    today,
    ...(order !== undefined && { order }),
    ...(pageSize !== undefined && { pageSize }),
  });
}

/**
 * Fetches the records of a source page by page.
 *
 * @throws FetchError when it cannot go on; the `next` of the last page tells where it stood.
 */
export async function* fetchRecords(
  source: string,
  query: string,
  options: FetchOptions,
): AsyncGenerator<FetchedPage, void, undefined> {
  yield* fetchPlan(planOf(source, query, options), options);
}

/** The same for a query that is planned already. */
export async function* fetchPlan(plan: Plan, options: FetchOptions): AsyncGenerator<FetchedPage, void, undefined> {
  const { limit = Infinity, onProgress } = options;
  const client = new Client(plan.source, { ...options, onWait: (wait) => onProgress?.({ kind: 'wait', ...wait }) });
  let place: Place | undefined = options.from ?? { cursor: plan.first, recent: [], pages: 0, records: 0 };
  while (place !== undefined && place.records < limit) {
    const page: FetchedPage = await fetchPage(plan, client, place, limit);
    const { count, total, cached } = page;
    onProgress?.({ kind: 'page', page: page.page, count, cached, ...(total !== undefined && { total }) });
    yield page;
    place = page.end === undefined ? page.next : undefined;
  }
}

/**
 * Fetches the records of a source as one document that the loader's parsers read:
 * JSON lines, or one Atom feed.
 */
export async function* fetchDocument(
  source: string,
  query: string,
  options: Omit<FetchOptions, 'from'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { clock = SYSTEM_CLOCK } = options;
  const plan = planOf(source, query, options);
  const form = formOf(plan, clock.now());
  if (form.head !== '') yield Buffer.from(form.head);
  for await (const { records } of fetchPlan(plan, options)) {
    if (records.length > 0) yield Buffer.from(form.body(records));
  }
  if (form.tail !== '') yield Buffer.from(form.tail);
}

async function fetchPage(plan: Plan, client: Client, place: Place, limit: number): Promise<FetchedPage> {
  const left = limit - place.records;
  const size = plan.fixedSize ? plan.pageSize : Math.min(plan.pageSize, left);
  const { read, cached } = await client.page(plan.request(place.cursor, size), (text) =>
    plan.read(text, place.cursor, size),
  );
  if (read.next === place.cursor) {
    throw new FetchError('answer', `${APIS[plan.source].title} gave the same place as the next one: ${read.next}.`);
  }
  const { taken, isCut } = take(read.records, place.recent, left);
  const count = place.records + taken.size;
  const repeats = plan.endsOnRepeat && read.records.length > 0 && taken.size === 0;
  const counters = { pages: place.pages + 1, records: count };
  let next: Place | undefined;
  if (isCut) next = { cursor: place.cursor, recent: [...place.recent, ...taken.keys()], ...counters };
  else if (read.next !== undefined && !repeats) {
    next = { cursor: read.next, recent: read.records.map(idOf), ...counters };
  }
  const end: FetchEnd | undefined = next ? (count >= limit ? 'limit' : undefined) : read.cut ? 'cut' : 'all';
  return {
    page: counters.pages,
    records: [...taken.values()],
    count,
    ...(read.total !== undefined && { total: read.total }),
    missing: read.missing ?? [],
    cached,
    ...(end !== undefined && { end }),
    ...(next && { next }),
  };
}

/** The records of a page that are new, at most so many, by their ids. */
function take(
  records: readonly RawRecord[],
  recent: readonly string[],
  most: number,
): { readonly taken: ReadonlyMap<string, string>; readonly isCut: boolean } {
  const known = new Set(recent);
  const taken = new Map<string, string>();
  for (const record of records) {
    const id = idOf(record);
    if (known.has(id)) continue;
    if (taken.size >= most) return { taken, isCut: true };
    known.add(id);
    taken.set(id, record.text);
  }
  return { taken, isCut: false };
}

/** What tells a record from others: its id, or its text when it has none. */
function idOf({ id, text }: RawRecord): string {
  return id ?? `sha256:${createHash('sha256').update(text).digest('base64url')}`;
}

function checkCount(name: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
    throw new FetchError('use', `The ${name} must be a whole number of 1 or more (it is ${value}).`);
  }
}
