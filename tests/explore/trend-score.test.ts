import fc from 'fast-check';
import { growthOf } from '../../src/explore/trend-score.js';
import { spanBefore, spanOf, yearsWithin } from '../../src/explore/trend-window.js';

describe('the score of a rise', () => {
  const score = (now: number, before: number, sizes = { now: 1000, before: 1000 }): number =>
    growthOf({ now, before }, sizes)!.score;

  it('ranks a large rise above a small one of few papers', () => {
    expect(score(90, 40)).toBeGreaterThan(score(1, 0));
    expect(score(90, 40)).toBeGreaterThan(score(5, 0));
    expect(score(5, 0)).toBeGreaterThan(score(1, 0));
    expect(score(20, 0)).toBeGreaterThan(score(900, 890));
    expect(score(90, 40)).toBeCloseTo(3.188, 3);
    expect(score(1, 0)).toBeLessThan(1);
  });

  const sizes = fc.record({ now: fc.integer({ min: 1, max: 5000 }), before: fc.integer({ min: 1, max: 5000 }) });
  const counts = sizes.chain((all) =>
    fc.record({
      all: fc.constant(all),
      now: fc.integer({ min: 0, max: all.now }),
      before: fc.integer({ min: 0, max: all.before }),
    }),
  );

  it('has the sign of the change of the share, and turns around with the windows', () => {
    fc.assert(
      fc.property(counts, ({ all, now, before }) => {
        const growth = growthOf({ now, before }, all);
        const having = now + before;
        expect(growth === undefined).toBe(having === 0 || having === all.now + all.before);
        if (growth === undefined) return;
        const change = Math.sign(now * all.before - before * all.now);
        // A share that stays the same may come out a rounding off zero.
        expect(Math.abs(growth.score) < 1e-9 ? 0 : Math.sign(growth.score)).toBe(change);
        const turned = growthOf({ now: before, before: now }, { now: all.before, before: all.now })!;
        expect(turned.score).toBeCloseTo(-growth.score, 9);
        expect(turned.growth).toBeCloseTo(1 / growth.growth, 6);
      }),
    );
  });

  it('grows with every further paper', () => {
    fc.assert(
      fc.property(counts, ({ all, now, before }) => {
        fc.pre(now + 1 < all.now && now + before > 0);
        expect(score(now + 1, before, all)).toBeGreaterThan(score(now, before, all));
      }),
    );
  });

  it('says nothing without papers to compare', () => {
    expect(growthOf({ now: 1, before: 0 }, { now: 10, before: 0 })).toBeUndefined();
    expect(growthOf({ now: 0, before: 1 }, { now: 0, before: 10 })).toBeUndefined();
  });
});

describe('windows', () => {
  const DAY = 86_400_000;
  const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY + 1;

  it.each([
    ['DAYS_7', '2025-03-03', '2025-02-25', '2025-02-18'],
    ['DAYS_30', '2024-03-01', '2024-02-01', '2024-01-02'],
    ['YEAR', '2024-12-31', '2024-01-01', '2023-01-01'],
    ['YEAR', '2024-02-29', '2023-03-01', '2022-03-01'],
    ['YEARS_3', '2025-05-29', '2022-05-30', '2019-05-30'],
    ['YEARS_5', '2020-12-31', '2016-01-01', '2011-01-01'],
  ] as const)('%s to %s starts on %s, the one before on %s', (kind, to, from, fromBefore) => {
    const span = spanOf(kind, to);
    expect(span).toEqual({ from, to });
    expect(spanBefore(span).from).toBe(fromBefore);
  });

  it('meet without a gap, and are equally long but for leap days', () => {
    const day = fc.date({
      min: new Date('1600-01-01'),
      max: new Date('2100-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from, to] = [one, other].map((date) => date.toISOString().slice(0, 10)).sort() as [string, string];
        const before = spanBefore({ from, to });
        expect(days(before.to, from)).toBe(2);
        expect(Math.abs(days(before.from, before.to) - days(from, to))).toBeLessThanOrEqual(days(from, to) / 365);
      }),
    );
  });

  it('hold the years that lie in them whole', () => {
    expect(yearsWithin({ from: '2019-01-01', to: '2020-12-31' })).toEqual({ first: '2019', last: '2020' });
    expect(yearsWithin({ from: '2019-01-02', to: '2020-12-30' })).toEqual({ first: '2020', last: '2019' });
  });
});
