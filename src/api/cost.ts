import { createRequire } from 'node:module';
import { GraphQLError, isCompositeType, type DocumentNode, type GraphQLSchema } from 'graphql';
import type * as QueryComplexity from 'graphql-query-complexity';
import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { BadUserInput, QueryTooComplex } from './errors.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './pagination.js';

// Its ES modules import graphql/index.mjs, a second instance beside the one that everything else here gets.
const { fieldExtensionsEstimator, getComplexity } = createRequire(import.meta.url)(
  'graphql-query-complexity',
) as typeof QueryComplexity;

/** What one operation would cost, in nodes that it may read. */
export interface OperationCost {
  readonly cost: number;
  /** The root field that costs most, as named in the operation. */
  readonly field: string;
}

const MAX_NODES = 5_000;

/**
 * Estimates the cost before anything runs: a field costs 1, a page its size
 * times the cost of an item, so nesting multiplies. Page sizes out of range are
 * refused here already, wherever they stand.
 *
 * @throws BadUserInput for a page size out of range or a value that does not fit its type.
 * @throws QueryTooComplex for a document with too many fields to even estimate.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown> | undefined,
  operationName: string | undefined,
): OperationCost {
  let most = { cost: 0, field: '' };
  const noteRoot = ({ type, node }: ComplexityEstimatorArgs, cost: number): number => {
    if (type.name === schema.getQueryType()?.name && cost > most.cost)
      most = { cost, field: node.alias?.value ?? node.name.value };
    return cost;
  };
  const extension = fieldExtensionsEstimator();
  try {
    const cost = getComplexity({
      schema,
      query: document,
      variables: variables ?? {},
      ...(operationName !== undefined && { operationName }),
      maxQueryNodes: MAX_NODES,
      estimators: [
        (args) => {
          const cost = extension(args);
          return typeof cost === 'number' ? noteRoot(args, cost) : undefined;
        },
        (args) => noteRoot(args, estimate(args)),
      ],
    });
    return { cost, field: most.field };
  } catch (error) {
    if (error instanceof GraphQLError) throw error;
    if (error instanceof Error && error.message.includes('maximum')) {
      throw new QueryTooComplex(`The operation has more than ${MAX_NODES} fields.`, {
        limit: MAX_NODES,
        suggestion: 'Ask for fewer fields, or in several operations.',
      });
    }
    throw error;
  }
}

function estimate({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const paged = field.args.some(({ name }) => name === 'first');
  if (!paged) return 1 + childComplexity;
  return 1 + pageSize(args) * Math.max(childComplexity, isCompositeType(field.type) ? 1 : 0);
}

function pageSize(args: Record<string, unknown>): number {
  for (const name of ['first', 'last']) {
    const size = args[name];
    if (typeof size !== 'number') continue;
    if (size < 0 || size > MAX_PAGE_SIZE) {
      throw new BadUserInput(`${name} is ${size}.`, name, `a whole number from 0 to ${MAX_PAGE_SIZE}`);
    }
    return size;
  }
  return DEFAULT_PAGE_SIZE;
}
