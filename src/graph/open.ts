import { availableParallelism } from 'node:os';
import type { Settings } from '../config.js';
import { GraphUnavailableError, type Graph } from './graph.js';
import { connectNeo4j } from './neo4j.js';

/**
 * Opens the graph that the settings name, with its schema in place: Neo4j when
 * an address is set (and never anything else then), the embedded engine otherwise.
 *
 * @throws GraphUnavailableError with a message for the person who runs the program.
 */
export async function openGraph(settings: Pick<Settings, 'neo4j' | 'dataFolder' | 'timeoutMs'>): Promise<Graph> {
  const graph = settings.neo4j
    ? await connectNeo4j({ ...settings.neo4j, statementTimeoutMs: settings.timeoutMs })
    : await openEmbeddedIn(settings.dataFolder);
  try {
    await graph.prepareSchema();
    return graph;
  } catch (error) {
    await graph.close();
    throw error;
  }
}

/** Loads the engine's native library only when it is wanted, so that Neo4j is served also where there is none. */
async function openEmbeddedIn(folder: string): Promise<Graph> {
  const { openEmbedded } = await import('./embedded.js').catch((error: unknown) => {
    throw new GraphUnavailableError(
      `The embedded engine does not run on this machine (${process.platform}, ${process.arch}): it has no library for it. Set NEO4J_URI to use Neo4j.`,
      { cause: error },
    );
  });
  return openEmbedded({ folder, concurrentReads: availableParallelism() });
}
