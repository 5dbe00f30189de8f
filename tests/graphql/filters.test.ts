import fc from 'fast-check';
import { normalizeName } from '../../src/text/analysis.js';
import { ask, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

interface PlainPaper {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly publishedOn: string | null;
  readonly venue: string | null;
  readonly techniques: {
    readonly edges: readonly { readonly role: string; readonly node: { readonly name: string } }[];
  };
  readonly topics: { readonly nodes: readonly { readonly name: string }[] };
  readonly authors: { readonly nodes: readonly { readonly name: string }[] };
}

interface Range<Item> {
  eq?: Item;
  in?: Item[];
  gt?: Item;
  gte?: Item;
  lt?: Item;
  lte?: Item;
}

interface TextTest {
  eq?: string;
  in?: string[];
  contains?: string;
  startsWith?: string;
}

interface Mention {
  name: string;
  role?: string;
}

interface Filter {
  title?: TextTest;
  venue?: TextTest;
  year?: Range<number>;
  publishedOn?: Range<string>;
  techniques?: { some?: Mention; none?: Mention };
  topics?: { some?: Mention; none?: Mention };
  authors?: { some?: Mention; none?: Mention };
  AND?: Filter[];
  OR?: Filter[];
  NOT?: Filter;
}

/** The same filter in plain TypeScript, over papers in memory: what every engine must agree with. */
function meets(paper: PlainPaper, filter: Filter): boolean {
  const names = {
    techniques: paper.techniques.edges.map(({ role, node }) => ({ role, name: node.name })),
    topics: paper.topics.nodes,
    authors: paper.authors.nodes,
  };
  const has = (kind: keyof typeof names, { name, role }: Mention): boolean =>
    names[kind].some((item) => item.name === name && (role === undefined || ('role' in item && item.role === role)));
  const mentions = (['techniques', 'topics', 'authors'] as const).every((kind) => {
    const { some, none } = filter[kind] ?? {};
    return (some === undefined || has(kind, some)) && (none === undefined || !has(kind, none));
  });
  return (
    mentions &&
    meetsText(paper.title, filter.title) &&
    meetsText(paper.venue, filter.venue) &&
    meetsRange(paper.year, filter.year) &&
    meetsRange(paper.publishedOn, filter.publishedOn) &&
    (filter.AND ?? []).every((part) => meets(paper, part)) &&
    (filter.OR === undefined || filter.OR.some((part) => meets(paper, part))) &&
    (filter.NOT === undefined || !meets(paper, filter.NOT))
  );
}

function meetsText(text: string | null, test: TextTest | undefined): boolean {
  if (test === undefined || Object.keys(test).length === 0) return true;
  if (text === null) return false;
  const value = normalizeName(text);
  return (
    (test.eq === undefined || value === normalizeName(test.eq)) &&
    (test.in === undefined || test.in.map(normalizeName).includes(value)) &&
    (test.contains === undefined || value.includes(normalizeName(test.contains))) &&
    (test.startsWith === undefined || value.startsWith(normalizeName(test.startsWith)))
  );
}

function meetsRange<Item extends string | number>(value: Item | null, range: Range<Item> | undefined): boolean {
  if (range === undefined || Object.keys(range).length === 0) return true;
  if (value === null) return false;
  return (
    (range.eq === undefined || value === range.eq) &&
    (range.in === undefined || range.in.includes(value)) &&
    (range.gt === undefined || value > range.gt) &&
    (range.gte === undefined || value >= range.gte) &&
    (range.lt === undefined || value < range.lt) &&
    (range.lte === undefined || value <= range.lte)
  );
}

const ALL = `{ papers(first: 100) { ...P pageInfo { endCursor hasNextPage } } }
fragment P on PaperConnection { nodes { id title year publishedOn venue
  techniques(first: 100) { edges { role node { name } } } topics(first: 100) { nodes { name } } authors(first: 100) { nodes { name } } } }`;

interface Page {
  papers: { nodes: PlainPaper[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

const IDS = `query ($filter: PaperFilter, $after: String) { papers(filter: $filter, first: 100, after: $after) {
  totalCount nodes { id } pageInfo { endCursor hasNextPage } } }`;

describeSeeded('filters', (engine) => {
  let papers: PlainPaper[];

  const found = async (filter: Filter): Promise<string[]> => {
    const ids: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page & { papers: { totalCount: number } } = await dataOf(engine.graph(), IDS, { filter, after });
      ids.push(...page.papers.nodes.map(({ id }) => id));
      if (!page.papers.pageInfo.hasNextPage) {
        expect(page.papers.totalCount).toBe(ids.length);
        return ids.sort();
      }
      after = page.papers.pageInfo.endCursor;
    }
  };

  beforeAll(async () => {
    const first = await dataOf<Page>(engine.graph(), ALL);
    const second = await dataOf<Page>(
      engine.graph(),
      ALL.replace('first: 100)', `first: 100, after: "${first.papers.pageInfo.endCursor}")`),
    );
    papers = [...first.papers.nodes, ...second.papers.nodes];
  });

  it('answer as the same filter in plain TypeScript does, whatever is combined', async () => {
    const pick = (values: readonly (string | null)[]): fc.Arbitrary<string> =>
      fc.constantFrom(...new Set(values.filter((value) => value !== null)), 'Nothing of That Name');
    const word = pick(papers.flatMap(({ title }) => title.split(' ').slice(0, 2)).filter((text) => /\w/.test(text)));
    const text = fc.record(
      {
        eq: pick(papers.map(({ title }) => title)),
        contains: word,
        startsWith: word,
        in: fc.array(word, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    const range = <Item extends string | number>(item: fc.Arbitrary<Item>): fc.Arbitrary<Range<Item>> =>
      fc.record(
        { eq: item, in: fc.array(item, { maxLength: 4 }), gt: item, gte: item, lt: item, lte: item },
        { requiredKeys: [] },
      );
    const mention = (names: fc.Arbitrary<string>, roles = false) =>
      fc.record(
        {
          some: fc.record(
            { name: names, ...(roles && { role: fc.constantFrom('INTRODUCES', 'USES', 'STUDIES', 'COMPARES') }) },
            { requiredKeys: ['name'] },
          ),
          none: fc.record({ name: names }),
        },
        { requiredKeys: [] },
      );
    const leaf: fc.Arbitrary<Filter> = fc.oneof(
      fc.record({ title: text }),
      fc.record({ venue: fc.record({ contains: pick(papers.map(({ venue }) => venue)) }) }),
      fc.record({ year: range(fc.integer({ min: 1996, max: 2025 })) }),
      fc.record({ publishedOn: range(pick(papers.map((p) => p.publishedOn)).filter((day) => /^\d/.test(day))) }),
      fc.record({
        techniques: mention(pick(papers.flatMap((p) => p.techniques.edges.map(({ node }) => node.name))), true),
      }),
      fc.record({ topics: mention(pick(papers.flatMap((p) => p.topics.nodes.map(({ name }) => name)))) }),
      fc.record({ authors: mention(pick(papers.flatMap((p) => p.authors.nodes.map(({ name }) => name)))) }),
    );
    const combined = (inner: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
      fc.oneof(
        inner,
        fc.record({ AND: fc.array(inner, { maxLength: 2 }) }),
        fc.record({ OR: fc.array(inner, { maxLength: 3 }) }),
        fc.record({ NOT: inner }),
        fc.tuple(inner, inner).map(([left, right]) => ({ ...left, ...right })),
      );
    const filter = combined(combined(leaf));
    let nonEmpty = 0;
    await fc.assert(
      fc.asyncProperty(filter, async (made) => {
        const expected = papers.filter((paper) => meets(paper, made)).map(({ id }) => id);
        nonEmpty += expected.length > 0 ? 1 : 0;
        expect(await found(made)).toEqual(expected.sort());
      }),
      { numRuns: 120, seed: 20 },
    );
    expect(nonEmpty).toBeGreaterThan(20);
  }, 300_000);

  it.each([
    "'; MATCH (n) DETACH DELETE n //",
    '") RETURN 1 //',
    '$c0',
    '{id: 1}',
    'x` OR true',
    '\\u0027 OR true',
    '*/ DELETE p /*',
  ])('take the hostile value %j as a value only', async (value) => {
    const filter: Filter = {
      OR: [
        { title: { contains: `${value} z` } },
        { venue: { eq: `${value} z` } },
        { techniques: { some: { name: `${value} z` } } },
        { authors: { some: { name: `${value} z` } } },
      ],
    };
    expect(await found(filter)).toEqual([]);
    expect(await found({ NOT: filter })).toHaveLength(papers.length);
  });

  it.each([
    ['nesting', 'NOT: {'.repeat(9) + '}'.repeat(9), 'nested too deep'],
    ['51 conditions', `OR: [${'{ year: { eq: 1 } },'.repeat(51)}]`, '51 conditions'],
    ['101 values', `year: { in: [${'1,'.repeat(101)}] }`, 'has 101 values'],
    ['empty words', 'title: { contains: "!" }', 'neither letters nor digits'],
  ])('refuse too much: %s', async (_name, filter, message) => {
    const { errors } = await ask(engine.graph(), `{ papers(filter: { ${filter} }) { totalCount } }`);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
