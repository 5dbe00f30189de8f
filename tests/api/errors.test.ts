import { GraphQLError } from 'graphql';
import { formatErrors, httpError, STATUS_OF_CODE } from '../../src/api/format-error.js';
import { ERROR_CODES, shorten } from '../../src/api/errors.js';
import { toGlobalId } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { seededInMemory } from '../support/seeded.js';
import { expectError, expectNoInnards, serveGraph, type TestServer } from '../support/server.js';
import { forwarding } from './forwarding.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BROKEN = toGlobalId('Paper', 'secret:broken');

let graph: Graph;
let server: TestServer;
let hidden: TestServer;

beforeAll(async () => {
  graph = await seededInMemory();
  // A paper without a title: what no load writes, and the schema forbids.
  await graph.write([{ statement: statement('break', "CREATE (:Paper {id: 'secret:broken', searchText: ''})") }]);
  server = await serveGraph(graph);
  hidden = await serveGraph(graph, { introspection: false });
});
afterAll(async () => {
  await server.stop();
  await hidden.stop();
  await graph.close();
});

describe('a fault of the server', () => {
  const ask = async () => await server.post(`{ node(id: "${BROKEN}") { id ... on Paper { title } } }`);

  it('shows an id and nothing else', async () => {
    const answer = await ask();
    expectError(answer, 500, 'INTERNAL_SERVER_ERROR', /^Something went wrong on the server/);
    expect(answer.body.errors).toHaveLength(1);
    const { extensions } = answer.body.errors[0];
    expect(Object.keys(extensions as object)).toEqual(['code', 'errorId']);
    expect(extensions.errorId).toMatch(UUID);
    expect(answer.text).not.toMatch(/cannot return null|secret/i);
  });

  it('is told to the operator under that id, with its stack', async () => {
    const logged = jest.spyOn(server.app.log, 'error');
    const answer = await ask();
    const [details] = logged.mock.calls[0] as [{ err: Error; errorId: string }];
    logged.mockRestore();
    expect(details.errorId).toBe(answer.body.errors[0].extensions.errorId);
    expect(details.err).toBeInstanceOf(Error);
    expect(details.err.stack).toMatch(/at /);
  });

  it('leaves what has nothing to do with it', async () => {
    const { body } = await server.post(`{ node(id: "${BROKEN}") { ... on Paper { title } } stats { papers } }`);
    expect(body.data).toEqual({ node: null, stats: { papers: expect.any(Number) as number } });
  });

  it('in a statement shows nothing of the statement', async () => {
    const nonsense = statement('secret statement', 'MATCH (secret:Password) RETURN THIS IS NOT CYPHER');
    const broken = await serveGraph({ ...forwarding(graph), read: async () => await graph.read(nonsense, {}) });
    const answer = await broken.post('{ papers { nodes { id } } }');
    await broken.stop();
    expectError(answer, 500, 'INTERNAL_SERVER_ERROR');
    expect(answer.text).not.toMatch(/secret|cypher|statement/i);
  });

  it('before GraphQL is masked as well', () => {
    const [status, body] = httpError(new Error('secret at /home/me'), 'the-id');
    expect([status, body.errors[0]!.extensions]).toEqual([500, { code: 'INTERNAL_SERVER_ERROR', errorId: 'the-id' }]);
    expect(body.errors[0]!.message).not.toMatch(/secret/);
  });

  it.each([
    ['a text that was thrown', 'secret'],
    ['an error of a library', new TypeError("Cannot read properties of undefined (reading 'secret')")],
    ['an error with a code', Object.assign(new Error('connect ECONNREFUSED secret'), { code: 'ECONNREFUSED' })],
    ['a GraphQL error that nobody meant for clients', new GraphQLError('secret', { path: ['papers'] })],
  ])('is masked when it is %s', (_what, thrown) => {
    const logged: object[] = [];
    const format = formatErrors({ error: (details) => void logged.push(details) }, false);
    const cause = thrown instanceof Error ? thrown : new Error(thrown);
    const error = new GraphQLError('secret', { path: ['papers'], originalError: cause });
    const shown = format({ message: 'secret', extensions: { code: 'INTERNAL_SERVER_ERROR' } }, error);
    expect(JSON.stringify(shown)).not.toMatch(/secret/);
    expect(shown.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(logged).toEqual([{ err: cause, errorId: shown.extensions?.['errorId'] }]);
  });
});

describe('with introspection off', () => {
  it.each(['{ __schema { types { name } } }', '{ __type(name: "Paper") { name } }'])('%s is refused', async (query) => {
    expectError(await hidden.post(query), 400, 'GRAPHQL_VALIDATION_FAILED', /introspection is not allowed/);
  });

  it('__typename is answered', async () => {
    expect((await hidden.post('{ __typename stats { __typename } }')).body).toEqual({
      data: { __typename: 'Query', stats: { __typename: 'Stats' } },
    });
  });

  it.each([
    ['a field', '{ stat { papers } }', undefined],
    ['a field of a type', '{ stats { paper } }', undefined],
    ['an argument', '{ papers(firs: 1) { nodes { id } } }', undefined],
    ['a type', '{ node(id: "x") { ... on Papers { id } } }', undefined],
    ['a value', '{ papers(orderBy: [{ field: YEARS }]) { nodes { id } } }', undefined],
    ['a field of an input', '{ papers(filter: { years: { eq: 1 } }) { nodes { id } } }', undefined],
    [
      'a value in a variable',
      'query ($v: [PaperOrder!]) { papers(orderBy: $v) { nodes { id } } }',
      [{ field: 'YEARS' }],
    ],
    ['a field in a variable', 'query ($v: PaperFilter) { papers(filter: $v) { nodes { id } } }', { years: { eq: 1 } }],
  ])('a misspelled name of %s is refused without a hint', async (_what, query, v) => {
    const [open, closed] = [await server.post(query, { v }), await hidden.post(query, { v })];
    expect(open.text).toMatch(/Did you mean/);
    expect(closed.status).toBe(400);
    expect(closed.text).not.toMatch(/Did you mean|"YEAR"|"year"/);
    expectNoInnards(closed.text);
  });
});

describe('codes', () => {
  it('all have a status', () => {
    expect(Object.keys(STATUS_OF_CODE).sort()).toEqual([...ERROR_CODES].sort());
  });

  it('of several errors, the gravest gives the status', async () => {
    const answer = await server.post(`{ paper(ref: "") { id } node(id: "${BROKEN}") { ... on Paper { title } } }`);
    const { errors } = answer.body as { errors: { extensions: { code: string } }[] };
    expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual(['BAD_USER_INPUT', 'INTERNAL_SERVER_ERROR']);
    expect(answer.status).toBe(500);
  });
});

describe('shorten', () => {
  it('leaves a short text', () => {
    expect(shorten('x'.repeat(300))).toBe('x'.repeat(300));
  });

  it('cuts the middle out of a long one', () => {
    expect(shorten(`begin${'x'.repeat(1_000)}end`)).toMatch(/^beginx+…x+end$/);
    expect(shorten('x'.repeat(1_000))).toHaveLength(301);
  });
});
