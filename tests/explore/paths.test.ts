import type { Graph } from '../../src/graph/graph.js';
import { ask, counting } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { expectedPaths, nodesOf, PATHS, pathsOf } from './path-answers.js';
import {
  distancesFrom,
  globalIdOf,
  keyOfGlobalId,
  randomNumbers,
  readWholeGraph,
  type WholeGraph,
} from './whole-graph.js';

const VERBS: Readonly<Record<string, string>> = {
  AUTHORED: 'wrote',
  CITES: 'cites',
  ABOUT: 'is about',
  SUBTOPIC_OF: 'is a subtopic of',
  VARIANT_OF: 'is a variant of',
  INTRODUCES: 'introduces',
  STUDIES: 'studies',
  USES: 'uses',
  COMPARES: 'compares with',
};

describeSeeded('paths in the seeds', (engine) => {
  let whole: WholeGraph;
  let reference: Graph;
  let pairs: [string, string][];

  beforeAll(async () => {
    reference = await seededInMemory();
    whole = await readWholeGraph(engine.graph());
    const random = randomNumbers(7);
    const any = (): string => whole.keys[Math.floor(random() * whole.keys.length)]!;
    pairs = Array.from({ length: 60 }, () => [any(), any()] as [string, string]).filter(([from, to]) => from !== to);
  });
  afterAll(async () => {
    await reference.close();
  });

  it('are the shortest there are, and of those the ones through the rarest nodes', async () => {
    const lengths = new Set<number>();
    let found = 0;
    for (const [from, to] of pairs) {
      const expected = expectedPaths(whole, from, to, { count: 3, maxLength: 4 });
      const asked = { from: globalIdOf(from), to: globalIdOf(to), maxLength: 4 };
      const answer = await pathsOf(engine.graph(), asked);
      expect([from, to, nodesOf(answer)]).toEqual([from, to, expected]);
      for (const { length, specificity, nodes } of answer) {
        const inner = nodes.slice(1, -1).map(({ id }) => Math.log(whole.degrees.get(keyOfGlobalId(id))!));
        expect(length).toBe(nodes.length - 1);
        expect(specificity).toBeCloseTo(1 / (1 + inner.reduce((sum, part) => sum + part, 0)), 12);
        lengths.add(length);
      }
      found += answer.length;
    }
    expect(found).toBeGreaterThan(60);
    expect([...lengths].sort()).toEqual(expect.arrayContaining([3, 4]));
  }, 300_000);

  it('are as short as can be also when they are long', async () => {
    for (const [from, to] of pairs) {
      const distance = distancesFrom(whole, from).get(to) ?? Infinity;
      const [best] = await pathsOf(engine.graph(), {
        from: globalIdOf(from),
        to: globalIdOf(to),
        maxLength: 8,
        first: 1,
      });
      expect([from, to, best?.length]).toEqual([from, to, distance > 8 ? undefined : distance]);
    }
  });

  it('keep to the kinds that are allowed', async () => {
    let found = 0;
    for (const via of [['AUTHORED', 'CITES'], ['APPLIES', 'VARIANT_OF'], ['ABOUT', 'SUBTOPIC_OF'], ['CITES']]) {
      for (const [from, to] of pairs.slice(0, 25)) {
        const expected = expectedPaths(whole, from, to, { count: 2, maxLength: 4, via });
        const asked = { from: globalIdOf(from), to: globalIdOf(to), via, maxLength: 4, first: 2 };
        expect(nodesOf(await pathsOf(engine.graph(), asked))).toEqual(expected);
        found += expected.length;
      }
    }
    expect(found).toBeGreaterThan(5);
  }, 300_000);

  it('have steps that the graph bears out, and say what it says', async () => {
    const said = new Set<string>();
    for (const [from, to] of pairs) {
      for (const { nodes, steps, explanation } of await pathsOf(engine.graph(), {
        from: globalIdOf(from),
        to: globalIdOf(to),
        first: 5,
      })) {
        expect(steps.map((step) => step.from.id)).toEqual(nodes.slice(0, -1).map(({ id }) => id));
        expect(steps.map((step) => step.to.id)).toEqual(nodes.slice(1).map(({ id }) => id));
        for (const { from: left, to: right, kind, forward, sentence } of steps) {
          const [start, end] = [keyOfGlobalId(left.id), keyOfGlobalId(right.id)];
          const relationship = whole
            .beside(start)
            .find((beside) => beside.to === end && beside.kind === kind && beside.forward === forward)?.relationship;
          expect([start, kind, end, relationship]).toEqual([start, kind, end, expect.anything()]);
          const verb = VERBS[relationship!.role ?? kind]!;
          expect(sentence).toBe(`${named(relationship!.from)} ${verb} ${named(relationship!.to)}.`);
          said.add(verb);
        }
        const mentioned = nodes.map(({ id }) => explanation.indexOf(named(keyOfGlobalId(id))));
        expect(mentioned[0]).toBe(0);
        expect(mentioned).not.toContain(-1);
        expect(explanation).toMatch(/\.$/);
        expect(explanation).not.toMatch(/undefined|null|\[object/);
      }
    }
    expect([...said].sort()).toEqual(Object.values(VERBS).sort());
  });

  const named = (key: string): string =>
    key.startsWith('Paper:') ? `“${whole.names.get(key)!}”` : whole.names.get(key)!;

  it('are told in a sentence that reads from one end to the other', async () => {
    const asked = { from: 'Geoffrey Hinton', to: '2410.15460', first: 1 };
    const [there] = await pathsOf(engine.graph(), asked);
    const [back] = await pathsOf(engine.graph(), { ...asked, from: asked.to, to: asked.from });
    expect(there!.explanation).toBe(
      'Geoffrey Hinton wrote “Layer Normalization”, which is about Training dynamics and stability, which is a topic of “Hallucination Detox: Sensitive Neuron Dropout (SeND) for Large Language Model Training”.',
    );
    expect(back!.explanation).toBe(
      '“Hallucination Detox: Sensitive Neuron Dropout (SeND) for Large Language Model Training” is about Training dynamics and stability, which is a topic of “Layer Normalization”, which was written by Geoffrey Hinton.',
    );
    expect(back!.steps.map(({ sentence }) => sentence)).toEqual(there!.steps.map(({ sentence }) => sentence).reverse());
    const [through] = await pathsOf(engine.graph(), {
      from: '1706.03762',
      to: '1607.06450',
      via: ['AUTHORED', 'CITES'],
    });
    expect(through!.explanation).toBe('“Attention Is All You Need” cites “Layer Normalization”.');
  });

  it('are the same every time and on every engine', async () => {
    for (const [from, to] of pairs.slice(0, 20)) {
      const asked = { from: globalIdOf(from), to: globalIdOf(to), first: 5 };
      const answer = await pathsOf(engine.graph(), asked);
      expect(await pathsOf(engine.graph(), asked)).toEqual(answer);
      expect(await pathsOf(reference, asked)).toEqual(answer);
    }
  });

  it.each([
    ['pruning', 'Technique:pruning'],
    ['technique:pruning', 'Technique:pruning'],
    ['topic: Pruning', 'Topic:pruning'],
    ['TOPIC:cs.LG', 'Topic:cs-lg'],
    ['cs.LG', 'Topic:cs-lg'],
    ['LoRA', 'Technique:low-rank-adaptation'],
    ['paper:Attention is all you need', 'Paper:arxiv:1706.03762'],
    ['https://arxiv.org/abs/1706.03762v5', 'Paper:arxiv:1706.03762'],
    ['yoshua bengio', 'Author:name:yoshua bengio'],
    ['author:Yoshua Bengio', 'Author:name:yoshua bengio'],
    [globalIdOf('Topic:pruning'), 'Topic:pruning'],
  ])('start at what %j means', async (from, key) => {
    const [best] = await pathsOf(engine.graph(), { from, to: '2410.15460' });
    expect(keyOfGlobalId(best!.nodes[0]!.id)).toBe(key);
  });

  it('are none where there are none, or none so short', async () => {
    const far = pairs.find(([from, to]) => (distancesFrom(whole, from).get(to) ?? 0) >= 4)!;
    const asked = { from: globalIdOf(far[0]), to: globalIdOf(far[1]) };
    expect(await pathsOf(engine.graph(), { ...asked, maxLength: 3 })).toEqual([]);
    expect(await pathsOf(engine.graph(), { from: 'LoRA', to: 'Dropout', via: ['CITES'] })).toEqual([]);
  });

  it.each([
    [{ from: 'no such thing', to: 'LoRA' }, 'from', /^from names nothing here: "no such thing"\. Expected: a ref/],
    [{ from: 'LoRA', to: 'topic:LoRA' }, 'to', /^to names nothing here: "topic:LoRA"/],
    [{ from: '9999.99999', to: 'LoRA' }, 'from', /names nothing here: "9999\.99999"/],
    [{ from: 'LoRA', to: ' ' }, 'to', /A ref must not be empty\. Expected: a ref of a paper, technique/],
    [{ from: 'arXiv:24.1', to: 'LoRA' }, 'from', /"arXiv:24\.1" is not an arXiv id/],
    [{ from: 'LoRA', to: 'author:0000-0002-1825-0098' }, 'to', /last digit does not check/],
    [{ from: 'LoRA', to: `paper:${globalIdOf('Topic:pruning')}` }, 'to', /is the id of a Topic/],
    [{ from: 'LoRA', to: 'low-rank adaptation' }, 'to', /from and to both name Low-rank adaptation/],
    [{ from: 'LoRA', to: globalIdOf('Technique:low-rank-adaptation') }, 'to', /both name/],
    [
      { from: 'LoRA', to: 'Dropout', maxLength: 9 },
      'maxLength',
      /maxLength is 9\. Expected: a whole number from 1 to 8/,
    ],
    [{ from: 'LoRA', to: 'Dropout', maxLength: 0 }, 'maxLength', /maxLength is 0/],
    [{ from: 'LoRA', to: 'Dropout', first: 11 }, 'first', /first is 11\. Expected: a whole number from 1 to 10/],
    [{ from: 'LoRA', to: 'Dropout', first: 0 }, 'first', /first is 0/],
    [{ from: 'LoRA', to: 'Dropout', via: [] }, 'via', /via is empty/],
  ])('refuse %j', async (variables, argument, message) => {
    const { errors } = await ask(engine.graph(), PATHS, variables);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('take the usual numbers for null', async () => {
    const asked = { from: 'LoRA', to: 'Dropout' };
    const answer = await pathsOf(engine.graph(), asked);
    expect(answer).toHaveLength(3);
    expect(await pathsOf(engine.graph(), { ...asked, via: null, maxLength: null, first: null })).toEqual(answer);
  });

  it('take one read a level, and one a type for all nodes of all paths', async () => {
    for (const [from, to] of pairs.slice(0, 20)) {
      const { graph, reads } = counting(engine.graph());
      const asked = { from: globalIdOf(from), to: globalIdOf(to), first: 10 };
      const answer = await pathsOf(graph, asked);
      const counts = [...reads].filter(([name]) => name.startsWith('neighbors')).map(([, count]) => count);
      expect(counts).toHaveLength(1);
      expect(counts[0]).toBeLessThanOrEqual(answer.length === 10 ? answer.at(-1)!.length : 6);
      expect(reads.get('degrees')).toBe(1);
      for (const type of ['papers', 'authors', 'topics', 'techniques']) {
        expect(reads.get(`${type} by id`) ?? 0).toBeLessThanOrEqual(2);
      }
    }
  });
});
