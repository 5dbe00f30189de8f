import { z } from 'zod';
import { excerpt, failureIn } from './answer.js';
import type { SourceName } from './apis.js';
import { AnswerFault, FetchError } from './errors.js';

/** How an API names the place where a page begins. */
export type Cursor = string | number;

export const ORDERS = ['relevance', 'newest'] as const;

export type Order = (typeof ORDERS)[number];

export interface PlanOptions {
  readonly order?: Order;
  /** Records asked for at a time, at most what the API allows. */
  readonly pageSize?: number;
  /** The day it is, such as `2025-01-31`. */
  readonly today: string;
}

/** A request without secrets: what it says may be shown and stored. */
export interface ApiRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** JSON to post; without it the request is a GET. */
  readonly body?: string;
}

/** A record as the source gives it: one line of JSON, or one Atom entry. */
export interface RawRecord {
  /** What the source calls it. */
  readonly id: string | undefined;
  readonly text: string;
}

export interface PageRead {
  readonly records: readonly RawRecord[];
  /** How many records the source has, when it says so. */
  readonly total?: number;
  /** Where the next page begins; absent at the end. */
  readonly next?: Cursor;
  /** Whether the API ends here although it has more. */
  readonly cut?: boolean;
  /** Ids asked for that the source does not know. */
  readonly missing?: readonly string[];
}

/** A query in the terms of one API: what to ask, and how to read the answer. Pure. */
export interface Plan {
  readonly source: SourceName;
  /** The query as the API gets it; names the fetch in messages and in its state. */
  readonly about: string;
  readonly first: Cursor;
  readonly pageSize: number;
  /** Whether the page size must stay the same because a cursor counts pages. */
  readonly fixedSize: boolean;
  /** Whether a page of nothing but known records is the end, for an API that may ignore the page number. */
  readonly endsOnRepeat: boolean;
  request(cursor: Cursor, size: number): ApiRequest;
  /** @throws AnswerFault when the answer cannot be used. */
  read(text: string, cursor: Cursor, size: number): PageRead;
}

/**
 * A query with its white space in order.
 *
 * @throws FetchError when nothing is left.
 */
export function cleanQuery(query: string): string {
  const clean = query.replaceAll(/\s+/g, ' ').trim();
  if (clean === '') throw new FetchError('use', 'The query is empty; say what to fetch.');
  return clean;
}

/** The page size to use: what is asked for, at most what the API allows. */
export function sizeOf(asked: number | undefined, most: number, unset = most): number {
  return Math.min(asked ?? unset, most);
}

/** A cursor that counts. */
export function countOf(cursor: Cursor): number {
  return typeof cursor === 'number' ? cursor : Number.parseInt(cursor, 10) || 0;
}

/**
 * Reads an answer of JSON in the shape that is expected.
 *
 * @throws AnswerFault: for a broken answer, which may be whole the next time; for another shape, which stays.
 */
export function readJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AnswerFault(`sent something that is not JSON; it starts with ${start(text)}`, true);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // Some APIs report a failure with status 200.
  const message = failureIn(value);
  if (message !== '') throw new AnswerFault(`answered: ${message}`, false);
  const fault = parsed.error.issues[0];
  const place = fault?.path.join('.') ?? '';
  throw new AnswerFault(
    `sent JSON of another shape than expected (${place === '' ? 'answer' : place}: ${fault?.message ?? 'wrong'}); it starts with ${start(text)}`,
    false,
  );
}

/** A record as one line of JSON. White space aside it is what the source gave. */
export function rawJson(record: object, id: unknown): RawRecord {
  return { id: typeof id === 'string' && id !== '' ? id : undefined, text: JSON.stringify(record) };
}

/** Any JSON object, its values untouched. */
export const anyObject = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** How many records a source says it has; a wrong word on that is no reason to refuse the records. */
export const totalCount = z.int().min(0).optional().catch(undefined);

function start(text: string): string {
  return text.trim() === '' ? 'nothing: it is empty' : `"${excerpt(text)}"`;
}
