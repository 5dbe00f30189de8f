import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { ask } from '../../src/web/explorer/ask.js';

const QUESTION = { text: 'query A { a }' };
const FOLDER = join(process.cwd(), 'src', 'web', 'explorer', 'queries');

describe('asking the API', () => {
  let server: Server;
  let endpoint: string;
  let answer: RequestListener;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const json = (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener => {
    return (request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
  };

  it('gives the data', async () => {
    answer = json(200, { data: { a: 1 } });
    expect(await ask(QUESTION, {}, { endpoint })).toEqual({ a: 1 });
  });

  it('throws what the API says, with its code', async () => {
    answer = json(200, { errors: [{ message: 'No.', extensions: { code: 'BAD_USER_INPUT' } }] });
    await expect(ask(QUESTION, {}, { endpoint })).rejects.toMatchObject({ message: 'No.', code: 'BAD_USER_INPUT' });
    answer = (_request, response) => response.writeHead(502).end('<h1>');
    await expect(ask(QUESTION, {}, { endpoint })).rejects.toThrow('The server answered 502 Bad Gateway');
  });

  it('asks again after 503, tells that it waits, and tells when it need not any longer', async () => {
    let asked = 0;
    const told: string[] = [];
    answer = (request, response) => {
      asked += 1;
      const body = { errors: [{ message: 'Away.' }] };
      (asked < 3 ? json(503, body, { 'retry-after': '0.05' }) : json(200, { data: { a: 2 } }))(request, response);
    };
    const waiting = {
      wait: (message: string, ms: number) => told.push(`${message} ${ms}`),
      done: () => told.push('done'),
    };
    expect(await ask(QUESTION, {}, { endpoint, waiting })).toEqual({ a: 2 });
    expect(told).toEqual(['Away. 50', 'Away. 50', 'done']);
  });

  it('stops waiting when it is called off', async () => {
    answer = json(503, { errors: [{ message: 'Away.' }] }, { 'retry-after': '60' });
    const controller = new AbortController();
    const asked = ask(
      QUESTION,
      {},
      { endpoint, signal: controller.signal, waiting: { wait: () => controller.abort(), done: () => undefined } },
    );
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('stops a request that is called off', async () => {
    answer = () => undefined;
    await expect(ask(QUESTION, {}, { endpoint, signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});

describe('the operations of the explorer', () => {
  const schema = buildSchema(readFileSync(join(process.cwd(), 'schema', 'schema.graphql'), 'utf8'));
  const hasSuggest = schema.getQueryType()?.getFields()['suggest'] !== undefined;
  const files = readdirSync(FOLDER).filter(
    (file) => file.endsWith('.graphql') && (hasSuggest || file !== 'suggest.graphql'),
  );

  it.each(files)('%s fits the schema and has a comment', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    expect(validate(schema, parse(text))).toEqual([]);
    expect(text).toMatch(/^# /);
  });
});
