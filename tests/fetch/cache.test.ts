import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FetchError } from '../../src/fetch/errors.js';
import type { FetchOptions } from '../../src/fetch/fetch.js';
import { openAlexOf, openAlexWork, s2Paper, semanticScholarOf } from './support/apis.js';
import type { FakeClock } from './support/clock.js';
import { namesIn, optionsAt, pagesOf } from './support/options.js';
import { fail, inTurn, sendJson, TestServer, type Respond } from './support/server.js';

const DAY = 86_400_000;

let server: TestServer;
let folder: string;
let options: FetchOptions & { readonly clock: FakeClock };
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  folder = mkdtempSync(join(tmpdir(), 'related-work-cache-'));
  options = { ...optionsAt(server, { tries: 1, cache: { folder, maxAgeMs: DAY } }), limit: 1 };
});
afterEach(() => rmSync(folder, { recursive: true }));

const fetchIt = () => pagesOf('openalex', 'x', options);

/** Answers 304 to whoever has the page already. */
function marked(headers: Record<string, string>): Respond {
  return ({ headers: asked }, response) => {
    const known = asked['if-none-match'] === headers['etag'] && asked['if-modified-since'] === headers['last-modified'];
    if (known) response.writeHead(304).end();
    else sendJson(response, { meta: { count: 1, next_cursor: null }, results: [openAlexWork(1)] }, headers);
  };
}

it('gives a new answer without asking, not even waiting', async () => {
  server.respond = openAlexOf(1);
  const [first] = await fetchIt();
  options.clock.advance(DAY - 1000);
  const [second] = await fetchIt();
  expect(server.asked).toHaveLength(1);
  expect(second).toEqual({ ...first, cached: true });
  expect(options.clock.sleeps).toEqual([]);
});

it('asks again when the answer is old', async () => {
  server.respond = openAlexOf(1);
  await fetchIt();
  options.clock.advance(DAY);
  expect(await fetchIt()).toMatchObject([{ cached: false }]);
  expect(server.asked).toHaveLength(2);
  expect(server.asked[1]?.headers).not.toHaveProperty('if-none-match');
});

it.each([
  [{ etag: '"abc"' }],
  [{ 'last-modified': 'Thu, 30 Jan 2025 00:00:00 GMT' }],
  [{ etag: 'W/"abc"', 'last-modified': 'Thu, 30 Jan 2025 00:00:00 GMT' }],
])('asks whether an old answer still stands, by %j', async (headers) => {
  server.respond = marked(headers);
  await fetchIt();
  options.clock.advance(DAY);
  const [page] = await fetchIt();
  expect(page).toMatchObject({ cached: true, count: 1 });
  options.clock.advance(1000);
  await fetchIt();
  expect(server.asked).toHaveLength(2);
});

it('takes the new answer when the old one does not stand any more', async () => {
  server.respond = marked({ etag: '"1"' });
  await fetchIt();
  options.clock.advance(DAY);
  server.respond = marked({ etag: '"2"' });
  expect(await fetchIt()).toMatchObject([{ cached: false }]);
});

it('keeps nothing that could not be read, and no error', async () => {
  const broken: Respond = (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"meta"');
  server.respond = inTurn(broken, fail(500), openAlexOf(1));
  await expect(fetchIt()).rejects.toThrow(FetchError);
  await expect(fetchIt()).rejects.toThrow(FetchError);
  expect(readdirSync(folder)).toEqual([]);
  expect(await fetchIt()).toHaveLength(1);
});

it('tells posts apart by what they post', async () => {
  server.respond = semanticScholarOf(2, 0);
  const ids = [1, 2].map((number) => s2Paper(number)['paperId'] as string);
  for (const id of [...ids, ...ids]) expect(namesIn(await pagesOf('s2', id, options))).toEqual([id]);
  expect(server.asked).toHaveLength(2);
});

it('counts a broken file as none', async () => {
  server.respond = openAlexOf(1);
  await fetchIt();
  const [name] = readdirSync(folder);
  writeFileSync(join(folder, name!), 'broken');
  expect(await fetchIt()).toMatchObject([{ cached: false }]);
  expect(JSON.parse(readFileSync(join(folder, name!), 'utf8'))).toMatchObject({
    request: `GET ${server.url}/openalex/works?search=x&per_page=1&cursor=*`,
  });
});

it('says when its folder is none', async () => {
  server.respond = openAlexOf(1);
  const file = join(folder, 'file');
  writeFileSync(file, '');
  options = { ...options, ...optionsAt(server, { cache: { folder: file, maxAgeMs: DAY } }) };
  await expect(fetchIt()).rejects.toThrow(`The cache in ${file} cannot be used: ENOTDIR`);
});

it('stops at a signal although nothing is asked', async () => {
  server.respond = openAlexOf(3);
  options = { ...options, limit: 3, pageSize: 1 };
  await fetchIt();
  const stop = new AbortController();
  const stopped = pagesOf('openalex', 'x', { ...options, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toThrow('The fetch was stopped.');
});
