import { FetchError } from '../../src/fetch/errors.js';
import type { FetchOptions, FetchProgress } from '../../src/fetch/fetch.js';
import { arxivFeed, openAlexOf, openAlexWork, semanticScholarOf } from './support/apis.js';
import { namesIn, optionsAt, pagesOf } from './support/options.js';
import { cut, fail, inTurn, sendAtom, sendJson, TestServer, type Respond } from './support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const fine = openAlexOf(1);

async function refusal(options: FetchOptions, source = 'openalex', query = 'x'): Promise<FetchError> {
  return await pagesOf(source, query, options).then(
    () => {
      throw new Error('It went well.');
    },
    (error: unknown) => {
      if (error instanceof FetchError) return error;
      throw error;
    },
  );
}

/** Fetches from a server that fails first, and says how long was waited for what. */
async function waits(...responds: Respond[]): Promise<{ ms: number; reason: string }[]> {
  server.respond = inTurn(...responds, fine);
  const found: { ms: number; reason: string }[] = [];
  const onProgress = (word: FetchProgress): void => {
    if (word.kind === 'wait') found.push({ ms: word.ms, reason: word.reason });
  };
  const pages = await pagesOf('openalex', 'x', { ...optionsAt(server), onProgress, limit: 1 });
  expect(namesIn(pages)).toEqual([openAlexWork(1)['id']]);
  return found;
}

describe('a passing fault', () => {
  it('of 429 is waited out as long as it says, in seconds', async () => {
    expect(await waits(fail(429, { 'retry-after': '7' }))).toEqual([{ ms: 7000, reason: 'OpenAlex answered 429' }]);
  });

  it('of 429 is waited out as long as it says, as a date', async () => {
    const date = fail(429, { 'retry-after': 'Fri, 31 Jan 2025 12:00:45 GMT' });
    expect((await waits(date)).map(({ ms }) => ms)).toEqual([45_000]);
  });

  it('of 500 is tried again after longer and longer waits', async () => {
    expect((await waits(fail(500), fail(502), fail(503))).map(({ ms }) => ms)).toEqual([500, 1000, 2000]);
  });

  it('of a wait of nothing is not pressed', async () => {
    expect((await waits(fail(429, { 'retry-after': '0' }))).map(({ ms }) => ms)).toEqual([500]);
  });

  it('of a cut connection', async () => {
    expect(await waits(cut)).toEqual([{ ms: 500, reason: 'OpenAlex cut the connection' }]);
  });

  it('of a connection cut before any answer', async () => {
    expect(await waits((_, response) => response.destroy())).toEqual([
      { ms: 500, reason: 'OpenAlex cut the connection' },
    ]);
  });

  it('of broken JSON', async () => {
    const broken: Respond = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"meta":{"count":1},"results":[{"id"');
    };
    const [wait] = await waits(broken);
    expect(wait?.reason).toBe(
      'OpenAlex sent something that is not JSON; it starts with "{"meta":{"count":1},"results":[{"id""',
    );
  });

  it('of an empty answer', async () => {
    const [wait] = await waits((_, response) => response.writeHead(200).end());
    expect(wait?.reason).toBe('OpenAlex sent something that is not JSON; it starts with nothing: it is empty');
  });
});

describe('a body without end', () => {
  it('is waited for only so long', async () => {
    const options = optionsAt(server, { timeoutMs: 30_000, tries: 2 });
    server.respond = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      // Time passes once the first piece is out; the rest never comes.
      response.write('{"meta":', () => options.clock.advance(30_000));
    };
    const { fault, message } = await refusal(options);
    expect(fault).toBe('network');
    expect(message).toMatch(/^OpenAlex gave no whole answer within 30 s\. Gave up after 2 tries \(GET http:/);
    expect(options.clock.waiting).toBe(0);
  });

  it('that keeps coming is read only so far', async () => {
    server.respond = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (!response.destroyed) response.write(' '.repeat(10_000), () => setImmediate(more));
      };
      more();
    };
    const { fault, message } = await refusal(optionsAt(server, { maxBytes: 100_000 }));
    expect(fault).toBe('answer');
    expect(message).toContain('OpenAlex sent more than the 100000 bytes that are read of one answer');
  });
});

it('gives up on a server that always fails, and says so', async () => {
  server.respond = fail(500, { 'content-type': 'text/html' }, '<html><head><title>Oh no</title></head></html>');
  const options = optionsAt(server);
  const { fault, message } = await refusal(options);
  expect(fault).toBe('network');
  expect(message).toBe(
    `OpenAlex answered 500: Oh no. Gave up after 6 tries (GET ${server.url}/openalex/works?search=x&per_page=100&cursor=*)`,
  );
  expect(server.asked).toHaveLength(6);
  expect(options.clock.sleeps.filter((ms) => ms !== 100)).toEqual([500, 1000, 2000, 4000, 8000]);
});

it('does not wait longer than it may', async () => {
  server.respond = fail(429, { 'retry-after': '18000' }, '{"error":"Daily limit exceeded"}');
  const { fault, message } = await refusal(optionsAt(server));
  expect(fault).toBe('network');
  expect(message).toContain(
    'OpenAlex answered 429: Daily limit exceeded. It asks to wait 5 h, longer than this fetch may take',
  );
  expect(server.asked).toHaveLength(1);
});

it('stops when the run has taken as long as it may', async () => {
  server.respond = openAlexOf(100);
  const options = optionsAt(server, { totalMs: 250 });
  const { fault, message } = await refusal({ ...options, pageSize: 1 });
  expect(fault).toBe('stopped');
  expect(message).toBe('The fetch stopped after 250 ms, the longest that a run may take.');
  expect(server.asked).toHaveLength(3);
});

describe('an answer that trying again does not mend', () => {
  it.each([
    [
      'JSON',
      '{"error":"Invalid filter","message":"Unknown field: author_name"}',
      'Invalid filter: Unknown field: author_name',
    ],
    ['nested JSON', '{"error":{"message":"Bad query"}}', 'Bad query'],
    ['text', 'Bad\u001b[31m Request', 'Bad [31m Request'],
    ['JSON of no known shape', '{"errors":["x"]}', '{"errors":["x"]}'],
    ['HTML', '<!DOCTYPE html><title>No</title><p>x</p>', 'No'],
  ])('of 400 shows what the API says in %s', async (_, body, words) => {
    server.respond = fail(400, {}, body);
    const { fault, message } = await refusal(optionsAt(server));
    expect(fault).toBe('answer');
    expect(message).toMatch(/ \(GET http:\S+\)$/);
    expect(message).toContain(`OpenAlex answered 400: ${words} (GET`);
    expect(server.asked).toHaveLength(1);
  });

  it('of an error that arXiv sends as a feed', async () => {
    const feed = arxivFeed(
      ['<entry><id>https://arxiv.org/api/errors#x</id><summary>incorrect id format for 1</summary></entry>'],
      1,
    );
    server.respond = (_, response) => sendAtom(response, feed);
    expect((await refusal(optionsAt(server), 'arxiv')).message).toContain(
      'arXiv refused the query: incorrect id format for 1',
    );
    server.respond = fail(400, { 'content-type': 'application/atom+xml' }, feed);
    expect((await refusal(optionsAt(server), 'arxiv')).message).toContain(
      'arXiv answered 400: incorrect id format for 1',
    );
  });

  it('of an HTML page shows how it starts', async () => {
    server.respond = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html>\n<title>Sign in to Wi-Fi</title>');
    };
    expect((await refusal(optionsAt(server))).message).toContain(
      'OpenAlex sent an HTML page instead of JSON; it starts with "<!doctype html> <title>Sign in to Wi-Fi</title>"',
    );
    expect((await refusal(optionsAt(server), 'arxiv')).message).toContain(
      'arXiv sent an HTML page instead of an Atom feed',
    );
    expect(server.asked).toHaveLength(2);
  });

  it.each([
    ['an HTML page', undefined, '<html><body>x</body></html>'],
    ['an answer of type text/csv', 'text/csv', 'a,b'],
    ['an answer of no stated type', undefined, 'a,b'],
  ])('of %s', async (kind, type, body) => {
    server.respond = (_, response) => {
      if (type !== undefined) response.setHeader('content-type', type);
      response.end(body);
    };
    expect((await refusal(optionsAt(server))).message).toContain(`OpenAlex sent ${kind} instead of JSON`);
  });

  it('of JSON of another shape', async () => {
    server.respond = (_, response) => sendJson(response, { meta: {}, results: {} });
    expect((await refusal(optionsAt(server))).message).toContain('sent JSON of another shape than expected (results: ');
    server.respond = (_, response) => sendJson(response, { message: 'No valid paper ids given' });
    expect((await refusal(optionsAt(server), 's2')).message).toContain('answered: No valid paper ids given');
  });

  it('of fewer papers than ids', async () => {
    server.respond = (_, response) => sendJson(response, [null]);
    expect((await refusal(optionsAt(server), 's2', '10.1000/a 10.1000/b')).message).toContain(
      'answered 1 papers to 2 ids',
    );
  });

  it('of a cursor that does not move', async () => {
    server.respond = (_, response) => sendJson(response, { meta: { next_cursor: '*' }, results: [openAlexWork(1)] });
    expect((await refusal(optionsAt(server))).message).toBe('OpenAlex gave the same place as the next one: *.');
  });
});

describe('a redirect', () => {
  const redirect = (location: string, status = 301): Respond => fail(status, { location });

  it('within the host is followed', async () => {
    server.respond = inTurn(redirect('/elsewhere?search=x'), fine);
    await pagesOf('openalex', 'x', { ...optionsAt(server), limit: 1 });
    expect(server.asked.map(({ url }) => url.pathname)).toEqual(['/openalex/works', '/elsewhere']);
  });

  it('to another host without https is not', async () => {
    server.respond = redirect('http://example.org/works');
    expect((await refusal(optionsAt(server))).message).toContain(
      'OpenAlex redirects to http://example.org, which is neither https nor the same address',
    );
  });

  it('without end is not', async () => {
    server.respond = redirect('/openalex/works');
    expect((await refusal(optionsAt(server))).message).toContain('redirects more than 5 times');
  });

  it('to nowhere is not', async () => {
    server.respond = redirect('http://');
    expect((await refusal(optionsAt(server))).message).toContain('redirects to an address that is none');
  });

  it('keeps a POST only when it says so', async () => {
    server.respond = inTurn(redirect('/s2/paper/batch?again=1', 308), semanticScholarOf(1, 0));
    await pagesOf('s2', '0'.repeat(39) + '1', optionsAt(server));
    expect(server.asked.map(({ method }) => method)).toEqual(['POST', 'POST']);
    server.respond = redirect('/s2/paper/batch?again=1', 302);
    expect((await refusal(optionsAt(server), 's2', '10.1000/x')).message).toContain('answered 302, which would turn');
  });
});

describe('a signal', () => {
  it('stops a fetch before it asks', async () => {
    const { fault } = await refusal({ ...optionsAt(server), signal: AbortSignal.abort() });
    expect(fault).toBe('stopped');
    expect(server.asked).toHaveLength(0);
  });

  it('stops a fetch in the middle of an answer', async () => {
    const stop = new AbortController();
    server.respond = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{', () => stop.abort());
    };
    const options = optionsAt(server);
    expect(await refusal({ ...options, signal: stop.signal })).toMatchObject({
      fault: 'stopped',
      message: 'The fetch was stopped.',
    });
    expect(options.clock.waiting).toBe(0);
  });

  it('stops a fetch that waits', async () => {
    const stop = new AbortController();
    server.respond = fail(503);
    const options = optionsAt(server);
    options.clock.onSleep = () => stop.abort();
    expect((await refusal({ ...options, signal: stop.signal })).fault).toBe('stopped');
    expect(server.asked).toHaveLength(1);
  });
});

it('says that nobody is there', async () => {
  const gone = await TestServer.start();
  const options = optionsAt({ url: gone.url }, { tries: 2 });
  await gone.close();
  const { fault, message } = await refusal(options);
  expect(fault).toBe('network');
  expect(message).toContain('OpenAlex refuses connections. Gave up after 2 tries');
});
