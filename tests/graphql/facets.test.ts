import { ask, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

interface Facets {
  readonly papers: {
    readonly totalCount: number;
    readonly facets: readonly {
      readonly by: 'YEAR' | 'TOPIC' | 'TECHNIQUE' | 'VENUE';
      readonly values: readonly { value: string; label: string; count: number; node: { name?: string } | null }[];
    }[];
  };
}

const FACETS = `query ($filter: PaperFilter, $first: Int! = 10) { papers(first: 1, filter: $filter) { totalCount
  facets(by: [YEAR, TOPIC, TECHNIQUE, VENUE], first: $first) { by values { value label count
    node { ... on Topic { name } ... on Technique { name } } } } } }`;

describeSeeded('facets', (engine) => {
  it('count the papers that a filter on the value finds, under any filter', async () => {
    for (const filter of [
      {},
      { year: { gte: 2015 } },
      { topics: { some: { name: 'Pruning', includeSubtopics: true } } },
    ]) {
      const { papers } = await dataOf<Facets>(engine.graph(), FACETS, { filter });
      expect(papers.facets.map(({ by }) => by)).toEqual(['YEAR', 'TOPIC', 'TECHNIQUE', 'VENUE']);
      for (const { by, values } of papers.facets) {
        expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).sort((a, b) => b - a));
        for (const { value, label, count, node } of values.slice(0, 4)) {
          const own = {
            YEAR: { year: { eq: Number(value) } },
            VENUE: { venue: { eq: value } },
            TOPIC: { topics: { some: { name: value } } },
            TECHNIQUE: { techniques: { some: { name: value } } },
          }[by];
          const found = await dataOf<Facets>(engine.graph(), FACETS, { filter: { AND: [filter, own] } });
          expect({ by, label, count }).toEqual({ by, label, count: found.papers.totalCount });
          expect(node?.name ?? null).toBe(by === 'TOPIC' || by === 'TECHNIQUE' ? label : null);
        }
      }
    }
  });

  it('of an empty list are empty', async () => {
    const { papers } = await dataOf<Facets>(engine.graph(), FACETS, { filter: { year: { gt: 2020, lt: 2010 } } });
    expect(papers).toMatchObject({ totalCount: 0 });
    expect(papers.facets.flatMap(({ values }) => values)).toEqual([]);
  });

  it.each([
    ['first: 101', 'first'],
    ['first: -1', 'first'],
    ['first: 3, by: [YEAR, YEAR]', 'by'],
  ])('refuse %s', async (args, argument) => {
    const by = args.includes('by:') ? '' : ', by: [YEAR]';
    const { errors } = await ask(engine.graph(), `{ papers { facets(${args}${by}) { by } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});

interface Names {
  readonly list: { readonly totalCount: number; readonly nodes: readonly { readonly name: string }[] };
}

describeSeeded('lists of authors, topics and techniques', (engine) => {
  const names = async (field: string, filter: string): Promise<string[]> => {
    const { list } = await dataOf<Names>(
      engine.graph(),
      `{ list: ${field}(first: 100, filter: { ${filter} }) { totalCount nodes { name } } }`,
    );
    expect(list.nodes).toHaveLength(Math.min(100, list.totalCount));
    return list.nodes.map(({ name }) => name);
  };
  const ofPapers = async (field: string, filter: string): Promise<string[]> => {
    const data = await dataOf<{ papers: { nodes: Record<string, { nodes: { name: string }[] }>[] } }>(
      engine.graph(),
      `{ papers(first: 100, filter: { ${filter} }) { nodes { ${field}(first: 100) { nodes { name } } } } }`,
    );
    return [...new Set(data.papers.nodes.flatMap((paper) => paper[field]!.nodes.map(({ name }) => name)))].sort();
  };

  it.each(['authors', 'topics', 'techniques'])('are filtered by the papers of each: %s', async (field) => {
    const filter = 'year: { eq: 2017 }';
    const some = await names(field, `papers: { some: { ${filter} } }`);
    expect([...some].sort()).toEqual(await ofPapers(field, filter));
    expect(some.length).toBeGreaterThan(0);
    const none = await names(field, `papers: { none: { ${filter} } }`);
    expect(none.filter((name) => some.includes(name))).toEqual([]);
  });

  it('are filtered by numbers, lineage, AND, OR and NOT', async () => {
    expect(await names('techniques', 'name: { eq: "Dropout" }, NOT: { paperCount: { eq: 0 } }')).toEqual(['Dropout']);
    expect(await names('techniques', 'variantOf: "Dropout", introducedYear: { lte: 2100 }')).not.toEqual([]);
    expect(await names('techniques', 'variantOf: "no such thing at all"')).toEqual([]);
    const { topics } = await dataOf<{ topics: { nodes: { name: string; children: { nodes: { name: string }[] } }[] } }>(
      engine.graph(),
      '{ topics(first: 100) { nodes { name children(first: 100) { nodes { name } } } } }',
    );
    const wide = topics.nodes.find(({ children }) => children.nodes.length > 0)!;
    const under = await names('topics', `AND: [{ under: "${wide.name}" }]`);
    expect(under).toEqual(expect.arrayContaining(wide.children.nodes.map(({ name }) => name)));
    const either = await names('topics', `OR: [{ name: { eq: "${wide.name}" } }, { under: "${wide.name}" }]`);
    expect(either).toHaveLength(under.length + 1);
    const { errors } = await ask(
      engine.graph(),
      `{ topics(filter: { ${'NOT: {'.repeat(9)}${'}'.repeat(9)} }) { totalCount } }`,
    );
    expect(errors?.[0]?.message).toContain('nested too deep');
  });
});
