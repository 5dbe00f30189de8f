import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadVocabulary } from '../../src/annotate/files.js';
import type { Vocabulary } from '../../src/annotate/compile.js';
import { exportJsonLines } from '../../src/export/jsonl.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import type { Graph } from '../../src/graph/graph.js';
import { loadFiles, type LoadReport } from '../../src/ingest/load-files.js';
import { mergeAuthors } from '../../src/ingest/merge-authors.js';
import { seedWhenEmpty } from '../../src/ingest/seeds.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import { SEEDS } from '../support/seeded.js';

const SCRATCH = mkdtempSync(join(tmpdir(), 'related-work-export-'));
const FIXTURES = join(process.cwd(), 'tests/fixtures/sources');
let vocabulary: Vocabulary;

beforeAll(async () => {
  vocabulary = await loadVocabulary(SEEDS);
});

afterAll(() => rmSync(SCRATCH, { recursive: true, force: true }));

async function load(graph: Graph, files: readonly string[], batch: number, annotated = true): Promise<LoadReport> {
  return await loadFiles(graph, files, {
    today: new Date('2026-01-01'),
    batch,
    dryRun: false,
    resume: false,
    vocabulary: annotated ? vocabulary : undefined,
  });
}

/** Every input format, with all its traps, the seeds, and an author whom an editor merged. */
async function fill(graph: Graph): Promise<void> {
  await seedWhenEmpty(graph, SEEDS);
  await load(
    graph,
    readdirSync(FIXTURES).map((name) => join(FIXTURES, name)),
    20,
  );
  const authors = await graph.read<{ id: string }>(
    { name: 'some authors', text: 'MATCH (a:Author) WHERE a.paperCount = 1 RETURN a.id AS id ORDER BY id LIMIT 40' },
    {},
  );
  for (let index = 0; index + 1 < authors.length; index += 20) {
    const [into, from] = [authors[index]?.id ?? '', authors[index + 19]?.id ?? ''];
    await mergeAuthors(graph, into, from);
  }
}

async function exported(graph: Graph, name: string): Promise<Record<string, string>> {
  const directory = join(SCRATCH, name);
  const { files } = await exportJsonLines(graph, directory, {});
  expect(files.map((file) => file.slice(directory.length + 1))).toEqual([
    'topics.jsonl',
    'techniques.jsonl',
    'author-merges.jsonl',
    'papers.jsonl',
    'deletions.jsonl',
    'changes.jsonl',
  ]);
  return Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
}

describeEachEngine('exporting JSON lines', (engine) => {
  it('makes the same graph and the same bytes when it is loaded, here and on the embedded engine', async () => {
    const graph = engine.graph();
    await fill(graph);
    const dump = await dumpGraph(graph);
    const first = await exported(graph, `${engine.name}-first`);
    expect(first['papers.jsonl']?.split('\n').length).toBeGreaterThan(150);
    expect(first['author-merges.jsonl']?.split('\n').length).toBeGreaterThan(2);

    const other = openEmbedded({ concurrentReads: 2 });
    try {
      await other.prepareSchema();
      const files = Object.keys(first).map((name) => join(SCRATCH, `${engine.name}-first`, name));
      const report = await load(other, files, 37);
      expect(report).toMatchObject({ rejected: 0, merged: 0, changed: 0, conflicts: 0 });
      expect(await dumpGraph(other)).toEqual(dump);
      expect(await exported(other, `${engine.name}-embedded`)).toEqual(first);

      await engine.clear();
      await load(graph, files.reverse(), 1000);
      expect(await dumpGraph(graph)).toEqual(dump);
      expect(await exported(graph, `${engine.name}-again`)).toEqual(first);
      const again = await load(graph, files, 100);
      expect(again).toMatchObject({ new: 0, changed: 0, merged: 0, rejected: 0 });
      expect(await dumpGraph(graph)).toEqual(dump);
    } finally {
      await other.close();
    }
  }, 120_000);

  it('keeps a graph that was loaded without annotation as it is', async () => {
    const graph = engine.graph();
    await engine.clear();
    await load(graph, [join(FIXTURES, 'library.bib')], 100, false);
    const dump = await dumpGraph(graph);
    const first = await exported(graph, `${engine.name}-plain`);
    await engine.clear();
    await load(
      graph,
      Object.keys(first).map((name) => join(SCRATCH, `${engine.name}-plain`, name)),
      100,
    );
    expect(await dumpGraph(graph)).toEqual(dump);
  });
});
