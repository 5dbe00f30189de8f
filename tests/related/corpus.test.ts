import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { loadVocabulary } from '../../src/annotate/files.js';
import { toGlobalId } from '../../src/api/node.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import type { Graph } from '../../src/graph/graph.js';
import { loadFiles } from '../../src/ingest/load-files.js';
import { describeSeeded, SEEDS } from '../support/seeded.js';
import { describeEachEngine } from '../support/engines.js';
import { expectBorneOut, expectSound, IDS, relatedOf, type Edge } from './evidence.js';

const CORPUS = '../shared/data/corpus/papers-10k.jsonl.gz';
const TITLE = 'related papers of ten thousand';
/** Papers asked about, and how many results of each are checked piece by piece. */
const PAPERS = 40;
const RESULTS = 5;
const LOAD_TIMEOUT_MS = 900_000;

/** The same corpus in memory, which the engines must agree with; loaded once for all of them. */
let reference: Promise<Graph> | undefined;

async function load(graph: Graph): Promise<void> {
  await loadFiles(graph, [CORPUS], {
    today: new Date('2026-01-01'),
    batch: 1000,
    dryRun: false,
    resume: false,
    vocabulary: await loadVocabulary(SEEDS),
  });
}

async function loadedInMemory(): Promise<Graph> {
  const graph = openEmbedded({ concurrentReads: 2 });
  await graph.prepareSchema();
  await load(graph);
  return graph;
}

if (existsSync(CORPUS)) {
  afterAll(async () => {
    await (await reference)?.close();
  });

  describeEachEngine(TITLE, (engine) => {
    let graph: Graph;
    let found: Map<string, readonly Edge[]>;

    beforeAll(async () => {
      reference ??= loadedInMemory();
      const same = await reference;
      graph = engine.name === 'embedded' ? same : engine.graph();
      if (graph !== same) await load(graph);
      const ids = (await graph.read(IDS, {})).map(({ id }) => id);
      const [chosen = []] = fc.sample(fc.shuffledSubarray(ids, { minLength: PAPERS, maxLength: PAPERS }), 1);
      found = await relatedOf(
        graph,
        chosen.map((id) => toGlobalId('Paper', id)),
      );
    }, LOAD_TIMEOUT_MS);

    it('are there for nearly every paper, with shares, scores and sentences', () => {
      const answered = [...found.values()].filter((edges) => edges.length > 0);
      expect(answered.length).toBeGreaterThan(0.9 * PAPERS);
      for (const edges of answered) expectSound(edges);
    });

    it('have evidence that the graph bears out, every piece of it', async () => {
      let pieces = 0;
      for (const [id, edges] of found) pieces += (await expectBorneOut(graph, id, edges.slice(0, RESULTS))).pieces;
      expect(pieces).toBeGreaterThan(10 * PAPERS);
    }, 300_000);

    // Which 200 papers a text is compared with is for the engine's own full-text search to say, so the last of them differ.
    it('are nearly those of the embedded engine', async () => {
      const others = await relatedOf(await reference!, [...found.keys()]);
      const overlaps = [...others].map(([id, edges]) => {
        const here = new Set(found.get(id)?.map(({ node }) => node.title));
        return edges.length === 0 ? 1 : edges.filter(({ node }) => here.has(node.title)).length / edges.length;
      });
      expect(overlaps.reduce((sum, overlap) => sum + overlap, 0) / PAPERS).toBeGreaterThan(0.95);
    });
  });
} else {
  describeSeeded.skip(`${TITLE} (no ${CORPUS})`);
}
