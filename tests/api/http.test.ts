import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Graph } from '../../src/graph/graph.js';
import { seededInMemory } from '../support/seeded.js';
import {
  ANSWERED,
  expectAlive,
  expectError,
  expectNoInnards,
  JSON_TYPE,
  serveGraph,
  type TestServer,
} from '../support/server.js';

const STATS = '{"query":"{ stats { papers } }"}';
const PREFLIGHTED = { 'apollo-require-preflight': 'yes' };

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

describe('a body', () => {
  const send = async (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = JSON_TYPE) =>
    await server.send('/graphql', { method: 'POST', headers, body });

  it.each([
    ['broken JSON', '{"query":', 400, 'BAD_REQUEST', /^The body is not JSON.* Send JSON such as {"query"/],
    ['no JSON at all', 'hello', 400, 'BAD_REQUEST', /^The body is not JSON.* Send JSON such as/],
    ['nothing', '', 400, 'BAD_REQUEST', /^The body is empty. Send JSON such as/],
    ['an empty object', '{}', 400, 'BAD_REQUEST', /not one JSON object.* Send JSON such as/],
    ['null', 'null', 400, 'BAD_REQUEST', /not one JSON object.* Send JSON such as/],
    ['a number', '1', 400, 'BAD_REQUEST', /not one JSON object.* Send JSON such as/],
    ['an object without a query', '{"a":1}', 400, 'BAD_REQUEST', /non-empty `query`/],
    ['an empty query', '{"query":""}', 400, 'BAD_REQUEST', /non-empty `query`/],
    ['a query that is a number', '{"query":1}', 400, 'BAD_REQUEST', /queries must be strings/],
    ['a parsed query', '{"query":{"kind":"Document"}}', 400, 'BAD_REQUEST', /queries must be strings/],
    ['variables as text', '{"query":"{a}","variables":"{}"}', 400, 'BAD_REQUEST', /`variables`.*object/],
    ['variables as a list', '{"query":"{a}","variables":[1]}', 400, 'BAD_REQUEST', /`variables`.*object/],
    ['an operation name that is none', '{"query":"{a}","operationName":1}', 400, 'BAD_REQUEST', /`operationName`/],
    ['a batch', `[${STATS},${STATS}]`, 400, 'BAD_REQUEST', /not one JSON object.* Send JSON such as/],
    [
      '100,000 brackets',
      '['.repeat(100_000) + ']'.repeat(100_000),
      400,
      'BAD_REQUEST',
      /not one JSON object.* Send JSON such as/,
    ],
    ['10 MB', `{"query":"{a}","x":"${'x'.repeat(10_000_000)}"}`, 400, 'QUERY_TOO_COMPLEX', /larger than 262144 bytes/],
    ['a syntax error', '{"query":"{ stats {"}', 400, 'GRAPHQL_PARSE_FAILED', /Expected Name, found <EOF>/],
    [
      'an unknown operation name',
      '{"query":"query A { stats { papers } }","operationName":"B"}',
      400,
      'OPERATION_RESOLUTION_FAILURE',
      /Unknown operation named "B"/,
    ],
    [
      'two operations and no name',
      '{"query":"query A { stats { papers } } query B { stats { papers } }"}',
      400,
      'OPERATION_RESOLUTION_FAILURE',
      /Must provide operation name/,
    ],
    [
      'an unknown mutation',
      '{"query":"mutation { deleteEverything }"}',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      /deleteEverything/,
    ],
    [
      'a mutation without a key',
      JSON.stringify({ query: 'mutation { undo(change: "x") { __typename } }' }),
      401,
      'UNAUTHENTICATED',
      /A mutation needs a key of the role editor/,
    ],
    ['a subscription', '{"query":"subscription { paperAdded }"}', 400, 'BAD_USER_INPUT', /subscription/],
  ])('of %s is refused', async (_what, body, status, code, message) => {
    expectError(await send(body), status, code, message);
  });

  it.each([
    ['text/plain', STATS],
    ['application/x-www-form-urlencoded', 'query=%7Bstats%7Bpapers%7D%7D'],
    ['application/xml', '<query/>'],
    ['application/graphql', '{ stats { papers } }'],
    ['application/octet-stream', STATS],
    ['', STATS],
    ['nonsense', STATS],
  ])('of type "%s" is refused, so that no page can send it unasked', async (type, body) => {
    const answer = await send(Buffer.from(body), type === '' ? {} : { 'content-type': type });
    expectError(answer, 415, 'BAD_REQUEST', /Send content-type: application\/json/);
  });

  it('in parts is refused', async () => {
    const form = new FormData();
    form.set('operations', STATS);
    form.set('map', '{}');
    expectError(await send(form, {}), 415, 'BAD_REQUEST', /Send content-type: application\/json/);
  });

  it('may be compressed', async () => {
    const answer = await send(gzipSync(STATS), { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(answer.text).toMatch(ANSWERED);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('that %s made small is measured unpacked', async (encoding, compress) => {
    const body = compress(JSON.stringify({ query: '{ stats { papers } }', x: 'x'.repeat(20_000_000) }));
    expect(body.length).toBeLessThan(262_144);
    expectError(await send(body, { ...JSON_TYPE, 'content-encoding': encoding }), 400, 'QUERY_TOO_COMPLEX', /larger/);
  });

  it.each([
    ['gzip', 400, /decompress/],
    ['zip', 415, /Unsupported Content-Encoding: zip/],
  ])('that is not what its encoding %s says is refused', async (encoding, status, message) => {
    expectError(await send(STATS, { ...JSON_TYPE, 'content-encoding': encoding }), status, 'BAD_REQUEST', message);
  });
});

describe('a GET', () => {
  const get = async (search: string, headers: Record<string, string> = PREFLIGHTED) =>
    await server.send(`/graphql${search}`, { headers });

  it('answers a query', async () => {
    expect((await get('?query={stats{papers}}')).text).toMatch(ANSWERED);
  });

  it.each([
    ['that any page could send', '?query={stats{papers}}', {}, 400, /Cross-Site Request Forgery/],
    ['without a query', '', PREFLIGHTED, 400, /non-empty `query`/],
    [
      'of a mutation',
      '?query=mutation{undo(change:"x"){__typename}}',
      PREFLIGHTED,
      405,
      /only support query operations/,
    ],
    ['of two queries', '?query={stats{papers}}&query={a}', PREFLIGHTED, 400, /only be specified once/],
    ['with broken variables', '?query={stats{papers}}&variables={', PREFLIGHTED, 400, /invalid JSON/],
    ['with variables that are a list', '?query={stats{papers}}&variables=[1]', PREFLIGHTED, 400, /JSON-encoded object/],
  ])('%s is refused', async (_what, search, headers, status, message) => {
    expectError(await get(search, headers), status, 'BAD_REQUEST', message);
  });

  it('of a browser leads to the playground', async () => {
    const { status, headers } = await get('', { accept: 'text/html' });
    expect([status, headers.get('location')]).toEqual([302, '/playground']);
  });
});

describe('an address', () => {
  it.each([
    ['without a page', '/nope', 404, 'NOT_FOUND', /nothing at GET \/nope. The API is at \/graphql/],
    ['of a hidden file', '/.env', 404, 'NOT_FOUND', /nothing at GET \/.env/],
    ['with a slash too many', '/graphql/', 404, 'NOT_FOUND', /nothing at GET \/graphql\/. The API is at \/graphql/],
    ['that is badly encoded', '/%zz', 400, 'BAD_REQUEST', /path is not encoded/],
    ['with a NUL byte', '/a%00b', 404, 'NOT_FOUND', /nothing at GET/],
    ['of 8,000 characters', `/${'a'.repeat(8_000)}`, 404, 'NOT_FOUND', /nothing at GET/],
    [
      'with a query of 20,000 characters',
      `/graphql?query=${'a'.repeat(20_000)}`,
      431,
      'BAD_REQUEST',
      /headers are too large. Send long operations by POST/,
    ],
  ])('%s leads nowhere, and says so', async (_what, path, status, code, message) => {
    const answer = await server.send(path);
    expectError(answer, status, code, message);
    expect(answer.text.length).toBeLessThan(2_000);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('does not take %s, and says what it takes', async (method) => {
    const answer = await server.send('/graphql', { method });
    expectError(answer, 405, 'BAD_REQUEST', new RegExp(`${method} is not possible.*POST`));
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });
});

it.each([
  ['text/html', 406],
  ['image/png', 406],
  ['application/graphql-response+json', 200],
  ['*/*', 200],
])('an answer as %s has the status %d', async (accept, status) => {
  const answer = await server.post('{ stats { papers } }', {}, { accept });
  expect(answer.status).toBe(status);
  expectNoInnards(answer.text);
  expect(answer.headers.get('content-type')).toMatch(/json/);
});
