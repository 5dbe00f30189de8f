import 'reflect-metadata';
import { existsSync } from 'node:fs';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';
import type { Settings } from '../config.js';
import type { Graph } from '../graph/graph.js';
import { makeApollo } from './apollo.js';
import type { Context } from './context.js';
import { RETRY_AFTER_SECONDS } from './format-error.js';
import { LIMITS } from './limits.js';
import { httpContext } from './request-context.js';
import { makeSchema } from './schema.js';

const READY_TIMEOUT_MS = 2_000;
const MAX_EVENT_LOOP_DELAY_MS = 1_500;

export type ServerSettings = Pick<
  Settings,
  'host' | 'port' | 'maxCost' | 'timeoutMs' | 'introspection' | 'corsOrigins' | 'logLevel' | 'drainMs'
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
 * Serves the graph over HTTP: `/graphql`, the playground, and health.
 *
 * @param webFolder the built playground.
 * @throws ListenError when the port is taken or the host is not ours.
 */
export async function startServer(graph: Graph, settings: ServerSettings, webFolder: string): Promise<RunningServer> {
  const app = Fastify({
    logger: { level: settings.logLevel },
    bodyLimit: LIMITS.bodyBytes,
    routerOptions: { maxParamLength: 500 },
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  const apollo = makeApollo(await makeSchema(), settings, app.log, [fastifyApolloDrainPlugin<Context>(app)]);
  await apollo.start();

  let draining = false;
  answerErrorsAsJson(app);
  await protect(app, settings);
  addHealth(app, graph, () => draining);
  app.addHook('preHandler', async (request, reply) => {
    // A browser that opens the endpoint wants to ask something.
    const asksForPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
    if (asksForPage && request.url === '/graphql') await reply.redirect('/playground');
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context: httpContext(graph, settings.timeoutMs) }),
  });
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
      app.log.error({ error }, 'The graph does not answer');
      return await reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send({ status: 'unavailable', engine });
    }
  });
}

async function addPages(app: FastifyInstance, webFolder: string): Promise<void> {
  if (!existsSync(webFolder)) {
    app.log.warn(`No playground in ${webFolder}; npm run build makes it.`);
    app.get('/', (_request, reply) =>
      reply.code(404).type('text/plain').send('The playground is not built: run npm run build.'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: webFolder,
    setHeaders: (response, path) => {
      // Assets carry a hash in their name; the page that names them does not.
      response.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.get('/playground', (_request, reply) => reply.sendFile('index.html'));
}

function answerErrorsAsJson(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(
        errorBody(
          `There is nothing at ${request.method} ${request.url.split('?')[0]}. The API is at /graphql.`,
          'NOT_FOUND',
        ),
      ),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const [status, message, code] = describe(error);
    if (status >= 500) request.log.error({ error }, 'A request failed');
    return reply.code(status).send(errorBody(message, code));
  });
}

function describe(error: FastifyError): [status: number, message: string, code: string] {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return [
        400,
        `The body is larger than ${LIMITS.bodyBytes} bytes. Use variables and smaller documents.`,
        'QUERY_TOO_COMPLEX',
      ];
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return [415, 'The body has the wrong content type. Send content-type: application/json.', 'BAD_REQUEST'];
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return [400, 'The body is empty. Send JSON such as {"query": "{ stats { papers } }"}.', 'BAD_REQUEST'];
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return [400, 'The body is not JSON. Send JSON such as {"query": "{ stats { papers } }"}.', 'BAD_REQUEST'];
  }
  const status = error.statusCode ?? 500;
  if (error instanceof SyntaxError) return [400, `The body is not JSON: ${error.message}`, 'BAD_REQUEST'];
  if (status < 500) return [status, error.message, 'BAD_REQUEST'];
  return [status, 'Something went wrong on the server.', 'INTERNAL_SERVER_ERROR'];
}

function errorBody(message: string, code: string): { errors: { message: string; extensions: { code: string } }[] } {
  return { errors: [{ message, extensions: { code } }] };
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
