import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Graph } from '../../src/graph/graph.js';
import { seededInMemory } from '../support/seeded.js';
import { ANSWERED, expectAlive, expectNoInnards, serveGraph, type TestServer } from '../support/server.js';

const BODY = '{"query":"{ stats { papers } }"}';

/** A request as it goes over the wire. */
function wire(headers: string[] = [], { body = BODY, host = 'Host: localhost', line = 'POST /graphql HTTP/1.1' } = {}) {
  const own = ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
  return [line, ...(host === '' ? [] : [host]), ...own, ...headers, '', body].join('\r\n');
}

const get = (target: string, ...headers: string[]): string =>
  [`GET ${target} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');

let graph: Graph;
let server: TestServer;

beforeAll(async () => {
  graph = await seededInMemory();
  server = await serveGraph(graph);
});
afterAll(async () => {
  await server.stop();
  await graph.close();
});
afterEach(async () => {
  await expectAlive(server);
});

describe('bytes that are no good request', () => {
  it.each([
    ['no HTTP', 'NOT HTTP\r\n\r\n', 400, /not an HTTP\/1.1 request/],
    ['a TLS greeting', '\u0016\u0003\u0001\u0002\u0000', 400, /not an HTTP\/1.1 request/],
    ['a length that is no number', wire(['Content-Length: abc']), 400, /not an HTTP\/1.1 request/],
    ['two lengths', wire(['Content-Length: 5']), 400, /not an HTTP\/1.1 request/],
    ['a length and chunks', wire(['Transfer-Encoding: chunked']), 400, /not an HTTP\/1.1 request/],
    ['a header of 20 kB', wire([`X: ${'a'.repeat(20_000)}`]), 431, /headers are too large/],
    ['2,000 headers of 10 bytes', wire(Array.from({ length: 2_000 }, (_, i) => `a${i}: bcdef`)), 431, /too large/],
    ['a Host that is none', wire(['Connection: close'], { host: 'Host: ]' }), 400, /header Host/],
    ['a Host of two words', wire(['Connection: close'], { host: 'Host: a b' }), 400, /header Host/],
    ['HTTP/1.0 without Host', wire([], { host: '', line: 'POST /graphql HTTP/1.0' }), 400, /header Host/],
    ['a path out of the folder', get('/../../../etc/passwd', 'Connection: close'), 404, /nothing at GET/],
    ['a path out of the folder, encoded', get('/..%2f..%2fpackage.json', 'Connection: close'), 404, /nothing at GET/],
    ['markup in the path', get('/<script>alert(1)</script>', 'Connection: close'), 404, /nothing at GET/],
  ])('%s: an error in JSON', async (_what, bytes, status, message) => {
    const text = await server.raw(bytes);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/content-type: application\/json/i);
    const [error] = (JSON.parse(body) as { errors: { message: string; extensions: { code: string } }[] }).errors;
    expect(error!.message).toMatch(message);
    expect(error!.extensions.code).toMatch(/^(BAD_REQUEST|NOT_FOUND)$/);
    expectNoInnards(body);
  });

  // Node itself answers these, without a body.
  it.each([
    ['no Host', wire([], { host: '' }), 400],
    ['an expectation that is unknown', wire(['Expect: miracles', 'Connection: close']), 417],
  ])('%s: a status without a body', async (_what, bytes, status) => {
    expect(await server.raw(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('closes a tunnel', async () => {
    expect(await server.raw('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n')).toBe('');
  });
});

describe('a connection', () => {
  it('answers pipelined requests in their order, and closes after a broken one', async () => {
    const bad = wire([], { body: '{ stats }' });
    const text = await server.raw(wire() + wire() + bad + wire(['Connection: close']));
    expect([...text.matchAll(/^HTTP\/1.1 (\d+)/gm)].map(([, status]) => status)).toEqual(['200', '200', '400']);
  });

  it('answers twenty pipelined requests', async () => {
    const text = await server.raw(wire().repeat(19) + wire(['Connection: close']));
    expect(text.match(/HTTP\/1.1 200 OK/g)).toHaveLength(20);
  });

  it('takes a body in chunks', async () => {
    const chunks = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close';
    expect(await server.raw(`${head}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`)).toMatch(ANSWERED);
  });

  it('ignores a wish to upgrade', async () => {
    const upgrade = get(
      '/health/live',
      'Connection: Upgrade, close',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
    );
    expect(await server.raw(upgrade, /"live"/)).toMatch(/^HTTP\/1.1 200 [^]*"live"/);
  });

  it('is kept for the next request', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise<void>((resolve, reject) => {
        const sent = request(`${server.url}health/live`, { agent }, (response) => {
          ports.add(response.socket.localPort);
          response.resume().once('end', resolve);
        });
        sent.once('error', reject).end();
      });
      await new Promise(setImmediate);
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it('that goes away in the middle of a body does no harm', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        socket.write(wire().slice(0, -10), () => socket.resetAndDestroy());
      });
      socket.once('close', () => resolve());
    });
    expect((await server.post('{ stats { papers } }')).status).toBe(200);
  });
});

describe('a client that is slow', () => {
  let slow: TestServer;

  beforeAll(async () => {
    slow = await serveGraph(graph);
  });
  afterAll(async () => {
    await slow.stop();
  });

  it('has ten seconds for its headers and thirty for its request', () => {
    const { headersTimeout, requestTimeout } = slow.app.server;
    expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 10_000, requestTimeout: 30_000 });
  });

  it.each([
    ['headers', wire().slice(0, 40)],
    ['body', wire().slice(0, -10)],
  ])('is told so when its %s do not come, and let go', async (_what, bytes) => {
    Object.assign(slow.app.server, { headersTimeout: 100, requestTimeout: 200 });
    const text = await slow.raw(bytes);
    expect(text).toMatch(/^HTTP\/1.1 408 [^]*"message":"The request came too slowly/);
    expect(text).toMatch(/"code":"BAD_REQUEST"/);
  });
});
