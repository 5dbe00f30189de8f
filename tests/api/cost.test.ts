import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import type { Graph } from '../../src/graph/graph.js';
import { counting } from '../support/ask.js';
import { seededInMemory } from '../support/seeded.js';
import { expectError, JSON_TYPE, serveGraph, type TestServer } from '../support/server.js';

const DRY = { 'x-query-cost': 'dry-run' };
const INCLUDE = { 'x-query-cost': 'include' };

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

describe('an operation costs', () => {
  it.each([
    ['1 for a field', '{ stats { papers } }', {}, 2],
    ['the size of a page times an item', '{ papers(first: 10) { nodes { id } } }', {}, 21],
    ['the default size when none is given', '{ papers { nodes { id } } }', {}, 41],
    ['the default size for null', '{ papers(first: null) { nodes { id } } }', {}, 41],
    ['1 for a page of nothing', '{ papers(first: 0) { nodes { id } } }', {}, 1],
    ['a product when pages nest', '{ papers(first: 10) { nodes { related(first: 5) { nodes { id } } } } }', {}, 121],
    ['the same for edges', '{ papers(first: 10) { edges { node { related(first: 5) { nodes { id } } } } } }', {}, 131],
    ['first inside last', '{ papers(last: 4) { nodes { authors(first: 3) { nodes { name } } } } }', {}, 33],
    ['last inside first', '{ papers(first: 4) { nodes { authors(last: 3) { nodes { name } } } } }', {}, 33],
    ['the value of a variable', 'query ($n: Int) { papers(first: $n) { nodes { id } } }', { n: 10 }, 21],
    ['the default of a variable', 'query ($n: Int = 7) { papers(first: $n) { nodes { id } } }', {}, 15],
    ['the default size when a variable is absent', 'query ($n: Int) { papers(first: $n) { nodes { id } } }', {}, 41],
    [
      'what its fragments hold',
      '{ papers(first: 10) { ...a } } fragment a on PaperConnection { nodes { ...b } } fragment b on Paper { id title }',
      {},
      31,
    ],
    ['what its inline fragments hold', '{ papers(first: 10) { ... { nodes { ... on Paper { id } } } } }', {}, 21],
    [
      'a fragment as often as it is spread',
      '{ ...s other: stats { ...t } } fragment s on Query { stats { ...t } } fragment t on Stats { papers authors }',
      {},
      6,
    ],
    ['nothing for what is skipped', '{ stats { papers @skip(if: true) authors @include(if: false) topics } }', {}, 2],
    ['both of two aliases', '{ a: papers(first: 10) { nodes { id } } b: papers(first: 5) { nodes { id } } }', {}, 32],
    ['as many items as there are ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }, 4],
    [
      'ids that stand in the document',
      '{ nodes(ids: ["a", "b"]) { ... on Paper { related(first: 5) { nodes { id } } } } }',
      {},
      23,
    ],
    [
      'the dearest of the types it may meet',
      '{ node(id: "x") { ... on Paper { title related(first: 5) { nodes { id } } } ... on Author { name orcid } } }',
      {},
      13,
    ],
    ['five items for a list without a size', '{ relatedFormula { signals { kind weight } } }', {}, 12],
    [
      'the default of an argument',
      '{ papers(first: 1) { nodes { related(first: 1) { edges { signals { evidence { __typename } } } } } } }',
      {},
      35,
    ],
  ])('%s', async (_rule, query, variables, cost) => {
    const answer = await server.post(query, variables, DRY);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ data: null, extensions: { cost: { cost, limit: 20_000 } } });
  });

  it('what the chosen operation holds, not its neighbors', async () => {
    const query = 'query Small { stats { papers } } query Large { papers(first: 100) { nodes { id } } }';
    const costOf = async (operationName: string): Promise<unknown> => {
      const body = JSON.stringify({ query, operationName });
      const answer = await server.send('/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...DRY }, body });
      return answer.body.extensions.cost.cost;
    };
    expect([await costOf('Small'), await costOf('Large')]).toEqual([2, 201]);
  });
});

describe('X-Query-Cost', () => {
  it('include: adds the cost to the answer', async () => {
    const { body } = await server.post(
      '{ small: stats { papers } large: papers(first: 3) { nodes { id } } }',
      {},
      INCLUDE,
    );
    expect(body.data.large.nodes).toHaveLength(3);
    expect(body.extensions).toEqual({ cost: { cost: 9, field: 'large', limit: 20_000 } });
  });

  it('include: adds it to a refusal and to an error too', async () => {
    const refused = await server.post(
      '{ papers(first: 100) { nodes { related(first: 100) { nodes { id } } } } }',
      {},
      INCLUDE,
    );
    expectError(refused, 400, 'QUERY_TOO_COMPLEX', /costs 20201; 20000 is the limit/);
    expect(refused.body.extensions.cost.cost).toBe(20_201);
    const failed = await server.post('{ paper(ref: "") { id } }', {}, INCLUDE);
    expectError(failed, 400, 'BAD_USER_INPUT');
    expect(failed.body.extensions.cost.cost).toBe(2);
  });

  it('include: adds nothing where no cost is known', async () => {
    expect((await server.post('{ nothing }', {}, INCLUDE)).body).not.toHaveProperty('extensions');
  });

  it('dry-run: asks the engine nothing, also far beyond the limit', async () => {
    const { graph: counted, reads } = counting(graph);
    const counter = await serveGraph(counted);
    const nested =
      '{ papers(first: 100) { nodes { related(first: 100) { nodes { related(first: 100) { nodes { id } } } } } } }';
    const { status, body } = await counter.post(nested, {}, { 'x-query-cost': 'DRY-RUN' });
    await counter.stop();
    expect([status, body]).toEqual([
      200,
      { data: null, extensions: { cost: { cost: 2_020_201, field: 'papers', limit: 20_000 } } },
    ]);
    expect(reads.size).toBe(0);
  });

  it('dry-run: still says what is wrong', async () => {
    expectError(await server.post('{ papers(first: 101) { nodes { id } } }', {}, DRY), 400, 'BAD_USER_INPUT');
    const query = 'query ($n: Int) { papers(first: $n) { nodes { id } } }';
    expectError(await server.post(query, { n: 'many' }, DRY), 400, 'BAD_USER_INPUT', /Int cannot represent/);
    expectError(await server.post('{ nothing }', {}, DRY), 400, 'GRAPHQL_VALIDATION_FAILED');
  });

  it('is refused when it is something else, so that no misspelled dry run runs', async () => {
    const answer = await server.post('{ stats { papers } }', {}, { 'x-query-cost': 'dry_run' });
    expectError(answer, 400, 'BAD_USER_INPUT', /X-Query-Cost is "dry_run". Expected: include or dry-run/);
  });

  it('absent: no cost', async () => {
    expect((await server.post('{ stats { papers } }')).body).not.toHaveProperty('extensions');
  });
});

describe('the limit', () => {
  let strict: TestServer;

  beforeAll(async () => {
    strict = await serveGraph(graph, { maxCost: 101 });
  });
  afterAll(async () => {
    await strict.stop();
  });

  it('is a setting, and may be reached', async () => {
    expect((await strict.post('{ papers(first: 50) { nodes { id } } }')).status).toBe(200);
    const answer = await strict.post('{ papers(first: 51) { nodes { id } } }');
    expectError(answer, 400, 'QUERY_TOO_COMPLEX', /costs 103; 101 is the limit/);
    expect(answer.body.errors[0].extensions).toMatchObject({ cost: 103, limit: 101, field: 'papers' });
  });

  it('is a number also where the cost is astronomic', async () => {
    const open = 'related(first: 100) { nodes { ';
    const query = `{ papers { nodes { ${open.repeat(45)} id ${'} }'.repeat(45)} } } }`;
    const answer = await server.post(query, {}, DRY);
    expect(answer.body.extensions.cost.cost).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('leaves room for what tools ask of the schema', async () => {
    const { body } = await server.post(
      getIntrospectionQuery({ oneOf: true, directiveIsRepeatable: true }),
      {},
      INCLUDE,
    );
    expect(body.data.__schema.types.length).toBeGreaterThan(10);
    expect(body.extensions.cost.cost).toBeLessThan(10_000);
  });

  it('leaves room for every example', async () => {
    const folder = 'schema/operations';
    const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const name = join(folder, file.replace('.graphql', '.variables.json'));
      const variables = readdirSync(folder).includes(file.replace('.graphql', '.variables.json'))
        ? (JSON.parse(readFileSync(name, 'utf8')) as Record<string, unknown>)
        : {};
      const { body } = await server.post(readFileSync(join(folder, file), 'utf8'), variables, DRY);
      expect([file, body.extensions?.cost.cost]).toEqual([file, expect.any(Number)]);
      expect(body.extensions.cost.cost).toBeLessThan(10_000);
    }
  });
});
