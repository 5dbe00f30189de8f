import { openEmbedded } from '../../src/graph/embedded.js';
import type { Graph, WriteStep } from '../../src/graph/graph.js';
import { connectNeo4j } from '../../src/graph/neo4j.js';
import { hashOfKey } from '../../src/keys/key.js';
import { forwarding } from '../api/forwarding.js';
import { startProxy } from '../api/proxy.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import { serveGraph } from '../support/server.js';
import { faultsOf, load } from './support.js';

jest.setTimeout(300_000);

const KEY = 'a-key-for-this-test';
// A server that was just started answers slowly on a busy machine.
const SETTINGS = {
  timeoutMs: 120_000,
  keys: [{ name: 'editor', role: 'editor' as const, hash: hashOfKey(KEY) }],
};
const HEADERS = { authorization: `Bearer ${KEY}` };
const UPSERT = `mutation { upsertPaper(input: { title: "A new paper on networks", doi: "10.1000/new", references: ["doi:10.1000/1"] }) {
  __typename ... on PaperSuccess { paper { title } } } }`;
const PAPER = { title: 'A paper', year: 2020, doi: '10.1000/1', source: 'openalex' };

/** A graph in which something happens in the middle of a write: before the given step of it. */
function disturbed(graph: Graph, at: number, happen: () => Promise<void>): Graph {
  let hasHappened = false;
  return {
    ...forwarding(graph),
    write: async (steps) => {
      let reached = 0;
      const watched = steps.map((step): WriteStep => {
        const { statement } = step;
        return {
          ...step,
          // The text is read when the step is run.
          statement: {
            name: statement.name,
            get text() {
              reached += 1;
              if (reached === at && !hasHappened) {
                hasHappened = true;
                void happen();
              }
              return statement.text;
            },
          },
        };
      });
      await graph.write(watched);
    },
  };
}

describeEachEngine('an engine that goes away while an editor writes', (engine) => {
  beforeEach(async () => {
    await engine.clear();
    await load(engine.graph(), { papers: [PAPER] });
  });

  it.each([1, 6, 12])('leaves nothing half-written when it goes at step %i', async (at) => {
    const address = engine.address();
    // The embedded engine lives in this process: it goes with it, which the tests of crashes cover.
    if (address === undefined) return;
    const before = await dumpGraph(engine.graph());
    const proxy = await startProxy(Number(new URL(address.uri).port));
    const uri = `bolt://127.0.0.1:${proxy.port}`;
    const graph = await connectNeo4j({ ...address, uri, database: 'neo4j', statementTimeoutMs: 120_000 });
    const server = await serveGraph(
      disturbed(graph, at, () => proxy.cut()),
      SETTINGS,
    );
    try {
      const answer = await server.post(UPSERT, {}, HEADERS);
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([503, 'ENGINE_UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(await dumpGraph(engine.graph())).toEqual(before);
      await proxy.mend();
      const again = await server.post(UPSERT, {}, HEADERS);
      expect(again.body).toEqual({
        data: { upsertPaper: { __typename: 'PaperSuccess', paper: { title: 'A new paper on networks' } } },
      });
      expect(await faultsOf(engine.graph())).toEqual([]);
    } finally {
      await server.stop();
      await graph.close();
      await proxy.close();
    }
  });

  it('is told to the editor when it was gone before', async () => {
    const graph = openEmbedded({ concurrentReads: 2 });
    await graph.prepareSchema();
    const server = await serveGraph(graph, SETTINGS);
    try {
      await graph.close();
      for (const headers of [HEADERS, { authorization: 'Bearer a-key-of-the-graph' }]) {
        const answer = await server.post(UPSERT, {}, headers);
        expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([503, 'ENGINE_UNAVAILABLE']);
        expect(answer.headers.get('retry-after')).toBe('2');
      }
    } finally {
      await server.stop();
    }
  });
});
