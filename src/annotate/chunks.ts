import { BREAK, Gap } from './characters.js';
import { WordClass as C } from './english.js';
import type { Lexicon } from './lexicon.js';
import { fieldTextOf, type Tokens } from './scan.js';

const OUTSIDE =
  C.DETERMINER | C.PREPOSITION | C.CONJUNCTION | C.PRONOUN | C.AUXILIARY | C.NEGATION | C.EXAMPLE | C.VERB | C.ADVERB;

/** Reads simple noun phrases: nouns and adjectives in a row, without determiner. */
export class Chunker {
  readonly #classes: Int32Array;
  readonly #tokens: Tokens;

  constructor(lexicon: Lexicon, tokens: Tokens) {
    this.#classes = lexicon.classes;
    this.#tokens = tokens;
  }

  classOf(index: number): number {
    return this.#classes[this.#tokens.form[index] ?? 0] ?? 0;
  }

  /** Whether a word may stand inside a noun phrase. */
  isNominal(index: number): boolean {
    const classes = this.classOf(index);
    if ((classes & OUTSIDE) !== 0) return false;
    if (classes !== 0) return true;
    return !this.endsIn(index, 'ly') && !this.#isNumber(index);
  }

  /** First word of the phrase that a noun at `index` ends, at most `most` words before it. */
  startOf(index: number, most: number): number {
    let from = index;
    while (from > 0 && index - from < most && (this.gapOf(from) & BREAK) === 0) {
      if (!this.isNominal(from - 1)) break;
      if (this.#isParticiple(from - 1) && !this.#isAttributive(from - 1)) break;
      from--;
    }
    return from;
  }

  /** Index after the last word of the phrase that begins at `index`, at most `most` words. */
  endOf(index: number, most: number): number {
    let to = index;
    while (to < this.#tokens.count && to - index < most && this.isNominal(to)) {
      to++;
      if ((this.gapOf(to) & BREAK) !== 0 || this.#isParticiple(to)) break;
    }
    return to;
  }

  gapOf(index: number): number {
    return this.#tokens.gap[index] ?? 0;
  }

  /** Whether a word ends in small letters. */
  endsIn(index: number, suffix: string): boolean {
    return fieldTextOf(this.#tokens, index).endsWith(suffix, this.#tokens.end[index]);
  }

  #isNumber(index: number): boolean {
    const code = fieldTextOf(this.#tokens, index).charCodeAt(this.#tokens.start[index] ?? 0);
    return code >= 48 && code < 58;
  }

  #isParticiple(index: number): boolean {
    const classes = this.classOf(index);
    return (classes & C.PARTICIPLE) !== 0 || (classes === 0 && this.endsIn(index, 'ed'));
  }

  /** A participle belongs to the noun after it where it cannot be a verb: `a pruned network`, `fine-tuned models`. */
  #isAttributive(index: number): boolean {
    if (this.gapOf(index + 1) === Gap.HYPHEN || this.gapOf(index) === Gap.HYPHEN) return true;
    if (index === 0 || (this.gapOf(index) & BREAK) !== 0) return false;
    return (this.classOf(index - 1) & (C.DETERMINER | C.PLAIN | C.PREPOSITION)) !== 0;
  }
}
