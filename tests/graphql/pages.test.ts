import { dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const FIELDS = `totalCount nodes { id } edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

/** Every kind of list: the arguments beside the page's, and the path from the data to the connection. */
const LISTS: readonly (readonly [name: string, query: (page: string) => string, path: readonly string[]])[] = [
  ...['PUBLISHED_ON', 'YEAR', 'TITLE', 'CITATION_COUNT', 'UPVOTES'].flatMap((field) =>
    ['ASC', 'DESC'].map(
      (direction) =>
        [
          `papers by ${field} ${direction}`,
          (page: string) => `{ papers(orderBy: [{ field: ${field}, direction: ${direction} }] ${page}) { ${FIELDS} } }`,
          ['papers'],
        ] as const,
    ),
  ),
  [
    'papers by three keys, filtered',
    (page) => `{ papers(filter: { year: { gte: 2018, lt: 2025 }, topics: { some: { name: "Regularization" } } }
      orderBy: [{ field: YEAR }, { field: CITATION_COUNT, direction: ASC }, { field: TITLE }] ${page}) { ${FIELDS} } }`,
    ['papers'],
  ],
  ['authors by name', (page) => `{ authors(${page}) { ${FIELDS} } }`, ['authors']],
  [
    'techniques by papers',
    (page) => `{ techniques(orderBy: [{ field: PAPER_COUNT }] ${page}) { ${FIELDS} } }`,
    ['techniques'],
  ],
  ['topics', (page) => `{ topics(${page}) { ${FIELDS} } }`, ['topics']],
  [
    'papers of a technique',
    (page) => `{ technique(ref: "dropout") { papers(${page}) { ${FIELDS} } } }`,
    ['technique', 'papers'],
  ],
  [
    'papers on a topic',
    (page) => `{ topic(ref: "regularization") { papers(${page}) { ${FIELDS} } } }`,
    ['topic', 'papers'],
  ],
  [
    'techniques of a paper',
    (page) => `{ paper(ref: "2410.15460") { techniques(${page}) { ${FIELDS} } } }`,
    ['paper', 'techniques'],
  ],
  [
    'authors of a paper',
    (page) => `{ paper(ref: "1706.03762") { authors(${page}) { ${FIELDS} } } }`,
    ['paper', 'authors'],
  ],
  [
    'variants',
    (page) => `{ technique(ref: "dropout") { variants(${page}) { ${FIELDS} } } }`,
    ['technique', 'variants'],
  ],
  ['related papers', (page) => `{ paper(ref: "2410.15460") { related(${page}) { ${FIELDS} } } }`, ['paper', 'related']],
];

describeSeeded('connections', (engine) => {
  const connection = async (
    query: (page: string) => string,
    path: readonly string[],
    page: string,
  ): Promise<Connection> => {
    const data = await dataOf<Record<string, unknown>>(engine.graph(), query(page));
    return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data) as Connection;
  };

  it.each(LISTS)('%s: pages forwards and backwards give the whole list, once each', async (_name, query, path) => {
    const forward: string[] = [];
    let page = await connection(query, path, 'first: 7');
    const { totalCount } = page;
    expect(page.pageInfo.hasPreviousPage).toBe(false);
    for (;;) {
      expect(page.nodes).toEqual(page.edges.map(({ node }) => node));
      expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
      expect(page.totalCount).toBe(totalCount);
      forward.push(...page.edges.map(({ node }) => node.id));
      expect(page.pageInfo.hasNextPage).toBe(forward.length < totalCount);
      if (!page.pageInfo.hasNextPage) break;
      page = await connection(query, path, `first: 7, after: "${page.pageInfo.endCursor}"`);
    }
    expect(new Set(forward).size).toBe(totalCount);
    expect(totalCount).toBeGreaterThan(2);

    const backward: string[] = [];
    page = await connection(query, path, 'last: 5');
    for (;;) {
      backward.unshift(...page.edges.map(({ node }) => node.id));
      expect(page.pageInfo.hasPreviousPage).toBe(backward.length < totalCount);
      if (!page.pageInfo.hasPreviousPage) break;
      page = await connection(query, path, `last: 5, before: "${page.pageInfo.startCursor}"`);
    }
    expect(backward).toEqual(forward);
  });

  it('count the same at the root and nested', async () => {
    const data = await dataOf<{
      technique: { papers: Connection };
      papers: Connection;
      nodes: { papers: Connection }[];
    }>(
      engine.graph(),
      `{ technique(ref: "dropout") { id papers { totalCount } }
         papers(filter: { techniques: { some: { name: "dropout" } } }) { totalCount } }`,
    );
    expect(data.technique.papers.totalCount).toBe(data.papers.totalCount);
  });

  it('give an empty page for first: 0 and a correct total', async () => {
    const { papers } = await dataOf<{ papers: Connection }>(engine.graph(), `{ papers(first: 0) { ${FIELDS} } }`);
    expect(papers.edges).toEqual([]);
    expect(papers.totalCount).toBeGreaterThan(100);
    expect(papers.pageInfo.hasNextPage).toBe(true);
  });
});
