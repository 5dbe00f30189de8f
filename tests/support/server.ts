import { connect } from 'node:net';
import { startServer, type RunningServer, type ServerSettings } from '../../src/api/server.js';
import type { Graph } from '../../src/graph/graph.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is not JSON. */
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- any answer, also a broken one
}

export interface TestServer extends RunningServer {
  /** Sends an operation as a well-behaved client does. */
  post(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** Sends any HTTP request. */
  send(path: string, init?: RequestInit): Promise<Answer>;
  /** Writes bytes to a new connection, and reads until it closes or `until` has come. */
  raw(bytes: string | Buffer, until?: RegExp): Promise<string>;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

/** The answer to `{ stats { papers } }`, wherever it stands in what came back. */
export const ANSWERED = /"data":\{"stats":\{"papers":\d+\}\}/;

/** Throws unless the server still answers: what every attack must leave behind. */
export async function expectAlive(server: TestServer): Promise<void> {
  const { text } = await server.post('{ stats { papers } }');
  if (!/^{"data":{"stats":{"papers":\d+}}}$/m.test(text)) throw new Error(`The server does not live: ${text}`);
}

const RAW_TIMEOUT_MS = 20_000;

/** Starts the server on a free port over a graph, with a setting changed here and there. */
export async function serveGraph(
  graph: Graph,
  settings: Partial<ServerSettings> = {},
  webFolder = '/nowhere',
): Promise<TestServer> {
  const server = await startServer(
    graph,
    {
      host: '127.0.0.1',
      port: 0,
      maxCost: 20_000,
      timeoutMs: 10_000,
      introspection: true,
      corsOrigins: [],
      logLevel: 'silent',
      drainMs: 0,
      keys: [],
      readKeys: 'optional',
      ...settings,
    },
    webFolder,
  );
  const send = async (path: string, init?: RequestInit): Promise<Answer> => await ask(server.url, path, init);
  return {
    ...server,
    send,
    post: async (query, variables, headers) =>
      await send('/graphql', {
        method: 'POST',
        headers: { ...JSON_TYPE, ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    raw: async (bytes, until) => await exchange(Number(new URL(server.url).port), bytes, until),
  };
}

/** Sends a request to a server and reads the whole answer. */
export async function ask(url: string, path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(new URL(path, url), { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function exchange(port: number, bytes: string | Buffer, until?: RegExp): Promise<string> {
  return await new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`No end of the answer came; so far: ${received}`));
    }, RAW_TIMEOUT_MS);
    socket.on('data', (chunk) => {
      received += chunk.toString();
      if (until?.test(received)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received);
    });
  });
}

/** Fails unless an answer is an error as every client can read it: JSON, a code, and no innards. */
export function expectError(answer: Answer, status: number, code: string, message?: RegExp): void {
  const [error] = answer.body?.errors ?? [];
  expect({ status: answer.status, code: error?.extensions?.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/(json|graphql-response\+json); charset=utf-8$/);
  if (message !== undefined) expect(error.message).toMatch(message);
  expectNoInnards(answer.text);
}

/** Fails when a text holds a stack, a page, or the name of something inside. */
export function expectNoInnards(text: string): void {
  expect(text).not.toMatch(/\n\s+at |node_modules|file:\/\/|<html|<!doctype|\.js:\d|\.ts:\d|MATCH \(|call stack/i);
}
