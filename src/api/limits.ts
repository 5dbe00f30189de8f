import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server';
import {
  Kind,
  Lexer,
  Source,
  TokenKind,
  visit,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { costOf, type OperationCost } from './cost.js';
import type { Context } from './context.js';
import { BadUserInput, QueryTooComplex } from './errors.js';

/** Bounds on a request, before anything of it runs. */
export const LIMITS = {
  bodyBytes: 256 * 1024,
  /** The same for who may write. */
  importBytes: 16 * 1024 * 1024,
  keyLength: 200,
  lexicalTokens: 5_000,
  comments: 500,
  sourceLength: 200_000,
  recursiveSelections: 5_000,
  depth: 100,
  aliases: 100,
  aliasLength: 100,
  directives: 50,
  /** How long a request may take to arrive, so that slow ones do not hold connections. */
  headersMs: 10_000,
  requestMs: 30_000,
} as const;

const SMALLER = 'Use variables, or several operations.';

/**
 * Refuses what nests so deep that parser, validation or coercion, which call
 * themselves for every level, could run out of stack.
 *
 * @param variables the values, or their JSON as a GET has it.
 * @throws QueryTooComplex
 */
export function checkNesting(query: unknown, variables: unknown): void {
  if (typeof query === 'string' && nestsTooDeep(query)) throw tooDeep('The document nests');
  if (isDeeper(typeof variables === 'string' ? parsed(variables) : variables, LIMITS.depth))
    throw tooDeep('The variables nest');
}

const OPENING: readonly TokenKind[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const CLOSING: readonly TokenKind[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

function nestsTooDeep(query: string): boolean {
  // Nearly every document ends here.
  if ((query.match(/[{[(]/g)?.length ?? 0) <= LIMITS.depth) return false;
  const lexer = new Lexer(new Source(query));
  let depth = 0;
  try {
    for (let tokens = 0; tokens < LIMITS.lexicalTokens && depth <= LIMITS.depth; tokens += 1) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return false;
      if (OPENING.includes(kind)) depth += 1;
      if (CLOSING.includes(kind)) depth -= 1;
    }
  } catch {
    return false; // No document; the parser says why.
  }
  return depth > LIMITS.depth;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // Apollo says so.
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

function tooDeep(what: string): QueryTooComplex {
  return new QueryTooComplex(`${what} more than ${LIMITS.depth} levels deep.`, {
    limit: LIMITS.depth,
    suggestion: 'Nest less, or ask in several operations.',
  });
}

/** Validation rule: bounds what multiplies work or the answer without lengthening the document. */
export function documentBounds(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      let aliases = 0;
      let longest = 0;
      let directives = 0;
      visit(document, {
        [Kind.FIELD]: ({ alias }) => {
          aliases += alias === undefined ? 0 : 1;
          longest = Math.max(longest, alias?.value.length ?? 0);
        },
        [Kind.DIRECTIVE]: () => void (directives += 1),
      });
      const bounds: [found: number, limit: number, fault: string, suggestion: string][] = [
        [aliases, LIMITS.aliases, `The document has ${aliases} aliases`, SMALLER],
        [longest, LIMITS.aliasLength, `An alias has ${longest} characters`, 'Use a shorter name.'],
        [directives, LIMITS.directives, `The document has ${directives} directives`, SMALLER],
      ];
      for (const [found, limit, fault, suggestion] of bounds) {
        if (found <= limit) continue;
        context.reportError(new QueryTooComplex(`${fault}; ${limit} are allowed.`, { limit, suggestion }));
      }
      if (spreadDepth(document) > LIMITS.depth) context.reportError(tooDeep('The document nests'));
    },
  };
}

/** How deep selections nest once fragments are spread; counts to one more than the limit. */
function spreadDepth({ definitions }: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const deepestOf = new Map<FragmentDefinitionNode, number>();
  const open = new Set<FragmentDefinitionNode>();
  let deepest = 0;
  const enter = (selectionSet: SelectionSetNode | undefined, level: number): void => {
    if (selectionSet === undefined) return;
    deepest = Math.max(deepest, level);
    if (level > LIMITS.depth) return;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) spread(fragments.get(selection.name.value), level);
      else enter(selection.selectionSet, level + 1);
    }
  };
  const spread = (fragment: FragmentDefinitionNode | undefined, level: number): void => {
    // A fragment within itself is another rule's matter; one seen as deep already cannot reach deeper.
    if (fragment === undefined || open.has(fragment) || (deepestOf.get(fragment) ?? -1) >= level) return;
    deepestOf.set(fragment, level);
    open.add(fragment);
    enter(fragment.selectionSet, level + 1);
    open.delete(fragment);
  };
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) enter(definition.selectionSet, 1);
  }
  return deepest;
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
          const { schema, document, operation, request } = requestContext;
          const wanted = wantedOf(requestContext);
          const found = costOf(schema, document, operation, request.variables);
          // Without a cost the operation cannot run, and its execution says why.
          if (found === undefined) return Promise.resolve();
          costs.set(requestContext, found);
          if (found.cost > maxCost && wanted !== 'dry-run') {
            throw new QueryTooComplex(`The operation costs ${found.cost}; ${maxCost} is the limit.`, {
              ...found,
              limit: maxCost,
              suggestion: `Ask for smaller pages or less nesting under "${found.field}".`,
            });
          }
          return Promise.resolve();
        },
        responseForOperation: (requestContext) => {
          if (wantedOf(requestContext) !== 'dry-run' || !costs.has(requestContext)) return Promise.resolve(null);
          return Promise.resolve({
            http: { status: 200, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: null, extensions: costExtension(requestContext, maxCost) } },
          });
        },
        willSendResponse: (requestContext) => {
          const { body } = requestContext.response;
          if (body.kind === 'single' && costs.has(requestContext) && wantedOf(requestContext) === 'include') {
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

function wantedOf({ request }: GraphQLRequestContext<Context>): 'include' | 'dry-run' | undefined {
  const wanted = request.http?.headers.get(COST_HEADER)?.toLowerCase();
  if (wanted === undefined || wanted === 'include' || wanted === 'dry-run') return wanted;
  throw new BadUserInput(`The header X-Query-Cost is "${wanted}".`, COST_HEADER, 'include or dry-run');
}

function costExtension(requestContext: GraphQLRequestContext<Context>, limit: number): Record<string, unknown> {
  return { cost: { ...costs.get(requestContext), limit } };
}

/** The same in our words when one of our rules, another one, or the parser stopped at a limit. */
export function limitErrorOf({ message, extensions, originalError }: GraphQLError): QueryTooComplex | undefined {
  if (originalError instanceof QueryTooComplex) return originalError;
  const fault = limitFault(message, extensions['validationErrorCode']);
  return fault && new QueryTooComplex(fault[0], { limit: fault[1], suggestion: SMALLER });
}

function limitFault(message: string, validationCode: unknown): [fault: string, limit: number | undefined] | undefined {
  const stopped = /contains more tha[nt] \d+ (tokens|comments|UTF-16)/.exec(message)?.[1];
  if (stopped === 'tokens') return [`The document has more than ${LIMITS.lexicalTokens} tokens.`, LIMITS.lexicalTokens];
  if (stopped === 'comments') return [`The document has more than ${LIMITS.comments} comments.`, LIMITS.comments];
  if (stopped !== undefined) {
    return [`The document has more than ${LIMITS.sourceLength} characters.`, LIMITS.sourceLength];
  }
  if (validationCode === 'MAX_RECURSIVE_SELECTIONS_EXCEEDED') {
    const limit = LIMITS.recursiveSelections;
    return [`The operation selects more than ${limit} fields once its fragments are spread.`, limit];
  }
  // What graphql-js says when comparing the fields of a document with each other takes too long.
  return message === 'Validation aborted.' ? ['The document repeats fields too often.', undefined] : undefined;
}
