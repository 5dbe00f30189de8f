import { join } from 'node:path';
import { openEmbedded } from '../../src/graph/embedded.js';
import type { Graph } from '../../src/graph/graph.js';
import { seedWhenEmpty } from '../../src/ingest/seeds.js';
import { describeEachEngine, type Engine } from './engines.js';

export const SEEDS = join(process.cwd(), 'seeds');

/** Runs a suite on every engine with the seeds loaded. */
export function describeSeeded(title: string, suite: (engine: Engine) => void): void {
  describeEachEngine(title, (engine) => {
    beforeAll(async () => {
      await seedWhenEmpty(engine.graph(), SEEDS);
    });
    suite(engine);
  });
}

/** Shows in the report that the suite needs what is not on this machine. */
describeSeeded.skip = (title: string): void => {
  describe.skip(title, () => {
    it('did not run', () => undefined);
  });
};

/** An embedded graph in memory with the seeds: what every other engine must agree with. */
export async function seededInMemory(): Promise<Graph> {
  const graph = openEmbedded({ concurrentReads: 2 });
  await graph.prepareSchema();
  await seedWhenEmpty(graph, SEEDS);
  return graph;
}
