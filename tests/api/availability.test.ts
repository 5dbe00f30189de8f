import { ClientGone } from '../../src/api/errors.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { connectNeo4j } from '../../src/graph/neo4j.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { expectError, JSON_TYPE, serveGraph, type TestServer } from '../support/server.js';
import { forwarding } from './forwarding.js';
import { startProxy, type Proxy } from './proxy.js';

const PAPERS = '{ papers(first: 3) { nodes { id } totalCount } }';
const COUNTED = { data: { papers: { nodes: [{}, {}, {}], totalCount: expect.any(Number) as number } } };

const work = (name: string, rows: number) =>
  statement<{ s: number }>(name, `UNWIND range(1, ${rows}) AS i WITH sum(i) AS s RETURN s AS s`);
/** A second on the embedded engine, which cannot stop it; hours on Neo4j, unless somebody stops it. */
const LONG = { embedded: work('long', 4_000_000), Neo4j: work('long', 2_000_000_000_000) };
const SHORT = work('short', 1_500_000);
const RUNNING = statement<{ query: string }>(
  'running',
  `SHOW TRANSACTIONS YIELD currentQuery AS query WHERE query STARTS WITH 'UNWIND range' RETURN query`,
);

/** A graph whose engine works on something first whenever it is to read. */
function slowed(graph: Graph, first: typeof SHORT) {
  let [start, end]: [() => void, (how: unknown) => void] = [() => undefined, () => undefined];
  const started = new Promise<void>((resolve) => (start = resolve));
  /** How that first work went. */
  const ended = new Promise<unknown>((resolve) => (end = resolve));
  const read: Graph['read'] = async (wanted, parameters, options) => {
    const working = graph.read(first, {}, options);
    working.then(() => end('done'), end);
    start();
    await working;
    return await graph.read(wanted, parameters, options);
  };
  return { started, ended, graph: { ...forwarding(graph), read } };
}

describeSeeded('a slow engine', (engine) => {
  const servers: TestServer[] = [];
  const serve = async (graph: Graph, settings?: Parameters<typeof serveGraph>[1]): Promise<TestServer> => {
    const server = await serveGraph(graph, settings);
    servers.push(server);
    return server;
  };
  const longWork = () => LONG[engine.graph().engine.name];

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
    // The embedded engine works on what nobody waits for any more.
    for (let turn = 0; turn < 2; turn += 1) await engine.graph().ping();
  });

  /** Neo4j can say what it still works on. */
  async function expectNothingRuns(): Promise<void> {
    if (engine.graph().engine.name === 'embedded') return;
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await engine.graph().read(RUNNING, {})).length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await engine.graph().read(RUNNING, {})).toEqual([]);
  }

  it('is left at the deadline, and its work stopped', async () => {
    const slow = slowed(engine.graph(), longWork());
    const server = await serve(slow.graph, { timeoutMs: 200 });
    const answer = await server.post(PAPERS);
    expectError(answer, 504, 'TIMEOUT', /stopped. Ask for less/);
    expect(answer.body.data).toBeNull();
    expect((await server.post('{ relatedFormula { version } }')).status).toBe(200);
    expect((await server.send('/health/live')).status).toBe(200);
    await expectNothingRuns();
  });

  it('is told when the client hangs up', async () => {
    const slow = slowed(engine.graph(), longWork());
    const server = await serve(slow.graph);
    const client = new AbortController();
    const body = JSON.stringify({ query: PAPERS });
    const asked = server.send('/graphql', { method: 'POST', headers: JSON_TYPE, body, signal: client.signal });
    await slow.started;
    client.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect(await slow.ended).toBeInstanceOf(ClientGone);
    await expectNothingRuns();
  });

  it('is waited for when the server stops, and then no more is taken', async () => {
    const slow = slowed(engine.graph(), SHORT);
    // No deadline may be what ends the wait.
    const server = await serve(slow.graph, { timeoutMs: 600_000 });
    const asked = server.post(PAPERS);
    await slow.started;
    const stopped = server.stop();
    expect((await asked).body).toMatchObject(COUNTED);
    await stopped;
    await expect(server.post(PAPERS)).rejects.toThrow('fetch failed');
  });

  it('does not hold back a stop for longer than a request may take', async () => {
    const slow = slowed(engine.graph(), longWork());
    const server = await serve(slow.graph, { timeoutMs: 400 });
    const asked = server.post(PAPERS);
    await slow.started;
    await server.stop();
    expectError(await asked, 504, 'TIMEOUT');
  });

  it('is ready again as soon as it answers', async () => {
    const { status, body } = await (await serve(engine.graph())).send('/health/ready');
    const { name, version } = engine.graph().engine;
    expect([status, body]).toEqual([200, { status: 'ready', engine: `${name} ${version}` }]);
  });
});

describeSeeded('an engine that goes away', (engine) => {
  if (engine.name === 'embedded') {
    // It lives in this process, and goes when it is closed.
    it('is a 503, and not ready', async () => {
      const graph = await seededInMemory();
      const server = await serveGraph(graph);
      await graph.close();
      const [asked, ready] = [await server.post(PAPERS), await server.send('/health/ready')];
      await server.stop();
      expectError(asked, 503, 'ENGINE_UNAVAILABLE');
      expect(asked.headers.get('retry-after')).toBe('2');
      expect([ready.status, ready.body.status]).toEqual([503, 'unavailable']);
    });
    return;
  }
  let proxy: Proxy;
  let graph: Graph;
  let server: TestServer;

  beforeEach(async () => {
    const address = engine.address()!;
    proxy = await startProxy(Number(new URL(address.uri).port));
    const uri = `bolt://127.0.0.1:${proxy.port}`;
    graph = await connectNeo4j({ ...address, uri, database: 'neo4j', statementTimeoutMs: 10_000 });
    // The driver tries again for seconds before it gives up.
    server = await serveGraph(graph, { timeoutMs: 30_000 });
  });
  afterEach(async () => {
    await server.stop();
    await graph.close();
    await proxy.close();
  });

  it('is a 503 that says when to come back, never an empty list; and back, it is found', async () => {
    expect((await server.post(PAPERS)).body).toMatchObject(COUNTED);
    await proxy.cut();
    const asked = [server.post(PAPERS), server.post('{ paper(ref: "2410.15460") { id } }')];
    for (const answer of await Promise.all(asked)) {
      expectError(answer, 503, 'ENGINE_UNAVAILABLE', /database does not answer. Try again shortly/);
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(answer.text).not.toMatch(/\[\]|127\.0\.0\.1|ECONN|bolt/);
    }
    const [ready, live] = [await server.send('/health/ready'), await server.send('/health/live')];
    expect([ready.status, ready.body.status, ready.headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
    expect([live.status, live.body]).toEqual([200, { status: 'live' }]);
    // What needs no engine is answered all the same.
    expect((await server.post('{ relatedFormula { version } }')).status).toBe(200);

    await proxy.mend();
    expect((await server.post(PAPERS)).body).toMatchObject(COUNTED);
    expect((await server.send('/health/ready')).status).toBe(200);
  });

  it('in the middle of a request is a 503 too', async () => {
    const slow = slowed(graph, LONG.Neo4j);
    const slowServer = await serveGraph(slow.graph);
    const asked = slowServer.post(PAPERS);
    await slow.started;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await proxy.cut();
    const answer = await asked;
    await slowServer.stop();
    expectError(answer, 503, 'ENGINE_UNAVAILABLE');
  });

  it('or hangs is a 504 at the deadline, and not ready', async () => {
    const hasty = await serveGraph(graph, { timeoutMs: 500 });
    proxy.stall();
    const [asked, ready, live] = [
      await hasty.post(PAPERS),
      await hasty.send('/health/ready'),
      await hasty.send('/health/live'),
    ];
    await proxy.mend();
    await hasty.stop();
    expectError(asked, 504, 'TIMEOUT', /longer than 500 ms/);
    expect([ready.status, live.status]).toEqual([503, 200]);
    expect((await server.post(PAPERS)).body).toMatchObject(COUNTED);
  });
});
