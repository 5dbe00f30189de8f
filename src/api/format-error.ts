import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { GraphTimeoutError, GraphUnavailableError } from '../graph/graph.js';
import { BadRequest, ClientGone, QueryTooComplex, RequestTimeout, shorten, type ErrorCode } from './errors.js';
import { LIMITS, limitErrorOf } from './limits.js';

/** The `err` of the details is written with its stack and causes. */
export interface ErrorLog {
  error(details: { err: unknown; errorId?: string }, message: string): void;
}

const LONGEST_MESSAGE = 1_000;
const MASKED = 'Something went wrong on the server. The operator finds the reason in the log under this id.';
const UNAVAILABLE = 'The graph database does not answer. Try again shortly.';
const SUGGESTION = / ?Did you mean [^]*\?$/;

/** HTTP status of each code; a code that is not here leaves Apollo's own status. */
export const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  ENGINE_UNAVAILABLE: 503,
  OVERLOADED: 503,
  TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500,
} satisfies Record<ErrorCode, number>;

export const RETRY_AFTER_SECONDS = 2;

/**
 * What a client may see of an error. Errors made for clients pass; the engine's
 * troubles become codes; anything else is logged and masked.
 *
 * @param hideSchema also takes away the names that graphql-js suggests.
 */
export function formatErrors(
  log: ErrorLog,
  hideSchema: boolean,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const shown = translate(log, formatted, error);
    const message = hideSchema ? shown.message.replace(SUGGESTION, '') : shown.message;
    return { ...shown, message: shorten(message, LONGEST_MESSAGE) };
  };
}

function translate(log: ErrorLog, formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof GraphUnavailableError) {
    log.error({ err: cause }, 'The graph does not answer');
    return {
      ...formatted,
      message: UNAVAILABLE,
      extensions: { code: 'ENGINE_UNAVAILABLE' },
    };
  }
  if (cause instanceof GraphTimeoutError) {
    log.error({ err: cause }, 'A statement took too long');
    return {
      ...formatted,
      message: 'The request took too long and was stopped. Ask for less.',
      extensions: { code: 'TIMEOUT' },
    };
  }
  if (cause instanceof RequestTimeout || cause instanceof ClientGone) {
    return { ...formatted, message: cause.message, extensions: { code: 'TIMEOUT' } };
  }
  if (error instanceof GraphQLError) {
    const limit = limitErrorOf(error);
    if (limit !== undefined) return { ...formatted, message: limit.message, extensions: limit.extensions };
    if (cause instanceof GraphQLError && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
    if (isClientFault(error)) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  const errorId = crypto.randomUUID();
  log.error({ err: cause, errorId }, 'A request failed');
  return {
    ...formatted,
    message: MASKED,
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  };
}

/** An error that graphql-js itself made of the client's document: it has no other error behind it. */
function isClientFault(error: GraphQLError): boolean {
  return (
    error.originalError === undefined &&
    error.extensions['code'] === undefined &&
    error.nodes !== undefined &&
    error.path === undefined
  );
}

export interface ErrorBody {
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The body of an answer that never came to GraphQL, in the form of one that did. */
export function errorBody(message: string, code: string, details: object = {}): ErrorBody {
  return { errors: [{ message: shorten(message, LONGEST_MESSAGE), extensions: { code, ...details } }] };
}

const EXAMPLE = 'Send JSON such as {"query": "{ stats { papers } }"}.';

/** @throws BadRequest unless the parsed body can be an operation. */
export function checkBody(body: unknown): void {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length > 0;
  if (!isObject) throw new BadRequest(`The body is not one JSON object with an operation. ${EXAMPLE}`);
}

/** Status and body for an error between the socket and GraphQL, whoever made it: Node, Fastify, a plugin or we. */
export function httpError(
  error: Error & { code?: string; statusCode?: number },
  errorId: string,
): [status: number, body: ErrorBody] {
  if (error instanceof GraphQLError) {
    const { code, ...details } = error.extensions;
    return [STATUS_OF_CODE[String(code)] ?? 400, errorBody(error.message, String(code), details)];
  }
  if (error instanceof GraphUnavailableError) return [503, errorBody(UNAVAILABLE, 'ENGINE_UNAVAILABLE')];
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      // Only who may write gets this far with more than others may send.
      return httpError(
        new QueryTooComplex(`The body is larger than ${LIMITS.importBytes} bytes.`, {
          limit: LIMITS.importBytes,
          suggestion: 'Send the records of `input` in several requests.',
        }),
        errorId,
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return badRequest('The body has the wrong content type. Send content-type: application/json.', 415);
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return badRequest(`The body is empty. ${EXAMPLE}`);
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return badRequest(`The body is not JSON, or has a key "__proto__" or "constructor.prototype". ${EXAMPLE}`);
    case 'FST_ERR_BAD_URL':
      return badRequest('The path is not encoded as an address must be. The API is at /graphql.');
    case 'HPE_HEADER_OVERFLOW':
      return badRequest('The headers are too large. Send long operations by POST.', 431);
    case 'ERR_HTTP_REQUEST_TIMEOUT': {
      const [headers, all] = [LIMITS.headersMs / 1000, LIMITS.requestMs / 1000];
      return badRequest(`The request came too slowly: headers within ${headers} s, all of it within ${all} s.`, 408);
    }
  }
  // What llhttp, Node's parser, says of bytes that are no request.
  if (error.code?.startsWith('HPE_')) return badRequest('This is not an HTTP/1.1 request. Send one to /graphql.');
  const status = error.statusCode ?? 500;
  if (status < 500) return badRequest(error.message, status);
  return [status, errorBody(MASKED, 'INTERNAL_SERVER_ERROR', { errorId })];
}

function badRequest(message: string, status = 400): [status: number, body: ErrorBody] {
  return [status, errorBody(message, 'BAD_REQUEST')];
}
