import 'reflect-metadata';
/**
 * Exports a loaded graph in every format, imports it into each release of Neo4j
 * that this machine can start, and compares counts and answers with those of
 * the source. Run: npx tsx bench/export.ts FOLDER, where FOLDER holds an embedded
 * graph, such as RELATED_WORK_DATA=FOLDER RELATED_WORK_SEED=off related-work load … made.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toGlobalId } from '../src/api/node.js';
import { NODES, RELATIONSHIPS } from '../src/export/columns.js';
import { exportCytoscape } from '../src/export/cytoscape.js';
import { exportGraphml } from '../src/export/graphml.js';
import { exportForNeo4jAdmin } from '../src/export/neo4j-admin.js';
import type { ExportReport } from '../src/export/output.js';
import { statement, type Graph } from '../src/graph/graph.js';
import { openGraph } from '../src/graph/open.js';
import { importAndOpen } from '../tests/export/imported.js';
import { ask } from '../tests/support/ask.js';
import { findJava, RELEASES } from '../tests/support/neo4j-home.js';
import { figure, printTable } from './table.js';

const FORMATS = { 'neo4j-admin': exportForNeo4jAdmin, graphml: exportGraphml, cytoscape: exportCytoscape };

type Format = keyof typeof FORMATS;

interface Measured {
  readonly report: ExportReport;
  readonly seconds: number;
  /** Resident memory of the process with the graph open, and the most of it while exporting, in MB. */
  readonly openMb: number;
  readonly peakMb: number;
}

const CITED = statement<{ id: string }>(
  'most cited papers',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id ORDER BY p.citationCount DESC, id LIMIT 3',
);
const OTHERS = statement<{ id: string }>(
  'papers in the middle',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id ORDER BY id SKIP $skip LIMIT 3',
);
const AUTHORS = statement<{ id: string }>(
  'busiest authors',
  'MATCH (a:Author) RETURN a.id AS id ORDER BY a.paperCount DESC, id LIMIT 1',
);
const TOPICS = statement<{ id: string }>(
  'largest topics',
  'MATCH (t:Topic) RETURN t.id AS id ORDER BY t.paperCount DESC, id LIMIT 1',
);

/** What a client may ask. */
const QUESTIONS = {
  related: `query ($ref: String!) { paper(ref: $ref) { title related(first: 10) { edges {
    score node { id title } signals { kind strength share explanation } } } } }`,
  paper: `query ($ref: String!) { paper(ref: $ref) { id title abstract year publishedOn venue doi citationCount identifiers
    authors(first: 20) { edges { position node { name paperCount affiliations } } }
    topics(first: 20) { edges { confidence source node { name } } }
    references(first: 20) { status totalCount nodes { id title } } citations(first: 20) { totalCount nodes { id } } } }`,
  author: `query ($ref: String!) { author(ref: $ref) { name paperCount
    papers(first: 20, orderBy: [{ field: CITATION_COUNT }]) { totalCount edges { position node { title year } } } } }`,
  topic: `query ($ref: String!) { topic(ref: $ref) { name paperCount papers(first: 20) { totalCount nodes { id title } } } }`,
  newest: '{ papers(first: 20) { totalCount nodes { id publishedOn year } } }',
  holding: `query ($ref: String!) { papers(first: 20, filter: { title: { contains: $ref } }) { totalCount nodes { id } } }`,
  stats: '{ stats { papers stubs authors topics techniques applications citations } }',
} as const;

const [folder = '', child] = process.argv.slice(2);
if (folder === '') throw new Error('Name the folder of an embedded graph: npx tsx bench/export.ts FOLDER');
if (child === undefined) await main();
else process.stdout.write(JSON.stringify(await measure(child as Format, process.argv[4] ?? '')));

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'related-work-bench-'));
  try {
    measureExports(work);
    await measureImports(join(work, 'neo4j-admin'), work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Each format in a process of its own, whose memory is then that of this export alone. */
function measureExports(work: string): void {
  const rows = (Object.keys(FORMATS) as Format[]).map((format) => {
    const output = execFileSync(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(import.meta.url), folder, format, join(work, format)],
      { encoding: 'utf8', maxBuffer: 64_000_000 },
    );
    const { report, seconds, openMb, peakMb } = JSON.parse(output) as Measured;
    const total = report.nodes + report.relationships;
    const bytes = report.files.reduce((sum, file) => sum + statSync(file).size, 0);
    return [
      format,
      report.nodes,
      report.relationships,
      figure(bytes / 1e6),
      figure(seconds),
      Math.round(total / seconds),
      Math.round(openMb),
      Math.round(peakMb),
    ];
  });
  printTable(
    'Export from the embedded engine',
    ['format', 'nodes', 'relationships', 'MB', 'seconds', 'rows/s', 'MB resident when open', 'MB resident at most'],
    rows,
  );
}

async function measure(format: Format, directory: string): Promise<Measured> {
  const graph = await openSource();
  const openMb = process.memoryUsage().rss / 1e6;
  let peakMb = openMb;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage().rss / 1e6)), 50);
  const begun = performance.now();
  const report = await FORMATS[format](graph, directory);
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  await graph.close();
  return { report, seconds, openMb, peakMb };
}

async function measureImports(directory: string, work: string): Promise<void> {
  const source = await openSource();
  const counts = await countsOf(source);
  const answers = await answersOf(source);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows: (string | number)[][] = [];
  const differences: string[] = [];
  for (const release of RELEASES) {
    if ((await findJava(release.java)) === undefined) continue;
    const imported = await importAndOpen(release, directory, join(work, release.name));
    const others = await countsOf(imported.graph);
    const wrong = [...counts].filter(([name, count]) => others.get(name) !== count);
    differences.push(...wrong.map(([name, count]) => `${name}: ${count} and ${others.get(name)}`));
    const given = await answersOf(imported.graph);
    const same = [...answers].filter(([name, answer]) => given.get(name) === answer).length;
    for (const [name, answer] of answers) {
      if (given.get(name) !== answer)
        differences.push(`${release.version} ${name}:\n  ${answer}\n  ${given.get(name)}`);
    }
    const begun = performance.now();
    const again = await exportForNeo4jAdmin(imported.graph, join(work, `${release.name}-again`));
    const exportSeconds = (performance.now() - begun) / 1000;
    const changed = again.files.filter(
      (file) => !readFileSync(file).equals(readFileSync(join(directory, basename(file)))),
    );
    await imported.close();
    rows.push([
      release.version,
      figure(imported.importSeconds),
      Math.round(total / imported.importSeconds),
      figure(imported.openSeconds),
      wrong.length === 0 ? `equal, ${counts.size} kinds` : `${wrong.length} differ`,
      `${same} of ${answers.size} the same`,
      Math.round(total / exportSeconds),
      changed.length === 0 ? 'the same bytes' : `${changed.map((file) => basename(file)).join(', ')} differ`,
    ]);
  }
  await source.close();
  printTable(
    `Import of ${total} nodes and relationships, and the same questions asked of both graphs`,
    [
      'Neo4j',
      'seconds',
      'rows/s',
      'seconds of the first start',
      'counts',
      'answers',
      'rows/s of export',
      'exported again',
    ],
    rows,
  );
  if (differences.length > 0) console.log(`\n${differences.join('\n')}`);
}

async function openSource(): Promise<Graph> {
  return await openGraph({ dataFolder: folder, timeoutMs: 60_000 });
}

async function countsOf(graph: Graph): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const label of Object.keys(NODES)) counts.set(label, await countOf(graph, label, `(n:${label})`));
  for (const type of Object.keys(RELATIONSHIPS)) counts.set(type, await countOf(graph, type, `()-[n:${type}]->()`));
  return counts;
}

async function countOf(graph: Graph, name: string, pattern: string): Promise<number> {
  const count = statement<{ count: number }>(`count ${name}`, `MATCH ${pattern} RETURN count(n) AS count`);
  return (await graph.read(count, {}))[0]?.count ?? 0;
}

async function answersOf(graph: Graph): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const put = async (question: keyof typeof QUESTIONS, ref = ''): Promise<void> => {
    const { data, errors } = await ask(graph, QUESTIONS[question], { ref });
    if (errors !== undefined) throw new Error(`${question} ${ref}: ${errors.map(String).join('; ')}`);
    answers.set(`${question} ${ref}`, JSON.stringify(data));
  };
  const cited = await graph.read(CITED, {});
  const others = await graph.read(OTHERS, { skip: 50_000 });
  for (const { id } of [...cited, ...others]) await put('related', id);
  for (const { id } of [...cited.slice(0, 1), ...others.slice(0, 1)]) await put('paper', id);
  for (const { id } of await graph.read(AUTHORS, {})) await put('author', toGlobalId('Author', id));
  for (const { id } of await graph.read(TOPICS, {})) await put('topic', id);
  await put('newest');
  await put('holding', 'network');
  await put('stats');
  return answers;
}
