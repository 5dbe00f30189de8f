import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { GraphTimeoutError, GraphUnavailableError } from '../graph/graph.js';
import { ClientGone, RequestTimeout, type ErrorCode } from './errors.js';
import { isLimitError } from './limits.js';

export interface ErrorLog {
  error(details: object, message: string): void;
}

/** HTTP status of each code; a code that is not here leaves Apollo's own status. */
export const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  ENGINE_UNAVAILABLE: 503,
  OVERLOADED: 503,
  TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500,
} satisfies Record<ErrorCode, number>;

export const RETRY_AFTER_SECONDS = 2;

/**
 * What a client may see of an error. Errors made for clients pass; the engine's
 * troubles become codes; anything else is logged and masked.
 */
export function formatErrors(
  log: ErrorLog,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    if (cause instanceof GraphUnavailableError) {
      log.error({ error: cause }, 'The graph does not answer');
      return {
        ...formatted,
        message: 'The graph database does not answer. Try again shortly.',
        extensions: { code: 'ENGINE_UNAVAILABLE' },
      };
    }
    if (cause instanceof RequestTimeout || cause instanceof GraphTimeoutError) {
      return { ...formatted, message: cause.message, extensions: { code: 'TIMEOUT' } };
    }
    if (cause instanceof ClientGone) return { ...formatted, message: cause.message, extensions: { code: 'TIMEOUT' } };
    if (cause instanceof GraphQLError || error instanceof GraphQLError) {
      const known = cause instanceof GraphQLError ? cause : (error as GraphQLError);
      if (isLimitError(known))
        return { ...formatted, extensions: { ...formatted.extensions, code: 'QUERY_TOO_COMPLEX' } };
      if (cause instanceof GraphQLError && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
      if (isClientFault(known)) return formatted;
    }
    const errorId = crypto.randomUUID();
    log.error({ error: cause, errorId }, 'A request failed');
    return {
      ...formatted,
      message: 'Something went wrong on the server. The operator finds the reason in the log under this id.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
    };
  };
}

/** An error that graphql-js itself made of the client's document or variables: it has no other error behind it. */
function isClientFault(error: GraphQLError): boolean {
  return (
    error.originalError === undefined &&
    error.extensions['code'] !== 'INTERNAL_SERVER_ERROR' &&
    error.nodes !== undefined &&
    error.path === undefined
  );
}
