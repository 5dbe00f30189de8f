import { serverAudits } from 'graphql-http';
import type { Graph } from '../../src/graph/graph.js';
import { seededInMemory } from '../support/seeded.js';
import { serveGraph, type TestServer } from '../support/server.js';

/**
 * Not met on purpose: an operation that cannot run is a 400 whatever the client
 * accepts, so that proxies, logs and alerts see it. The specification allows it.
 */
const NOT_MET = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

let graph: Graph;
let server: TestServer;

beforeAll(async () => {
  graph = await seededInMemory();
  server = await serveGraph(graph);
});
afterAll(async () => {
  await server.stop();
  await graph.close();
});

/** The audits send a bare GET, which any page could; a client of ours says that it is none. */
const fetchFn: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('apollo-require-preflight', 'yes');
  return await fetch(input, { ...init, headers });
};

const AUDITS = serverAudits({ url: () => `${server.url}graphql`, fetchFn });

describe('GraphQL over HTTP', () => {
  it.each(AUDITS.map((audit) => [audit.name, audit] as const))('%s', async (name, audit) => {
    const result = await audit.fn();
    expect([name, result.status]).toEqual([name, NOT_MET.includes(name) ? 'warn' : 'ok']);
  });

  it('has as many audits as were looked at', () => {
    const names = AUDITS.map(({ name }) => name);
    expect(names).toHaveLength(61);
    expect(names).toEqual(expect.arrayContaining(NOT_MET));
  });
});
