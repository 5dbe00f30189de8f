import 'reflect-metadata';
/**
 * How long related papers take, with their reasons, on graphs of several sizes and on both engines.
 * Run: npx tsx bench/related/times.ts FOLDER…, where each folder holds an embedded graph, such as
 * RELATED_WORK_DATA=FOLDER RELATED_WORK_SEED=off related-work load … made; with
 * NODE_OPTIONS=--max-semi-space-size=64, as `npm start` runs. Each is measured as it is, and
 * then in the newest Neo4j that this machine can start, which imports an export of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportForNeo4jAdmin } from '../../src/export/neo4j-admin.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { openGraph } from '../../src/graph/open.js';
import { importAndOpen } from '../../tests/export/imported.js';
import { dataOf } from '../../tests/support/ask.js';
import { findJava, hasMaven, RELEASES } from '../../tests/support/neo4j-home.js';
import { figure, printTable } from '../table.js';

const PAPERS = statement<{ id: string; degree: number }>(
  'papers by degree',
  `MATCH (p:Paper) WHERE p.stub = false
RETURN p.id AS id, coalesce(p.citationCount, 0) + coalesce(p.referenceCount, 0) AS degree ORDER BY degree DESC, id`,
);

const QUERY = `query ($ref: String!) { paper(ref: $ref) { title related(first: 20) { edges {
  score node { id title year } signals { kind strength share explanation evidence { __typename
    ... on Paper { title } ... on Author { name } ... on Topic { name } ... on Technique { name } } } } } } }`;

const TYPICAL = 200;
const HUBS = 100;
/** Calls before the measured ones: what a server that has run for a minute is like. */
const WARM_UP = 600;

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('Name folders of embedded graphs: npx tsx bench/related/times.ts FOLDER…');
const rows: (string | number)[][] = [];
for (const folder of folders) {
  const work = mkdtempSync(join(tmpdir(), 'related-work-bench-'));
  try {
    const source = await openGraph({ dataFolder: folder, timeoutMs: 60_000 });
    rows.push(await measure(source));
    await exportForNeo4jAdmin(source, join(work, 'export'));
    await source.close();
    const release = RELEASES.find(({ name }) => name === 'neo4j-newest');
    if (release === undefined || (await findJava(release.java)) === undefined || !(await hasMaven())) continue;
    const imported = await importAndOpen(release, join(work, 'export'), join(work, 'neo4j'));
    rows.push(await measure(imported.graph));
    await imported.close();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
printTable(
  `The first 20 related papers with reasons and evidence, in the process, ms: ${TYPICAL} papers spread over the graph, and ${HUBS} of the 1 % with the most citations and references`,
  ['engine', 'papers', 'p50', 'p90', 'p99', 'hubs, p50', 'hubs, p99', 'hubs p99 / p50'],
  rows,
);

async function measure(graph: Graph): Promise<(string | number)[]> {
  const papers = (await graph.read(PAPERS, {})).map(({ id }) => id);
  const heaviest = papers.slice(0, Math.ceil(papers.length / 100));
  const others = papers.slice(heaviest.length);
  // Other papers warm up than those measured.
  for (const id of spread(others, WARM_UP, 0.25)) await millisecondsOf(graph, id);
  const typical = await timesOf(graph, spread(others, TYPICAL, 0.5));
  const hubs = await timesOf(graph, spread(heaviest, HUBS, 0.5));
  return [
    `${graph.engine.name} ${graph.engine.version}`,
    papers.length,
    ...[at(typical, 0.5), at(typical, 0.9), at(typical, 0.99), at(hubs, 0.5), at(hubs, 0.99)].map(figure),
    figure(at(hubs, 0.99) / at(typical, 0.5)),
  ];
}

async function timesOf(graph: Graph, ids: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const id of ids) times.push(await millisecondsOf(graph, id));
  return times.sort((left, right) => left - right);
}

async function millisecondsOf(graph: Graph, ref: string): Promise<number> {
  const begun = performance.now();
  await dataOf(graph, QUERY, { ref: ref.replace(/^doi:/, '') });
  return performance.now() - begun;
}

/** As many of a list as asked for, at even distances. */
function spread(list: readonly string[], count: number, offset: number): string[] {
  const step = list.length / Math.min(count, list.length);
  return Array.from({ length: Math.min(count, list.length) }, (_, at) => list[Math.floor((at + offset) * step)] ?? '');
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))] ?? Number.NaN;
}
