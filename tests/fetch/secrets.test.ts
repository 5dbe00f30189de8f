import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchRecords, type FetchOptions, type FetchProgress } from '../../src/fetch/fetch.js';
import { fetchToFile } from '../../src/fetch/file.js';
import { openAlexOf, semanticScholarOf } from './support/apis.js';
import type { FakeClock } from './support/clock.js';
import { optionsAt, pagesOf } from './support/options.js';
import { fail, inTurn, TestServer, type Respond } from './support/server.js';

const KEY = 'k3y/with+signs=0123456789';
const MAIL = 'ada@example.org';

let server: TestServer;
let folder: string;
let options: FetchOptions & { readonly clock: FakeClock };
let progress: FetchProgress[];
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  folder = mkdtempSync(join(tmpdir(), 'related-work-secrets-'));
  progress = [];
  const settings = {
    contact: MAIL,
    keys: { openalex: KEY, 'semantic-scholar': KEY },
    cache: { folder: join(folder, 'cache'), maxAgeMs: 1000 },
  };
  options = { ...optionsAt(server, settings), limit: 2, onProgress: (word) => progress.push(word) };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Everything that a fetch leaves in its folder: names and contents. */
function left(): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => entry.name + (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : ''))
    .join('\n');
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(KEY.slice(0, 4));
  expect(text).not.toContain(encodeURIComponent(KEY).slice(0, 6));
  expect(text).not.toContain('ada@');
}

async function messageOf(source: string): Promise<string> {
  return await pagesOf(source, 'x', options).then(
    () => 'none',
    (error: unknown) => String(error) + ((error as Error).stack ?? '') + JSON.stringify(error),
  );
}

it('go to the source in the way it wants, with who asks', async () => {
  server.respond = openAlexOf(1);
  await pagesOf('openalex', 'x', options);
  expect(server.asked[0]?.url.searchParams.get('api_key')).toBe(KEY);
  expect(server.asked[0]?.url.searchParams.get('mailto')).toBe(MAIL);
  expect(server.asked[0]?.headers).toMatchObject({
    'user-agent': `related-work/1.2.3 (mailto:${MAIL})`,
    accept: 'application/json',
  });
  server.respond = semanticScholarOf(1, 1);
  await pagesOf('s2', 'x', options);
  expect(server.asked.at(-1)?.headers['x-api-key']).toBe(KEY);
  expect(server.asked.at(-1)?.url.search).not.toContain('api_key');
});

it('make Semantic Scholar faster, by its own rule', async () => {
  server.respond = semanticScholarOf(2, 1);
  await pagesOf('s2', 'x', options);
  const without = optionsAt(server);
  await pagesOf('s2', 'x', without);
  expect([options.clock.sleeps, without.clock.sleeps]).toEqual([[1000], [3000]]);
});

it('stay out of files', async () => {
  server.respond = openAlexOf(3);
  await fetchToFile('openalex', 'x', join(folder, 'x.jsonl'), options);
  expect(left()).toContain('search=x');
  expectNoSecret(left());
});

const echo: Respond = ({ url, headers }, response) => {
  const key = url.searchParams.get('api_key') ?? String(headers['x-api-key']);
  response.writeHead(403).end(JSON.stringify({ error: `No key ${key}, ${encodeURIComponent(key)}, ${url.search}` }));
};

it.each(['openalex', 's2'])('stay out of errors of %s that repeat them', async (source) => {
  server.respond = echo;
  const message = await messageOf(source);
  expect(message).toContain('answered 403: No key ***');
  expectNoSecret(message);
});

it('stay out of errors that repeat them cut off', async () => {
  for (const before of [270, 280, 285, 290]) {
    server.respond = fail(403, {}, `${'x'.repeat(before)}${KEY} and more, and more`);
    const message = await messageOf('openalex');
    expect(message).toContain('answered 403: xxx');
    expectNoSecret(message);
  }
});

it('stay out of waits', async () => {
  server.respond = inTurn(fail(429, {}, `slow down, ${KEY}`), openAlexOf(2));
  await pagesOf('openalex', 'x', options);
  expect(progress[0]).toMatchObject({ kind: 'wait', reason: 'OpenAlex answered 429: slow down, ***' });
  expectNoSecret(JSON.stringify(progress));
});

it('do not follow a redirect to another host', async () => {
  const other = await TestServer.start();
  server.respond = fail(302, { location: `${other.url}/works` });
  expectNoSecret(await messageOf('openalex'));
  expect(other.asked).toHaveLength(0);
  await other.close();
});

it('do not go to another host that a redirect leads to', async () => {
  const json = { 'content-type': 'application/json' };
  const answers = [
    new Response(null, { status: 302, headers: { location: 'https://mirror.example.org/works?search=x' } }),
    new Response('{"meta":{},"results":[]}', { headers: json }),
    new Response(null, { status: 302, headers: { location: 'https://mirror.example.org/s2' } }),
    new Response('{"total":0,"data":[]}', { headers: json }),
  ];
  const asked: string[] = [];
  const spy = jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    asked.push(`${(url as URL).href} ${JSON.stringify(init?.headers)}`);
    return Promise.resolve(answers.shift()!);
  });
  await pagesOf('openalex', 'x', options);
  await pagesOf('s2', 'x', options);
  spy.mockRestore();
  expect(asked[0]).toContain(encodeURIComponent(KEY));
  expect(asked[1]).toMatch(/^https:\/\/mirror\.example\.org\/works\?search=x /);
  expect(asked[2]).toContain(KEY);
  expect(asked[3]).toContain('https://mirror.example.org/s2');
  for (const text of [asked[1]!, asked[3]!]) expect(text).not.toContain('k3y');
});

it('a contact that is a page is named by the user agent only', async () => {
  server.respond = openAlexOf(1);
  const settings = { ...options.settings, contact: 'https://example.org/us' };
  await pagesOf('openalex', 'x', { ...options, settings });
  expect(server.asked[0]?.headers['user-agent']).toBe('related-work/1.2.3 (+https://example.org/us)');
  expect(server.asked[0]?.url.searchParams.has('mailto')).toBe(false);
});

it('fetches at the same time go one after another, with the pause between them', async () => {
  let running = 0;
  let most = 0;
  const respond = openAlexOf(2);
  server.respond = (asked, response) => {
    running += 1;
    most = Math.max(most, running);
    setImmediate(() => {
      running -= 1;
      respond(asked, response);
    });
  };
  const { clock } = options;
  const one = { ...optionsAt(server), clock, pageSize: 1 };
  const count = async (query: string): Promise<number> => {
    let records = 0;
    for await (const page of fetchRecords('openalex', query, one)) records += page.records.length;
    return records;
  };
  expect(await Promise.all([count('a'), count('b'), count('c')])).toEqual([2, 2, 2]);
  expect(most).toBe(1);
  expect(clock.sleeps).toEqual(Array.from({ length: 8 }, () => 100));
});
