import { lift, logLikelihood, normalizedPmi, projected } from '../../src/explore/cooccurrence.js';
import { CooccurrenceRepository } from '../../src/explore/cooccurrence.repository.js';
import type { Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import {
  ancestorsOf,
  byOther,
  globalId,
  keyOf,
  newestFirst,
  readRaw,
  rounded,
  type Link,
  type RawGraph,
} from './raw-graph.js';

interface Edge {
  readonly cursor: string;
  readonly weight: number;
  readonly paperCount: number;
  readonly node: { readonly id: string };
  readonly papers: readonly { readonly id: string }[];
}

interface Topics {
  readonly nodes: readonly { readonly id: string; readonly related: { totalCount: number; edges: readonly Edge[] } }[];
}

const RELATED = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Topic { id related(first: 100) {
  totalCount edges { cursor weight paperCount node { id } papers(first: 100) { id } } } } } }`;

describe('co-occurrence', () => {
  const even = { both: 10, left: 20, right: 50, total: 100 };

  it('is nothing where chance would have it so', () => {
    expect(normalizedPmi(even)).toBeCloseTo(0, 12);
    expect(lift(even)).toBeCloseTo(1, 12);
    expect(logLikelihood(even)).toBeCloseTo(0, 9);
  });

  it('is complete where two are never apart, and says nothing where both are everywhere', () => {
    const always = { both: 7, left: 7, right: 7, total: 100 };
    expect(normalizedPmi(always)).toBeCloseTo(1, 12);
    expect(lift(always)).toBeCloseTo(100 / 7, 12);
    expect(normalizedPmi({ both: 9, left: 9, right: 9, total: 9 })).toBe(0);
    expect(normalizedPmi({ both: 0, left: 3, right: 3, total: 9 })).toBe(-1);
    expect(lift({ both: 0, left: 0, right: 3, total: 9 })).toBe(0);
  });

  it('is negative where two shun each other', () => {
    const apart = { both: 1, left: 40, right: 50, total: 100 };
    expect(normalizedPmi(apart)).toBeLessThan(0);
    expect(logLikelihood(apart)).toBeLessThan(-10);
  });

  it('gives the figure of the four cells, as worked by hand', () => {
    // 2 · (10 ln(10·100/(30·20)) + 20 ln(20·100/(30·80)) + 10 ln(10·100/(70·20)) + 60 ln(60·100/(70·80)))
    const worked =
      2 *
      (10 * Math.log(1000 / 600) +
        20 * Math.log(2000 / 2400) +
        10 * Math.log(1000 / 1400) +
        60 * Math.log(6000 / 5600));
    expect(logLikelihood({ both: 10, left: 30, right: 20, total: 100 })).toBeCloseTo(worked, 9);
  });

  it('is projected to all papers when only some were looked at', () => {
    const counts = { both: 5, left: 100, right: 30, total: 1000 };
    expect(projected(counts, { seenLeft: 20, seenRight: 30 }).both).toBe(25);
    expect(projected(counts, { seenLeft: 100, seenRight: 30 }).both).toBe(5);
    expect(projected(counts, { seenLeft: 10, seenRight: 30 }).both).toBe(30);
  });
});

/** What related topics must be, from plain relationships. */
function expectedOf(topic: string, raw: RawGraph): { id: string; weight: number; papers: string[] }[] {
  const links = byOther(raw.about);
  const own = links.get(topic) ?? [];
  return [...links]
    .flatMap(([id, theirs]) => {
      if (id === topic || ancestorsOf(id, raw.subtopicOf).has(topic) || ancestorsOf(topic, raw.subtopicOf).has(id)) {
        return [];
      }
      const papers = sharedPapers(own, theirs);
      const [both, left, right] = [papers.length / raw.papers, own.length / raw.papers, theirs.length / raw.papers];
      const weight = Math.log2(both / left / right) / -Math.log2(both);
      return papers.length < 2 || weight < 1e-12 ? [] : [{ id, weight, papers }];
    })
    .sort((a, b) => b.weight - a.weight);
}

function sharedPapers(own: readonly Link[], theirs: readonly Link[]): string[] {
  const others = new Map(theirs.map((link) => [link.paper, link]));
  return own
    .filter(({ paper }) => others.has(paper))
    .sort(
      (left, right) =>
        right.confidence * others.get(right.paper)!.confidence - left.confidence * others.get(left.paper)!.confidence ||
        newestFirst(left, right),
    )
    .map(({ paper }) => paper);
}

describeSeeded('related topics', (engine) => {
  let raw: RawGraph;
  let reference: Graph;
  let ids: string[];

  beforeAll(async () => {
    reference = await seededInMemory();
    raw = await readRaw(engine.graph());
    ids = [...byOther(raw.about).keys()].sort().map((id) => globalId('Topic', id));
  });
  afterAll(async () => {
    await reference.close();
  });

  it('are, for every topic, what plain relationships make them, with all the papers behind', async () => {
    const { nodes } = await dataOf<Topics>(engine.graph(), RELATED, { ids });
    let edges = 0;
    for (const { id, related } of nodes) {
      const expected = expectedOf(keyOf(id), raw);
      expect(related.totalCount).toBe(expected.length);
      const found = new Map(related.edges.map((edge) => [keyOf(edge.node.id), edge]));
      for (const { id: other, weight, papers } of expected) {
        const edge = found.get(other);
        expect(edge?.weight).toBeCloseTo(weight, 10);
        expect(edge?.paperCount).toBe(papers.length);
        expect(edge?.papers.map((paper) => keyOf(paper.id))).toEqual(papers);
      }
      const weights = related.edges.map(({ weight }) => weight);
      expect(weights).toEqual([...weights].sort((left, right) => right - left));
      edges += related.edges.length;
    }
    expect(edges).toBeGreaterThan(100);
  });

  it('are the same on the embedded engine', async () => {
    const here = await dataOf<Topics>(engine.graph(), RELATED, { ids });
    expect(rounded(here)).toEqual(rounded(await dataOf(reference, RELATED, { ids })));
  });

  it('are read page by page, forwards and backwards, each once', async () => {
    const page = `query ($first: Int, $after: String, $last: Int, $before: String) { topic(ref: "Regularization") {
      related(first: $first, after: $after, last: $last, before: $before) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { name } } } }`;
    interface Page {
      topic: {
        related: {
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
          nodes: { name: string }[];
        };
      };
    }
    const all = (await dataOf<Page>(engine.graph(), page, { first: 100 })).topic.related.nodes;
    const forwards: unknown[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { related }: Page['topic'] = (await dataOf<Page>(engine.graph(), page, { first: 4, after })).topic;
      forwards.push(...related.nodes);
      more = related.pageInfo.hasNextPage;
      after = related.pageInfo.endCursor;
    }
    const backwards: unknown[] = [];
    let before: string | null = null;
    for (let more = true; more;) {
      const { related }: Page['topic'] = (await dataOf<Page>(engine.graph(), page, { last: 3, before })).topic;
      backwards.unshift(...related.nodes);
      more = related.pageInfo.hasPreviousPage;
      before = related.pageInfo.startCursor;
    }
    expect(all.length).toBeGreaterThan(5);
    expect(forwards).toEqual(all);
    expect(backwards).toEqual(all);
  });

  it('look at the newest papers of a topic that has too many', async () => {
    const links = byOther(raw.about);
    const [topic, own] = [...links].sort(([, left], [, right]) => right.length - left.length)[0]!;
    const newest = [...own].sort(newestFirst).slice(0, 20);
    const found = await new CooccurrenceRepository(engine.graph()).companions('topics', [topic], 20);
    const expected = [...links].flatMap(([id, theirs]) => {
      const shared = sharedPapers(newest, theirs).length;
      return id === topic || shared < 2 ? [] : [{ id, paperCount: theirs.length, shared }];
    });
    const sort = (items: readonly { id: string }[]): unknown => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(sort(found.get(topic)!.companions)).toEqual(sort(expected));
    expect(expected.length).toBeGreaterThan(1);
  });

  it('cost as many reads for twelve topics as for one', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Topic { related(first: 5) { totalCount
      edges { weight node { name } papers(first: 2) { title } } }
      techniques(first: 3) { totalCount edges { paperCount node { name } papers(first: 1) { title } } } } } }`;
    const readsFor = async (of: readonly string[]): Promise<Record<string, number>> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(graph, query, { ids: of });
      return Object.fromEntries(reads);
    };
    const largest = ['regularization', 'pruning', 'cs-lg', 'cs-cv', 'cs-cl', 'stat-ml', 'deep-learning-theory'];
    const twelve = [...new Set([...largest.map((id) => globalId('Topic', id)), ...ids])].slice(0, 12);
    const forOne = await readsFor(twelve.slice(0, 1));
    expect(await readsFor(twelve)).toEqual(forOne);
    expect(Math.max(...Object.values(forOne))).toBeLessThanOrEqual(2);
  });

  it.each([
    ['related(first: 101) { totalCount }', 'first', '0 to 100'],
    ['related(first: -1) { totalCount }', 'first', '0 to 100'],
    ['related(after: "x") { totalCount }', 'after', 'cursor'],
    ['related { edges { papers(first: 0) { id } } }', 'first', '1 to 100'],
    ['techniques { edges { papers(first: 101) { id } } }', 'first', '1 to 100'],
  ])('refuse %s', async (selection, argument, wanted) => {
    const { errors } = await ask(engine.graph(), `{ topic(ref: "Regularization") { ${selection} } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).toContain(wanted);
  });
});
