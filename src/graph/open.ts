import { availableParallelism } from 'node:os';
import type { Settings } from '../config.js';
import { openEmbedded } from './embedded.js';
import type { Graph } from './graph.js';
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
    : openEmbedded({ folder: settings.dataFolder, concurrentReads: availableParallelism() });
  try {
    await graph.prepareSchema();
    return graph;
  } catch (error) {
    await graph.close();
    throw error;
  }
}
