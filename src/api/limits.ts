import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { Kind, visit, type ASTVisitor, type ValidationContext } from 'graphql';
import { costOf, type OperationCost } from './cost.js';
import type { Context } from './context.js';
import { QueryTooComplex } from './errors.js';

/** Bounds on a document, before anything of it runs. */
export const LIMITS = {
  bodyBytes: 256 * 1024,
  lexicalTokens: 5_000,
  comments: 500,
  sourceLength: 200_000,
  recursiveSelections: 5_000,
  aliases: 100,
  directives: 50,
} as const;

/** Validation rule: bounds aliases and directives, which multiply work without lengthening the answer. */
export function documentBounds(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      let aliases = 0;
      let directives = 0;
      visit(document, {
        [Kind.FIELD]: (node) => void (aliases += node.alias === undefined ? 0 : 1),
        [Kind.DIRECTIVE]: () => void (directives += 1),
      });
      for (const [what, count, limit] of [
        ['aliases', aliases, LIMITS.aliases],
        ['directives', directives, LIMITS.directives],
      ] as const) {
        if (count > limit) {
          context.reportError(
            new QueryTooComplex(`The document has ${count} ${what}; ${limit} are allowed.`, {
              limit,
              suggestion: 'Use variables, or several operations.',
            }),
          );
        }
      }
    },
  };
}

const COST_HEADER = 'x-query-cost';
const costs = new WeakMap<GraphQLRequestContext<Context>, OperationCost>();

/**
 * Refuses an operation that costs more than `maxCost` before it runs. A client
 * that sends `X-Query-Cost: include` gets the cost with its answer, one that
 * sends `dry-run` the cost alone.
 */
export function costLimit(maxCost: number): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: (requestContext) => {
          const { schema, document, request, operationName } = requestContext;
          const found = costOf(schema, document, request.variables, operationName ?? undefined);
          if (found.cost > maxCost && wanted(requestContext) !== 'dry-run') {
            throw new QueryTooComplex(`The operation costs ${found.cost}; ${maxCost} is the limit.`, {
              cost: found.cost,
              limit: maxCost,
              field: found.field,
              suggestion: `Ask for smaller pages or less nesting under "${found.field}".`,
            });
          }
          costs.set(requestContext, found);
          return Promise.resolve();
        },
        responseForOperation: (requestContext) => {
          if (wanted(requestContext) !== 'dry-run') return Promise.resolve(null);
          return Promise.resolve({
            http: { status: 200, headers: new Map() as never },
            body: { kind: 'single', singleResult: { data: null, extensions: costExtension(requestContext, maxCost) } },
          });
        },
        willSendResponse: (requestContext) => {
          const { body } = requestContext.response;
          if (wanted(requestContext) === 'include' && body.kind === 'single') {
            body.singleResult.extensions = {
              ...body.singleResult.extensions,
              ...costExtension(requestContext, maxCost),
            };
          }
          return Promise.resolve();
        },
      }),
  };
}

function wanted({ request }: GraphQLRequestContext<Context>): string | undefined {
  return request.http?.headers.get(COST_HEADER)?.toLowerCase();
}

function costExtension(
  requestContext: GraphQLRequestContext<Context>,
  limit: number,
): { cost?: OperationCost & { limit: number } } {
  const found = costs.get(requestContext);
  return found === undefined ? {} : { cost: { ...found, limit } };
}

/** Whether the parser, or Apollo's own rule, stopped at one of {@link LIMITS}. */
export function isLimitError({ message, extensions }: GraphQLError): boolean {
  return (
    /contains more tha[nt] \d+ (tokens|comments|UTF-16 code units)/.test(message) ||
    extensions['validationErrorCode'] === 'MAX_RECURSIVE_SELECTIONS_EXCEEDED'
  );
}
