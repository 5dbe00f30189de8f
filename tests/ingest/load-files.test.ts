import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFiles, type LoadOptions } from '../../src/ingest/load-files.js';
import type { Rejection } from '../../src/ingest/sources/source.js';
import { dataOf } from '../support/ask.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import { describeSeeded } from '../support/seeded.js';

const OPTIONS: LoadOptions = { today: new Date('2026-01-01'), batch: 7, dryRun: false, resume: false };
const PAGE = '../shared/data/seed/daily-papers-page.txt';
const SCRATCH = mkdtempSync(join(tmpdir(), 'related-work-load-'));

afterAll(() => rmSync(SCRATCH, { recursive: true, force: true }));

/** Fifty papers that cite each other, one bad record among them. */
function writeRecords(name: string): string {
  const file = join(SCRATCH, name);
  const lines = Array.from({ length: 50 }, (_, index) =>
    index === 20
      ? '{"title": "", "year": 2020'
      : JSON.stringify({
          id: `doi:10.1000/${index}`,
          title: `Example paper number ${index} about networks`,
          authors: [`Ada Example${index % 5}`, 'Bo Sample'],
          year: 2000 + (index % 20),
          topics: [index % 2 === 0 ? 'Networks' : 'Examples'],
          references: [`doi:10.1000/${(index * 7) % 50}`, `doi:10.1000/out${index % 3}`].filter(
            (id) => id !== `doi:10.1000/${index}`,
          ),
          source: 'example',
        }),
  );
  writeFileSync(file, lines.join('\n'));
  return file;
}

describeEachEngine('loading files', (engine) => {
  beforeEach(async () => {
    await engine.clear();
  });

  it('loads every good record and reports the bad one with its line', async () => {
    const rejections: Rejection[] = [];
    const report = await loadFiles(engine.graph(), [writeRecords('a.jsonl')], OPTIONS, {
      rejected: (rejection) => rejections.push(rejection),
    });
    expect(report).toMatchObject({
      read: 50,
      new: 49,
      changed: 0,
      unchanged: 0,
      merged: 0,
      rejected: 1,
      stopped: false,
    });
    expect(rejections).toHaveLength(1);
    expect(rejections[0]).toMatchObject({ place: { line: 21 }, field: 'record' });
    const { stats } = await dataOf<{ stats: object }>(engine.graph(), '{ stats { papers stubs authors topics } }');
    expect(stats).toEqual({ papers: 49, stubs: 4, authors: 6, topics: 2 });
  });

  it('changes nothing the second time', async () => {
    const file = writeRecords('b.jsonl');
    await loadFiles(engine.graph(), [file], OPTIONS);
    const before = await dumpGraph(engine.graph());
    const report = await loadFiles(engine.graph(), [file], { ...OPTIONS, batch: 20 });
    expect(report).toMatchObject({ read: 50, new: 0, changed: 0, unchanged: 49, rejected: 1 });
    expect(await dumpGraph(engine.graph())).toEqual(before);
  });

  it('goes on after an interruption, to the same graph as without one', async () => {
    const file = writeRecords('c.jsonl');
    await loadFiles(engine.graph(), [file], OPTIONS);
    const whole = await dumpGraph(engine.graph());
    await engine.clear();
    const stop = new AbortController();
    const first = await loadFiles(
      engine.graph(),
      [file],
      { ...OPTIONS, signal: stop.signal },
      { progress: ({ read }) => (read >= 20 ? stop.abort() : undefined) },
    );
    expect(first).toMatchObject({ stopped: true });
    expect(first.read).toBeLessThan(30);
    const rest = await loadFiles(engine.graph(), [file], { ...OPTIONS, resume: true });
    expect(rest).toMatchObject({ stopped: false, skipped: first.read, read: 50 - first.read });
    expect(await dumpGraph(engine.graph())).toEqual(whole);
  });

  it('writes nothing in a dry run', async () => {
    const report = await loadFiles(engine.graph(), [writeRecords('d.jsonl')], { ...OPTIONS, dryRun: true });
    expect(report).toMatchObject({ read: 50, new: 0, rejected: 1 });
    expect(await engine.graph().read({ name: 'any', text: 'MATCH (n) RETURN count(n) AS nodes' }, {})).toEqual([
      { nodes: 0 },
    ]);
  });
});

(existsSync(PAGE) ? describeSeeded : describeSeeded.skip)('the page of the seeds', (engine) => {
  it('is merged into the seeded papers, all 35 of them', async () => {
    const report = await loadFiles(engine.graph(), [PAGE], OPTIONS);
    expect(report).toMatchObject({ read: 35, new: 0, rejected: 0 });
    const { stats } = await dataOf<{ stats: { papers: number } }>(engine.graph(), '{ stats { papers } }');
    expect(stats.papers).toBe(164);
    const again = await loadFiles(engine.graph(), [PAGE], OPTIONS);
    expect(again).toMatchObject({ read: 35, unchanged: 35 });
  });
});
