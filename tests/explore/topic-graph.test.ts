import { backbone, disparities, spanningForest, type WeightedEdge } from '../../src/explore/topic-graph-backbone.js';
import { topicGraphOf } from '../../src/explore/topic-graph.js';
import type { Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { ancestorsOf, byOther, keyOf, readRaw, rounded, type RawGraph } from './raw-graph.js';

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

function randomEdges(seed: number): WeightedEdge[] {
  const next = random(seed);
  const edges = new Map<string, WeightedEdge>();
  for (let at = 0; at < 120; at += 1) {
    const [a, b] = [Math.floor(next() * 30), Math.floor(next() * 30)];
    if (a !== b)
      edges.set(
        `${Math.min(a, b)}-${Math.max(a, b)}`,
        edgeOf(`n${Math.min(a, b)}`, `n${Math.max(a, b)}`, next() + 0.01),
      );
  }
  return [...edges.values()];
}

function edgeOf(source: string, target: string, weight: number): WeightedEdge {
  return { source, target, weight };
}

/** The sets of nodes that hang together, each as its sorted members. */
function components(nodes: readonly string[], edges: readonly WeightedEdge[]): string[] {
  const label = new Map(nodes.map((id) => [id, id]));
  for (let changed = true; changed;) {
    changed = false;
    for (const { source, target } of edges) {
      const least = label.get(source)! < label.get(target)! ? label.get(source)! : label.get(target)!;
      if (label.get(source) !== least || label.get(target) !== least) changed = true;
      label.set(source, least).set(target, least);
    }
  }
  return nodes.map((id) => `${id} in ${label.get(id)!}`);
}

function nodesOf(edges: readonly WeightedEdge[]): string[] {
  return [...new Set(edges.flatMap(({ source, target }) => [source, target]))].sort();
}

describe('the backbone', () => {
  it('judges an edge by the disparity of its weight at either end', () => {
    const star = [edgeOf('a', 'b', 8), edgeOf('a', 'c', 1), edgeOf('a', 'd', 1)];
    // At b, c and d the edge is the only one; at a: (1 − w / 10)².
    const [strong, weak, other] = disparities(star);
    expect(strong).toBeCloseTo(0.04, 12);
    expect(weak).toBeCloseTo(0.81, 12);
    expect(other).toBeCloseTo(0.81, 12);
    expect(disparities([edgeOf('a', 'b', 3)])).toEqual([1]);
  });

  it('keeps a heavy edge, drops a weak one, but not where something would fall apart', () => {
    const edges = [
      edgeOf('a', 'b', 10),
      edgeOf('a', 'c', 9),
      edgeOf('b', 'c', 8),
      edgeOf('a', 'd', 0.1),
      edgeOf('e', 'f', 0.1),
    ];
    expect(backbone(edges, { alpha: 0, most: 10 })).toEqual([edges[0], edges[1], edges[3], edges[4]]);
    expect(backbone(edges, { alpha: 1, most: 10 })).toEqual(edges);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('keeps together what hangs together, within bounds: random graph %i', (seed) => {
    const edges = randomEdges(seed);
    const nodes = nodesOf(edges);
    for (const alpha of [0, 0.05, 0.3, 1]) {
      for (const most of [0, 40, 1000]) {
        const kept = backbone(edges, { alpha, most });
        expect(components(nodes, kept)).toEqual(components(nodes, edges));
        expect(kept.length).toBeLessThanOrEqual(Math.max(most, nodes.length - 1));
        expect(kept.every((edge) => edges.includes(edge))).toBe(true);
      }
    }
  });

  it.each([11, 12, 13])('has a maximum spanning forest: no edge left out outweighs one in its circle: %i', (seed) => {
    const edges = randomEdges(seed);
    const forest = spanningForest(edges);
    const kept = edges.filter((_, index) => forest.has(index));
    expect(kept).toHaveLength(
      nodesOf(edges).length - new Set(components(nodesOf(edges), edges).map((text) => text.split(' in ')[1])).size,
    );
    for (const [index, edge] of edges.entries()) {
      if (forest.has(index)) continue;
      const heavier = kept.filter(({ weight }) => weight >= edge.weight);
      const labels = new Map(components(nodesOf(edges), heavier).map((text) => text.split(' in ') as [string, string]));
      expect(labels.get(edge.source)).toBe(labels.get(edge.target));
    }
  });

  it('does not depend on the order of the edges', () => {
    const edges = randomEdges(21);
    const sort = (list: readonly WeightedEdge[]): string[] =>
      list.map(({ source, target }) => `${source}-${target}`).sort();
    const options = { alpha: 0.2, most: 45 };
    expect(sort(backbone([...edges].reverse(), options))).toEqual(sort(backbone(edges, options)));
  });
});

describe('the graph of topics', () => {
  it('projects what topics share when only their newest papers were looked at', () => {
    const topic = (id: string, paperCount: number, papers: readonly string[]) => ({
      id,
      paperCount,
      papers,
      confidences: papers.map(() => 1),
      ancestors: [],
      total: 1000,
    });
    const whole = topicGraphOf([topic('a', 4, ['1', '2', '3', '4']), topic('b', 2, ['1', '2'])], 0);
    expect(whole.links).toMatchObject([{ source: 'a', target: 'b', paperCount: 2, alpha: 1, isHierarchy: false }]);
    // Two of a's four newest papers of 40 are b's: about 20 are expected in all.
    const cut = topicGraphOf(
      [
        topic('a', 40, ['1', '2', '3', '4']),
        topic(
          'b',
          30,
          Array.from({ length: 30 }, (_, at) => String(at)),
        ),
      ],
      0,
    );
    const weight = Math.log((30 * 1000) / (40 * 30)) / -Math.log(30 / 1000);
    expect(cut.links[0]?.weight).toBeCloseTo(weight, 12);
    expect(cut.links[0]?.paperCount).toBe(4);
  });
});

interface TopicGraphData {
  readonly topicGraph: {
    readonly root: { readonly name: string } | null;
    readonly edgesFound: number;
    readonly nodes: readonly { readonly paperCount: number; readonly topic: { readonly id: string } }[];
    readonly edges: readonly {
      readonly source: { readonly id: string };
      readonly target: { readonly id: string };
      readonly weight: number;
      readonly paperCount: number;
      readonly disparity: number;
      readonly isHierarchy: boolean;
      readonly papers: readonly { readonly id: string }[];
    }[];
  };
}

const GRAPH = `query ($root: String, $minWeight: Float! = 0, $first: Int! = 50) {
  topicGraph(root: $root, minWeight: $minWeight, first: $first) {
    root { name } edgesFound
    nodes { paperCount topic { id } }
    edges { source { id } target { id } weight paperCount disparity isHierarchy papers(first: 100) { id } } } }`;

describeSeeded('topicGraph', (engine) => {
  let raw: RawGraph;
  let reference: Graph;

  beforeAll(async () => {
    reference = await seededInMemory();
    raw = await readRaw(engine.graph());
  });
  afterAll(async () => {
    await reference.close();
  });

  const check = ({ topicGraph: { nodes, edges, edgesFound } }: TopicGraphData, minWeight = 0): void => {
    const links = byOther(raw.about);
    const ids = nodes.map(({ topic }) => keyOf(topic.id));
    for (const { topic, paperCount } of nodes) expect(paperCount).toBe(links.get(keyOf(topic.id))!.length);
    const all: WeightedEdge[] = [];
    for (const [at, left] of ids.entries()) {
      for (const right of ids.slice(at + 1)) {
        const others = new Set(links.get(right)!.map(({ paper }) => paper));
        const both = links.get(left)!.filter(({ paper }) => others.has(paper)).length;
        const share = both / raw.papers;
        const weight =
          Math.log2(share / (links.get(left)!.length / raw.papers) / (others.size / raw.papers)) / -Math.log2(share);
        if (both >= 2 && weight > 1e-12 && weight >= minWeight) all.push(edgeOf(left, right, weight));
      }
    }
    expect(edgesFound).toBe(all.length);
    expect(edges.length).toBeLessThanOrEqual(3 * nodes.length);
    const shown = edges.map(({ source, target, weight }) => edgeOf(keyOf(source.id), keyOf(target.id), weight));
    for (const edge of edges) {
      const [source, target] = [keyOf(edge.source.id), keyOf(edge.target.id)];
      expect(all.find((known) => known.source === source && known.target === target)?.weight).toBeCloseTo(
        edge.weight,
        10,
      );
      const theirs = new Map(links.get(target)!.map((link) => [link.paper, link]));
      const both = links.get(source)!.filter(({ paper }) => theirs.has(paper));
      both.sort(
        (a, b) =>
          b.confidence * theirs.get(b.paper)!.confidence - a.confidence * theirs.get(a.paper)!.confidence ||
          (a.paper < b.paper ? -1 : 1),
      );
      expect(edge.papers.map((paper) => keyOf(paper.id))).toEqual(both.map(({ paper }) => paper));
      expect(edge.paperCount).toBe(both.length);
      const [up, down] = [ancestorsOf(source, raw.subtopicOf), ancestorsOf(target, raw.subtopicOf)];
      expect(edge.isHierarchy).toBe(up.has(target) || down.has(source));
    }
    expect(components(ids, shown)).toEqual(components(ids, all));
    expect(shown.map(({ weight }) => weight)).toEqual(shown.map(({ weight }) => weight).sort((a, b) => b - a));
  };

  it('shows the largest topics with what plain relationships make of them', async () => {
    const data = await dataOf<TopicGraphData>(engine.graph(), GRAPH, {});
    const { nodes, edges, edgesFound } = data.topicGraph;
    check(data);
    expect(nodes).toHaveLength(50);
    expect(nodes.map(({ paperCount }) => paperCount)).toEqual(
      nodes.map(({ paperCount }) => paperCount).sort((a, b) => b - a),
    );
    expect(edges.length).toBeGreaterThan(40);
    expect(edges.length).toBeLessThan(edgesFound);
  });

  it('shows the parts of a root, at any depth', async () => {
    const data = await dataOf<TopicGraphData>(engine.graph(), GRAPH, { root: 'Deep learning' });
    check(data);
    expect(data.topicGraph.root?.name).toBe('Deep learning');
    const parts = [...byOther(raw.about).keys()].filter((id) => ancestorsOf(id, raw.subtopicOf).has('deep-learning'));
    expect(data.topicGraph.nodes.map(({ topic }) => keyOf(topic.id)).sort()).toEqual(parts.sort());
    expect(data.topicGraph.edges.length).toBeGreaterThan(3);
  });

  it('is empty, and names the root, where that has no parts', async () => {
    const data = await dataOf<TopicGraphData>(engine.graph(), GRAPH, { root: 'Pruning' });
    expect(data.topicGraph).toEqual({ root: { name: 'Pruning' }, edgesFound: 0, nodes: [], edges: [] });
  });

  it.each([0.1, 0.4, 1])('has only edges of at least %d when asked', async (minWeight) => {
    const data = await dataOf<TopicGraphData>(engine.graph(), GRAPH, { minWeight, first: 200 });
    check(data, minWeight);
    expect(data.topicGraph.edges.every(({ weight }) => weight >= minWeight)).toBe(true);
  });

  it('is the same on the embedded engine', async () => {
    const here = await dataOf(engine.graph(), GRAPH, { first: 200 });
    expect(rounded(here)).toEqual(rounded(await dataOf(reference, GRAPH, { first: 200 })));
  });

  it('costs as many reads for 200 topics as for 10', async () => {
    const readsFor = async (first: number): Promise<Record<string, number>> => {
      const { graph, reads } = counting(engine.graph());
      await dataOf(graph, GRAPH, { first });
      return Object.fromEntries(reads);
    };
    expect(await readsFor(200)).toEqual(await readsFor(10));
    expect(Object.keys(await readsFor(10))).toHaveLength(3);
  });

  it.each([
    ['root: "No such topic"', 'root', 'a topic of this graph'],
    ['root: ""', 'root', 'slug, name or alias'],
    ['root: "LoRA"', 'root', 'a topic of this graph'],
    [`root: "${Buffer.from('Paper:x-y-z').toString('base64url')}"`, 'root', 'topic'],
    ['minWeight: -0.1', 'minWeight', 'from 0 to 1'],
    ['minWeight: 1.5', 'minWeight', 'from 0 to 1'],
    ['first: 0', 'first', '1 to 200'],
    ['first: 201', 'first', '1 to 200'],
  ])('refuses %s', async (given, argument, wanted) => {
    const { errors } = await ask(engine.graph(), `{ topicGraph(${given}) { edgesFound } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).toContain(wanted);
  });
});
