import type { Graph } from '../../src/graph/graph.js';
import { similarAuthors } from '../../src/explore/similar-author.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { byOther, byPaper, globalId, keyOf, newestFirst, readRaw, rounded, type RawGraph } from './raw-graph.js';

const technique = (paperId: string, id: string, role: 'INTRODUCES' | 'USES' = 'USES', paperCount = 5) => ({
  paperId,
  id,
  name: id.toUpperCase(),
  role,
  confidence: 1,
  paperCount,
});

describe('similar authors', () => {
  const author = { id: 'a', papers: ['p1'], techniques: [technique('p1', 't'), technique('p1', 'u')] };

  it('who work with the same techniques have the whole cosine, shrunk by how many they are', () => {
    const twin = { id: 'b', papers: ['q1'], techniques: [technique('q1', 't'), technique('q1', 'u')] };
    const single = { id: 'c', papers: ['q2'], techniques: [technique('q2', 't')] };
    const [first, second] = similarAuthors({ author, candidates: [single, twin], citations: [], total: 100 });
    expect(first).toMatchObject({ id: 'b', isCoauthor: false, citationStrength: 0, papers: ['q1'] });
    expect(first?.techniqueSimilarity).toBeCloseTo(2 / 3, 12);
    expect(first?.score).toBeCloseTo((0.7 * 2) / 3, 12);
    expect(second?.techniqueSimilarity).toBeCloseTo(Math.SQRT1_2 / 2, 12);
  });

  it('are told by rare and introduced techniques more than by common and used ones', () => {
    const scores = [
      { id: 'rare', techniques: [technique('q', 't', 'USES', 1), technique('q', 'x')] },
      { id: 'common', techniques: [technique('q', 'u', 'USES', 90), technique('q', 'x')] },
    ].map(({ id, techniques }) => ({ id, papers: ['q'], techniques }));
    const own = { ...author, techniques: [technique('p1', 't', 'USES', 1), technique('p1', 'u', 'USES', 90)] };
    expect(similarAuthors({ author: own, candidates: scores, citations: [], total: 100 }).map(({ id }) => id)).toEqual([
      'rare',
      'common',
    ]);
    const inRole = (role: 'INTRODUCES' | 'USES') => ({
      id: role.toLowerCase(),
      papers: ['q'],
      techniques: [technique('q', 't', role), technique('q', 'x')],
    });
    const roles = similarAuthors({
      author,
      candidates: [inRole('USES'), inRole('INTRODUCES')],
      citations: [],
      total: 100,
    });
    expect(roles.map(({ id }) => id)).toEqual(['introduces', 'uses']);
  });

  it('cite each other, and a common paper says nothing of that', () => {
    const other = { id: 'b', papers: ['q1', 'joint'], techniques: [] };
    const own = { ...author, papers: ['p1', 'joint'] };
    const citation = (citing: string, cited: string) => ({ citing, cited, citations: 3 });
    const [found] = similarAuthors({
      author: own,
      candidates: [other],
      citations: [
        citation('p1', 'q1'),
        citation('joint', 'q1'),
        citation('q1', 'joint'),
        citation('p1', 'joint'),
        citation('p1', 'elsewhere'),
      ],
      total: 100,
    });
    expect(found?.citations).toEqual([citation('p1', 'q1')]);
    expect(found?.citationStrength).toBeCloseTo(1 - Math.exp(-1 / Math.log(5) / 3), 12);
    expect(found).toMatchObject({ isCoauthor: true, papers: ['q1'], techniques: [] });
  });

  it('are nobody who shares nothing', () => {
    const stranger = { id: 'b', papers: ['q1'], techniques: [technique('q1', 'other')] };
    expect(similarAuthors({ author, candidates: [stranger], citations: [], total: 100 })).toEqual([]);
  });
});

interface Coauthors {
  readonly nodes: readonly {
    readonly id: string;
    readonly coauthors: {
      readonly totalCount: number;
      readonly edges: readonly {
        readonly paperCount: number;
        readonly firstYear: number | null;
        readonly lastYear: number | null;
        readonly node: { readonly id: string };
        readonly papers: readonly { readonly id: string }[];
      }[];
    };
  }[];
}

interface Similar {
  readonly nodes: readonly {
    readonly id: string;
    readonly similar: {
      readonly totalCount: number;
      readonly edges: readonly {
        readonly score: number;
        readonly techniqueSimilarity: number;
        readonly citationStrength: number;
        readonly isCoauthor: boolean;
        readonly explanation: string;
        readonly node: { readonly id: string };
        readonly techniques: readonly { readonly id: string }[];
        readonly papers: readonly { readonly id: string }[];
        readonly citations: readonly {
          readonly citing: { readonly id: string };
          readonly cited: { readonly id: string };
        }[];
      }[];
    };
  }[];
}

const COAUTHORS = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Author { id coauthors(first: 100) { totalCount
  edges { paperCount firstYear lastYear node { id } papers(first: 100) { id } } } } } }`;

const SIMILAR = `query ($ids: [ID!]!, $coauthors: Boolean! = true) { nodes(ids: $ids) { ... on Author { id
  similar(first: 20, coauthors: $coauthors) { totalCount edges {
    score techniqueSimilarity citationStrength isCoauthor explanation node { id }
    techniques(first: 100) { id } papers(first: 100) { id } citations(first: 100) { citing { id } cited { id } } } } } } }`;

describeSeeded('coauthors and similar authors', (engine) => {
  let raw: RawGraph;
  let reference: Graph;
  let ids: string[];

  beforeAll(async () => {
    reference = await seededInMemory();
    raw = await readRaw(engine.graph());
    ids = [...byOther(raw.authored)]
      .sort(([left, a], [right, b]) => b.length - a.length || (left < right ? -1 : 1))
      .slice(0, 100)
      .map(([id]) => globalId('Author', id));
  });
  afterAll(async () => {
    await reference.close();
  });

  it('are all who wrote papers together, with the papers and their years', async () => {
    const { nodes } = await dataOf<Coauthors>(engine.graph(), COAUTHORS, { ids });
    const papers = byPaper(raw.authored);
    let edges = 0;
    for (const { id, coauthors } of nodes) {
      const own = byOther(raw.authored).get(keyOf(id))!;
      const expected = byOther(
        own.flatMap(({ paper }) => papers.get(paper)!).filter(({ other }) => other !== keyOf(id)),
      );
      expect(coauthors.totalCount).toBe(expected.size);
      for (const edge of coauthors.edges) {
        const links = [...expected.get(keyOf(edge.node.id))!].sort(newestFirst);
        const years = links.flatMap(({ year }) => year ?? []);
        expect(edge).toMatchObject({
          paperCount: links.length,
          firstYear: years.length === 0 ? null : Math.min(...years),
          lastYear: years.length === 0 ? null : Math.max(...years),
        });
        expect(edge.papers.map((paper) => keyOf(paper.id))).toEqual(links.map(({ paper }) => paper));
        edges += 1;
      }
      const order = coauthors.edges.map(
        ({ paperCount, lastYear, node }) => [paperCount, lastYear ?? 0, keyOf(node.id)] as const,
      );
      expect(order).toEqual([...order].sort((a, b) => b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : 1)));
    }
    expect(edges).toBeGreaterThan(300);
  });

  it('are alike by techniques and citations that the graph bears out', async () => {
    const { nodes } = await dataOf<Similar>(engine.graph(), SIMILAR, { ids: ids.slice(0, 60) });
    const authored = byOther(raw.authored);
    const applied = byPaper(raw.applies);
    const cites = new Set(raw.cites.map((pair) => pair.join(' ')));
    const techniquesOf = (author: string): Set<string> =>
      new Set(authored.get(author)!.flatMap(({ paper }) => (applied.get(paper) ?? []).map(({ other }) => other)));
    let [shared, cited] = [0, 0];
    for (const { id, similar } of nodes) {
      const [mine, own] = [techniquesOf(keyOf(id)), new Set(authored.get(keyOf(id))!.map(({ paper }) => paper))];
      const scores = similar.edges.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((left, right) => right - left));
      for (const edge of similar.edges) {
        const [theirs, papers] = [
          techniquesOf(keyOf(edge.node.id)),
          new Set(authored.get(keyOf(edge.node.id))!.map(({ paper }) => paper)),
        ];
        expect(edge.node.id).not.toBe(id);
        expect(edge.score).toBeCloseTo(0.7 * edge.techniqueSimilarity + 0.3 * edge.citationStrength, 12);
        expect(edge.techniques.map((item) => keyOf(item.id)).sort()).toEqual(
          [...mine].filter((item) => theirs.has(item)).sort(),
        );
        expect(edge.isCoauthor).toBe([...own].some((paper) => papers.has(paper)));
        for (const { citing, cited: other } of edge.citations) {
          const [from, to] = [keyOf(citing.id), keyOf(other.id)];
          expect(cites.has(`${from} ${to}`)).toBe(true);
          expect([own.has(from) && papers.has(to), own.has(to) && papers.has(from)]).toContain(true);
          cited += 1;
        }
        expect(edge.citations.length > 0).toBe(edge.citationStrength > 0);
        expect(edge.papers.every((paper) => papers.has(keyOf(paper.id)))).toBe(true);
        expect(edge.papers.length).toBeGreaterThan(0);
        expect(edge.explanation).toMatch(/^[A-Z].*\.$/);
        expect(edge.explanation).not.toMatch(/undefined|null|NaN|\[object/);
        shared += edge.techniques.length;
      }
    }
    expect(shared).toBeGreaterThan(200);
    expect(cited).toBeGreaterThan(50);
  });

  it('leave coauthors out when asked, and nobody else', async () => {
    const all = await dataOf<Similar>(engine.graph(), SIMILAR, { ids: ids.slice(0, 20) });
    const others = await dataOf<Similar>(engine.graph(), SIMILAR, { ids: ids.slice(0, 20), coauthors: false });
    for (const [index, { similar }] of others.nodes.entries()) {
      const before = all.nodes[index]!.similar;
      expect(similar.edges.every(({ isCoauthor }) => !isCoauthor)).toBe(true);
      expect(similar.totalCount).toBeLessThan(before.totalCount);
      expect(similar.edges).toEqual(expect.arrayContaining(before.edges.filter(({ isCoauthor }) => !isCoauthor)));
    }
  });

  it('are the same on the embedded engine', async () => {
    for (const query of [COAUTHORS, SIMILAR]) {
      const here = await dataOf(engine.graph(), query, { ids });
      expect(rounded(here)).toEqual(rounded(await dataOf(reference, query, { ids })));
    }
  });

  it('cost as many reads for twelve authors as for one', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Author {
      coauthors(first: 5) { totalCount edges { paperCount node { name } papers(first: 2) { title } } }
      similar(first: 5) { totalCount edges { score node { name } techniques { name } papers { title } citations { citing { title } } } } } } }`;
    const readsFor = async (of: readonly string[]): Promise<Record<string, number>> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(graph, query, { ids: of });
      return Object.fromEntries(reads);
    };
    const forOne = await readsFor(ids.slice(0, 1));
    expect(await readsFor(ids.slice(0, 12))).toEqual(forOne);
    expect(Math.max(...Object.values(forOne))).toBeLessThanOrEqual(3);
  });

  it.each([
    ['coauthors(first: 101) { totalCount }', 'first'],
    ['similar(last: -1) { totalCount }', 'last'],
    ['similar(after: "bm8") { totalCount }', 'after'],
    ['similar(first: 1) { edges { papers(first: 0) { id } } }', 'first'],
    ['similar(first: 1) { edges { techniques(first: 101) { id } } }', 'first'],
    ['similar(first: 1) { edges { citations(first: -3) { citing { id } } } }', 'first'],
  ])('refuse %s', async (selection, argument) => {
    const { errors } = await ask(engine.graph(), `{ author(ref: "Geoffrey Hinton") { ${selection} } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});
