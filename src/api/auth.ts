import { Transform } from 'node:stream';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Graph } from '../graph/graph.js';
import { allows, findKey, type Caller, type Role, type StoredKey } from '../keys/key.js';
import { KeyRepository } from '../keys/key.repository.js';
import type { Context } from './context.js';
import { Forbidden, QueryTooComplex, Unauthenticated } from './errors.js';
import { LIMITS } from './limits.js';

const BEARER = /^Bearer +(\S+) *$/i;
const HOW = 'Send the header Authorization: Bearer KEY; `related-work keys add NAME --role editor` makes a key.';

/** What is served to anyone, also where reading needs a key: the page itself and whether the server lives. */
const OPEN = /^\/(health\/|playground|assets\/|favicon|$)/;

const callers = new WeakMap<FastifyRequest, Caller>();

/** Who sends a request; null for one without a key. */
export function callerOf(request: FastifyRequest): Caller | null {
  return callers.get(request) ?? null;
}

export interface AuthSettings {
  /** Keys of the settings, beside those of the graph. */
  readonly keys: readonly StoredKey[];
  readonly readKeys: 'optional' | 'required';
}

/**
 * Finds out who sends a request before anything of it is read. A request without a
 * key may read, unless the settings ask for one; a wrong key is never taken for none.
 */
export function authenticate(app: FastifyInstance, graph: Graph, { keys, readKeys }: AuthSettings): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const { authorization } = request.headers;
    if (path.startsWith('/health/')) return;
    try {
      if (authorization !== undefined) {
        callers.set(request, await identify(authorization, keys, graph));
      } else if (readKeys === 'required' && !OPEN.test(path)) {
        throw new Unauthenticated(`Reading needs a key here. ${HOW}`);
      }
    } catch (error) {
      if (error instanceof Unauthenticated) void reply.header('www-authenticate', 'Bearer realm="related-work"');
      throw error;
    }
  });
  // Only who may write has a reason to send much.
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const caller = callerOf(request);
    if (caller !== null && allows(caller.role, 'editor')) {
      done(null, payload);
      return;
    }
    const length = request.headers['content-length'];
    if (Number(length ?? 0) > LIMITS.bodyBytes) done(tooLarge());
    else done(null, length === undefined ? payload.pipe(counted()) : payload);
  });
}

/** Passes a body of unknown length on, and fails when it becomes too large. */
function counted(): Transform {
  let bytes = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > LIMITS.bodyBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
}

function tooLarge(): QueryTooComplex {
  return new QueryTooComplex(`The body is larger than ${LIMITS.bodyBytes} bytes.`, {
    limit: LIMITS.bodyBytes,
    suggestion: 'Use variables and smaller documents.',
  });
}

async function identify(authorization: string, configured: readonly StoredKey[], graph: Graph): Promise<Caller> {
  const sent = BEARER.exec(authorization)?.[1];
  if (sent === undefined) throw new Unauthenticated(`The header Authorization holds no bearer key. ${HOW}`);
  if (sent.length > LIMITS.keyLength) throw new Unauthenticated(`The key is longer than any key. ${HOW}`);
  const found = findKey(configured, sent) ?? findKey(await new KeyRepository(graph).valid(), sent);
  if (found === undefined) throw new Unauthenticated(`The key is not valid: it is unknown here or revoked. ${HOW}`);
  return { name: found.name, role: found.role };
}

/** @throws Unauthenticated or Forbidden unless the caller's role allows what `needed` does. */
export function demand(caller: Caller | null, needed: Role, what: string): Caller {
  if (caller === null) throw new Unauthenticated(`${what} needs a key of the role ${needed}. ${HOW}`);
  if (!allows(caller.role, needed)) {
    throw new Forbidden(
      `${what} needs a key of the role ${needed}; the key "${caller.name}" has the role ${caller.role}.`,
    );
  }
  return caller;
}

/** Lets nobody change anything without a key that allows it, whatever the resolver. */
export const mutationsNeedKeys: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation, contextValue }) => {
        if (operation?.operation === OperationTypeNode.MUTATION) demand(contextValue.caller, 'editor', 'A mutation');
        return Promise.resolve();
      },
    }),
};
