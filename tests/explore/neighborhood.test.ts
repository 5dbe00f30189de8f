import type { Graph } from '../../src/graph/graph.js';
import { ask, counting } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { around, keysOf, NEIGHBORHOOD, told } from './neighborhood-answers.js';
import {
  distancesFrom,
  globalIdOf,
  keyOfGlobalId,
  randomNumbers,
  readWholeGraph,
  type Relationship,
  type WholeGraph,
} from './whole-graph.js';

const STRENGTHS: Readonly<Record<string, number>> = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

/** The formula of the docs, written anew. */
function tie({ from, to, role, confidence }: Relationship, degrees: ReadonlyMap<string, number>): number {
  const damping = (key: string): number => (key.startsWith('Paper:') ? 1 : Math.log(Math.E - 1 + degrees.get(key)!));
  return ((confidence ?? 1) * (role === null ? 1 : STRENGTHS[role]!)) / (damping(from) * damping(to));
}

/** Where walks end, by multiplying the whole vector with the whole matrix. */
function walked(
  whole: WholeGraph,
  starts: readonly string[],
  steps: number,
  via?: readonly string[],
): Map<string, number> {
  let here = new Map(starts.map((key) => [key, 1 / starts.length]));
  const ended = new Map<string, number>();
  for (let step = 0; step <= steps; step += 1) {
    const next = new Map<string, number>();
    for (const [key, chance] of here) {
      ended.set(key, (ended.get(key) ?? 0) + 0.15 * chance);
      const ways = whole.beside(key, via).map(({ to, relationship }) => ({ to, c: tie(relationship, whole.degrees) }));
      const total = ways.reduce((sum, { c }) => sum + c, 0);
      for (const { to, c } of ways) next.set(to, (next.get(to) ?? 0) + (0.85 * chance * c) / total);
    }
    here = next;
  }
  return ended;
}

/** All relationships between some nodes, as `from kind to`. */
function between(whole: WholeGraph, keys: readonly string[], via?: readonly string[]): string[] {
  const chosen = new Set(keys);
  return whole.relationships
    .filter(({ from, to, kind }) => chosen.has(from) && chosen.has(to) && from !== to && (via?.includes(kind) ?? true))
    .map(({ from, to, kind }) => `${from} ${kind} ${to}`)
    .sort();
}

describeSeeded('neighborhoods in the seeds', (engine) => {
  let whole: WholeGraph;
  let reference: Graph;
  let starts: string[][];

  beforeAll(async () => {
    reference = await seededInMemory();
    whole = await readWholeGraph(engine.graph());
    const random = randomNumbers(11);
    const any = (): string => whole.keys[Math.floor(random() * whole.keys.length)]!;
    starts = [
      ...Array.from({ length: 12 }, () => [any()]),
      ...Array.from({ length: 6 }, () => [...new Set([any(), any(), any()])]),
      ['Topic:cs-lg'],
      ['Technique:dropout', 'Technique:low-rank-adaptation'],
    ];
  });
  afterAll(async () => {
    await reference.close();
  });

  it.each([1, 2])('hold the nodes up to %i steps away, with their distances', async (depth) => {
    for (const keys of starts) {
      const answer = await around(engine.graph(), { of: keys.map(globalIdOf), depth, first: 200 });
      const distances = keys.map((key) => distancesFrom(whole, key));
      const nearest = (key: string): number => Math.min(...distances.map((from) => from.get(key) ?? Infinity));
      const near = whole.keys.filter((key) => nearest(key) <= depth);
      expect(answer.reachedCount).toBe(near.length);
      expect(answer.nodes).toHaveLength(Math.min(200, near.length));
      for (const { node, depth: told } of answer.nodes) expect(told).toBe(nearest(keyOfGlobalId(node.id)));
    }
  });

  it.each([1, 2])('weigh nodes as walks of %i steps end, the given ones first, then the heaviest', async (depth) => {
    for (const keys of starts) {
      const first = 30;
      const { nodes } = await around(engine.graph(), { of: keys.map(globalIdOf), depth, first });
      const weights = walked(whole, keys, Math.max(2, depth));
      for (const { node, weight } of nodes) expect(weight).toBeCloseTo(weights.get(keyOfGlobalId(node.id))!, 12);
      expect(nodes.slice(0, keys.length).map(({ node }) => keyOfGlobalId(node.id))).toEqual(keys);
      const others = nodes.slice(keys.length);
      expect(others).toEqual([...others].sort((left, right) => right.weight - left.weight));
      // None that was left out is heavier.
      const least = others.at(-1)?.weight ?? 0;
      const distances = keys.map((key) => distancesFrom(whole, key));
      const shown = new Set(nodes.map(({ node }) => keyOfGlobalId(node.id)));
      const heavier = [...weights].filter(
        ([key, weight]) =>
          weight > least + 1e-12 && !shown.has(key) && distances.some((from) => (from.get(key) ?? Infinity) <= depth),
      );
      expect(heavier).toEqual([]);
    }
  });

  it('hold every relationship between their nodes, and no other', async () => {
    const kinds = new Set<string>();
    for (const keys of starts) {
      const answer = await around(engine.graph(), { of: keys.map(globalIdOf), depth: 3, first: 120 });
      expect(told(answer)).toEqual(between(whole, keysOf(answer)));
      for (const { kind } of answer.edges) kinds.add(kind);
    }
    expect(kinds.size).toBe(6);
  });

  it('weigh and tell their edges, seen from the node that comes first', async () => {
    for (const keys of starts) {
      const answer = await around(engine.graph(), { of: keys.map(globalIdOf), depth: 2 });
      const order = keysOf(answer);
      expect(answer.edges.map(({ weight }) => weight)).toEqual(
        answer.edges.map(({ weight }) => weight).sort((left, right) => right - left),
      );
      for (const { source, target, kind, forward, sentence, weight } of answer.edges) {
        const [start, end] = [keyOfGlobalId(source.id), keyOfGlobalId(target.id)];
        expect(order.indexOf(start)).toBeLessThan(order.indexOf(end));
        const [from, to] = forward ? [start, end] : [end, start];
        const meant = whole.relationships.find((each) => each.from === from && each.to === to && each.kind === kind)!;
        expect(weight).toBeCloseTo(tie(meant, whole.degrees), 12);
        expect(sentence.indexOf(whole.names.get(from)!)).toBeLessThan(sentence.lastIndexOf(whole.names.get(to)!));
        expect(sentence).toMatch(/\.$/);
      }
    }
  });

  it('keep to the kinds that are allowed', async () => {
    for (const via of [['AUTHORED'], ['CITES', 'APPLIES'], ['ABOUT', 'SUBTOPIC_OF'], ['VARIANT_OF']]) {
      for (const keys of starts.slice(-10)) {
        const answer = await around(engine.graph(), { of: keys.map(globalIdOf), via, depth: 2, first: 200 });
        const distances = keys.map((key) => distancesFrom(whole, key, via));
        const near = whole.keys.filter((key) => distances.some((from) => (from.get(key) ?? Infinity) <= 2));
        expect(answer.reachedCount).toBe(near.length);
        expect(told(answer)).toEqual(between(whole, keysOf(answer), via));
        const weights = walked(whole, keys, 2, via);
        for (const { node, weight } of answer.nodes)
          expect(weight).toBeCloseTo(weights.get(keyOfGlobalId(node.id))!, 12);
      }
    }
  });

  it('are the same every time and on every engine', async () => {
    for (const keys of starts) {
      const asked = { of: keys.map(globalIdOf), depth: 3, first: 60 };
      const answer = await around(engine.graph(), asked);
      expect(await around(engine.graph(), asked)).toEqual(answer);
      expect(await around(reference, asked)).toEqual(answer);
    }
  });

  it('take any refs, each node once, in the order given', async () => {
    const of = [
      'LoRA',
      'topic:pruning',
      'low-rank adaptation',
      '1706.03762',
      'Yoshua Bengio',
      globalIdOf('Topic:pruning'),
    ];
    const answer = await around(engine.graph(), { of });
    expect(answer.nodes.filter(({ depth }) => depth === 0).map(({ node }) => keyOfGlobalId(node.id))).toEqual([
      'Technique:low-rank-adaptation',
      'Topic:pruning',
      'Paper:arxiv:1706.03762',
      'Author:name:yoshua bengio',
    ]);
    expect(answer.nodes).toHaveLength(50);
    expect(await around(engine.graph(), { of, depth: null, first: null, via: null })).toEqual(answer);
  });

  it.each([
    [{ of: [] }, 'of', /of has 0 refs\. Expected: 1 to 20 refs/],
    [{ of: Array(21).fill('LoRA') }, 'of', /of has 21 refs/],
    [{ of: ['LoRA', 'no such', 'nor this'] }, 'of', /^of names nothing here: "no such", "nor this"\. Expected: a ref/],
    [{ of: ['LoRA', ''] }, 'of', /must not be empty/],
    [{ of: ['LoRA'], depth: 4 }, 'depth', /depth is 4\. Expected: a whole number from 1 to 3/],
    [{ of: ['LoRA'], depth: 0 }, 'depth', /depth is 0/],
    [{ of: ['LoRA'], first: 201 }, 'first', /first is 201\. Expected: a whole number from 1 to 200/],
    [{ of: ['LoRA'], first: 0 }, 'first', /first is 0/],
    [{ of: ['LoRA', 'Dropout'], first: 1 }, 'first', /of names 2 nodes, which come first\. Expected: at least 2/],
    [{ of: ['LoRA'], via: [] }, 'via', /via is empty/],
  ])('refuse %j', async (variables, argument, message) => {
    const { errors } = await ask(engine.graph(), NEIGHBORHOOD, variables);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it.each([1, 2, 3])(
    'of depth %i take as many reads for 12 nodes as for one, and for 1 node shown as for 200',
    async (depth) => {
      const readsFor = async (of: readonly string[], first: number): Promise<Record<string, number>> => {
        const { graph, reads } = counting(engine.graph());
        await around(graph, { of: of.map(globalIdOf), depth, first });
        return Object.fromEntries([...reads].map(([name, count]) => [name.split(' ').slice(0, 2).join(' '), count]));
      };
      const papers = whole.keys.filter((key) => key.startsWith('Paper:arxiv:')).slice(0, 12);
      const one = await readsFor(papers.slice(0, 1), 200);
      expect(one).toMatchObject({ degrees: 1, 'some neighbors': 1, 'relations among': 1, 'papers by': 2 });
      expect(one['neighbors AUTHORED'] ?? 0).toBeLessThanOrEqual(Math.max(1, depth - 1));
      expect(await readsFor(papers, 200)).toEqual(one);
      expect(await readsFor(papers.slice(0, 1), 1)).toMatchObject({
        'some neighbors': one['some neighbors'],
        'neighbors AUTHORED': one['neighbors AUTHORED'],
      });
    },
  );
});
