import { readFeed } from '../../src/fetch/atom.js';
import { fetchDocument, type FetchProgress } from '../../src/fetch/fetch.js';
import {
  arxivEntry,
  arxivFeed,
  arxivId,
  arxivOf,
  dailyPaper,
  huggingFaceOf,
  numbers,
  openAlexOf,
  openAlexWork,
  s2Paper,
  semanticScholarOf,
} from './support/apis.js';
import { arxivIdsIn, namesIn, optionsAt, pagesOf } from './support/options.js';
import { inTurn, sendAtom, sendJson, TestServer } from './support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const asked = (name: string): (string | null)[] => server.asked.map(({ url }) => url.searchParams.get(name));

describe('to the end', () => {
  it('of arXiv, three seconds apart', async () => {
    server.respond = arxivOf(numbers(7));
    const options = optionsAt(server);
    const pages = await pagesOf('arxiv', 'cat:cs.LG', { ...options, pageSize: 3 });
    expect(pages.map(({ records }) => arxivIdsIn(...records))).toEqual([
      [1, 2, 3].map(arxivId),
      [4, 5, 6].map(arxivId),
      [7].map(arxivId),
    ]);
    expect(pages.map(({ count, total, end }) => ({ count, total, end }))).toEqual([
      { count: 3, total: 7, end: undefined },
      { count: 6, total: 7, end: undefined },
      { count: 7, total: 7, end: 'all' },
    ]);
    expect(asked('start')).toEqual(['0', '3', '6']);
    expect(options.clock.sleeps).toEqual([3000, 3000]);
    expect(options.clock.waiting).toBe(0);
  });

  it('of OpenAlex, whose last cursor leads to an empty page', async () => {
    server.respond = openAlexOf(5);
    const pages = await pagesOf('openalex', 'graphs', { ...optionsAt(server), pageSize: 2 });
    expect(namesIn(pages)).toEqual(numbers(5).map((number) => openAlexWork(number)['id']));
    expect(asked('cursor')).toEqual(['*', 'after2', 'after4', 'after5']);
    expect(pages.at(-1)).toMatchObject({ records: [], count: 5, total: 5, end: 'all' });
  });

  it('of a day at Hugging Face', async () => {
    server.respond = huggingFaceOf(5);
    const pages = await pagesOf('huggingface', 'today', { ...optionsAt(server), pageSize: 2 });
    expect(namesIn(pages)).toEqual(numbers(5).map(arxivId));
    expect(asked('p')).toEqual(['0', '1', '2', '3']);
    expect(asked('date')).toEqual(numbers(4).map(() => '2025-01-31'));
  });

  it('of a day at Hugging Face when it ignores the page', async () => {
    server.respond = (_, response) => sendJson(response, [1, 2].map(dailyPaper));
    const pages = await pagesOf('huggingface', '2025-01-30', optionsAt(server));
    expect(namesIn(pages)).toEqual([1, 2].map(arxivId));
    expect(pages.at(-1)).toMatchObject({ end: 'all', records: [] });
  });

  it('of a search at Hugging Face, which may know more than it gives', async () => {
    server.respond = (_, response) => sendJson(response, numbers(100).map(dailyPaper));
    const pages = await pagesOf('hf', 'vision', optionsAt(server));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ count: 100, end: 'cut' });
  });

  it('of a bulk search at Semantic Scholar', async () => {
    server.respond = semanticScholarOf(5, 2);
    const pages = await pagesOf('semantic-scholar', 'graphs', optionsAt(server));
    expect(namesIn(pages)).toEqual(numbers(5).map((number) => s2Paper(number)['paperId']));
    expect(asked('token')).toEqual([null, '2', '4']);
    expect(pages.at(-1)).toMatchObject({ end: 'all', total: 5 });
  });

  it('of what a search by relevance reaches at Semantic Scholar', async () => {
    server.respond = semanticScholarOf(1500, 0);
    const pages = await pagesOf('s2', 'graphs', { ...optionsAt(server), order: 'relevance' });
    expect(pages.at(-1)).toMatchObject({ count: 999, end: 'cut', total: 1500 });
    expect(
      server.asked.every(
        ({ url: { searchParams: query } }) => Number(query.get('offset')) + Number(query.get('limit')) < 1000,
      ),
    ).toBe(true);
    expect(new Set(namesIn(pages)).size).toBe(999);
  });

  it('of ids at Semantic Scholar, naming those it does not know', async () => {
    server.respond = semanticScholarOf(3, 0);
    const ids = [1, 9, 3].map((number) => s2Paper(number)['paperId'] as string);
    const pages = await pagesOf('s2', ids.join(' '), { ...optionsAt(server), pageSize: 2 });
    expect(namesIn(pages)).toEqual([ids[0], ids[2]]);
    expect(pages.flatMap(({ missing }) => missing)).toEqual([ids[1]]);
    expect(server.asked.map(({ method, body }) => [method, JSON.parse(body) as unknown])).toEqual([
      ['POST', { ids: ids.slice(0, 2) }],
      ['POST', { ids: ids.slice(2) }],
    ]);
    expect(server.asked[0]?.headers['content-type']).toBe('application/json');
  });

  it('of ids at arXiv, naming those it does not know', async () => {
    server.respond = arxivOf(numbers(3));
    const pages = await pagesOf('arxiv', [3, 8, 1].map(arxivId).join(','), { ...optionsAt(server), pageSize: 2 });
    expect(pages.map(({ records }) => arxivIdsIn(...records))).toEqual([[arxivId(3)], [arxivId(1)]]);
    expect(pages.flatMap(({ missing }) => missing)).toEqual([arxivId(8)]);
  });

  it('of nothing', async () => {
    server.respond = arxivOf([]);
    expect(await pagesOf('arxiv', 'nothing', optionsAt(server))).toMatchObject([
      { records: [], count: 0, total: 0, end: 'all' },
    ]);
  });
});

describe('a limit', () => {
  it('in the middle of a page asks for no more than it needs', async () => {
    server.respond = arxivOf(numbers(7));
    const pages = await pagesOf('arxiv', 'cat:cs.LG', { ...optionsAt(server), pageSize: 3, limit: 5 });
    expect(asked('max_results')).toEqual(['3', '2']);
    expect(pages.at(-1)).toMatchObject({ count: 5, end: 'limit' });
  });

  it('in the middle of a page that the API sizes itself leaves the rest for later', async () => {
    server.respond = semanticScholarOf(7, 3);
    const options = optionsAt(server);
    const pages = await pagesOf('s2', 'graphs', { ...options, limit: 5 });
    expect(namesIn(pages)).toHaveLength(5);
    const rest = await pagesOf('s2', 'graphs', { ...options, from: pages.at(-1)!.next! });
    expect(namesIn([...pages, ...rest])).toEqual(numbers(7).map((number) => s2Paper(number)['paperId']));
  });

  it('in a search at Hugging Face can be raised', async () => {
    server.respond = huggingFaceOf(5);
    const pages = await pagesOf('hf', 'vision', { ...optionsAt(server), limit: 2 });
    expect(pages).toMatchObject([{ count: 2, end: 'limit' }]);
    const rest = await pagesOf('hf', 'vision', { ...optionsAt(server), from: pages[0]!.next! });
    expect(namesIn([...pages, ...rest])).toEqual(numbers(5).map(arxivId));
  });

  it('at the end of the last page is no limit', async () => {
    server.respond = semanticScholarOf(6, 3);
    const pages = await pagesOf('s2', 'graphs', { ...optionsAt(server), limit: 6 });
    expect(pages.at(-1)).toMatchObject({ count: 6, end: 'all' });
  });
});

it('gives no record twice when new ones push the pages along', async () => {
  server.respond = inTurn(arxivOf([3, 4, 5, 6, 7]), arxivOf([1, 2, 3, 4, 5, 6, 7]));
  const pages = await pagesOf('arxiv', 'cat:cs.LG', { ...optionsAt(server), pageSize: 3 });
  expect(pages.flatMap(({ records }) => arxivIdsIn(...records))).toEqual([3, 4, 5, 6, 7].map(arxivId));
});

it('asks again for the empty page that arXiv now and then sends', async () => {
  const empty = (_: unknown, response: Parameters<typeof sendAtom>[0]) => sendAtom(response, arxivFeed([], 4));
  server.respond = inTurn(arxivOf(numbers(4)), empty, arxivOf(numbers(4)));
  const pages = await pagesOf('arxiv', 'cat:cs.LG', { ...optionsAt(server), pageSize: 2 });
  expect(pages.flatMap(({ records }) => arxivIdsIn(...records))).toEqual(numbers(4).map(arxivId));
  expect(asked('start')).toEqual(['0', '2', '2']);
});

it('ends at arXiv where arXiv does', async () => {
  server.respond = (_, response) => sendAtom(response, arxivFeed([arxivEntry(1)], 50_000));
  const from = { cursor: 29_999, recent: [], pages: 60, records: 29_999 };
  const pages = await pagesOf('arxiv', 'cat:cs.LG', { ...optionsAt(server), from });
  expect(asked('max_results')).toEqual(['1']);
  expect(pages).toMatchObject([{ page: 61, count: 30_000, total: 50_000, end: 'cut' }]);
});

it('says how it goes on', async () => {
  server.respond = openAlexOf(2);
  const progress: FetchProgress[] = [];
  await pagesOf('openalex', 'x', { ...optionsAt(server), onProgress: (word) => progress.push(word) });
  expect(progress).toEqual([
    { kind: 'page', page: 1, count: 2, total: 2, cached: false },
    { kind: 'page', page: 2, count: 2, total: 2, cached: false },
  ]);
});

it('keeps records as they are, whatever their keys', async () => {
  const record =
    '{"id":"https://openalex.org/W1","abstract_inverted_index":{"__proto__":[0],"constructor":[1],"\\u2028":[2]},"score":0.9998000264167786}';
  server.respond = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"meta":{"count":1,"next_cursor":null},"results":[${record}]}`);
  };
  const [page] = await pagesOf('openalex', 'x', optionsAt(server));
  expect(page?.records).toEqual([record.replace('\\u2028', '\u2028')]);
});

describe('as one document', () => {
  const textOf = async (source: string, query: string, pageSize: number): Promise<string> => {
    const parts: Uint8Array[] = [];
    for await (const part of fetchDocument(source, query, { ...optionsAt(server), pageSize })) parts.push(part);
    return Buffer.concat(parts).toString();
  };

  it('arXiv is a feed', async () => {
    server.respond = arxivOf(numbers(5));
    const text = await textOf('arxiv', 'ti:"a & b" AND cat:cs.LG', 2);
    const { entries } = readFeed(text);
    expect(entries.map(({ id }) => id)).toEqual(
      numbers(5).map((number) => `http://arxiv.org/abs/${arxivId(number)}v1`),
    );
    expect(text).toContain('<title>ti:&quot;a &amp; b&quot; AND cat:cs.LG</title>');
    expect(text.match(/<feed/g)).toHaveLength(1);
  });

  it('OpenAlex is lines', async () => {
    server.respond = openAlexOf(3);
    const lines = (await textOf('openalex', 'x', 2)).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(numbers(3).map(openAlexWork));
  });
});
