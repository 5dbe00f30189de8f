import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { makeContext } from '../../src/api/request-context.js';
import { makeSchema } from '../../src/api/schema.js';
import type { Caller } from '../../src/keys/key.js';
import type { Graph } from '../../src/graph/graph.js';

let schema: GraphQLSchema | undefined;

/** The executable schema, built once a test file. */
export async function theSchema(): Promise<GraphQLSchema> {
  schema ??= await makeSchema();
  return schema;
}

export type Variables = Record<string, unknown>;

/** Runs an operation with fresh loaders, as one request does. */
export async function ask(
  graph: Graph,
  source: string,
  variableValues: Variables = {},
  caller: Caller | null = null,
): Promise<ExecutionResult> {
  return await graphql({
    schema: await theSchema(),
    source,
    variableValues,
    contextValue: makeContext(graph, 'test', undefined, caller),
  });
}

/** The data of an operation that must not fail. */

export async function dataOf<Data>(
  graph: Graph,
  source: string,
  variables: Variables = {},
  caller: Caller | null = null,
): Promise<Data> {
  const { data, errors } = await ask(graph, source, variables, caller);
  if (errors !== undefined) throw new Error(errors.map((error) => error.toString()).join('\n'));
  return data as Data;
}

/** A graph that counts what the engine is asked, by the name of the statement. */
export function counting(graph: Graph): { readonly graph: Graph; readonly reads: ReadonlyMap<string, number> } {
  const reads = new Map<string, number>();
  const note = (name: string): unknown => reads.set(name, (reads.get(name) ?? 0) + 1);
  return {
    reads,
    graph: {
      engine: graph.engine,
      read: async (...asked) => {
        note(asked[0].name);
        return await graph.read(...asked);
      },
      searchPapers: async (...asked) => {
        note('searchPapers');
        return await graph.searchPapers(...asked);
      },
      searchPapersWithTexts: async (...asked) => {
        note('searchPapersWithTexts');
        return await graph.searchPapersWithTexts(...asked);
      },
      write: async (steps) => await graph.write(steps),
      onWrite: (listener) => graph.onWrite(listener),
      prepareSchema: async () => await graph.prepareSchema(),
      ping: async (options) => await graph.ping(options),
      close: async () => await graph.close(),
    },
  };
}
