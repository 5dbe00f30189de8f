import fc from 'fast-check';
import type { Graph } from '../../src/graph/graph.js';
import { forwarding } from '../api/forwarding.js';
import { ask, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';
import {
  meets,
  type Filter,
  type Mention,
  type PlainPaper,
  type Range,
  type Wider,
  type World,
} from './plain-filter.js';

const ALL = `{ papers(first: 100) { ...P pageInfo { endCursor hasNextPage } } }
fragment P on PaperConnection { nodes { id title year publishedOn venue citationCount authorCount upvotes references(first: 100) { nodes { id } }
  techniques(first: 100) { edges { role node { name } } } topics(first: 100) { nodes { name } } authors(first: 100) { nodes { name } } } }`;

interface Page {
  papers: { nodes: PlainPaper[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

const LINEAGE = `{
  topics(first: 100) { nodes { name wider: parents { nodes { name } } } }
  techniques(first: 100) { nodes { ...T } pageInfo { endCursor } }
} fragment T on Technique { name wider: variantOf { nodes { name } } }`;

const MORE_TECHNIQUES = `query ($after: String) { techniques(first: 100, after: $after) {
  nodes { name wider: variantOf { nodes { name } } } pageInfo { endCursor } } }`;

interface Lined {
  readonly name: string;
  readonly wider: { readonly nodes: readonly { readonly name: string }[] };
}

function widerOf(all: readonly Lined[]): Wider {
  const parents = new Map(all.map(({ name, wider }) => [name, wider.nodes.map((node) => node.name)]));
  const above = (name: string): string[] => [name, ...(parents.get(name) ?? []).flatMap(above)];
  return new Map(all.map(({ name }) => [name, new Set(above(name))]));
}

const IDS = `query ($filter: PaperFilter, $after: String) { papers(filter: $filter, first: 100, after: $after) {
  totalCount nodes { id } pageInfo { endCursor hasNextPage } } }`;

describeSeeded('filters', (engine) => {
  let papers: PlainPaper[];
  let world: World;

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
    type Lists = Record<'topics' | 'techniques', { nodes: Lined[]; pageInfo: { endCursor: string } }>;
    const { topics, techniques } = await dataOf<Lists>(engine.graph(), LINEAGE);
    const all = [...techniques.nodes];
    for (let after: string | null = techniques.pageInfo.endCursor; after !== null;) {
      const more: Lists = await dataOf<Lists>(engine.graph(), MORE_TECHNIQUES, { after });
      all.push(...more.techniques.nodes);
      after = more.techniques.nodes.length === 100 ? more.techniques.pageInfo.endCursor : null;
    }
    world = { papers, topics: widerOf(topics.nodes), techniques: widerOf(all) };
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
    const mention = (names: fc.Arbitrary<string>, more: Record<string, fc.Arbitrary<unknown>> = {}) => {
      const one = fc.oneof(
        fc.record({ name: names, ...more }, { requiredKeys: ['name'] }),
        fc.record({ in: fc.array(names, { maxLength: 3 }), ...more }, { requiredKeys: ['in'] }),
        fc.record({ name: names, in: fc.array(names, { maxLength: 3 }) }),
      ) as fc.Arbitrary<Mention>;
      return fc.record({ some: one, none: one }, { requiredKeys: [] });
    };
    const number = fc.integer({ min: 0, max: 8 });
    const title = pick(papers.map((paper) => paper.title));
    const cited = fc.oneof(
      fc.record({ ref: title }),
      fc.record({ in: fc.array(title, { maxLength: 4 }) }),
      fc.record({ is: fc.record({ year: range(fc.integer({ min: 2010, max: 2025 })) }) }),
      fc.record({ is: fc.record({ NOT: fc.record({ citationCount: range(number) }) }) }),
      fc.record({ in: fc.array(title, { maxLength: 4 }), is: fc.record({ authorCount: range(number) }) }),
    );
    const citedOrNot = fc.record({ some: cited, none: cited }, { requiredKeys: [] });
    const roles = { role: fc.constantFrom('INTRODUCES', 'USES', 'STUDIES', 'COMPARES') };
    const leaf: fc.Arbitrary<Filter> = fc.oneof(
      fc.record({ title: text }),
      fc.record({ venue: fc.record({ contains: pick(papers.map(({ venue }) => venue)) }) }),
      fc.record({ year: range(fc.integer({ min: 1996, max: 2025 })) }),
      fc.record({ publishedOn: range(pick(papers.map((p) => p.publishedOn)).filter((day) => /^\d/.test(day))) }),
      fc.record({
        techniques: mention(pick([...world.techniques.keys()]), { ...roles, includeVariants: fc.boolean() }),
      }),
      fc.record({ techniques: fc.record({ some: fc.record(roles) }) }),
      fc.record({ topics: mention(pick([...world.topics.keys()]), { includeSubtopics: fc.boolean() }) }),
      fc.record({ citationCount: range(number) }),
      fc.record({ authorCount: range(number) }),
      fc.record({ upvotes: range(number) }),
      fc.record({ references: citedOrNot }),
      fc.record({ citations: citedOrNot }),
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
        const expected = papers.filter((paper) => meets(paper, made, world)).map(({ id }) => id);
        nonEmpty += expected.length > 0 ? 1 : 0;
        expect(await found(made)).toEqual(expected.sort());
      }),
      { numRuns: 200, seed: 20 },
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
        { topics: { some: { in: [`${value} z`], includeSubtopics: true } } },
        { references: { some: { ref: `${value} z` } } },
        { citations: { some: { is: { title: { contains: `${value} z` } } } } },
      ],
    };
    expect(await found(filter)).toEqual([]);
    const { graph, texts } = recording(engine.graph());
    await dataOf(graph, IDS, { filter });
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes(`${value} z`))).toEqual([]);
    expect(await found({ NOT: filter })).toHaveLength(papers.length);
  });

  it.each([
    ['nesting', 'NOT: {'.repeat(9) + '}'.repeat(9), 'nested too deep'],
    ['51 conditions', `OR: [${'{ year: { eq: 1 } },'.repeat(51)}]`, '51 conditions'],
    ['101 values', `year: { in: [${'1,'.repeat(101)}] }`, 'has 101 values'],
    ['10,000 names', `authors: { some: { in: [${'"a",'.repeat(10_000)}] } }`, 'has 10000 values'],
    ['nesting through citations', 'references: { some: { is: {'.repeat(9) + '}}}'.repeat(9), 'nested too deep'],
    ['a condition on nothing', 'topics: { some: {} }', 'names nothing'],
    ['empty words', 'title: { contains: "!" }', 'neither letters nor digits'],
  ])('refuse too much: %s', async (_name, filter, message) => {
    const { errors } = await ask(engine.graph(), `{ papers(filter: { ${filter} }) { totalCount } }`);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

/** A graph that keeps the texts of all statements it is asked. */
function recording(graph: Graph): { readonly graph: Graph; readonly texts: readonly string[] } {
  const texts: string[] = [];
  return {
    texts,
    graph: {
      ...forwarding(graph),
      read: async (statement, ...more) => {
        texts.push(`${statement.name} ${statement.text}`);
        return await graph.read(statement, ...more);
      },
    },
  };
}
