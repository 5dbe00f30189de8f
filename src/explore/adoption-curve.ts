import type { TechniqueRole } from '../technique/application.js';

/** The length of the periods of a curve. */
export type AdoptionUnit = 'YEAR' | 'MONTH';

/** Most periods of one curve. */
export const MAX_PERIODS = 600;

/** How many papers of a period have something, in one role; `role` is null for a topic. */
export interface PeriodCount {
  /** `2024` or `2024-07`; empty when it is not known. */
  readonly period: string;
  readonly role: TechniqueRole | null;
  readonly papers: number;
}

type RoleCounts = Record<TechniqueRole, number>;

export interface CurvePoint {
  readonly period: string;
  readonly count: number;
  readonly share: number;
  readonly cumulative: number;
  readonly roles: Readonly<RoleCounts>;
}

export interface Curve {
  /** All papers, of a known period or not. */
  readonly papers: number;
  readonly undated: number;
  readonly points: readonly CurvePoint[];
}

/** The ends that a client asks for, as periods; undefined where the graph decides. */
export interface PeriodRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const MONTHS = 12;
const NONE: Readonly<RoleCounts & { count: number }> = { count: 0, INTRODUCES: 0, STUDIES: 0, USES: 0, COMPARES: 0 };

/** The number of a period: consecutive periods have consecutive numbers. */
export function periodNumber(period: string): number {
  const [year = 0, month] = period.split('-').map(Number);
  return month === undefined ? year : year * MONTHS + month - 1;
}

function periodAt(number: number, unit: AdoptionUnit): string {
  if (unit === 'YEAR') return String(number).padStart(4, '0');
  const [year, month] = [Math.floor(number / MONTHS), (number % MONTHS) + 1];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/**
 * The curve of adoption, one point per period, without gaps.
 *
 * For period i: count = papers of i that have the thing; share = count / all
 * papers of i; cumulative = papers of all periods up to i, also of those
 * before the first point. A curve without given ends runs from its own first
 * paper to the newest period of the graph, so that a decline shows.
 *
 * @param totals all papers of the graph by period.
 */
export function curveOf(
  unit: AdoptionUnit,
  counts: readonly PeriodCount[],
  totals: ReadonlyMap<string, number>,
  range: PeriodRange,
): Curve {
  const byPeriod = new Map<string, RoleCounts & { count: number }>();
  for (const { period, role, papers } of counts) {
    const sum = byPeriod.get(period) ?? { ...NONE };
    sum.count += papers;
    if (role !== null) sum[role] += papers;
    byPeriod.set(period, sum);
  }
  const papers = counts.reduce((sum, count) => sum + count.papers, 0);
  const undated = byPeriod.get('')?.count ?? 0;
  byPeriod.delete('');

  const ends = endsOf([...byPeriod.keys()].map(periodNumber), [...totals.keys()].map(periodNumber), range);
  if (ends === undefined) return { papers, undated, points: [] };
  let cumulative = 0;
  for (const [period, { count }] of byPeriod) if (periodNumber(period) < ends.first) cumulative += count;
  const points = Array.from({ length: ends.last - ends.first + 1 }, (_, index) => {
    const period = periodAt(ends.first + index, unit);
    const { count, ...roles } = byPeriod.get(period) ?? NONE;
    cumulative += count;
    // A load between the two reads may leave the total behind.
    const share = count === 0 ? 0 : count / Math.max(count, totals.get(period) ?? 0);
    return { period, count, share, cumulative, roles };
  });
  return { papers, undated, points };
}

/** First and last period as numbers, {@link MAX_PERIODS} at most: those at the end that was given, else the newest. */
function endsOf(
  own: readonly number[],
  all: readonly number[],
  { from, to }: PeriodRange,
): { first: number; last: number } | undefined {
  if (from === undefined) {
    if (to === undefined && own.length === 0) return undefined;
    const last = to === undefined ? Math.max(...own, ...all) : periodNumber(to);
    return { first: Math.max(Math.min(...own, last), last - MAX_PERIODS + 1), last };
  }
  const first = periodNumber(from);
  const last = to === undefined ? Math.max(first, ...own, ...all) : periodNumber(to);
  return { first, last: Math.min(last, first + MAX_PERIODS - 1) };
}
