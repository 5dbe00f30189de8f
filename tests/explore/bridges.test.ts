import { findBridges, type ShoreOf } from '../../src/explore/bridge.js';
import type { Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { byOther, globalId, keyOf, readRaw, rounded, type Link, type RawGraph } from './raw-graph.js';

function shore(id: string, members: Record<string, number>, citers: Record<string, string[]> = {}): ShoreOf {
  return {
    kind: 'topic',
    id,
    name: id.toUpperCase(),
    members: Object.entries(members).map(([paper, weight]) => ({ id: paper, weight })),
    citers: Object.entries(citers).map(([paper, cited]) => ({ id: paper, cited })),
  };
}

describe('bridges', () => {
  const citing = (count: number): number => 0.5 * (1 - Math.exp(-count / 3));

  it('are about both, cite into both, or the one and the other, as worked by hand', () => {
    const from = shore('a', { both: 0.9, half: 1, a1: 1, a2: 1 }, { cites: ['a1', 'a2'], alone: ['a1'] });
    const to = shore('b', { both: 0.4, b1: 1 }, { cites: ['b1'], half: ['b1'] });
    const found = findBridges([from], [to]);
    const scores = { both: Math.sqrt(0.9 * 0.4), half: Math.sqrt(citing(1)), cites: Math.sqrt(citing(2) * citing(1)) };
    expect(found.map(({ id }) => id)).toEqual(['both', 'half', 'cites']);
    for (const { id, score } of found) expect(score).toBeCloseTo(scores[id as keyof typeof scores], 12);
    expect(found[2]).toMatchObject({
      from: { cited: ['a1', 'a2'], subjects: [] },
      to: { cited: ['b1'], subjects: [] },
    });
    expect(found[0]?.to.subjects).toEqual([{ kind: 'topic', id: 'b', name: 'B' }]);
  });

  it('are not made by citing what is a bridge itself', () => {
    const from = shore('a', { both: 1 }, { cites: ['both'] });
    const to = shore('b', { both: 1 }, { cites: ['both'] });
    expect(findBridges([from], [to]).map(({ id }) => id)).toEqual(['both']);
  });
});

interface End {
  readonly strength: number;
  readonly citedCount: number;
  readonly subjects: readonly { readonly id: string; readonly __typename: string }[];
  readonly cited: readonly { readonly id: string }[];
}

interface Bridges {
  readonly bridges: readonly {
    readonly paper: { readonly id: string; readonly title: string };
    readonly score: number;
    readonly explanation: string;
    readonly from: End;
    readonly to: End;
  }[];
}

const BRIDGES = `query ($from: String!, $to: String!, $first: Int! = 100) { bridges(from: $from, to: $to, first: $first) {
  paper { id title } score explanation from { ...end } to { ...end } } }
  fragment end on BridgeEnd { strength citedCount cited(first: 100) { id } subjects { __typename ... on Topic { id } ... on Technique { id } } }`;

const ROLES: Readonly<Record<string, number>> = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

const PAIRS = [
  ['Regularization', 'topic:uncertainty-estimation'],
  ['Dropout', 'Pruning'],
  ['topic:Pruning', 'technique:Pruning'],
  ['Neural architecture search', 'Hyperparameter optimization'],
  ['BERT', 'Pretrained language models'],
  ['Knowledge distillation', 'Image classification'],
] as const;

describeSeeded('bridges of the seeds', (engine) => {
  let raw: RawGraph;
  let reference: Graph;

  beforeAll(async () => {
    reference = await seededInMemory();
    raw = await readRaw(engine.graph());
  });
  afterAll(async () => {
    await reference.close();
  });

  /** The papers of a name: how much each is about it. */
  const membersOf = (name: string): Map<string, number> => {
    const [, kind, slug] = /^(?:(topic|technique):)?(.*)$/.exec(name.toLowerCase().replaceAll(' ', '-'))!;
    const members = new Map<string, number>();
    const add = (links: readonly Link[] | undefined): void => {
      for (const { paper, confidence, role } of links ?? []) {
        members.set(paper, Math.max(members.get(paper) ?? 0, confidence * (role === null ? 1 : ROLES[role]!)));
      }
    };
    if (kind !== 'technique') add(byOther(raw.about).get(slug!));
    if (kind !== 'topic') add(byOther(raw.applies).get(slug!));
    return members;
  };

  it.each(PAIRS)('between %s and %s are what plain relationships make them', async (from, to) => {
    const { bridges } = await dataOf<Bridges>(engine.graph(), BRIDGES, { from, to });
    const sides = [membersOf(from), membersOf(to)] as const;
    const side = (paper: string, own: Map<string, number>, other: Map<string, number>) => {
      const cited = raw.cites.filter(([citing, work]) => citing === paper && own.has(work) && !other.has(work));
      const strength = 1 - (1 - (own.get(paper) ?? 0)) * (1 - 0.5 * (1 - Math.exp(-cited.length / 3)));
      return { strength, cited: cited.map(([, work]) => work) };
    };
    const papers = new Set([...raw.about, ...raw.applies].map(({ paper }) => paper));
    const expected = [...papers].flatMap((id) => {
      const [left, right] = [side(id, sides[0], sides[1]), side(id, sides[1], sides[0])];
      const score = Math.sqrt(left.strength * right.strength);
      return score === 0 ? [] : [{ id, score, left, right }];
    });
    expect(expected.length).toBeGreaterThan(0);
    expect(bridges.map(({ paper }) => keyOf(paper.id)).sort()).toEqual(expected.map(({ id }) => id).sort());
    for (const bridge of bridges) {
      const { score, left, right } = expected.find(({ id }) => id === keyOf(bridge.paper.id))!;
      expect(bridge.score).toBeCloseTo(score, 12);
      for (const [end, wanted] of [
        [bridge.from, left],
        [bridge.to, right],
      ] as const) {
        expect(end.strength).toBeCloseTo(wanted.strength, 12);
        expect(end.citedCount).toBe(wanted.cited.length);
        expect(end.cited.map(({ id }) => keyOf(id))).toEqual([...wanted.cited].sort());
        for (const { id, __typename } of end.subjects) {
          const links = __typename === 'Topic' ? raw.about : raw.applies;
          expect(links.some(({ paper, other }) => paper === keyOf(bridge.paper.id) && other === keyOf(id))).toBe(true);
        }
        expect(end.subjects.length > 0 || end.citedCount > 0).toBe(true);
      }
      expect(bridge.explanation).toContain(bridge.paper.title);
      expect(bridge.explanation).toMatch(/^“.*” (is about|works with|cites) .*; it (is about|works with|cites) .*\.$/);
    }
    const scores = bridges.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('are the same on the embedded engine, and the other way round', async () => {
    for (const [from, to] of PAIRS) {
      const here = await dataOf<Bridges>(engine.graph(), BRIDGES, { from, to });
      expect(rounded(here)).toEqual(rounded(await dataOf(reference, BRIDGES, { from, to })));
      const back = await dataOf<Bridges>(engine.graph(), BRIDGES, { from: to, to: from });
      expect(rounded(back.bridges.map(({ paper, score }) => [paper.id, score]))).toEqual(
        rounded(here.bridges.map(({ paper, score }) => [paper.id, score])),
      );
    }
  });

  it('take global ids, and are as many as asked for, for as many reads', async () => {
    const [from, to] = [globalId('Topic', 'regularization'), globalId('Technique', 'dropout')];
    const all = await dataOf<Bridges>(engine.graph(), BRIDGES, { from, to });
    expect(all.bridges.length).toBeGreaterThan(10);
    const readsFor = async (first: number): Promise<Record<string, number>> => {
      const { graph, reads } = counting(engine.graph());
      const { bridges } = await dataOf<Bridges>(graph, BRIDGES, { from, to, first });
      expect(bridges).toEqual(all.bridges.slice(0, first));
      return Object.fromEntries(reads);
    };
    for (const first of [1, 15]) {
      const reads = await readsFor(first);
      expect(Object.keys(reads)).toHaveLength(5);
      expect(Math.max(...Object.values(reads))).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    ['from: "No such thing", to: "Dropout"', 'from', 'a topic or technique of this graph'],
    ['from: "Dropout", to: "topic:Dropout"', 'to', 'a topic or technique of this graph'],
    ['from: "Dropout", to: "  "', 'to', 'slug, name or alias'],
    ['from: "Pruning", to: "topic:pruning"', 'to', 'another topic or technique'],
    ['from: "LoRA", to: "Low-rank adaptation"', 'to', 'another topic or technique'],
    [
      `from: "${Buffer.from('Paper:arxiv:2410.15460').toString('base64url')}", to: "LoRA"`,
      'from',
      'topic or technique',
    ],
    ['from: "Dropout", to: "Pruning", first: 0', 'first', '1 to 100'],
    ['from: "Dropout", to: "Pruning", first: 101', 'first', '1 to 100'],
  ])('refuse %s', async (given, argument, wanted) => {
    const { errors } = await ask(engine.graph(), `{ bridges(${given}) { score } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).toContain(wanted);
  });
});
