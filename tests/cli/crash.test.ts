import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadVocabulary } from '../../src/annotate/files.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import type { Graph } from '../../src/graph/graph.js';
import { loadFiles } from '../../src/ingest/load-files.js';
import { dumpGraph, type Dump } from '../support/dump.js';
import { describeEachEngine, type Engine } from '../support/engines.js';
import { SEEDS } from '../support/seeded.js';
import { endAll, runAndKill } from './program.js';

const KILLS = 50;
/** Longest time that a load runs before it is killed: time for some ten batches. */
const LONGEST_MS = 600;
const NEVER_MS = 600_000;
const BATCH = '5';

const SCRATCH = mkdtempSync(join(tmpdir(), 'related-work-crash-'));
const FILE = join(SCRATCH, 'papers.jsonl');

/** Papers that are merged, cite each other, share authors, and name known and new techniques. */
function writePapers(): void {
  const lines = Array.from({ length: 400 }, (_, index) => {
    const number = index % 330;
    return JSON.stringify({
      id: index < 330 ? `doi:10.1000/${number}` : `openalex:W${number}`,
      identifiers: [`doi:10.1000/${number}`],
      title: `Example paper number ${number} about pruning`,
      abstract: `We propose Sampled Gating ${number % 40} (SaGa), a pruning method for language models. It needs no dropout.`,
      authors: [
        { name: `Ada Example${number % 7}`, ids: index < 330 ? [] : [`openalex:A${number % 7}`] },
        { name: 'Bo Sample' },
      ],
      year: 2000 + (number % 20),
      topics: [number % 2 === 0 ? 'Networks' : 'Examples'],
      references: [1, 2, 3]
        .map((step) => `doi:10.1000/${(number * 7 + step) % 400}`)
        .filter((id) => id !== `doi:10.1000/${number}`),
      source: index < 330 ? 'crossref' : 'openalex',
    });
  });
  writeFileSync(FILE, lines.join('\n'));
}

beforeAll(writePapers);

afterAll(async () => {
  await endAll();
  rmSync(SCRATCH, { recursive: true, force: true });
});

/** The same sequence in every run of the test. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

async function uninterrupted(graph: Graph): Promise<Dump> {
  await loadFiles(graph, [FILE], {
    today: new Date(),
    batch: 1000,
    dryRun: false,
    resume: false,
    vocabulary: await loadVocabulary(SEEDS),
  });
  return await dumpGraph(graph);
}

/** Where the killed programs write, and what is there at the end. */
interface Target {
  readonly env: Readonly<Record<string, string>>;
  dump(): Promise<Dump>;
}

function target(engine: Engine, name: string): Target {
  const address = engine.address();
  if (address !== undefined) {
    const { uri, user, password } = address;
    return {
      env: { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
      dump: async () => await dumpGraph(engine.graph()),
    };
  }
  const folder = join(SCRATCH, name);
  return {
    env: { RELATED_WORK_DATA: folder },
    dump: async () => {
      const graph = openEmbedded({ folder, concurrentReads: 2 });
      try {
        return await dumpGraph(graph);
      } finally {
        await graph.close();
      }
    },
  };
}

describeEachEngine('a load that is killed', (engine) => {
  it('makes the same graph as one that is not, after it was resumed', async () => {
    const whole = await uninterrupted(engine.graph());
    const next = random(engine.name.length);
    let kills = 0;
    let loads = 0;
    while (kills < KILLS) {
      await engine.clear();
      const written = target(engine, `load-${loads}`);
      const args = ['load', FILE, '--batch', BATCH, '--resume'];
      const options = { cwd: SCRATCH, env: { ...written.env, RELATED_WORK_SEED: 'off' } };
      let run = await runAndKill(args, options, next() * LONGEST_MS);
      for (; run.signal === 'SIGKILL'; kills += 1) {
        run = await runAndKill(args, options, kills + 1 < KILLS ? next() * LONGEST_MS : NEVER_MS);
      }
      expect(run).toMatchObject({ code: 0 });
      expect(await written.dump()).toEqual(whole);
      loads += 1;
    }
    expect(loads).toBeGreaterThan(0);
  }, 900_000);
});
