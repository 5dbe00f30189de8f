import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFeed } from '../../src/fetch/atom.js';
import { endingOf, loaderFormatOf } from '../../src/fetch/document.js';
import { FetchError } from '../../src/fetch/errors.js';
import type { FetchProgress } from '../../src/fetch/fetch.js';
import { fetchToFile, type FileOptions } from '../../src/fetch/file.js';
import { stateFileOf } from '../../src/fetch/state.js';
import { arxivId, arxivOf, huggingFaceOf, numbers, openAlexOf, semanticScholarOf } from './support/apis.js';
import { FakeClock } from './support/clock.js';
import { arxivIdsIn, optionsAt } from './support/options.js';
import { fail, TestServer, type Respond } from './support/server.js';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  folder = mkdtempSync(join(tmpdir(), 'related-work-fetch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const read = (file: string): string => readFileSync(file, 'utf8');
const options = (changes: Partial<FileOptions> = {}): FileOptions => ({
  ...optionsAt(server, { tries: 1 }),
  pageSize: 2,
  ...changes,
});

async function refusal(fetch: Promise<unknown>): Promise<FetchError> {
  return await fetch.then(
    () => {
      throw new Error('It went well.');
    },
    (error: unknown) => {
      if (error instanceof FetchError) return error;
      throw error;
    },
  );
}

/** Answers so many requests, then fails. */
function until(most: number, respond: Respond): Respond {
  let count = 0;
  return (asked, response) => {
    count += 1;
    (count > most ? fail(500) : respond)(asked, response);
  };
}

describe.each([
  ['arxiv', 'cat:cs.LG', arxivOf(numbers(7)), 4],
  ['arxiv', numbers(7).map(arxivId).join(','), arxivOf(numbers(7)), 4],
  ['openalex', 'graphs', openAlexOf(7), 5],
  ['huggingface', 'today', huggingFaceOf(7), 5],
  ['semantic-scholar', 'graphs', semanticScholarOf(7, 2), 4],
] as const)('%s "%s"', (source, query, respond, requests) => {
  let whole: string;
  beforeEach(async () => {
    server.respond = respond;
    await fetchToFile(source, query, at('whole'), options());
    whole = read(at('whole'));
  });

  it('gives all records', async () => {
    expect(server.asked).toHaveLength(requests);
    const again = await fetchToFile(source, query, at('again'), options());
    expect(again).toMatchObject({ records: 7, added: 7, pages: requests, end: 'all' });
    expect(read(at('again'))).toBe(whole);
  });

  it('gives the same file when it fails at any page and goes on', async () => {
    for (const page of numbers(requests - 1)) {
      const file = at(`failed-${page}`);
      server.respond = until(page, respond);
      const { fault } = await refusal(fetchToFile(source, query, file, options()));
      expect(fault).toBe('network');
      server.respond = respond;
      server.asked.length = 0;
      const summary = await fetchToFile(source, query, file, options());
      expect(server.asked).toHaveLength(requests - page);
      expect(summary).toMatchObject({ records: 7, pages: requests, end: 'all' });
      expect(read(file)).toBe(whole);
    }
  });

  it('gives the same file when it is killed between the records and the state', async () => {
    for (const page of numbers(requests - 1)) {
      const file = at(`killed-${page}`);
      server.respond = until(page - 1, respond);
      await refusal(fetchToFile(source, query, file, options()));
      const state = read(stateFileOf(file));
      server.respond = until(1, respond);
      await refusal(fetchToFile(source, query, file, options()));
      // The records of one more page are there, and perhaps the start of another; the state knows of neither.
      writeFileSync(stateFileOf(file), state);
      appendFileSync(file, '{"half":');
      server.respond = respond;
      await fetchToFile(source, query, file, options());
      expect(read(file)).toBe(whole);
    }
  });

  it('gives the same file when limits cut it', async () => {
    server.respond = respond;
    for (const limit of numbers(7)) {
      const summary = await fetchToFile(source, query, at('limited'), options({ limit }));
      expect(summary).toMatchObject({ records: limit, added: 1 });
    }
    await fetchToFile(source, query, at('limited'), options());
    expect(read(at('limited'))).toBe(whole);
  });
});

it('is a well-formed feed after every page', async () => {
  server.respond = arxivOf(numbers(5));
  const counts: number[] = [];
  const onProgress = (word: FetchProgress): void => {
    if (word.kind === 'page' && word.page > 1) counts.push(readFeed(read(at('x.xml'))).entries.length);
  };
  await fetchToFile('arxiv', 'cat:cs.LG', at('x.xml'), options({ onProgress }));
  expect(counts).toEqual([2, 4]);
  expect(arxivIdsIn(read(at('x.xml')))).toEqual(numbers(5).map(arxivId));
});

it('does nothing when all is there, or the limit is reached', async () => {
  server.respond = openAlexOf(5);
  await fetchToFile('openalex', 'x', at('x'), options({ limit: 3 }));
  server.asked.length = 0;
  expect(await fetchToFile('openalex', 'x', at('x'), options({ limit: 2 }))).toMatchObject({ added: 0, end: 'limit' });
  expect(server.asked).toHaveLength(0);
  const progress: FetchProgress[] = [];
  await fetchToFile('openalex', 'x', at('x'), options({ onProgress: (word) => progress.push(word) }));
  expect(progress[0]).toEqual({ kind: 'resume', page: 2, count: 3 });
  server.asked.length = 0;
  expect(await fetchToFile('openalex', 'x', at('x'), options())).toMatchObject({ records: 5, added: 0, end: 'all' });
  expect(server.asked).toHaveLength(0);
});

it('begins anew when told to', async () => {
  server.respond = openAlexOf(5);
  await fetchToFile('openalex', 'x', at('x'), options());
  server.respond = openAlexOf(2);
  expect(await fetchToFile('openalex', 'y', at('x'), options({ restart: true }))).toMatchObject({ added: 2 });
  expect(read(at('x')).trim().split('\n')).toHaveLength(2);
  expect(JSON.parse(read(stateFileOf(at('x'))))).toMatchObject({ query: 'search=y', records: 2, end: 'all' });
});

it('keeps what is needed beside the file and nothing else', async () => {
  server.respond = openAlexOf(3);
  await fetchToFile('openalex', 'x', at('deep/er/x.jsonl'), options({ limit: 2, order: 'newest' }));
  expect(readdirSync(at('deep/er')).sort()).toEqual(['x.jsonl', 'x.jsonl.fetch.json']);
  expect(JSON.parse(read(at('deep/er/x.jsonl.fetch.json')))).toEqual({
    version: 1,
    source: 'openalex',
    query: 'search=x',
    order: 'newest',
    place: {
      cursor: 'after2',
      recent: ['https://openalex.org/W1', 'https://openalex.org/W2'],
      pages: 1,
      records: 2,
    },
    pages: 1,
    records: 2,
    total: 3,
    end: 'limit',
    bytes: Buffer.byteLength(read(at('deep/er/x.jsonl'))),
    startedAt: '2025-01-31T12:00:00.000Z',
    updatedAt: '2025-01-31T12:00:00.000Z',
  });
});

describe('refuses', () => {
  beforeEach(async () => {
    server.respond = openAlexOf(3);
    await fetchToFile('openalex', 'x', at('x'), options({ limit: 2 }));
  });

  it.each([
    ['openalex', 'y', {}, 'openalex "search=x", not of openalex "search=y"'],
    ['openalex', 'type:x', {}, 'openalex "search=x", not of openalex "filter=type%3Ax"'],
    ['s2', 'x', {}, 'openalex "search=x", not of semantic-scholar "x"'],
    ['openalex', 'x', { order: 'newest' }, 'openalex "search=x", not of openalex "search=x" by newest'],
  ] as const)('to go on with %s "%s"', async (source, query, changes, words) => {
    const { fault, message } = await refusal(fetchToFile(source, query, at('x'), options(changes)));
    expect(fault).toBe('state');
    expect(message).toBe(`${at('x')} holds a fetch of ${words}; name another file, or start afresh.`);
  });

  it('to go on with today when that was another day', async () => {
    server.respond = huggingFaceOf(3);
    await fetchToFile('hf', 'today', at('hf'), options({ limit: 2 }));
    const tomorrow = options({ clock: new FakeClock('2025-02-01T00:00:00Z') });
    expect((await refusal(fetchToFile('hf', 'today', at('hf'), tomorrow))).message).toContain(
      '"date=2025-01-31", not of huggingface "date=2025-02-01"',
    );
  });

  it('to overwrite what is not of a fetch', async () => {
    writeFileSync(at('mine'), 'precious');
    const { message } = await refusal(fetchToFile('openalex', 'x', at('mine'), options()));
    expect(message).toBe(`${at('mine')} is there already and no fetch of ours; name another file, or start afresh.`);
    expect(read(at('mine'))).toBe('precious');
    expect(existsSync(stateFileOf(at('mine')))).toBe(false);
  });

  it('to go on with a file that lost something', async () => {
    writeFileSync(at('x'), '{}');
    expect((await refusal(fetchToFile('openalex', 'x', at('x'), options()))).message).toMatch(
      /x has 2 bytes, fewer than the \d+ that were fetched into it; start afresh\.$/,
    );
  });

  it('to go on from a state that is none', async () => {
    writeFileSync(stateFileOf(at('x')), '{"version":2}');
    expect((await refusal(fetchToFile('openalex', 'x', at('x'), options()))).message).toBe(
      `${stateFileOf(at('x'))} is not the state of a fetch; start afresh, which overwrites it.`,
    );
  });

  it('a file that cannot be written', async () => {
    const { fault, message } = await refusal(fetchToFile('openalex', 'x', join(at('x'), 'y'), options()));
    expect(fault).toBe('state');
    expect(message).toMatch(/ENOTDIR/);
  });

  it('a wrong query before it touches anything', async () => {
    expect((await refusal(fetchToFile('openalex', '', at('new/x'), options()))).fault).toBe('use');
    expect(existsSync(at('new'))).toBe(false);
  });
});

it('knows the usual endings of files and what the loader calls their formats', () => {
  expect([endingOf('arxiv'), endingOf('openalex')]).toEqual(['.xml', '.jsonl']);
  expect([loaderFormatOf('arxiv'), loaderFormatOf('huggingface')]).toEqual(['arxiv-atom', 'huggingface']);
});
