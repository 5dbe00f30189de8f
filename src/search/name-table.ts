import { setImmediate } from 'node:timers/promises';
import { normalizeName } from '../text/analysis.js';
import { allowedEdits, oneWord, similarWords, wordsFrom, type WordRun } from './similar-words.js';

/** Something that has names: a technique, a topic or an author, or a paper with its title. */
export interface Named {
  readonly id: string;
  /** As it is shown. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** How many papers stand behind it: those about or by it, or those that cite it. */
  readonly count: number;
}

/** How well a name agrees with what was typed, best last. */
export const AGREEMENT = { TWO_ERRORS: 0, ONE_ERROR: 1, SCATTERED: 2, INSIDE: 3, START: 4, EXACT: 5 } as const;

export type Agreement = (typeof AGREEMENT)[keyof typeof AGREEMENT];

export interface NameMatch {
  readonly named: Named;
  /** The name that agrees, the main one or an alias. */
  readonly name: string;
  readonly agreement: Agreement;
}

/** What a match must have to be of use; rises while better ones are found. */
export interface Floor {
  agreement: number;
  /** Of those that agree no better than that. */
  count: number;
}

const NAMES_PER_TURN = 20_000;

/**
 * The names of one kind of thing, for completion: every word leads to the names
 * that have it, those that begin with it apart from the others. Immutable; a
 * change makes a new one.
 */
export class NameTable {
  private constructor(
    private readonly named: readonly Named[],
    private readonly counts: Float64Array,
    private readonly names: readonly string[],
    private readonly ownerOf: Int32Array,
    private readonly words: readonly string[],
    private readonly first: Postings,
    private readonly further: Postings,
  ) {}

  /** Gives way to other work after every {@link NAMES_PER_TURN} names. */
  static async of(all: Iterable<Named>): Promise<NameTable> {
    const named: Named[] = [];
    const names: string[] = [];
    const owners: number[] = [];
    const ids = new Map<string, number>();
    const pairs = { first: new Pairs(), further: new Pairs() };
    for (const one of all) {
      for (const name of new Set([one.name, ...one.aliases].map(normalizeName))) {
        if (name === '') continue;
        name.split(' ').forEach((word, position) => {
          let id = ids.get(word);
          if (id === undefined) ids.set(word, (id = ids.size));
          pairs[position === 0 ? 'first' : 'further'].add(id, names.length);
        });
        owners.push(named.length);
        names.push(name);
      }
      named.push(one);
      if (named.length % NAMES_PER_TURN === 0) await setImmediate();
    }
    const words = [...ids.keys()].sort();
    const rank = new Int32Array(words.length);
    words.forEach((word, position) => (rank[ids.get(word) ?? 0] = position));
    return new NameTable(
      named,
      Float64Array.from(named, ({ count }) => count),
      names,
      Int32Array.from(owners),
      words,
      pairs.first.sorted(rank, words.length),
      pairs.further.sorted(rank, words.length),
    );
  }

  get size(): number {
    return this.named.length;
  }

  all(): readonly Named[] {
    return this.named;
  }

  /**
   * The names that hold every word of what was typed, the last of which may be
   * unfinished. `typed` is normalized and not empty.
   *
   * @param floor what cannot come up to it is left out, before anything is made of it.
   */
  *complete(typed: string, floor: Floor = { agreement: 0, count: 0 }): Generator<NameMatch> {
    const words = typed.split(' ');
    const last = wordsFrom(this.words, words.at(-1) ?? '');
    if (words.length === 1) {
      for (const name of this.first.within(last)) {
        const agreement = this.names[name]?.length === typed.length ? AGREEMENT.EXACT : AGREEMENT.START;
        if (this.reaches(name, agreement, floor)) yield this.match(name, agreement);
      }
      if (AGREEMENT.INSIDE < floor.agreement) return;
      for (const name of this.further.within(last))
        if (this.reaches(name, AGREEMENT.INSIDE, floor)) yield this.match(name, AGREEMENT.INSIDE);
      return;
    }
    const runs = [...words.slice(0, -1).map((word) => oneWord(this.words, word)), last];
    const rarest = runs.reduce((best, run) => (this.sizeOf(run) < this.sizeOf(best) ? run : best));
    for (const postings of [this.first, this.further]) {
      for (const name of postings.within(rarest)) {
        const agreement = agreementOf(this.names[name] ?? '', typed, words);
        if (agreement !== undefined && this.reaches(name, agreement, floor)) yield this.match(name, agreement);
      }
    }
  }

  /** Those with exactly this name, normalized and not empty. */
  *called(name: string): Generator<Named> {
    const run = oneWord(this.words, name.split(' ', 1)[0] ?? '');
    for (const one of this.first.within(run))
      if (this.names[one] === name) yield this.match(one, AGREEMENT.EXACT).named;
  }

  /** The names that {@link complete} would find but for typing errors. */
  completeWithErrors(typed: string): Generator<NameMatch> {
    return this.withErrors(typed, true);
  }

  /** The names that hold every word, at least one of them with typing errors. */
  *withErrors(typed: string, unfinished = false): Generator<NameMatch> {
    const words = typed.split(' ');
    const runs = words.map((word, index) =>
      similarWords(this.words, word, allowedEdits(word.length), unfinished && index === words.length - 1),
    );
    const sizes = runs.map((run) => run.reduce((sum, part) => sum + this.sizeOf(part), 0));
    const order = runs.map((_, index) => index).sort((left, right) => (sizes[left] ?? 0) - (sizes[right] ?? 0));
    let found = new Map<number, number>();
    order.forEach((which, step) => {
      const next = new Map<number, number>();
      for (const run of runs[which] ?? []) {
        for (const postings of [this.first, this.further]) {
          for (const name of postings.within(run)) {
            const before = step === 0 ? 0 : found.get(name);
            if (before === undefined) continue;
            const edits = before + run.edits;
            if (edits < (next.get(name) ?? Number.POSITIVE_INFINITY)) next.set(name, edits);
          }
        }
      }
      found = next;
    });
    for (const [name, edits] of found)
      if (edits > 0) yield this.match(name, edits === 1 ? AGREEMENT.ONE_ERROR : AGREEMENT.TWO_ERRORS);
  }

  private sizeOf(run: WordRun): number {
    return this.first.size(run) + this.further.size(run);
  }

  private reaches(name: number, agreement: Agreement, floor: Floor): boolean {
    if (agreement !== floor.agreement) return agreement > floor.agreement;
    return (this.counts[this.ownerOf[name] ?? 0] ?? 0) >= floor.count;
  }

  private match(name: number, agreement: Agreement): NameMatch {
    const named = this.named[this.ownerOf[name] ?? -1];
    if (named === undefined) throw new Error('A name belongs to nothing.');
    return { named, name: this.names[name] ?? '', agreement };
  }
}

/** How a name agrees with typed words, if it holds them all. */
export function agreementOf(name: string, typed: string, words: readonly string[]): Agreement | undefined {
  if (name.startsWith(typed)) return name.length === typed.length ? AGREEMENT.EXACT : AGREEMENT.START;
  const spaced = ` ${name} `;
  if (spaced.includes(` ${typed}`)) return AGREEMENT.INSIDE;
  const isThere = (word: string, index: number): boolean =>
    spaced.includes(index === words.length - 1 ? ` ${word}` : ` ${word} `);
  return words.every(isThere) ? AGREEMENT.SCATTERED : undefined;
}

/** Word and name, pair by pair, before the words are sorted. */
class Pairs {
  private readonly wordIds: number[] = [];
  private readonly names: number[] = [];

  add(word: number, name: number): void {
    this.wordIds.push(word);
    this.names.push(name);
  }

  /** Counting sort by the rank of the word. */
  sorted(rank: Int32Array, wordCount: number): Postings {
    const starts = new Int32Array(wordCount + 1);
    const place = (index: number): number => rank[this.wordIds[index] ?? 0] ?? 0;
    for (let index = 0; index < this.names.length; index += 1) increase(starts, place(index) + 1, 1);
    for (let word = 0; word < wordCount; word += 1) increase(starts, word + 1, starts[word] ?? 0);
    const next = starts.slice();
    const names = new Int32Array(this.names.length);
    this.names.forEach((name, index) => {
      names[next[place(index)] ?? 0] = name;
      increase(next, place(index), 1);
    });
    return new Postings(starts, names);
  }
}

function increase(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by;
}

/** The names of each word, by the position of the word in the sorted list. */
class Postings {
  constructor(
    private readonly starts: Int32Array,
    private readonly names: Int32Array,
  ) {}

  within({ from, to }: WordRun): Int32Array {
    return this.names.subarray(this.starts[from] ?? 0, this.starts[to] ?? 0);
  }

  size({ from, to }: WordRun): number {
    return (this.starts[to] ?? 0) - (this.starts[from] ?? 0);
  }
}
