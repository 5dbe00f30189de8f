import { growthOf, type Growth } from './trend-score.js';
import type { Span } from './trend-window.js';

export type TrendType = 'TOPIC' | 'TECHNIQUE';

interface Count {
  readonly id: string;
  readonly papers: number;
}

/** What the papers of one span are about and work with. */
export interface SpanCounts {
  readonly papers: number;
  /** Papers known by their year alone, which the span overlaps without holding it whole. */
  readonly undated: number;
  readonly topics: readonly Count[];
  readonly techniques: readonly Count[];
}

export interface Rise extends Growth {
  readonly type: TrendType;
  readonly id: string;
  readonly count: number;
  readonly countBefore: number;
  readonly share: number;
  readonly shareBefore: number;
}

/** A window, the one before it, and what was counted in both. */
export interface Comparison {
  readonly span: Span;
  readonly before: Span;
  readonly counts: SpanCounts;
  readonly countsBefore: SpanCounts;
}

/** The topics and techniques whose share of the papers has risen, in no order. */
export function risesOf({ counts, countsBefore }: Comparison, types: readonly TrendType[]): Rise[] {
  const sizes = { now: counts.papers, before: countsBefore.papers };
  return types.flatMap((type) => {
    const earlier = new Map(listOf(type, countsBefore).map(({ id, papers }) => [id, papers]));
    return listOf(type, counts).flatMap(({ id, papers }): Rise[] => {
      const countBefore = earlier.get(id) ?? 0;
      const growth = growthOf({ now: papers, before: countBefore }, sizes);
      // In whole numbers: an unchanged share may score a rounding off zero.
      if (growth === undefined || papers * sizes.before <= countBefore * sizes.now) return [];
      const [share, shareBefore] = [papers / sizes.now, countBefore / sizes.before];
      return [{ type, id, count: papers, countBefore, share, shareBefore, ...growth }];
    });
  });
}

function listOf(type: TrendType, { topics, techniques }: SpanCounts): readonly Count[] {
  return type === 'TOPIC' ? topics : techniques;
}

/** The counts of a rise in a sentence. */
export function sentenceOf(rise: Rise, name: string, { span, before, counts, countsBefore }: Comparison): string {
  const [one, many, word] = rise.type === 'TOPIC' ? ['is', 'are', 'about'] : ['works', 'work', 'with'];
  const papers = counts.papers === 1 ? '1 paper' : `${counts.papers} papers`;
  const now = `${rise.count} of the ${papers} from ${span.from} to ${span.to}`;
  const then = `${rise.countBefore === 0 ? 'none' : rise.countBefore} of the ${countsBefore.papers} from ${before.from} to ${before.to}`;
  return `${now} ${rise.count === 1 ? one : many} ${word} ${name} (${percent(rise.share)}), ${then} (${percent(rise.shareBefore)}).`;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)} %`;
}
