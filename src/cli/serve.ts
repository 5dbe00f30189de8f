import { fileURLToPath } from 'node:url';
import { startServer } from '../api/server.js';
import type { Settings } from '../config.js';
import { openSeededGraph } from './open-graph.js';

const WEB_FOLDER = fileURLToPath(new URL('../web', import.meta.url));

/** Opens the graph, seeds it when it is empty, and serves until SIGTERM or SIGINT. */
export async function serve(settings: Settings): Promise<void> {
  // Listened to from the start: the first process of a container ignores signals that nobody listens to.
  const signal = terminationSignal();
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const graph = await openSeededGraph(settings, say);
  try {
    const server = await startServer(graph, settings, WEB_FOLDER);
    say(`Related Work is ready: ${server.url} (API at ${server.url}graphql)`);
    say(`${await signal}: finishing running requests`);
    await server.stop();
  } finally {
    await graph.close();
  }
}

async function terminationSignal(): Promise<string> {
  return await new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}
