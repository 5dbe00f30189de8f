import { normalizeName } from '../text/analysis.js';
import type { AllNames } from './name-index.js';
import { AGREEMENT, type Agreement, type Named } from './name-table.js';
import type { SearchKind } from './search-type.js';

export type NamedKind = Exclude<SearchKind, 'PAPER'>;

/** A technique, topic or author that a search finds by its name. */
export interface FoundName {
  readonly kind: NamedKind;
  readonly named: Named;
  /** See {@link nameScore}. */
  readonly score: number;
}

/** What a search is worth that is exactly the name: above every paper. */
export const WHOLE_NAME: Readonly<Record<NamedKind, number>> = { TECHNIQUE: 2, TOPIC: 2, AUTHOR: 1.5 };
/** A typing error leaves this much. */
const ERROR_LEAVES = 0.7;
/** Most names of one kind in an answer. */
export const MOST_NAMES = 100;
const MOST_TITLES = 1000;
/** With this many names nobody needs those with typing errors. */
const ENOUGH = 3;

/**
 * How well a name answers a search: the whole search is worth {@link WHOLE_NAME};
 * else the root of the letters that both share by those of the longer one, from 0
 * to below 1, like the share of a paper's text. Each typing error takes away a part.
 */
export function nameScore(kind: NamedKind, name: string, searched: string, errors = 0): number {
  const letters = (text: string): number => text.length - (text.split(' ').length - 1);
  const whole = letters(name) === letters(searched) ? WHOLE_NAME[kind] : undefined;
  const share = Math.min(letters(name), letters(searched)) / Math.max(letters(name), letters(searched));
  return (whole ?? Math.sqrt(share)) * ERROR_LEAVES ** errors;
}

/**
 * The names that hold every word of a search, or that stand in it as a whole;
 * with typing errors where those are few.
 */
export function namesFor(words: string, kinds: readonly NamedKind[], names: AllNames): FoundName[] {
  const searched = normalizeName(words);
  if (searched === '') return [];
  return kinds.flatMap((kind) => {
    const best = new Map<string, FoundName>();
    const offer = (named: Named, score: number): void => {
      if (score > (best.get(named.id)?.score ?? 0)) best.set(named.id, { kind, named, score });
    };
    for (const [named, name] of holding(searched, names[kind])) offer(named, nameScore(kind, name, searched));
    for (const part of partsOf(searched)) {
      for (const named of called(part, names[kind])) offer(named, nameScore(kind, part, searched));
    }
    if (best.size < ENOUGH) {
      for (const [named, errors] of misspelled(searched, names[kind])) {
        const name = normalizeName(named.name);
        // A name with errors is no whole name.
        if (!best.has(named.id)) offer(named, Math.min(0.9, nameScore(kind, name, searched)) * ERROR_LEAVES ** errors);
      }
    }
    return [...best.values()].sort(compareFound).slice(0, MOST_NAMES);
  });
}

/** The ids that a field word such as `author:hinton` stands for: the whole name, else names with these words, else misspelled. */
export function idsFor(value: string, kind: NamedKind, names: AllNames): string[] {
  const searched = normalizeName(value);
  if (searched === '') return [];
  const whole = called(searched, names[kind]);
  if (whole.length > 0 && kind !== 'AUTHOR') return unique(whole);
  const part = holding(searched, names[kind]).map(([named]) => named);
  if (part.length > 0) return unique([...whole, ...part]);
  return unique(misspelled(searched, names[kind]).map(([named]) => named));
}

/** The papers whose titles hold all the words. */
export function titlesHolding(searched: string, names: AllNames): Named[] {
  return [...new Set(holding(searched, names.PAPER).map(([named]) => named))].slice(0, MOST_TITLES);
}

function unique(found: readonly Named[]): string[] {
  const byCount = [...found].sort((left, right) => right.count - left.count || (left.id < right.id ? -1 : 1));
  return [...new Set(byCount.map(({ id }) => id))].slice(0, MOST_NAMES);
}

function compareFound(left: FoundName, right: FoundName): number {
  return right.score - left.score || right.named.count - left.named.count || (left.named.id < right.named.id ? -1 : 1);
}

type NamesOf = AllNames[SearchKind];

/** Those with a name that holds all the words, each of them whole. */
function holding(searched: string, { settled, recent, outdated }: NamesOf): [Named, string][] {
  const found: [Named, string][] = [];
  const words = searched.split(' ');
  for (const table of [settled, recent]) {
    for (const { named, name } of table.complete(searched)) {
      if (table === settled && outdated.has(named.id)) continue;
      if (words.every((word) => ` ${name} `.includes(` ${word} `))) found.push([named, name]);
    }
  }
  return found;
}

/** Those with exactly this name. */
function called(name: string, { settled, recent, outdated }: NamesOf): Named[] {
  return [...[...settled.called(name)].filter(({ id }) => !outdated.has(id)), ...recent.called(name)];
}

function misspelled(searched: string, { settled, recent, outdated }: NamesOf): [Named, number][] {
  const found: [Named, number][] = [];
  for (const table of [settled, recent]) {
    for (const { named, agreement } of table.withErrors(searched)) {
      if (table === recent || !outdated.has(named.id)) found.push([named, errorsOf(agreement)]);
    }
  }
  return found;
}

function errorsOf(agreement: Agreement): number {
  return agreement === AGREEMENT.ONE_ERROR ? 1 : 2;
}

/** Words of a technique's or topic's name, at most. */
const LONGEST_NAME = 6;

/** Every part of the search, of words in a row, that could be a name. */
function partsOf(searched: string): string[] {
  const words = searched.split(' ');
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_NAME, words.length - from) }, (__, more) =>
      words.slice(from, from + more + 1).join(' '),
    ),
  );
}
