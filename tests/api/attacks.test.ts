import type { Graph } from '../../src/graph/graph.js';
import { counting } from '../support/ask.js';
import { seededInMemory } from '../support/seeded.js';
import {
  expectAlive,
  expectError,
  expectNoInnards,
  JSON_TYPE,
  serveGraph,
  type TestServer,
} from '../support/server.js';

/** Far above what any refusal takes, far below what any of these costs when it runs. */
const SOON_MS = 10_000;
const MOST_BYTES = 100_000;

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const nested = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

const spreads = (levels: number, body: (next: string) => string): string =>
  `{ paper(ref: "x") { ...f0 } }
  ${many(levels, (index) => `fragment f${index} on Paper { ${body(`...f${index + 1}`)} }`)}
  fragment f${levels} on Paper { id }`;

const FULL_TYPE = `fragment T on __Type { name description
  fields { name description args { name description type { ...R } } type { ...R } }
  inputFields { name description type { ...R } } enumValues { name description } }
fragment R on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }`;

/** Documents that must be refused as too complex, before the engine is asked anything. */
const TOO_COMPLEX: [name: string, document: string, message: RegExp][] = [
  [
    'an aliased fragment bomb of 2^14',
    spreads(14, (next) => `a: related(first: 1) { nodes { ${next} } } b: related(first: 1) { nodes { ${next} } }`),
    /selects more than 5000 fields/,
  ],
  ['a bare fragment bomb of 2^14', spreads(14, (next) => `${next} ${next}`), /selects more than 5000 fields/],
  [
    'related(first: 30) nested four times',
    `{ papers(first: 1) { nodes { ${nested(4, 'related(first: 30) { nodes { ', 'title', ' } }')} } } }`,
    /costs \d+; 20000 is the limit.*under "papers"/,
  ],
  [
    '1000 aliases of related(first: 100)',
    `{ papers(first: 1) { nodes { ${many(1000, (index) => `a${index}: related(first: 100) { nodes { title } }`)} } } }`,
    /more than 5000 tokens/,
  ],
  ['101 aliases', `{ ${many(101, (index) => `a${index}: stats { papers }`)} }`, /101 aliases; 100 are allowed/],
  ['100,000 duplicate fields', `{ stats { ${'papers '.repeat(100_000)} } }`, /larger than 262144 bytes/],
  ['20,000 duplicate fields', `{ stats { ${'papers '.repeat(20_000)} } }`, /more than 5000 tokens/],
  ['4,900 duplicate fields', `{ stats { ${'papers '.repeat(4_900)} } }`, /repeats fields too often/],
  ['10,000 directives', `{ stats { papers ${'@include(if: true) '.repeat(10_000)} } }`, /more than 5000 tokens/],
  [
    '51 directives',
    `{ stats { ${many(51, (index) => `a${index}: papers @include(if: true)`)} } }`,
    /51 directives; 50 are allowed/,
  ],
  [
    'fields nested 500 deep',
    `{ papers { nodes { ${nested(250, 'related { nodes { ', 'id', ' } }')} } } }`,
    /nests more than 100 levels/,
  ],
  ['fields nested 2,400 deep', `{ ${nested(2_400, 'a{', 'id', '}')} }`, /nests more than 100 levels/],
  [
    'inline fragments nested 1,600 deep',
    `{ ${nested(1_600, '...{', 'stats { papers }', '}')} }`,
    /nests more than 100 levels/,
  ],
  ['a list literal nested 2,000 deep', `{ paper(ref: ${nested(2_000, '[', '', ']')}) { id } }`, /nests more than 100/],
  [
    'nesting that brackets in strings and comments seem to close',
    `{ ${nested(150, 'a(x: "}}") { # }}\n', 'id', '}')} }`,
    /nests more than 100 levels/,
  ],
  ['fragments that spread 600 deep', spreads(600, (next) => next), /nests more than 100 levels/],
  [
    'nested inline fragments over spread fragments',
    spreads(17, (next) => nested(95, '... { ', next, ' }')),
    /nests more than 100 levels/,
  ],
  ['501 comments', `${'# x\n'.repeat(501)}{ stats { papers } }`, /more than 500 comments/],
  ['200,001 characters', `{ stats { papers } }${' '.repeat(200_000)}`, /more than 200000 characters/],
  [
    'a long alias over a long list',
    `{ papers(first: 100) { nodes { ${'a'.repeat(190_000)}: title } } }`,
    /alias has 190000 characters; 100 are allowed/,
  ],
  [
    'the whole schema 60 times',
    `{ __schema { ${many(60, (index) => `a${index}: types { ...T }`)} } } ${FULL_TYPE}`,
    /costs \d+; 20000 is the limit.*under "__schema"/,
  ],
  [
    'a page of every descendant of every technique',
    '{ techniques(first: 100) { nodes { lineage { descendants { technique { papers(first: 100) { nodes { id } } } } } } } }',
    /costs \d+; 20000 is the limit/,
  ],
];

/** Documents that are wrong, and try to make the answer large or the server stumble. */
const INVALID: [name: string, document: string, code: string, message: RegExp][] = [
  [
    'circular fragments',
    '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    'GRAPHQL_VALIDATION_FAILED',
    /Cannot spread fragment "a" within itself/,
  ],
  [
    '4,900 unknown fields',
    `{ stats { ${many(4_900, (index) => `x${index}`)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
    /Cannot query field "x0"/,
  ],
  [
    '700 directives where one may stand',
    `{ stats { papers ${'@include(if: true) '.repeat(700)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
    /can only be used once/,
  ],
  [
    'introspection that turns in a circle',
    `{ __schema { types { ${nested(4, 'fields { type { ', 'name', ' } }')} } } }`,
    'GRAPHQL_VALIDATION_FAILED',
    /introspection depth/,
  ],
  ['a right-to-left override in a name', '{ st\u202eats { papers } }', 'GRAPHQL_PARSE_FAILED', /U\+202E/],
  ['a NUL byte', '{ stats { papers } }\u0000', 'GRAPHQL_PARSE_FAILED', /U\+0000/],
  ['a lone surrogate', '{ paper(ref: "\ud800") { id } }', 'GRAPHQL_PARSE_FAILED', /U\+D800/],
  ['a name in look-alike letters', '{ ѕtats { papers } }', 'GRAPHQL_PARSE_FAILED', /Unexpected character/],
  [
    'a word of 150 kB',
    `{ stats { ${'a'.repeat(150_000)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
    /Cannot query field "a+…a+"/,
  ],
  ['@defer', '{ stats { ... @defer { papers } } }', 'GRAPHQL_VALIDATION_FAILED', /Unknown directive "@defer"/],
];

let graph: Graph;
let reads: () => number;
let server: TestServer;

beforeAll(async () => {
  graph = await seededInMemory();
  const counted = counting(graph);
  reads = () => [...counted.reads.values()].reduce((sum, count) => sum + count, 0);
  server = await serveGraph(counted.graph);
});
afterAll(async () => {
  await server.stop();
  await graph.close();
});
afterEach(async () => {
  await expectAlive(server);
});

it.each(TOO_COMPLEX)('refuses %s', async (_name, document, message) => {
  const [before, started] = [reads(), performance.now()];
  const answer = await server.post(document);
  expectError(answer, 400, 'QUERY_TOO_COMPLEX', message);
  expect(answer.body.errors[0].extensions.suggestion).toMatch(/^(Use|Ask|Nest) /);
  expect(answer.text.length).toBeLessThan(MOST_BYTES);
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  expect(reads()).toBe(before);
});

it.each(INVALID)('refuses %s', async (_name, document, code, message) => {
  const [before, started] = [reads(), performance.now()];
  const answer = await server.post(document);
  expectError(answer, 400, code, message);
  expect(answer.body.errors.length).toBeLessThanOrEqual(102);
  expect(answer.text.length).toBeLessThan(MOST_BYTES);
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  expect(reads()).toBe(before);
});

describe('variables', () => {
  const BY_ID = 'query ($id: ID!) { node(id: $id) { id } }';
  const raw = async (body: string) => await server.send('/graphql', { method: 'POST', headers: JSON_TYPE, body });

  it.each([
    ['an id', BY_ID],
    ['a date', 'query ($id: Date) { papers(filter: { publishedOn: { eq: $id } }) { nodes { id } } }'],
    ['nothing that is declared', '{ stats { papers } }'],
  ])('refuses 100,000 brackets as %s', async (_what, query) => {
    const brackets = nested(100_000, '[', '', ']');
    const answer = await raw(`{"query":${JSON.stringify(query)},"variables":{"id":${brackets}}}`);
    expectError(answer, 400, 'QUERY_TOO_COMPLEX', /variables nest more than 100 levels/);
  });

  it('refuses deep variables of a GET', async () => {
    const variables = encodeURIComponent(`{"id":${nested(1_000, '[', '', ']')}}`);
    const answer = await server.send(`/graphql?query=${encodeURIComponent(BY_ID)}&variables=${variables}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expectError(answer, 400, 'QUERY_TOO_COMPLEX', /variables nest more than 100 levels/);
  });

  it('refuses a list of 60,000 ids', async () => {
    const ids = Array<string>(60_000).fill('a');
    const answer = await server.post('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expectError(answer, 400, 'BAD_USER_INPUT', /ids has 60000 values. Expected: at most 100/);
  });

  it('refuses a filter of 5,000 conditions', async () => {
    const filter = { OR: Array.from({ length: 5_000 }, (_, index) => ({ title: { contains: `x${index}` } })) };
    const query = 'query ($filter: PaperFilter) { papers(filter: $filter) { totalCount } }';
    expectError(await server.post(query, { filter }), 400, 'BAD_USER_INPUT', /5000 conditions. Expected: at most 50/);
  });

  it('does not repeat a long value for each place it stands in', async () => {
    const aliases = many(100, (index) => `a${index}: node(id: $id) { id }`);
    const answer = await server.post(`query ($id: ID!) { ${aliases} }`, { id: 'x'.repeat(200_000) });
    expectError(answer, 400, 'BAD_USER_INPUT', /^"x+….* Expected: the id of a node/);
    expect(answer.body.errors).toHaveLength(100);
    expect(answer.text.length).toBeLessThan(MOST_BYTES);
  });

  it('shows the end of a message about a long value, where it says what would pass', async () => {
    const answer = await server.post('query ($n: Int) { papers(first: $n) { nodes { id } } }', {
      n: 'x'.repeat(200_000),
    });
    expectError(answer, 400, 'BAD_USER_INPUT', /^Variable "\$n" got invalid value "x+…/);
    expect(answer.text.length).toBeLessThan(2_000);
  });

  it.each([
    ['__proto__', '{"id":"a","__proto__":{"polluted":1}}'],
    ['constructor.prototype', '{"id":"a","constructor":{"prototype":{"polluted":1}}}'],
  ])('refuses the key %s', async (key, variables) => {
    const answer = await raw(`{"query":${JSON.stringify(BY_ID)},"variables":${variables}}`);
    expectError(answer, 400, 'BAD_REQUEST', new RegExp(key.replace('.', '\\.')));
    expect({}).not.toHaveProperty('polluted');
  });

  it('takes a variable and an alias of such a name for nothing special', async () => {
    const missing = await server.post('query ($__proto__: ID!) { node(id: $__proto__) { id } }', {});
    expectError(missing, 400, 'BAD_USER_INPUT', /"\$__proto__" of required type "ID!" was not provided/);
    const { body } = await server.post('{ __proto__: stats { toString: papers } constructor: stats { papers } }');
    expect(Object.keys(body.data as object)).toEqual(['__proto__', 'constructor']);
  });

  it.each([
    ['a NUL byte', 'a\u0000b'],
    ['full-width digits', '２４１０．１５４６０'],
    ['an override', '\u202e'],
    ['800 surrogates', '𝕏'.repeat(400)],
    ['Cypher', "'; MATCH (n) DETACH DELETE n //"],
    ['a template', '${7*7} {{7*7}}'],
  ])('looks for %s as it would for any name', async (_what, ref) => {
    const asked = 'query ($ref: String!) { paper(ref: $ref) { id } author(ref: $ref) { id } topic(ref: $ref) { id } }';
    const answer = await server.post(asked, { ref });
    expectNoInnards(answer.text);
    expect([200, 400]).toContain(answer.status);
    for (const { extensions } of answer.body.errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT');
  });
});
