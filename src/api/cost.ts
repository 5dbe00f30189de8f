import { createRequire } from 'node:module';
import {
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type * as QueryComplexity from 'graphql-query-complexity';
import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { BadUserInput } from './errors.js';
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

/** How many items a list without a page size is taken to have. */
const UNPAGED_SIZE = 5;

/**
 * Estimates the cost before anything runs: a field costs 1, a list its size
 * times the cost of an item, so nesting multiplies. Page sizes out of range are
 * refused here already, wherever they stand.
 *
 * @returns undefined when the operation cannot run anyway: there is none, or a variable does not fit its type.
 * @throws BadUserInput for a page size out of range.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode | undefined,
  variables: Record<string, unknown> = {},
): OperationCost | undefined {
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || root == null) return undefined;
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors !== undefined) return undefined;
  let most = { cost: 0, field: '' };
  const noteRoot = ({ type, node }: ComplexityEstimatorArgs, cost: number): number => {
    if (type.name === root.name && cost > most.cost) most = { cost, field: node.alias?.value ?? node.name.value };
    return cost;
  };
  const extension = fieldExtensionsEstimator();
  const cost = getComplexity({
    schema,
    // Fragments, and of the operations only the one that runs.
    query: {
      ...document,
      definitions: document.definitions.filter(
        (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
      ),
    },
    variables,
    // More selections than this were refused when the document was validated.
    maxQueryNodes: Number.POSITIVE_INFINITY,
    estimators: [
      (args) => {
        const cost = extension(args);
        return typeof cost === 'number' ? noteRoot(args, cost) : undefined;
      },
      (args) => noteRoot(args, estimate(args)),
    ],
  });
  return { cost: finite(cost), field: most.field };
}

function estimate({ field, type, args, childComplexity }: ComplexityEstimatorArgs): number {
  const paged = field.args.some(({ name }) => name === 'first');
  if (paged) return 1 + pageSize(args) * Math.max(childComplexity, isCompositeType(getNamedType(field.type)) ? 1 : 0);
  return 1 + unpagedSize(field, type, args) * childComplexity;
}

/** How often the selection of a field without a page size may be answered. */
function unpagedSize(
  { name, type }: ComplexityEstimatorArgs['field'],
  parent: ComplexityEstimatorArgs['type'],
  { ids }: Record<string, unknown>,
): number {
  if (!isListType(getNullableType(type))) return 1;
  // More than a page of ids is refused where they are read.
  if (Array.isArray(ids)) return Math.min(ids.length, MAX_PAGE_SIZE);
  // The connection has counted its items already.
  const isPage = parent.name.endsWith('Connection') && (name === 'edges' || name === 'nodes');
  return isPage ? 1 : UNPAGED_SIZE;
}

/** Nesting multiplies beyond what JSON can carry. */
function finite(cost: number): number {
  return Math.min(cost, Number.MAX_SAFE_INTEGER);
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
