import {
  GraphRows,
  nodesOf,
  relationshipsOf,
  type NodeRow,
  type RelationshipRow,
  type View,
} from '../../src/export/graph-rows.js';
import type { ExportOptions } from '../../src/export/output.js';
import type { Graph } from '../../src/graph/graph.js';

export interface Rows {
  readonly nodes: readonly NodeRow[];
  readonly relationships: readonly RelationshipRow[];
}

/** Reads all that a view shows, in its order. */
export async function rowsOf(graph: Graph, view: View, options: ExportOptions = {}): Promise<Rows> {
  const rows = new GraphRows(graph, options);
  const nodes = await collected(nodesOf(rows, view));
  const relationships = await collected(relationshipsOf(rows, view));
  expect([rows.nodeCount, rows.relationshipCount]).toEqual([nodes.length, relationships.length]);
  return { nodes, relationships };
}

export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
