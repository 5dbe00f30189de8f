import { toGlobalId } from '../../src/api/node.js';
import { describeSeeded } from '../support/seeded.js';
import { expectError, serveGraph, type TestServer } from '../support/server.js';

const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const PAGE = 'query ($first: Int, $after: String, $last: Int, $before: String)';
const ARGUMENTS = '(first: $first, after: $after, last: $last, before: $before)';
/** The same list arguments wherever a list may stand. */
const LISTS: [where: string, query: string][] = [
  ['papers', `${PAGE} { papers${ARGUMENTS} { nodes { id } } }`],
  ['authors', `${PAGE} { authors${ARGUMENTS} { nodes { id } } }`],
  ['topics', `${PAGE} { topics${ARGUMENTS} { nodes { id } } }`],
  ['techniques', `${PAGE} { techniques${ARGUMENTS} { nodes { id } } }`],
  ['related', `${PAGE} { paper(ref: "2410.15460") { related${ARGUMENTS} { nodes { id } } } }`],
  ['authors of a paper', `${PAGE} { paper(ref: "2410.15460") { authors${ARGUMENTS} { nodes { id } } } }`],
  ['papers of a technique', `${PAGE} { technique(ref: "dropout") { papers${ARGUMENTS} { nodes { id } } } }`],
];

describeSeeded('bad input', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await serveGraph(engine.graph());
  });
  afterAll(async () => {
    await server.stop();
  });

  /** Expects a refusal that names the argument and what would pass. */
  async function expectRefused(query: string, variables: object, argument: string, message: RegExp): Promise<void> {
    const answer = await server.post(query, { ...variables });
    expectError(answer, 400, 'BAD_USER_INPUT', message);
    const { extensions, message: text } = answer.body.errors[0] as {
      message: string;
      extensions: { argument: string; expected: string };
    };
    expect(extensions.argument).toBe(argument);
    expect(text).toMatch(/^[^]+\. Expected: [^]+\.$/);
    expect(text).toContain(extensions.expected);
  }

  describe.each(LISTS)('in the list of %s', (_where, query) => {
    it.each([
      [{ first: -1 }, 'first', /^first is -1. Expected: a whole number from 0 to 100/],
      [{ first: 101 }, 'first', /^first is 101. Expected: a whole number from 0 to 100/],
      [{ last: -1 }, 'last', /^last is -1. Expected: a whole number from 0 to 100/],
      [{ last: 2_147_483_647 }, 'last', /^last is 2147483647/],
      [{ first: 1, last: 1 }, 'last', /^Both first and last are given. Expected: one of them/],
      [{ first: 1, before: 'x' }, 'before', /^before does not go with first. Expected: after/],
      [{ last: 1, after: 'x' }, 'after', /^after does not go with last. Expected: before/],
      [{ first: 1, after: '' }, 'after', /^after is not a cursor. Expected: a cursor or endCursor/],
      [{ first: 1, after: 'nonsense' }, 'after', /^after is not a cursor/],
      [{ last: 1, before: '{}' }, 'before', /^before is not a cursor/],
      [{ first: 1, after: cursor('a') }, 'after', /^after is not a cursor of this list/],
      [{ first: 1, after: cursor('NONSENSE+', 'a', 'b') }, 'after', /^after is a cursor of a list in another order/],
      [{ first: 1, after: Buffer.from('null').toString('base64url') }, 'after', /^after is not a cursor/],
    ])('%j is refused', async (variables, argument, message) => {
      await expectRefused(query, variables, argument, message);
    });
  });

  describe('a cursor', () => {
    const BY_YEAR =
      'query ($after: String) { papers(first: 1, after: $after, orderBy: [{ field: YEAR }]) { nodes { id } } }';

    async function endOf(list: string): Promise<string> {
      const { body } = await server.post(`{ ${list} { pageInfo { endCursor } } }`);
      return String(
        Object.values(body.data as Record<string, { pageInfo: { endCursor: string } }>)[0]?.pageInfo.endCursor,
      );
    }

    it.each([
      ['of another order', 'papers(first: 1, orderBy: [{ field: TITLE, direction: ASC }])'],
      ['of the same order in the other direction', 'papers(first: 1, orderBy: [{ field: YEAR, direction: ASC }])'],
      ['of another list', 'authors(first: 1)'],
    ])('%s is refused', async (_what, list) => {
      const after = await endOf(list);
      await expectRefused(BY_YEAR, { after }, 'after', /another order.*as it was/);
    });

    it.each([
      ['with a value that is no value', cursor('YEAR-', { a: 1 }, 'x')],
      ['with an id that is none', cursor('YEAR-', 2020, 1)],
      ['with nothing', cursor()],
      ['cut short', cursor('YEAR-', 2020, 'x').slice(0, -4)],
      ['of 100,000 characters', 'A'.repeat(100_000)],
    ])('%s is refused', async (_what, after) => {
      await expectRefused(BY_YEAR, { after }, 'after', /not a cursor/);
    });

    it.each([
      ['a text for a number', cursor('YEAR-', 'x', 'x')],
      ['Cypher', cursor('YEAR-', 2020, "x' OR true //")],
    ])('that was made up with %s does no harm', async (_what, after) => {
      const answer = await server.post(BY_YEAR, { after });
      expect([200, 400]).toContain(answer.status);
    });
  });

  describe('a ref', () => {
    it.each([
      ['paper', '', /must not be empty. Expected: an arXiv id/],
      ['paper', '   ', /must not be empty/],
      ['paper', '!?', /neither letters nor digits/],
      ['paper', 'arXiv:24', /"arXiv:24" is not an arXiv id. Expected: arXiv:2410.15460/],
      ['paper', 'doi:10.1', /is not a DOI. Expected: a DOI such as/],
      ['paper', 'https://example.org/x', /does not lead to a paper. Expected: an address of arxiv.org/],
      ['paper', 'https://', /is not an address|does not lead to a paper/],
      ['paper', 'y'.repeat(1_001), /at most 1000 characters/],
      ['paper', toGlobalId('Topic', 'x'), /is the id of a Topic. Expected: .*a Paper/],
      ['author', '', /must not be empty. Expected: an ORCID/],
      ['author', '0000-0002-1825-0098', /is not an ORCID: its last digit does not check/],
      ['author', toGlobalId('Paper', 'x'), /is the id of a Paper. Expected: .*of an Author/],
      ['topic', '', /must not be empty. Expected: a slug, name or alias/],
      ['topic', '-', /neither letters nor digits/],
      ['technique', '\u200b', /neither letters nor digits|must not be empty/],
      ['technique', 'x'.repeat(100_000), /at most 1000 characters/],
    ])('of a %s is refused: %j', async (field, ref, message) => {
      await expectRefused(`query ($ref: String!) { ${field}(ref: $ref) { id } }`, { ref }, 'ref', message);
    });

    // ref.ts decodes the path of an address without expecting that it cannot be decoded.
    it('of a paper is refused: an address that is badly encoded', async () => {
      const variables = { ref: 'https://arxiv.org/abs/%zz' };
      await expectRefused('query ($ref: String!) { paper(ref: $ref) { id } }', variables, 'ref', /./);
    });

    it('that names nothing is null, not an error', async () => {
      const { status, body } = await server.post(
        '{ paper(ref: "1901.00001") { id } author(ref: "No Body") { id } topic(ref: "no-such") { id } technique(ref: "no-such") { id } }',
      );
      expect([status, body]).toEqual([200, { data: { paper: null, author: null, topic: null, technique: null } }]);
    });
  });

  it.each([
    ['node', '{ node(id: "x") { id } }', 'id', /"x" is not a global id. Expected: the id of a node/],
    ['nodes', '{ nodes(ids: ["x"]) { id } }', 'ids', /"x" is not a global id/],
    ['a bare base64', '{ node(id: "YWJjZGVmZ2g") { id } }', 'id', /is not a global id/],
    [
      '101 ids',
      `{ nodes(ids: [${`"${toGlobalId('Paper', 'x')}", `.repeat(101)}]) { id } }`,
      'ids',
      /ids has 101 values. Expected: at most 100/,
    ],
    [
      'an order of the same field twice',
      '{ papers(orderBy: [{ field: YEAR }, { field: YEAR }]) { nodes { id } } }',
      'orderBy',
      /Expected: at most 3 different fields/,
    ],
    [
      'evidence of nothing',
      '{ papers(first: 1) { nodes { related(first: 1) { edges { signals { evidence(first: 0) { __typename } } } } } } }',
      'first',
      /first is 0. Expected: a whole number from 1 to 100/,
    ],
  ])('%s is refused', async (_what, query, argument, message) => {
    await expectRefused(query, {}, argument, message);
  });

  it.each([
    ['an unknown field', '{ stats { nonsense } }', /Cannot query field "nonsense" on type "Stats"/],
    ['an unknown argument', '{ papers(size: 1) { nodes { id } } }', /Unknown argument "size"/],
    ['a missing argument', '{ paper { id } }', /"ref" of type "String!" is required/],
    ['a value of the wrong type', '{ papers(first: "1") { nodes { id } } }', /Int cannot represent/],
    ['an unknown value', '{ papers(orderBy: [{ field: YEARS }]) { nodes { id } } }', /"YEARS".*Did you mean.*"YEAR"/],
    ['no selection', '{ papers }', /must have a selection/],
    ['a selection of a text', '{ stats { papers { id } } }', /must not have a selection/],
    ['an unused variable', 'query ($a: Int) { stats { papers } }', /"\$a" is never used/],
    ['an undeclared variable', '{ papers(first: $n) { nodes { id } } }', /"\$n" is not defined/],
    ['a day that is none', '{ papers(filter: { publishedOn: { eq: "2024-02-30" } }) { nodes { id } } }', /2024-02-30/],
  ])('%s is refused where it stands', async (_what, query, message) => {
    const answer = await server.post(query);
    expectError(answer, 400, 'GRAPHQL_VALIDATION_FAILED', message);
    expect(answer.body.errors[0].locations).toContainEqual({ line: 1, column: expect.any(Number) as number });
    expect(answer.body).not.toHaveProperty('data');
  });

  it.each([
    ['a text', 'Int', 'papers(first: $v)', 'ten', /^Variable "\$v" got invalid value "ten"; Int cannot represent/],
    ['a fraction', 'Int', 'papers(first: $v)', 1.5, /Int cannot represent non-integer value: 1.5/],
    ['too large a number', 'Int', 'papers(first: $v)', 2 ** 40, /non 32-bit signed integer/],
    ['no number', 'Int', 'papers(first: $v)', {}, /Int cannot represent/],
    ['an unknown value', '[PaperOrder!]', 'papers(orderBy: $v)', [{ field: 'YEARS' }], /"YEARS" at "v\[0\].field"/],
    ['an unknown field', 'PaperFilter', 'papers(filter: $v)', { nonsense: 1 }, /Field "nonsense" is not defined/],
    [
      'nothing where something must be',
      'String!',
      'papers(after: $v)',
      null,
      /non-null type "String!" must not be null/,
    ],
    ['a day that is none', 'Date', 'papers(filter: { publishedOn: { eq: $v } })', '2024-02-30', /2024-02-30/],
  ])('%s as a variable is refused', async (_what, type, field, v, message) => {
    const answer = await server.post(`query ($v: ${type}) { ${field} { nodes { id } } }`, { v });
    expectError(answer, 400, 'BAD_USER_INPUT', message);
    expect(answer.body).not.toHaveProperty('data');
  });

  it('a field that fails leaves the others', async () => {
    const { status, body } = await server.post('{ paper(ref: "") { id } stats { papers } }');
    expect(status).toBe(400);
    expect(body.data).toEqual({ paper: null, stats: { papers: expect.any(Number) as number } });
    expect(body.errors).toMatchObject([{ path: ['paper'] }]);
  });
});
