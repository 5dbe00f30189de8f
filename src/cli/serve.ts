import { fileURLToPath } from 'node:url';
import { startServer } from '../api/server.js';
import type { Settings } from '../config.js';
import { openGraph } from '../graph/open.js';
import { seedWhenEmpty } from '../ingest/seeds.js';

export const SEEDS_FOLDER = fileURLToPath(new URL('../../seeds', import.meta.url));
const WEB_FOLDER = fileURLToPath(new URL('../web', import.meta.url));

/** Opens the graph, seeds it when it is empty, and serves until SIGTERM or SIGINT. */
export async function serve(settings: Settings, seedsFolder = SEEDS_FOLDER): Promise<void> {
  // Listened to from the start: the first process of a container ignores signals that nobody listens to.
  const signal = terminationSignal();
  const graph = await openGraph(settings);
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  try {
    say(
      settings.neo4j
        ? `Graph: Neo4j ${graph.engine.version} at ${settings.neo4j.uri}`
        : `Graph: embedded, in ${settings.dataFolder} (set NEO4J_URI to use Neo4j)`,
    );
    if (settings.seed) {
      const seeded = await seedWhenEmpty(graph, seedsFolder);
      if (seeded) {
        const { papers, techniques, topics } = seeded;
        say(
          `The graph was empty: loaded the seeds, ${papers.length} papers, ${techniques.length} techniques, ${topics.length} topics (RELATED_WORK_SEED=off turns this off)`,
        );
      }
    }
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
