import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { Kind, parse, type ExecutionResult } from 'graphql';

const ENDPOINT = '/graphql';

/**
 * Drops an operation name that the document does not have: for a moment after a change of tabs,
 * GraphiQL still gives the name that belongs to the tab before.
 */
function withFittingName(operation: FetcherParams): FetcherParams {
  const { query, operationName } = operation;
  try {
    const found = parse(query, { noLocation: true }).definitions.some(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operationName,
    );
    return found ? operation : { ...operation, operationName: undefined };
  } catch {
    return operation;
  }
}

/** An error to show; GraphiQL would show the stack too, which tells a visitor nothing. */
function failure(message: string, cause: unknown): Error {
  const error = new Error(message, { cause });
  delete error.stack;
  return error;
}

/**
 * Sends an operation to the API and returns its answer, errors included. GraphiQL also takes an async
 * iterable from here, which is where subscriptions would go.
 */
export const fetcher: Fetcher = async (operation, options) => {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...options?.headers,
    },
    body: JSON.stringify(withFittingName(operation)),
  }).catch((error: unknown) => {
    throw failure(`The API at ${ENDPOINT} could not be reached. Is the server still running?`, error);
  });

  const text = await response.text();
  try {
    return JSON.parse(text) as ExecutionResult;
  } catch (error) {
    throw failure(
      `The API answered ${response.status} ${response.statusText} without JSON: ${text.slice(0, 500)}`,
      error,
    );
  }
};
