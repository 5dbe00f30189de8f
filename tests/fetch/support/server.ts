import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server got it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Respond = (asked: Asked, response: ServerResponse) => void;

/** An HTTP server on loopback that answers as a test says and remembers what it was asked. */
export class TestServer {
  readonly asked: Asked[] = [];
  respond: Respond = (_, response) => response.writeHead(404).end();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', this.url);
        const asked = {
          method: request.method ?? '',
          url,
          headers: request.headers,
          body: Buffer.concat(parts).toString(),
        };
        this.asked.push(asked);
        this.respond(asked, response);
      });
    });
  }

  static async start(): Promise<TestServer> {
    const server = new TestServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Forgets what it was asked and answers 404 again. */
  reset(): void {
    this.asked.length = 0;
    this.respond = (_, response) => response.writeHead(404).end();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function sendJson(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(value));
}

export function sendAtom(response: ServerResponse, xml: string): void {
  response.writeHead(200, { 'content-type': 'application/atom+xml; charset=utf-8' });
  response.end(xml);
}

/** Answers the first requests one after another as listed, and all others by the last of them. */
export function inTurn(...responds: readonly Respond[]): Respond {
  let turn = 0;
  return (asked, response) => {
    const respond = responds[Math.min(turn, responds.length - 1)]!;
    turn += 1;
    respond(asked, response);
  };
}

export function fail(status: number, headers: Record<string, string> = {}, body = ''): Respond {
  return (_, response) => response.writeHead(status, headers).end(body);
}

/** Sends half of a body and cuts the connection. */
export const cut: Respond = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"meta":{"count":', () => response.destroy());
};
