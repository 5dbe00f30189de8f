import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportOptions, ExportReport } from '../../src/export/output.js';
import { statement, type Graph } from '../../src/graph/graph.js';

const COUNT_NODES = statement<{ label: string; count: number }>(
  'count nodes',
  'MATCH (n) UNWIND labels(n) AS label WITH label, count(n) AS nodes RETURN label AS label, nodes AS count',
);
const COUNT_RELATIONSHIPS = statement<{ type: string; count: number }>(
  'count relationships',
  'MATCH ()-[r]->() WITH type(r) AS kind, count(r) AS edges RETURN kind AS type, edges AS count',
);

/** What a drawing program is told of, counted by the engine itself. */
export async function publicCounts(graph: Graph): Promise<Readonly<Record<string, number>>> {
  const counts = new Map([
    ...(await graph.read(COUNT_NODES, {})).map(({ label, count }): [string, number] => [label, count]),
    ...(await graph.read(COUNT_RELATIONSHIPS, {})).map(({ type, count }): [string, number] => [type, count]),
  ]);
  const shown = ['Paper', 'Author', 'Topic', 'Technique'];
  const edges = ['AUTHORED', 'CITES', 'ABOUT', 'APPLIES', 'SUBTOPIC_OF', 'VARIANT_OF'];
  return Object.fromEntries([...shown, ...edges].map((name) => [name, counts.get(name) ?? 0]));
}

export function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Exports into a folder that is gone afterwards, and returns the one file. */
export async function exportedText(
  graph: Graph,
  exporter: (graph: Graph, directory: string, options?: ExportOptions) => Promise<ExportReport>,
): Promise<{ text: string; report: ExportReport }> {
  const folder = mkdtempSync(join(tmpdir(), 'related-work-export-'));
  try {
    const report = await exporter(graph, folder);
    expect(report.files).toHaveLength(1);
    return { text: readFileSync(report.files[0]!, 'utf8'), report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
