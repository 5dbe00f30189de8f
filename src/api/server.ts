import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { constants } from 'node:zlib';
import type { Settings } from '../config.js';
import type { Graph } from '../graph/graph.js';
import { makeApollo } from './apollo.js';
import { authenticate } from './auth.js';
import type { Context } from './context.js';
import { BadRequest } from './errors.js';
import { checkBody, errorBody, httpError, RETRY_AFTER_SECONDS } from './format-error.js';
import { checkNesting, LIMITS } from './limits.js';
import { httpContext } from './request-context.js';
import { makeSchema } from './schema.js';

const READY_TIMEOUT_MS = 2_000;
const MAX_EVENT_LOOP_DELAY_MS = 1_500;
const DRAIN_GRACE_MS = 1_000;
const DRAIN_CHECK_MS = 20;
const DRAIN_QUIET_CHECKS = 5;
const CONNECTION_CHECK_MS = 2_000;

/** Addresses of the explorer, which is one page that reads its view from them. */
const VIEWS = ['/paper/*', '/technique/*', '/topic/*', '/author/*', '/path', '/set', '/search', '/day'];

export type ServerSettings = Pick<
  Settings,
  | 'host'
  | 'port'
  | 'maxCost'
  | 'timeoutMs'
  | 'introspection'
  | 'corsOrigins'
  | 'logLevel'
  | 'drainMs'
  | 'keys'
  | 'readKeys'
>;

export interface RunningServer {
  /** Address that a browser can open. */
  readonly url: string;
  readonly app: FastifyInstance;
  /** Fails readiness, lets running requests end, then stops. Does not close the graph. */
  stop(): Promise<void>;
}

/** The address cannot be listened on. The message is for the person who runs the program. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Serves the graph over HTTP: `/graphql`, the explorer, the playground, and health.
 *
 * @param webFolder the built pages.
 * @throws ListenError when the port is taken or the host is not ours.
 */
export async function startServer(graph: Graph, settings: ServerSettings, webFolder: string): Promise<RunningServer> {
  const app = Fastify({
    logger: { level: settings.logLevel },
    bodyLimit: LIMITS.importBytes,
    routerOptions: { maxParamLength: 500 },
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    requestTimeout: LIMITS.requestMs,
    http: { headersTimeout: LIMITS.headersMs, connectionsCheckingInterval: CONNECTION_CHECK_MS },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  const apollo = makeApollo(await makeSchema(), settings, app.log, [drain(app, settings.timeoutMs)]);
  await apollo.start();

  let draining = false;
  answerErrorsAsJson(app);
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) void reply.header('connection', 'close');
    done(null, payload);
  });
  await protect(app, settings);
  authenticate(app, graph, settings);
  addHealth(app, graph, () => draining);
  addGraphQl(app, apollo, graph, settings);
  await addPages(app, webFolder);

  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await apollo.stop();
    throw new ListenError(explainListening(error, settings), { cause: error });
  }
  return {
    url: addressOf(app),
    app,
    stop: async () => {
      draining = true;
      await new Promise((resolve) => setTimeout(resolve, settings.drainMs));
      await apollo.stop();
    },
  };
}

/**
 * Stops listening and lets running requests end. Cuts the connections that are
 * left then, idle or half a request, and all of them when no request may last any longer.
 */
function drain(app: FastifyInstance, timeoutMs: number): ApolloServerPlugin<Context> {
  const running = new Set<FastifyReply>();
  app.addHook('onRequest', (_request, reply, done) => {
    running.add(reply);
    reply.raw.once('close', () => running.delete(reply));
    done();
  });
  const drainServer = async (): Promise<void> => {
    const deadline = Date.now() + timeoutMs + DRAIN_GRACE_MS;
    let quietChecks = 0;
    const timer = setInterval(() => {
      if (app.server.listening) return;
      // A connection that was taken last may have its request still on the way.
      quietChecks = running.size === 0 ? quietChecks + 1 : 0;
      if (quietChecks >= DRAIN_QUIET_CHECKS || Date.now() > deadline) app.server.closeAllConnections();
    }, DRAIN_CHECK_MS);
    await app.close();
    clearInterval(timer);
  };
  return { serverWillStart: () => Promise.resolve({ drainServer }) };
}

function addGraphQl(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  graph: Graph,
  { timeoutMs }: ServerSettings,
): void {
  app.route<{ Body: unknown; Querystring: Record<string, unknown> }>({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request, reply) => {
      // A browser that opens the endpoint wants to ask something.
      const asksForPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
      if (asksForPage && request.url === '/graphql') return await reply.redirect('/playground');
      if (!URL.canParse(request.url, `${request.protocol}://${request.hostname}/`)) {
        throw new BadRequest('The header Host is missing or no host name. Send, for example, Host: localhost:4000.');
      }
      if (request.method === 'POST') checkBody(request.body);
      const { query, variables } = (request.method === 'GET' ? request.query : request.body) as Record<string, unknown>;
      checkNesting(query, variables);
    },
    handler: fastifyApolloHandler(apollo, { context: httpContext(graph, timeoutMs) }),
  });
}

async function protect(app: FastifyInstance, { corsOrigins }: ServerSettings): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
    pressureHandler: (request, reply) => {
      // Answering "I live" under load is what keeps an orchestrator from making it worse.
      if (request.url.startsWith('/health/')) return;
      void reply
        .code(503)
        .header('retry-after', RETRY_AFTER_SECONDS)
        .send(errorBody('The server is overloaded. Try again shortly.', 'OVERLOADED'));
    },
  });
  await app.register(helmet, {
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  await app.register(cors, {
    origin: corsOrigins.length > 0 ? [...corsOrigins] : false,
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after'],
    maxAge: 600,
  });
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    // Higher qualities cost more time than the network saves.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 5 },
  });
}

function addHealth(app: FastifyInstance, graph: Graph, isDraining: () => boolean): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const engine = `${graph.engine.name} ${graph.engine.version}`;
    if (isDraining()) return await reply.code(503).send({ status: 'stopping', engine });
    try {
      await graph.ping({ signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
      return { status: 'ready', engine };
    } catch (error) {
      app.log.error({ err: error }, 'The graph does not answer');
      return await reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send({ status: 'unavailable', engine });
    }
  });
}

async function addPages(app: FastifyInstance, webFolder: string): Promise<void> {
  if (!existsSync(webFolder)) {
    app.log.warn(`No pages in ${webFolder}; npm run build makes them.`);
    app.get('/', (_request, reply) =>
      reply.code(404).type('text/plain').send('The pages are not built: run npm run build.'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: webFolder,
    cacheControl: false,
    setHeaders: (response, path) => {
      // Assets carry a hash in their name; the page that names them does not.
      response.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.get('/playground', (_request, reply) => reply.sendFile('playground.html'));
  for (const view of VIEWS) app.get(view, (_request, reply) => reply.sendFile('index.html'));
}

function answerErrorsAsJson(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  app.setNotFoundHandler(answerNotFound);
  app.setErrorHandler(answerError);
}

async function answerNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = request.url.split('?')[0] ?? '';
  if (path === '/graphql') {
    const message = `${request.method} is not possible. Send operations to /graphql by POST, or by GET.`;
    return await reply.code(405).header('allow', 'GET, POST').send(errorBody(message, 'BAD_REQUEST'));
  }
  const message = `There is nothing at ${request.method} ${path}. The API is at /graphql.`;
  return await reply.code(404).send(errorBody(message, 'NOT_FOUND'));
}

async function answerError(
  error: Error & { code?: string; statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // All that the file server says of a path that leaves its folder.
  if (error.code === undefined && ['Forbidden', 'Bad Request'].includes(error.message)) {
    return await answerNotFound(request, reply);
  }
  const [status, body] = httpError(error, request.id);
  if (status >= 500) request.log.error({ err: error, errorId: request.id }, 'A request failed');
  if (status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  return await reply.code(status).send(body);
}

/** For bytes that did not become a request. */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const [status, body] = httpError(error, '');
    const text = JSON.stringify(body);
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    const type = 'Content-Type: application/json; charset=utf-8';
    socket.write(
      `${head}\r\n${type}\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
    );
  }
  socket.destroy();
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return String(address);
  const host = ['0.0.0.0', '::'].includes(address.address) ? 'localhost' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`;
}

function explainListening(error: unknown, { host, port }: ServerSettings): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Set PORT to another one, or stop the other program.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST "${host}" is not an address of this machine. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`;
    default:
      return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
