import { connect } from 'node:net';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toGlobalId } from '../../src/api/node.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import { statement } from '../../src/graph/graph.js';
import { readSeeds } from '../../src/ingest/seeds.js';
import { describeEachEngine } from '../support/engines.js';
import { SEEDS } from '../support/seeded.js';
import { ask, JSON_TYPE, type Answer } from '../support/server.js';
import { endAll, launch, serve } from './program.js';

const COUNTS = '{ stats { papers topics techniques } }';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'related-work-serve-'));
});
afterEach(async () => {
  await endAll();
  rmSync(cwd, { recursive: true, force: true });
});

const post = async (url: string, query: string): Promise<Answer> =>
  await ask(url, '/graphql', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ query }) });

async function expectedCounts(): Promise<object> {
  const { papers, topics, techniques } = await readSeeds(SEEDS);
  return { data: { stats: { papers: papers.length, topics: topics.length, techniques: techniques.length } } };
}

/** Asks until the answer is as wanted. */
async function until(question: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await question()); tries += 1) {
    if (tries > 1_000) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const isRefused = async (url: string): Promise<boolean> =>
  await fetch(url).then(
    () => false,
    () => true,
  );

describeEachEngine('a start', (engine) => {
  const env = (): Record<string, string> => {
    const address = engine.address();
    if (address === undefined) return {};
    return { NEO4J_URI: address.uri, NEO4J_USER: address.user, NEO4J_PASSWORD: address.password };
  };

  beforeEach(async () => {
    await engine.clear();
  });

  it('fills an empty graph with the seeds, and the next one finds them', async () => {
    const first = await serve({ cwd, env: env() });
    expect(first.output()).toMatch(/The graph was empty: loaded the seeds, \d+ papers, \d+ techniques, \d+ topics/);
    expect((await post(first.url, COUNTS)).body).toEqual(await expectedCounts());
    first.signal('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' });

    const second = await serve({ cwd, env: env() });
    expect(second.output()).not.toMatch(/loaded the seeds/);
    expect((await post(second.url, COUNTS)).body).toEqual(await expectedCounts());
    expect((await ask(second.url, '/health/ready')).body.status).toBe('ready');
  });

  it('loads nothing when told so', async () => {
    const { url, output } = await serve({ cwd, env: { ...env(), RELATED_WORK_SEED: 'off' } });
    expect(output()).not.toMatch(/loaded the seeds/);
    expect((await post(url, COUNTS)).body).toEqual({ data: { stats: { papers: 0, topics: 0, techniques: 0 } } });
  });
});

describe('a start', () => {
  const folder = (): string => join(cwd, '.related-work');

  it('never touches a graph that holds anything', async () => {
    const graph = openEmbedded({ folder: folder(), concurrentReads: 1 });
    await graph.write([{ statement: statement('add', "CREATE (:Note {text: 'mine'})") }]);
    await graph.close();
    const { url } = await serve({ cwd });
    expect((await post(url, COUNTS)).body).toEqual({ data: { stats: { papers: 0, topics: 0, techniques: 0 } } });
  });

  it.each([0, 100, 300, 600, 1_200])(
    'that is killed %d ms after it made its file leaves all or nothing',
    async (delay) => {
      const { signal, ended } = launch({ cwd });
      await until(() => existsSync(join(folder(), 'graph.grafeo')));
      await new Promise((resolve) => setTimeout(resolve, delay));
      signal('SIGKILL');
      expect((await ended).signal).toBe('SIGKILL');
      const { url } = await serve({ cwd });
      expect((await post(url, COUNTS)).body).toEqual(await expectedCounts());
    },
  );

  it.each([
    ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+\/$/],
    ['0.0.0.0', /^http:\/\/localhost:\d+\/$/],
    ['localhost', /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+\/$/],
  ])('on %s says an address that can be opened', async (HOST, expected) => {
    const { url } = await serve({ cwd, env: { HOST, RELATED_WORK_SEED: 'off' } });
    expect(url).toMatch(expected);
    expect((await ask(url, '/health/live')).body).toEqual({ status: 'live' });
  });
});

describe('a stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s fails readiness first, then finishes what runs', async (signal) => {
    const env = { RELATED_WORK_DRAIN_MS: '1000' };
    const { url, signal: send, ended } = await serve({ cwd, env });
    const { hostname, port } = new URL(url);
    const body = JSON.stringify({ query: COUNTS });
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.write(`${head}\r\n\r\n${body.slice(0, 10)}`);
    expect((await ask(url, '/health/ready')).status).toBe(200);

    send(signal);
    await until(async () => (await ask(url, '/health/ready')).status === 503);
    expect((await ask(url, '/health/ready')).body.status).toBe('stopping');
    expect((await ask(url, '/health/live')).status).toBe(200);
    const late = await post(url, COUNTS);
    expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);

    await until(async () => await isRefused(url));
    expect(received).toBe('');
    socket.write(body.slice(10));
    await closed;
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*"data":\{"stats":/);
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect((await ended).stdout).toMatch(new RegExp(`${signal}: finishing running requests\n$`));
  });

  it('loses no request of clients that heed readiness', async () => {
    const { url, signal, ended } = await serve({ cwd, env: { RELATED_WORK_DRAIN_MS: '3000' } });
    let isReady = true;
    const statuses: number[] = [];
    const client = async (): Promise<void> => {
      while (isReady) statuses.push((await post(url, COUNTS)).status);
    };
    const clients = Promise.all([client(), client(), client()]);
    await until(() => statuses.length > 20);
    signal('SIGTERM');
    await until(async () => (await ask(url, '/health/ready')).status === 503);
    await until(() => statuses.length > 60);
    isReady = false;
    await clients;
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await ended).code).toBe(0);
  });

  it.each([
    ['says nothing', '', '600000'],
    ['does not end its headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\n', '600000'],
    ['does not send its body', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{', '500'],
  ])('is not held up by a client that %s', async (_what, bytes, limit) => {
    const { url, signal, ended } = await serve({ cwd, env: { RELATED_WORK_TIMEOUT_MS: limit } });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    if (bytes !== '') socket.write(bytes);
    await ask(url, '/health/live');
    signal('SIGTERM');
    expect((await ended).code).toBe(0);
    socket.destroy();
  });

  it('that is asked for during the start comes right after it', async () => {
    const { signal, ended, output } = launch({ cwd });
    await until(() => existsSync(join(cwd, '.related-work', 'graph.grafeo')));
    expect(output()).not.toMatch(/ready/);
    signal('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  it('that takes long is cut short by a second signal', async () => {
    const { url, signal, ended } = await serve({ cwd, env: { RELATED_WORK_DRAIN_MS: '60000' } });
    signal('SIGTERM');
    await until(async () => (await ask(url, '/health/ready')).status === 503);
    signal('SIGTERM');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGTERM' });
    const { url: again } = await serve({ cwd });
    expect((await post(again, COUNTS)).body).toEqual(await expectedCounts());
  });
});

describe('while it runs', () => {
  it('a fault is in the log under the id that the client got, with its stack', async () => {
    const graph = openEmbedded({ folder: join(cwd, '.related-work'), concurrentReads: 1 });
    await graph.write([{ statement: statement('add', "CREATE (:Paper {id: 'broken', searchText: ''})") }]);
    await graph.close();
    const { url, output } = await serve({ cwd, env: { LOG_LEVEL: 'error' } });
    const { body } = await post(url, `{ node(id: "${toGlobalId('Paper', 'broken')}") { ... on Paper { title } } }`);
    const id = String(body.errors[0].extensions.errorId);
    const line = output()
      .split('\n')
      .find((text) => text.includes(id));
    const logged = JSON.parse(line ?? '{}') as { msg: string; err: { message: string; stack: string } };
    expect(logged).toMatchObject({ msg: 'A request failed', errorId: id });
    expect(logged.err.message).toMatch(/Paper.title/);
    expect(logged.err.stack).toMatch(/\n\s+at /);
  });

  it('too much to do is a 503 that says when to come back, and does not look like death', async () => {
    // On SIGUSR2 the process has no time left for anything else, until the next one.
    const busy = join(cwd, 'busy.mjs');
    writeFileSync(
      busy,
      `let isBusy = false;
      const work = () => {
        const end = Date.now() + 1800;
        while (Date.now() < end);
        if (isBusy) setImmediate(work);
      };
      process.on('SIGUSR2', () => { isBusy = !isBusy; if (isBusy) work(); });`,
    );
    const { url, signal } = await serve({ cwd, node: ['--import', busy], env: { RELATED_WORK_SEED: 'off' } });
    expect((await post(url, COUNTS)).status).toBe(200);
    signal('SIGUSR2');
    let answer = await post(url, COUNTS);
    for (let tries = 0; answer.status === 200 && tries < 10; tries += 1) answer = await post(url, COUNTS);
    const live = await ask(url, '/health/live');
    signal('SIGUSR2');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(answer.body.errors[0]).toMatchObject({
      message: 'The server is overloaded. Try again shortly.',
      extensions: { code: 'OVERLOADED' },
    });
    expect(live.status).toBe(200);
    await until(async () => (await post(url, COUNTS)).status === 200);
  });
});
