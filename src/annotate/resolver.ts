import { Gap } from './characters.js';
import { MOST_SHORT_WORDS, type Definition } from './definitions.js';
import { lettersOf, type Sense } from './entries.js';
import { indexOf } from './phrases.js';
import type { Names } from './name-finder.js';
import { textOf, type Tokens } from './scan.js';

/** A technique at words `from` to `to`, exclusive. */
export interface Mention {
  readonly technique: number;
  readonly from: number;
  readonly to: number;
}

/** A mention that counts only if the rest of the paper supports it. */
export interface Doubtful {
  readonly senses: readonly Sense[];
  readonly from: number;
  readonly to: number;
}

/** Settles what short forms mean in one paper. */
export class Resolver {
  readonly #names: Names;
  readonly #tokens: Tokens;
  readonly #sure: readonly Mention[];
  readonly #techniques: ReadonlySet<number>;
  /** Short form → the technique that its long form names, or undefined for one that the vocabulary does not know. */
  readonly #defined = new Map<string, number | undefined>();
  #present: Set<number> | undefined;

  constructor(names: Names, tokens: Tokens, definitions: readonly Definition[], sure: readonly Mention[]) {
    this.#names = names;
    this.#tokens = tokens;
    this.#sure = sure;
    this.#techniques = new Set(sure.map(({ technique }) => technique));
    for (const definition of definitions) {
      this.#defined.set(lettersOf(definition.short), this.#techniqueOf(definition));
    }
  }

  resolve(doubtful: readonly Doubtful[]): Mention[] {
    const mentions = this.#sure.filter((mention) => !this.#isRedefined(mention));
    for (const { senses, from, to } of doubtful) {
      const technique = this.#choose(senses, from, to);
      if (technique !== undefined) mentions.push({ technique, from, to });
    }
    this.#addShortForms(mentions);
    return mentions.sort((a, b) => a.from - b.from);
  }

  /** The technique that the long form of a definition names, all of it. */
  #techniqueOf({ longFrom, longTo, short }: Definition): number | undefined {
    const named =
      this.#names.entries[indexOf(this.#names.trie, this.#names.lexicon.stems, this.#tokens, longFrom, longTo)];
    const sense = named?.senses.find(({ near, ordinary }) => near === undefined && !ordinary);
    if (sense !== undefined) return sense.technique;
    // The long form is worded otherwise than in the vocabulary, but the short form and a telling word agree.
    const letters = lettersOf(short);
    const stems = this.#stems(longFrom, longTo);
    return this.#sure.find(
      ({ technique, from, to }) =>
        this.#tells(technique, stems) && lettersOf(textOf(this.#tokens, from, to)) === letters,
    )?.technique;
  }

  /** Whether the text defines the very short form otherwise: `Local Differential Attention (LDA)`. */
  #isRedefined({ technique, from, to }: Mention): boolean {
    if (this.#defined.size === 0) return false;
    const letters = lettersOf(textOf(this.#tokens, from, to)).replace(/s$/, '');
    return this.#defined.has(letters) && this.#defined.get(letters) !== technique;
  }

  #choose(senses: readonly Sense[], from: number, to: number): number | undefined {
    const letters = lettersOf(textOf(this.#tokens, from, to)).replace(/(?<=[A-Z])s$/, '');
    if (this.#defined.has(letters)) return this.#defined.get(letters);
    const long = senses.find(({ technique }) => this.#techniques.has(technique));
    if (long !== undefined) return long.technique;
    const own = this.#stems(from, to);
    let best: { technique: number; support: number } | undefined;
    for (const { technique, near } of senses) {
      const support = this.#support(near ?? this.#names.telling[technique], own);
      if (support > (best?.support ?? 0)) best = { technique, support };
    }
    return best?.technique;
  }

  /** How many of the stems stand in the paper; the words in doubt do not support themselves. */
  #support(stems: ReadonlySet<number> | undefined, own: ReadonlySet<number>): number {
    let support = 0;
    this.#present ??= this.#stems(0, this.#tokens.count);
    for (const stem of stems ?? []) if (this.#present.has(stem) && !own.has(stem)) support++;
    return support;
  }

  #stems(from: number, to: number): Set<number> {
    const { stems } = this.#names.lexicon;
    const present = new Set<number>();
    for (let i = from; i < to; i++) present.add(stems[this.#tokens.form[i] ?? 0] ?? 0);
    present.delete(0);
    return present;
  }

  #tells(technique: number, stems: ReadonlySet<number>): boolean {
    for (const stem of this.#names.telling[technique] ?? []) if (stems.has(stem)) return true;
    return false;
  }

  /** Adds the places where a short form stands that only this text explains. */
  #addShortForms(mentions: Mention[]): void {
    const shorts = [...this.#defined].filter((entry): entry is [string, number] => entry[1] !== undefined);
    if (shorts.length === 0) return;
    const meaning = new Map(shorts);
    const taken = new Uint8Array(this.#tokens.count);
    for (const { from, to } of mentions) taken.fill(1, from, to);
    for (let i = 0; i < this.#tokens.count; i++) {
      if (taken[i] === 1 || (this.#tokens.capitals[i] ?? 0) === 0) continue;
      for (let to = this.#endOfShort(i); to > i; to--) {
        const letters = lettersOf(textOf(this.#tokens, i, to));
        const technique = meaning.get(letters) ?? meaning.get(letters.replace(/s$/, ''));
        if (technique === undefined) continue;
        mentions.push({ technique, from: i, to });
        i = to - 1;
        break;
      }
    }
  }

  /** Index after the words that hyphens join to the one at `from`, as in `MC-TD`. */
  #endOfShort(from: number): number {
    let to = from + 1;
    while (to < this.#tokens.count && to - from < MOST_SHORT_WORDS && this.#tokens.gap[to] === Gap.HYPHEN) to++;
    return to;
  }
}
