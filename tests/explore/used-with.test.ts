import type { Graph } from '../../src/graph/graph.js';
import { counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import {
  ancestorsOf,
  byOther,
  globalId,
  group,
  keyOf,
  newestFirst,
  readRaw,
  rounded,
  type Link,
  type RawGraph,
} from './raw-graph.js';

interface Edge {
  readonly count: number;
  readonly lift: number;
  readonly significance: number;
  readonly kinship: string | null;
  readonly perYear: readonly { readonly year: number; readonly count: number }[];
  readonly node: { readonly id: string };
  readonly papers: readonly { readonly id: string }[];
}

interface Techniques {
  readonly nodes: readonly { readonly id: string; readonly usedWith: { totalCount: number; edges: readonly Edge[] } }[];
}

const USED_WITH = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Technique { id usedWith(first: 100) { totalCount
  edges { count lift significance kinship perYear { year count } node { id } papers(first: 100) { id } } } } } }`;

const EMPHASIS: Readonly<Record<string, number>> = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

function emphasis({ role, confidence }: Link): number {
  return EMPHASIS[role ?? '']! * confidence;
}

describeSeeded('techniques used with others', (engine) => {
  let raw: RawGraph;
  let reference: Graph;
  let ids: string[];

  beforeAll(async () => {
    reference = await seededInMemory();
    raw = await readRaw(engine.graph());
    ids = [...byOther(raw.applies)]
      .sort(([left, a], [right, b]) => b.length - a.length || (left < right ? -1 : 1))
      .slice(0, 100)
      .map(([id]) => globalId('Technique', id));
  });
  afterAll(async () => {
    await reference.close();
  });

  it('are what plain relationships make them: counts, lift, years, kinship and all papers', async () => {
    const links = byOther(raw.applies);
    const { nodes } = await dataOf<Techniques>(engine.graph(), USED_WITH, { ids });
    const kinships = new Set<string | null>();
    for (const { id, usedWith } of nodes) {
      const key = keyOf(id);
      const own = links.get(key)!;
      const expected = [...links].flatMap(([other, theirs]) => {
        const others = new Map(theirs.map((link) => [link.paper, link]));
        const both = own.filter(({ paper }) => others.has(paper));
        return other === key || both.length < 2 ? [] : [{ other, theirs, both, others }];
      });
      expect(usedWith.totalCount).toBe(expected.length);
      const found = new Map(usedWith.edges.map((edge) => [keyOf(edge.node.id), edge]));
      for (const { other, theirs, both, others } of expected) {
        const edge = found.get(other)!;
        expect(edge.count).toBe(both.length);
        expect(edge.lift).toBeCloseTo(
          both.length / raw.papers / ((own.length / raw.papers) * (theirs.length / raw.papers)),
          9,
        );
        const years = [
          ...group(
            both.filter(({ year }) => year !== null),
            ({ year }) => String(year),
          ),
        ];
        expect(edge.perYear).toEqual(
          years.map(([year, { length }]) => ({ year: Number(year), count: length })).sort((a, b) => a.year - b.year),
        );
        const kinship = ancestorsOf(key, raw.variantOf).has(other)
          ? 'ANCESTOR'
          : ancestorsOf(other, raw.variantOf).has(key)
            ? 'DESCENDANT'
            : null;
        expect(edge.kinship).toBe(kinship);
        kinships.add(kinship);
        const papers = [...both].sort(
          (a, b) =>
            emphasis(b) * emphasis(others.get(b.paper)!) - emphasis(a) * emphasis(others.get(a.paper)!) ||
            newestFirst(a, b),
        );
        expect(edge.papers.map((paper) => keyOf(paper.id))).toEqual(papers.map(({ paper }) => paper));
      }
    }
    expect(kinships).toEqual(new Set(['ANCESTOR', 'DESCENDANT', null]));
  });

  it('come surest first, those that shun each other last', async () => {
    const { nodes } = await dataOf<Techniques>(engine.graph(), USED_WITH, { ids });
    for (const { usedWith } of nodes) {
      const order = usedWith.edges.map(({ significance }) => significance);
      expect(order).toEqual([...order].sort((left, right) => right - left));
      const telling = usedWith.edges.filter(({ lift }) => Math.abs(lift - 1) > 1e-9);
      for (const { lift, significance } of telling) expect(Math.sign(significance)).toBe(Math.sign(lift - 1));
    }
  });

  it('are the same on the embedded engine', async () => {
    const here = await dataOf<Techniques>(engine.graph(), USED_WITH, { ids });
    expect(rounded(here)).toEqual(rounded(await dataOf(reference, USED_WITH, { ids })));
  });

  it('cost as many reads for twelve techniques as for one', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Technique {
      usedWith(first: 5) { edges { lift perYear { year count } node { name } papers(first: 2) { title } } }
      topics(first: 3) { totalCount edges { paperCount node { name } papers(first: 1) { title } } } } } }`;
    const readsFor = async (of: readonly string[]): Promise<Record<string, number>> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(graph, query, { ids: of });
      return Object.fromEntries(reads);
    };
    const forOne = await readsFor(ids.slice(0, 1));
    expect(await readsFor(ids.slice(0, 12))).toEqual(forOne);
    expect(Math.max(...Object.values(forOne))).toBeLessThanOrEqual(2);
  });
});

/** The lists of what papers are about or work with: where they start, and from which relationships they follow. */
const LISTS = [
  ['Technique', 'topics', 'applies', 'about'],
  ['Topic', 'techniques', 'about', 'applies'],
  ['Author', 'topics', 'authored', 'about'],
  ['Author', 'techniques', 'authored', 'applies'],
] as const;

describeSeeded('topics and techniques of papers', (engine) => {
  it.each(LISTS)('%s.%s counts and shows the papers', async (type, field, from, to) => {
    const raw = await readRaw(engine.graph());
    const owners = [...byOther(raw[from])]
      .sort(([left, a], [right, b]) => b.length - a.length || (left < right ? -1 : 1))
      .slice(0, 40);
    interface Lists {
      nodes: {
        id: string;
        list: { totalCount: number; edges: { paperCount: number; node: { id: string }; papers: { id: string }[] }[] };
      }[];
    }
    const { nodes } = await dataOf<Lists>(
      engine.graph(),
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { id list: ${field}(first: 100) {
        totalCount edges { paperCount node { id } papers(first: 100) { id } } } } } }`,
      { ids: owners.map(([id]) => globalId(type, id)) },
    );
    for (const { id, list } of nodes) {
      const papers = new Set(
        byOther(raw[from])
          .get(keyOf(id))!
          .map(({ paper }) => paper),
      );
      const expected = byOther(raw[to].filter(({ paper }) => papers.has(paper)));
      expect(list.totalCount).toBe(expected.size);
      expect(list.edges).toHaveLength(Math.min(100, expected.size));
      for (const edge of list.edges) {
        const links = expected.get(keyOf(edge.node.id))!;
        expect(edge.paperCount).toBe(links.length);
        expect(edge.papers.map((paper) => keyOf(paper.id)).sort()).toEqual(links.map(({ paper }) => paper).sort());
      }
      const order = list.edges.map(({ paperCount, node }) => [-paperCount, keyOf(node.id)] as const);
      expect(order).toEqual([...order].sort(([a, left], [b, right]) => a - b || (left < right ? -1 : 1)));
    }
    expect(nodes.length).toBe(40);
  });
});
