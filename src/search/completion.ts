import { normalizeName } from '../text/analysis.js';
import type { AllNames } from './name-index.js';
import { AGREEMENT, type Floor, type NameMatch } from './name-table.js';
import { SEARCH_TYPES, type SearchKind } from './search-type.js';

/** A name that completes what was typed. */
export interface Completion extends NameMatch {
  readonly kind: SearchKind;
}

/** With this many matches, nobody needs those with typing errors. */
const ENOUGH = 3;

/**
 * The names that complete what was typed, the best first: a whole name, its
 * beginning, some words of it in a row, its words anywhere, and, where few are
 * found, with typing errors. Equal ones by the papers behind them, then by kind,
 * length, name and id.
 */
export function completionsOf(
  typed: string,
  kinds: readonly SearchKind[],
  names: AllNames,
  limit: number,
): readonly Completion[] {
  const normalized = normalizeName(typed);
  if (normalized === '' || limit === 0) return [];
  const best = new Best(limit);
  for (const withErrors of [false, true]) {
    if (withErrors && best.found.length >= Math.min(ENOUGH, limit)) break;
    for (const kind of SEARCH_TYPES.filter((one) => kinds.includes(one))) {
      const { settled, recent, outdated } = names[kind];
      const among = (table: typeof settled): Iterable<NameMatch> =>
        withErrors ? table.completeWithErrors(normalized) : table.complete(normalized, best.floor);
      for (const match of among(settled)) if (!outdated.has(match.named.id)) best.offer(kind, match);
      for (const match of among(recent)) best.offer(kind, match);
    }
  }
  return best.found;
}

/** Keeps the best few of many matches, each thing once. */
class Best {
  readonly found: Completion[] = [];
  readonly floor: Floor = { agreement: 0, count: 0 };

  constructor(private readonly limit: number) {}

  offer(kind: SearchKind, match: NameMatch): void {
    const worst = this.found.length < this.limit ? undefined : this.found.at(-1);
    // Most of many matches end here, before anything is made of them.
    if (worst !== undefined && isWorse(match, worst)) return;
    const offered: Completion = { ...match, kind };
    const same = this.found.findIndex((other) => other.kind === kind && other.named.id === match.named.id);
    if (same >= 0) {
      if (compare(offered, this.found[same] ?? offered) >= 0) return;
      this.found.splice(same, 1);
    }
    const place = this.found.findIndex((other) => compare(offered, other) < 0);
    this.found.splice(place < 0 ? this.found.length : place, 0, offered);
    if (this.found.length > this.limit) this.found.pop();
    const last = this.found.at(-1);
    if (last !== undefined && this.found.length === this.limit) {
      this.floor.agreement = last.agreement;
      this.floor.count = last.named.count;
    }
  }
}

function isWorse(match: NameMatch, worst: NameMatch): boolean {
  if (match.agreement !== worst.agreement) return match.agreement < worst.agreement;
  return match.named.count < worst.named.count;
}

function compare(left: Completion, right: Completion): number {
  return (
    right.agreement - left.agreement ||
    right.named.count - left.named.count ||
    SEARCH_TYPES.indexOf(left.kind) - SEARCH_TYPES.indexOf(right.kind) ||
    left.name.length - right.name.length ||
    compareText(left.name, right.name) ||
    compareText(left.named.id, right.named.id)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether the match needs a typing error to be forgiven. */
export function hasErrors({ agreement }: NameMatch): boolean {
  return agreement === AGREEMENT.ONE_ERROR || agreement === AGREEMENT.TWO_ERRORS;
}
