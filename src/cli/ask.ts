import { graphql } from 'graphql';
import { makeContext } from '../api/request-context.js';
import { makeSchema } from '../api/schema.js';
import type { Settings } from '../config.js';
import { openSeededGraph } from './open-graph.js';

export interface AskFlags {
  readonly json?: boolean;
}

/** A question of the command line that the graph cannot answer. The message is for the person who asked. */
export class AskError extends Error {
  override readonly name = 'AskError';
}

/**
 * Asks the API a question, in this process, and prints the answer.
 *
 * @param linesOf makes it readable; `--json` prints it as it is.
 * @throws AskError when the API refuses it.
 */
export async function askCommand(
  source: string,
  variables: Record<string, unknown>,
  { json }: AskFlags,
  settings: Settings,
  linesOf: (data: unknown) => readonly string[],
): Promise<void> {
  const graph = await openSeededGraph(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const { data, errors } = await graphql({
      schema: await makeSchema(),
      source,
      variableValues: variables,
      contextValue: makeContext(graph, 'command line'),
    });
    const [error] = errors ?? [];
    if (error !== undefined) throw new AskError(error.message);
    process.stdout.write(json ? `${JSON.stringify(data)}\n` : `${linesOf(data).join('\n')}\n`);
  } finally {
    await graph.close();
  }
}
