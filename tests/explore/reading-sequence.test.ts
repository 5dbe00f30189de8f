import fc from 'fast-check';
import type { ReadingCandidates, ReadingPaper } from '../../src/explore/reading-facts.js';
import { importanceOf, mostImportant } from '../../src/explore/reading-importance.js';
import { readingOrderOf } from '../../src/explore/reading-order.js';
import { groundsAmong, sequenceOf } from '../../src/explore/reading-sequence.js';

function paper(id: string, year: number | null, more: Partial<ReadingPaper> = {}): ReadingPaper {
  return {
    id,
    title: id.toUpperCase(),
    year,
    date: year === null ? '' : String(year),
    citations: 0,
    references: [],
    techniques: [],
    topics: [],
    ...more,
  };
}

const subject = { kind: 'topic', id: 'any', name: 'Anything' } as const;

function order(papers: readonly ReadingPaper[], ancestors: ReadingCandidates['ancestors'] = new Map()): string[] {
  return readingOrderOf({ papers, ancestors }, subject, 50).map(({ paperId }) => paperId);
}

describe('the order of papers', () => {
  const uses = (name: string, role: 'INTRODUCES' | 'USES' = 'USES') => ({ id: name, name, role });

  it('follows citations against the years, and years where nothing else is known', () => {
    expect(order([paper('a', 2020), paper('b', 2010), paper('c', 2015), paper('d', null)])).toEqual([
      'b',
      'c',
      'a',
      'd',
    ]);
    expect(order([paper('a', 2020), paper('b', 2010, { references: ['a'] })])).toEqual(['a', 'b']);
  });

  it('puts an introduction before its uses and variants, but not against the dates', () => {
    const origin = paper('z', 2015, { techniques: [uses('t', 'INTRODUCES')] });
    // Cited more, so that importance alone would put it first.
    const known = { citations: 50 };
    const using = paper('a', 2015, { ...known, techniques: [uses('t')] });
    expect(order([using, origin])).toEqual(['z', 'a']);
    expect(order([{ ...using, date: '2014', year: 2014 }, origin])).toEqual(['a', 'z']);
    expect(order([{ ...using, techniques: [] }, origin])).toEqual(['a', 'z']);
    const variant = paper('a', 2015, { ...known, techniques: [uses('v', 'INTRODUCES')] });
    expect(order([variant, origin], new Map([['v', new Set(['t'])]]))).toEqual(['z', 'a']);
    expect(order([variant, origin])).toEqual(['a', 'z']);
  });

  it('breaks circles by year, keeps what leads into them before, and says so', () => {
    const papers = [
      paper('a', 2012, { references: ['c'] }),
      paper('b', 2010, { references: ['a', 'x'] }),
      paper('c', 2011, { references: ['b'] }),
      paper('x', 2019),
      paper('y', 2001, { references: ['a'] }),
    ];
    const steps = readingOrderOf({ papers, ancestors: new Map() }, subject, 50);
    expect(steps.map(({ paperId, requiredIds }) => [paperId, requiredIds])).toEqual([
      ['x', []],
      ['b', ['x']],
      ['c', ['b']],
      ['a', ['c']],
      ['y', ['a']],
    ]);
    expect(steps[1]!.reason).toContain('in a circle');
    expect(steps.filter(({ reason }) => reason.includes('in a circle'))).toHaveLength(1);
  });

  it('is a topological order of whatever has no circle, and does not depend on the order of its input', () => {
    const graphs = fc.array(
      fc.record({
        year: fc.option(fc.integer({ min: 2000, max: 2010 })),
        references: fc.uniqueArray(fc.nat(14), { maxLength: 4 }),
        introduces: fc.boolean(),
        uses: fc.nat(14),
      }),
      { minLength: 1, maxLength: 15 },
    );
    fc.assert(
      fc.property(graphs, (drawn) => {
        const ids = drawn.map((_, index) => `p${String(index).padStart(2, '0')}`);
        const papers = drawn.map(({ year, references, introduces, uses: used }, index) =>
          paper(ids[index]!, year, {
            // Only backwards, so that there is no circle.
            references: references.flatMap((to) => (to < index ? ids[to]! : [])),
            techniques: [
              ...(introduces ? [uses(`t${index}`, 'INTRODUCES')] : []),
              ...(used < index ? [uses(`t${used}`)] : []),
            ],
          }),
        );
        const grounds = groundsAmong(papers, new Map()).filter(({ kind }) => kind === 'CITES');
        const importance = importanceOf({ papers, ancestors: new Map() }, null);
        const sequence = sequenceOf(papers, grounds, importance).map(({ id }) => id);
        expect([...sequence].sort()).toEqual(ids);
        for (const { earlier, later } of grounds) {
          expect(sequence.indexOf(earlier)).toBeLessThan(sequence.indexOf(later));
        }
        expect(sequenceOf([...papers].reverse(), [...grounds].reverse(), importance).map(({ id }) => id)).toEqual(
          sequence,
        );
      }),
    );
  });

  it('survives any graph, circles and all', () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(11), { maxLength: 5 }), { minLength: 1, maxLength: 12 }), (drawn) => {
        const papers = drawn.map((references, index) =>
          paper(`p${index}`, 2000 + (index % 3), {
            references: references.flatMap((to) => (to < drawn.length && to !== index ? `p${to}` : [])),
          }),
        );
        const steps = readingOrderOf({ papers, ancestors: new Map() }, subject, 50);
        expect(steps.map(({ paperId }) => paperId).sort()).toEqual(papers.map(({ id }) => id).sort());
        const places = new Map(steps.map(({ paperId, position }) => [paperId, position]));
        for (const { requiredIds, position } of steps) {
          for (const id of requiredIds) expect(places.get(id)!).toBeLessThan(position);
        }
      }),
    );
  });
});

describe('the importance of papers', () => {
  const introducing = (id: string) => ({ techniques: [{ id, name: id, role: 'INTRODUCES' as const }] });

  it('is from 0 to 1, and grows with citations, youth, introductions and being cited by the others', () => {
    const importance = (papers: readonly ReadingPaper[], technique: string | null = null): number[] => {
      const all = importanceOf({ papers, ancestors: new Map() }, technique);
      expect([...all.values()].every((value) => value >= 0 && value <= 1)).toBe(true);
      return papers.map(({ id }) => all.get(id)!);
    };
    const rises = ([more, less]: readonly number[]): void => expect(more).toBeGreaterThan(less!);
    rises(importance([paper('a', 2020, { citations: 9 }), paper('b', 2020, { citations: 3 })]));
    rises(importance([paper('a', 2020, { citations: 3 }), paper('b', 2000, { citations: 3 })]));
    rises(importance([paper('a', 2000, { citations: 300 }), paper('b', 2020, { citations: 3 })]));
    rises(importance([paper('a', 2020, introducing('t')), paper('b', 2020)], 't'));
    rises(importance([paper('a', 2020, introducing('t')), paper('b', 2020)]));
    rises(importance([paper('a', 2020), paper('b', 2020, { references: ['a'] })]));
    expect(importance([paper('a', null), paper('b', null)])).toEqual([0, 0]);
  });

  it('always leaves room for the origin of the technique asked about', () => {
    const papers = [
      paper('a', 2020, { citations: 100, ...introducing('t') }),
      paper('b', 2015, introducing('t')),
      paper('c', 2021, { citations: 50 }),
    ];
    const importance = importanceOf({ papers, ancestors: new Map() }, 't');
    expect(mostImportant(papers, importance, 't', 1).map(({ id }) => id)).toEqual(['b']);
    expect(mostImportant(papers, importance, 't', 2).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(mostImportant(papers, importance, null, 1).map(({ id }) => id)).toEqual(['a']);
  });
});
