import { fileURLToPath } from 'node:url';
import type { Settings } from '../config.js';
import type { Graph } from '../graph/graph.js';
import { openGraph } from '../graph/open.js';
import { seedWhenEmpty } from '../ingest/seeds.js';

export const SEEDS_FOLDER = fileURLToPath(new URL('../../seeds', import.meta.url));

/** Opens the graph of the settings for a command, fills it with the seeds when it is empty, and tells both. */
export async function openSeededGraph(
  settings: Settings,
  say: (line: string) => void,
  seedsFolder = SEEDS_FOLDER,
): Promise<Graph> {
  const graph = await openGraph(settings);
  try {
    say(
      settings.neo4j
        ? `Graph: Neo4j ${graph.engine.version} at ${settings.neo4j.uri}`
        : `Graph: embedded, in ${settings.dataFolder} (set NEO4J_URI to use Neo4j)`,
    );
    const seeded = settings.seed ? await seedWhenEmpty(graph, seedsFolder) : undefined;
    if (seeded) {
      const { papers, techniques, topics } = seeded;
      say(
        `The graph was empty: loaded the seeds, ${papers.length} papers, ${techniques.length} techniques, ${topics.length} topics (RELATED_WORK_SEED=off turns this off)`,
      );
    }
    return graph;
  } catch (error) {
    await graph.close();
    throw error;
  }
}
