import { likeTechniques } from '../../src/explore/gap-neighbors.js';
import { findGaps, logChanceOfNoMore } from '../../src/explore/gap.js';
import type { TechniqueNeighbors, TechniquePapers, TopicSize } from '../../src/explore/gap.repository.js';
import type { Graph } from '../../src/graph/graph.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded, seededInMemory } from '../support/seeded.js';
import { ancestorsOf, byOther, byPaper, keyOf, readRaw, rounded, type RawGraph } from './raw-graph.js';

const alone = { parents: [], variants: [], siblings: [], company: [] };

function neighbors(id: string, paperCount: number, part: Partial<TechniqueNeighbors> = {}): TechniqueNeighbors {
  return { id, name: id.toUpperCase(), paperCount, ...alone, ...part };
}

/** A technique of which `onTopic` papers are about the topic `j`, the others about `other`. */
function papers(id: string, paperCount: number, onTopic: number, topic = 'j'): TechniquePapers {
  return {
    id,
    name: id.toUpperCase(),
    paperCount,
    papers: Array.from({ length: paperCount }, (_, at) => ({
      id: `${id}${at}`,
      topics: [at < onTopic ? topic : 'other'],
    })),
  };
}

function topic(id: string, paperCount: number, parents: readonly string[] = []): TopicSize {
  return { id, scheme: 'own', paperCount, parents };
}

const TOPICS = [topic('j', 10), topic('part', 5, ['j']), topic('other', 100), topic('filing', 30)];

describe('gaps', () => {
  it('are expected by what is like a technique, as worked by hand', () => {
    const candidate = neighbors('i', 8, { parents: ['k'], siblings: ['l'] });
    const input = {
      candidates: [candidate],
      papers: [papers('i', 8, 0), papers('k', 5, 3), papers('l', 15, 5, 'part')],
      topics: TOPICS,
      topic: null,
      total: 100,
    };
    const [gap, ...others] = findGaps(input);
    // 15 of 100 papers are about j or its part.
    const share = (1 * ((3 + 5 * 0.15) / 10) + 0.5 * ((5 + 5 * 0.15) / 20)) / 1.5;
    expect(gap).toMatchObject({ technique: 'i', topic: 'j', observed: 0 });
    expect(gap?.expected).toBeCloseTo(8 * share, 12);
    expect(gap?.score).toBeCloseTo(1 - Math.exp(-8 * share), 12);
    expect(gap?.techniques).toEqual([
      { id: 'k', name: 'K', onTopic: 3, paperCount: 5 },
      { id: 'l', name: 'L', onTopic: 5, paperCount: 15 },
    ]);
    expect(gap?.papers).toHaveLength(8);
    // Only one neighbor is about the part itself.
    expect(others).toEqual([]);
  });

  it('are none where the technique is applied, where hardly anything suggests it, or where all papers are so', () => {
    const candidate = neighbors('i', 8, { parents: ['k', 'l'] });
    const find = (own: number, k: number, l: number, size = 10): number =>
      findGaps({
        candidates: [candidate],
        papers: [papers('i', 8, own), papers('k', 5, k), papers('l', 15, l)],
        topics: [topic('j', size), topic('other', 100)],
        topic: 'j',
        total: 100,
      }).length;
    expect(find(0, 3, 5)).toBe(1);
    expect(find(3, 3, 5)).toBe(0);
    expect(find(0, 3, 0)).toBe(0);
    expect(find(0, 3, 1)).toBe(0);
    expect(find(0, 3, 5, 60)).toBe(0);
  });

  it('count a paper about a part of the topic as one about the topic', () => {
    const candidate = neighbors('i', 8, { parents: ['k', 'l'] });
    const found = findGaps({
      candidates: [candidate],
      papers: [papers('i', 8, 4, 'part'), papers('k', 5, 3), papers('l', 15, 5)],
      topics: TOPICS,
      topic: 'j',
      total: 100,
    });
    expect(found).toEqual([]);
  });

  it('leave out classes that papers are filed under, unless they are asked for', () => {
    const candidate = neighbors('i', 8, { parents: ['k', 'l'] });
    const input = {
      candidates: [candidate],
      papers: [papers('i', 8, 0), papers('k', 5, 3, 'filing'), papers('l', 15, 5, 'filing')],
      topics: [{ ...topic('filing', 10), scheme: 'arXiv' }, topic('other', 100)],
      total: 100,
    };
    expect(findGaps({ ...input, topic: null })).toEqual([]);
    expect(findGaps({ ...input, topic: 'filing' })).toHaveLength(1);
  });

  it('score by the chance of more papers than there are, however small the rest', () => {
    expect(Math.exp(logChanceOfNoMore(0, 2))).toBeCloseTo(Math.exp(-2), 12);
    expect(Math.exp(logChanceOfNoMore(2, 3))).toBeCloseTo(Math.exp(-3) * (1 + 3 + 4.5), 12);
    expect(logChanceOfNoMore(0, 0)).toBe(0);
    expect(logChanceOfNoMore(0, 900)).toBe(-900);
  });

  it('know what is like a technique: kin first, then what goes along with it', () => {
    const found = likeTechniques(
      neighbors('i', 9, {
        parents: ['p'],
        variants: ['v'],
        siblings: ['s', 'v'],
        company: [
          { id: 'c', paperCount: 4, shared: 3 },
          { id: 'v', paperCount: 1, shared: 1 },
        ],
      }),
    );
    expect(found.map(({ id }) => id)).toEqual(['v', 'p', 'c', 's']);
    const similarities = [1 + 1 / 3, 1, 0.5, 0.5];
    for (const [at, similarity] of similarities.entries()) expect(found[at]?.similarity).toBeCloseTo(similarity, 12);
  });
});

interface Gaps {
  readonly gaps: readonly {
    readonly technique: { readonly id: string; readonly name: string };
    readonly topic: { readonly id: string; readonly name: string };
    readonly expected: number;
    readonly observed: number;
    readonly score: number;
    readonly explanation: string;
    readonly suggestedBy: {
      readonly techniques: readonly { readonly id: string }[];
      readonly topics: readonly { readonly id: string }[];
      readonly papers: readonly { readonly id: string }[];
    };
  }[];
}

const GAPS = `query ($topic: String, $technique: String, $first: Int! = 100) {
  gaps(topic: $topic, technique: $technique, first: $first) {
    technique { id name } topic { id name } expected observed score explanation
    suggestedBy { techniques(first: 100) { id } topics(first: 100) { id } papers(first: 100) { id } } } }`;

describeSeeded('gaps of the seeds', (engine) => {
  let raw: RawGraph;
  let reference: Graph;
  let all: Gaps;

  beforeAll(async () => {
    reference = await seededInMemory();
    raw = await readRaw(engine.graph());
    all = await dataOf<Gaps>(engine.graph(), GAPS);
  });
  afterAll(async () => {
    await reference.close();
  });

  it('have evidence that the graph bears out, every piece of it', () => {
    const [about, applied, applies] = [byPaper(raw.about), byPaper(raw.applies), byOther(raw.applies)];
    const isAbout = (paper: string, wanted: string): boolean =>
      (about.get(paper) ?? []).some(({ other }) => other === wanted || ancestorsOf(other, raw.subtopicOf).has(wanted));
    const papersOf = (id: string): string[] => (applies.get(id) ?? []).map(({ paper }) => paper);
    expect(all.gaps.length).toBeGreaterThan(5);
    for (const { technique, topic: where, expected, observed, score, suggestedBy } of all.gaps) {
      const [own, wanted] = [papersOf(keyOf(technique.id)), keyOf(where.id)];
      expect(own.filter((paper) => isAbout(paper, wanted))).toHaveLength(observed);
      expect(observed).toBeLessThanOrEqual(expected / 3);
      let below = 0;
      for (let count = 0, term = Math.exp(-expected); count <= observed; count += 1, term *= expected / count)
        below += term;
      expect(score).toBeCloseTo(1 - below, 10);
      const others = suggestedBy.techniques.map(({ id }) => keyOf(id));
      expect(others.length).toBeGreaterThanOrEqual(2);
      for (const other of others) {
        const kin =
          ancestorsOf(other, raw.variantOf).has(keyOf(technique.id)) ||
          raw.variantOf.some(
            ([child, parent]) =>
              child === keyOf(technique.id) &&
              (parent === other || raw.variantOf.some(([c, p]) => c === other && p === parent)),
          );
        const together = papersOf(other).some((paper) => own.includes(paper));
        expect([other, kin || together]).toEqual([other, true]);
        expect(papersOf(other).some((paper) => isAbout(paper, wanted))).toBe(true);
      }
      const suggesting = suggestedBy.papers.map(({ id }) => keyOf(id));
      const all = new Set(others.flatMap((other) => papersOf(other).filter((paper) => isAbout(paper, wanted))));
      expect([...suggesting].sort()).toEqual([...all].sort());
      for (const { id } of suggestedBy.topics) {
        const named = (paper: string): boolean => (about.get(paper) ?? []).some(({ other }) => other === keyOf(id));
        expect([own.some(named), suggesting.some(named)]).toEqual([true, true]);
      }
      expect(suggesting.every((paper) => (applied.get(paper) ?? []).some(({ other }) => others.includes(other)))).toBe(
        true,
      );
    }
  });

  it('are told in sentences, the most surprising first, each pair once', () => {
    const scores = all.gaps.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(new Set(all.gaps.map(({ technique, topic: where }) => technique.id + where.id)).size).toBe(all.gaps.length);
    for (const { explanation, technique, topic: where } of all.gaps) {
      expect(explanation).toContain(technique.name);
      expect(explanation).toContain(where.name);
      expect(explanation).not.toMatch(/undefined|null|NaN|\[object/);
      expect(explanation).toMatch(/expected\. Papers .* \(\d+ of \d+\).*\.$/);
    }
  });

  it('of one technique are those of all, at one topic only those there, and both is one', async () => {
    const known = all.gaps[0]!;
    const ofOne = await dataOf<Gaps>(engine.graph(), GAPS, { technique: known.technique.name });
    expect(ofOne.gaps).toEqual(all.gaps.filter(({ technique }) => technique.id === known.technique.id));
    const atOne = await dataOf<Gaps>(engine.graph(), GAPS, { topic: known.topic.id });
    expect(atOne.gaps.every(({ topic: where }) => where.id === known.topic.id)).toBe(true);
    expect(atOne.gaps).toContainEqual(known);
    const both = await dataOf<Gaps>(engine.graph(), GAPS, { topic: known.topic.name, technique: known.technique.id });
    expect(both.gaps).toEqual([known]);
    const none = await dataOf<Gaps>(engine.graph(), GAPS, { topic: 'Regularization', technique: 'Dropout' });
    expect(none.gaps).toEqual([]);
  });

  it('are the same on the embedded engine', async () => {
    expect(rounded(all)).toEqual(rounded(await dataOf(reference, GAPS)));
    const topics = { topic: 'Pruning' };
    expect(rounded(await dataOf(engine.graph(), GAPS, topics))).toEqual(rounded(await dataOf(reference, GAPS, topics)));
  });

  it('are as many as asked for, for as many reads', async () => {
    const readsFor = async (first: number): Promise<Record<string, number>> => {
      const { graph, reads } = counting(engine.graph());
      const { gaps } = await dataOf<Gaps>(graph, GAPS, { first });
      expect(gaps).toEqual(all.gaps.slice(0, first));
      return Object.fromEntries(reads);
    };
    const forOne = await readsFor(1);
    expect(await readsFor(5)).toEqual(forOne);
    expect(Math.max(...Object.values(forOne))).toBeLessThanOrEqual(2);
  });

  it.each([
    ['topic: "No such topic"', 'topic', 'a topic of this graph'],
    ['technique: "No such technique"', 'technique', 'a technique of this graph'],
    ['technique: "?"', 'technique', 'slug, name or alias'],
    [`topic: "${Buffer.from('Technique:dropout').toString('base64url')}"`, 'topic', 'topic'],
    ['first: 0', 'first', '1 to 100'],
    ['first: 101', 'first', '1 to 100'],
  ])('refuse %s', async (given, argument, wanted) => {
    const { errors } = await ask(engine.graph(), `{ gaps(${given}) { score } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).toContain(wanted);
  });
});
