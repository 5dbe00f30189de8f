import type { Graph } from '../graph/graph.js';
import { edgeData, endsOf, nodeData, nodeId, publicElements, type Elements } from './elements.js';
import { GraphRows } from './graph-rows.js';
import { fillDirectory, type ExportOptions, type ExportReport } from './output.js';

const FILE = 'related-work.cytoscape.json';

/** Writes papers, authors, topics and techniques and how they are connected as one JSON file for Cytoscape.js. */
export async function exportCytoscape(
  graph: Graph,
  directory: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const rows = new GraphRows(graph, options);
  const files = await fillDirectory(directory, options, async (write) => {
    await write(FILE, cytoscapeOf(publicElements(rows)));
  });
  return { files, nodes: rows.nodeCount, relationships: rows.relationshipCount };
}

/** The `elements` of a graph as Cytoscape.js takes them, as JSON, piece by piece: one node or edge a line. */
export async function* cytoscapeOf({ nodes, edges }: Elements): AsyncGenerator<string, void, undefined> {
  yield '{"elements":{"nodes":[';
  let before = '\n';
  for await (const node of nodes) {
    yield `${before}${JSON.stringify({ data: { id: nodeId(node), ...nodeData(node) } })}`;
    before = ',\n';
  }
  yield '\n],"edges":[';
  before = '\n';
  let edgeCount = 0;
  for await (const edge of edges) {
    yield `${before}${JSON.stringify({ data: { id: `e${edgeCount++}`, ...endsOf(edge), ...edgeData(edge) } })}`;
    before = ',\n';
  }
  yield '\n]}}\n';
}
