import { GraphQLError } from 'graphql';

export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'ENGINE_UNAVAILABLE',
  'OVERLOADED',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

const MOST_SHOWN = 300;

/** Cuts the middle out of a text that may hold a value of the client's: an error must not outgrow its request. */
export function shorten(text: string, most = MOST_SHOWN): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 3);
  return `${text.slice(0, most - end)}…${text.slice(-end)}`;
}

/**
 * A value of the client's is wrong: says which argument, and what would pass.
 * `argument` is the path of the argument, such as `first` or `filter.year`.
 */
export class BadUserInput extends GraphQLError {
  constructor(message: string, argument: string, expected: string) {
    super(`${shorten(message)} Expected: ${expected}.`, { extensions: { code: 'BAD_USER_INPUT', argument, expected } });
  }
}

/** The request is wrong before its operation is looked at. */
export class BadRequest extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_REQUEST' } });
  }
}

/** Nobody that this server knows sends the request. */
export class Unauthenticated extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'UNAUTHENTICATED' } });
  }
}

/** Whoever sends the request may not do what it asks for. */
export class Forbidden extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'FORBIDDEN' } });
  }
}

/** The operation would cost too much; says how much, where most of it arises and what to do. */
export class QueryTooComplex extends GraphQLError {
  constructor(
    message: string,
    details: { cost?: number; limit?: number | undefined; field?: string; suggestion: string },
  ) {
    super(`${message} ${details.suggestion}`, { extensions: { code: 'QUERY_TOO_COMPLEX', ...details } });
  }
}

/** The request ran out of time and was stopped. */
export class RequestTimeout extends Error {
  override readonly name = 'RequestTimeout';
  constructor(readonly limitMs: number) {
    super(
      `The request took longer than ${limitMs} ms and was stopped. Ask for less, or raise RELATED_WORK_TIMEOUT_MS.`,
    );
  }
}

/** The client hung up; nobody reads the answer any more. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}
