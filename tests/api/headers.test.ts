import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '../../src/graph/graph.js';
import { seededInMemory } from '../support/seeded.js';
import { JSON_TYPE, serveGraph, type TestServer } from '../support/server.js';

const FRIEND = 'https://friend.example';
const LONG = '{ papers(first: 100) { nodes { title abstract } } }';

let graph: Graph;
let web: string;
let server: TestServer;

beforeAll(async () => {
  graph = await seededInMemory();
  web = mkdtempSync(join(tmpdir(), 'related-work-web-'));
  mkdirSync(join(web, 'assets'));
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Playground</title>');
  writeFileSync(join(web, 'assets', 'main-abc123.js'), `// ${'x'.repeat(5_000)}`);
  server = await serveGraph(graph, { corsOrigins: [FRIEND] }, web);
});
afterAll(async () => {
  await server.stop();
  await graph.close();
  rmSync(web, { recursive: true });
});

describe('a page of another origin', () => {
  const preflight = async (origin: string) =>
    await server.send('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-query-cost',
      },
    });

  it('may ask when it is on the list', async () => {
    const { status, headers } = await preflight(FRIEND);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type,x-query-cost');
    expect(headers.get('vary')).toMatch(/origin/i);
    const answer = await server.post('{ stats { papers } }', {}, { origin: FRIEND });
    expect(answer.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/retry-after/);
  });

  it.each(['https://stranger.example', 'https://friend.example.evil.example', 'http://friend.example', 'null'])(
    'may not when it is %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      const answer = await server.post('{ stats { papers } }', {}, { origin });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it('may not when there is no list', async () => {
    const closed = await serveGraph(graph);
    const answer = await closed.post('{ stats { papers } }', {}, { origin: FRIEND });
    await closed.stop();
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('every answer', () => {
  it.each(['/playground', '/health/live', '/nope', '/graphql?query=x'])(
    'to %s has the security headers',
    async (path) => {
      const { headers } = await server.send(path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).not.toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );
});

describe('compression', () => {
  const encodingOf = async (query: string, accepted: string): Promise<string | null> => {
    const body = JSON.stringify({ query });
    const headers = { ...JSON_TYPE, 'accept-encoding': accepted };
    const answer = await server.send('/graphql', { method: 'POST', headers, body });
    expect(answer.body).toHaveProperty('data');
    return answer.headers.get('content-encoding');
  };

  it.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, br', 'br'],
    ['gzip;q=1, br;q=0.1', 'gzip'],
    ['deflate', null],
    ['identity', null],
  ])('of more than 1 kB for a client that takes "%s" is %s', async (accepted, encoding) => {
    expect(await encodingOf(LONG, accepted)).toBe(encoding);
  });

  it('of less is not worth it', async () => {
    expect(await encodingOf('{ stats { papers } }', 'gzip, br')).toBeNull();
  });

  it('tells caches what it depends on', async () => {
    const { headers } = await server.post(LONG, {}, { 'accept-encoding': 'gzip' });
    expect(headers.get('vary')).toMatch(/accept-encoding/i);
  });
});

describe('the pages', () => {
  it.each(['/', '/playground'])('at %s are asked for anew', async (path) => {
    const { status, headers, text } = await server.send(path);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(text).toMatch(/Playground/);
  });

  it('have assets that are kept for a year', async () => {
    const { status, headers } = await server.send('/assets/main-abc123.js');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toMatch(/javascript/);
  });

  it('are not needed', async () => {
    const bare = await serveGraph(graph, {}, join(web, 'nowhere'));
    const [root, asked] = [await bare.send('/'), await bare.post('{ stats { papers } }')];
    await bare.stop();
    expect([root.status, root.text]).toEqual([404, 'The pages are not built: run npm run build.']);
    expect(asked.status).toBe(200);
  });
});
