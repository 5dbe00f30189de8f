import fc from 'fast-check';
import { statement } from '../../src/graph/graph.js';
import { analyze, countTerms } from '../../src/text/analysis.js';
import { ask, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';

interface Found {
  readonly search: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly {
      readonly score: number;
      readonly cursor: string;
      readonly highlights: readonly { field: string; text: string; start: number; end: number }[];
      readonly node: Readonly<Record<string, string>>;
    }[];
  };
}

const SEARCH = `query ($query: String!, $types: [SearchType!], $filter: PaperFilter, $first: Int! = 20, $after: String) {
  search(query: $query, types: $types, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { score cursor highlights { field text start end } node {
      __typename ... on Paper { title abstract summary id } ... on Author { name id } ... on Topic { name id } ... on Technique { name id aliases }
    } }
  }
}`;

const ALL = statement<{ title: string; text: string; citations: number; id: string }>(
  'all papers of the test',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id, p.title AS title, p.searchText AS text, p.citationCount AS citations',
);

/** Words that the seeds have, and some that they have not. */
const WORDS = [
  'dropout',
  'neural',
  'network',
  'attention',
  'pruning',
  'low',
  'rank',
  'the',
  'sparse',
  'language',
  'ticket',
  'zebra',
  'training',
  'image',
];

describeSeeded('search', (engine) => {
  const search = async (query: string, more: object = {}): Promise<Found['search']> =>
    (await dataOf<Found>(engine.graph(), SEARCH, { query, ...more })).search;
  const names = ({ edges }: Found['search']): (string | undefined)[] =>
    edges.map(({ node }) => node['title'] ?? node['name']);

  it('finds a technique by its name or alias before the papers that mention it', async () => {
    const { edges } = await search('LoRA');
    expect(edges[0]).toMatchObject({ score: 2, node: { __typename: 'Technique', name: 'Low-rank adaptation' } });
    expect(edges[1]?.node['__typename']).toBe('Paper');
    expect(edges.slice(1).every(({ score }) => score < 2)).toBe(true);
  });

  it('finds names with typing errors', async () => {
    expect(names(await search('drpout', { types: ['TECHNIQUE'] }))).toContain('Dropout');
    expect(names(await search('srivastva', { types: ['AUTHOR'] })).join()).toMatch(/Srivastava/);
  });

  it('ranks papers as a plain BM25 over all of them does', async () => {
    const papers = await engine.graph().read(ALL, {});
    const counted = papers.map((paper) => ({ ...paper, counts: countTerms(paper.text) }));
    const brute = (words: readonly string[]): string[] => {
      const terms = [...new Set(analyze(words.join(' ')).map(({ term }) => term))];
      const idf = terms.map((term) => {
        const having = counted.filter(({ counts }) => counts.has(term)).length;
        return Math.log(1 + (papers.length - having + 0.5) / (having + 0.5));
      });
      const most = idf.reduce((sum, one) => sum + one, 0);
      return counted
        .map(({ id, title, citations, counts }) => {
          const length = [...counts.values()].reduce((sum, count) => sum + count, 0);
          const score = terms.reduce((sum, term, index) => {
            const tf = counts.get(term) ?? 0;
            return sum + (idf[index]! * tf) / (tf + 1.2 * (0.25 + (0.75 * length) / 120));
          }, 0);
          return { id, title, citations, score: Math.round((1e6 * score) / most) / 1e6 };
        })
        .filter(({ score }) => score > 0)
        .sort(
          (left, right) =>
            right.score - left.score || right.citations - left.citations || (left.id < right.id ? -1 : 1),
        )
        .map(({ title, score }) => `${score} ${title}`);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...WORDS.filter((word) => word !== 'the')), { minLength: 1, maxLength: 4 }),
        async (words) => {
          const expected = brute(words);
          const found = await search(words.join(' '), { types: ['PAPER'], first: 100 });
          expect(found.totalCount).toBe(expected.length);
          expect(found.edges.map(({ score, node }) => `${score} ${node['title']}`)).toEqual(expected.slice(0, 100));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers as the embedded engine does', async () => {
    const other = await seededInMemory();
    try {
      for (const query of [
        'neural network pruning',
        '"neural networks" -image',
        'the',
        'author:hinton',
        'topic:pruning sparse',
        'technique:lora year:2021..',
      ]) {
        const { search: expected } = await dataOf<Found>(other, SEARCH, { query });
        expect(await search(query)).toEqual(expected);
      }
    } finally {
      await other.close();
    }
  });

  it('keeps to phrases, and leaves out what is not wanted', async () => {
    const ticket = await search('"lottery ticket"', { types: ['PAPER'] });
    expect(names(ticket)).toContain('The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks');
    expect(await search('"ticket lottery"', { types: ['PAPER'] })).toMatchObject({ totalCount: 0 });
    const all = await search('pruning', { types: ['PAPER'] });
    const without = await search('pruning -sparse', { types: ['PAPER'] });
    expect(without.totalCount).toBeLessThan(all.totalCount);
    expect(without.edges.some(({ node }) => /\bsparse\b/i.test(`${node['title']} ${node['abstract']}`))).toBe(false);
  });

  it('knows field words, and finds only papers then', async () => {
    const { edges, totalCount } = await search('author:hinton dropout year:2012..2014');
    expect(totalCount).toBeGreaterThan(0);
    expect(edges.every(({ node }) => node['__typename'] === 'Paper')).toBe(true);
    const filtered = await search('dropout', {
      filter: { year: { gte: 2012, lte: 2014 }, authors: { some: { name: 'Geoffrey Hinton' } } },
    });
    expect(names(filtered)).toEqual(names(await search('author:"geoffrey hinton" dropout year:2012..2014')));
    const applying = await dataOf<{ papers: { totalCount: number } }>(
      engine.graph(),
      '{ papers(filter: { techniques: { some: { name: "LoRA" } } }) { totalCount } }',
    );
    expect(await search('technique:lora')).toMatchObject({ totalCount: applying.papers.totalCount });
    const other = await dataOf<{ papers: { totalCount: number } }>(
      engine.graph(),
      '{ papers(filter: { techniques: { none: { name: "LoRA" } } }) { totalCount } }',
    );
    expect(await search('-technique:lora')).toMatchObject({ totalCount: other.papers.totalCount });
    expect(await search('author:nobodyofthisname')).toMatchObject({ totalCount: 0 });
  });

  it('takes subtopics with a topic', async () => {
    const topics = await dataOf<{
      topics: { nodes: { name: string; children: { totalCount: number }; papers: { totalCount: number } }[] };
    }>(engine.graph(), '{ topics(first: 100) { nodes { name children { totalCount } papers { totalCount } } } }');
    const wider = topics.topics.nodes.filter(({ children }) => children.totalCount > 0);
    const totals = await Promise.all(wider.map(async ({ name }) => (await search(`topic:"${name}"`)).totalCount));
    expect(totals.every((total, index) => total >= wider[index]!.papers.totalCount)).toBe(true);
    expect(totals.some((total, index) => total > wider[index]!.papers.totalCount)).toBe(true);
  });

  it('marks the words in the texts as they are written', async () => {
    const { edges } = await search('sparse networks', { first: 50 });
    const places = edges.flatMap(({ node, highlights }) =>
      highlights.map((place) => ({ ...place, source: node[place.field] })),
    );
    expect(places.length).toBeGreaterThan(10);
    for (const { source, field, start, end, text } of places.filter(({ field: one }) => one !== 'alias'))
      expect({ field, text: source?.slice(start, end) }).toEqual({ field, text });
    expect(places.every(({ text }) => /sparse|network|sparsity/i.test(text))).toBe(true);
  });

  it('pages without a gap or a double', async () => {
    const whole = await search('neural network', { first: 100 });
    const paged: unknown[] = [];
    let after: string | null = null;
    do {
      const page: Found['search'] = await search('neural network', { first: 7, after });
      paged.push(...page.edges);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null && paged.length < 100);
    expect(paged.slice(0, 98)).toEqual(whole.edges.slice(0, 98));
  });

  it.each([
    ['', 'query'],
    ['?!', 'query'],
    ['😀', 'query'],
    ['words '.repeat(2000), 'query'],
    ['auther:hinton', 'query'],
    ['year:soon', 'query'],
    ['author:?!', 'query'],
    ['year:2020 '.repeat(21), 'query'],
  ])('refuses %j', async (query, argument) => {
    const { errors } = await ask(engine.graph(), SEARCH, { query });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('refuses a cursor of another search', async () => {
    const { edges } = await search('dropout');
    const { errors } = await ask(engine.graph(), SEARCH, { query: 'pruning', after: edges[0]!.cursor });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });

  it.each([
    'the of and',
    'شبكة عصبية',
    '"unclosed quote',
    'a AND (b OR c~2) -',
    '\\"x',
    'x] RETURN 1 //',
    "') DETACH DELETE n //",
    '\u0000 null',
    '* ? ~1 ^2 && ||',
    '中文 论文',
  ])('answers %j', async (query) => {
    expect((await ask(engine.graph(), SEARCH, { query })).errors).toBeUndefined();
  });
});
