import { fold } from '../text/analysis.js';
import { Gap } from './characters.js';
import type { Chunker } from './chunks.js';
import { WordClass as C } from './english.js';
import { FIRST_CAPITAL, textOf, type Tokens } from './scan.js';

/** No name that is read has more words. */
export const MOST_NAME_WORDS = 6;

/** Reads how authors write what they name: where a name begins and ends, and what stands around it. */
export class NameReader {
  readonly #tokens: Tokens;
  readonly #chunker: Chunker;

  constructor(tokens: Tokens, chunker: Chunker) {
    this.#tokens = tokens;
    this.#chunker = chunker;
  }

  /** Whether the authors propose: `we propose`, `this paper presents`, `to introduce`. */
  isOwn(cue: number): boolean {
    for (let i = cue - 1; i >= 0 && cue - i <= 4; i--) {
      if ((this.#chunker.gapOf(i + 1) & (Gap.STOP | Gap.COLON)) !== 0) return false;
      if ((this.#chunker.classOf(i) & (C.AUTHORS | C.PAPER)) !== 0) return true;
    }
    return false;
  }

  /** A word between a cue and the name: `propose a novel and efficient …`, `termed as the …`. */
  isSkipped(index: number): boolean {
    if ((this.#tokens.capitals[index] ?? 0) > 0 && this.#chunker.isNominal(index)) return false;
    const classes = this.#chunker.classOf(index);
    const article = (classes & (C.DETERMINER | C.PLAIN | C.ADVERB | C.CONJUNCTION)) !== 0;
    return article || this.word(index) === 'as' || (classes === 0 && this.#chunker.endsIn(index, 'ly'));
  }

  /** Index after a name that begins at `from`: a shaped word alone, or a noun phrase. */
  nameEnd(from: number): number | undefined {
    if (from >= this.#tokens.count || (this.#chunker.gapOf(from) & (Gap.STOP | Gap.COLON)) !== 0) return undefined;
    let to = from + 1;
    while (to < this.#tokens.count && this.#chunker.gapOf(to) === Gap.HYPHEN && to - from < MOST_NAME_WORDS) to++;
    if (this.isShaped(from, to)) return to;
    while (to < this.#tokens.count && to - from < MOST_NAME_WORDS && this.#continuesCapitals(to)) to++;
    if (to - from > 1 && this.startsCapital(from)) return to;
    to = this.#chunker.endOf(from, MOST_NAME_WORDS);
    return to > from ? to : undefined;
  }

  startsCapital(index: number): boolean {
    return ((this.#tokens.capitals[index] ?? 0) & FIRST_CAPITAL) !== 0;
  }

  /** The next word of a name in capitals: `Semantic-Rebased Cross-modal Hashing`. */
  #continuesCapitals(index: number): boolean {
    const gap = this.#chunker.gapOf(index);
    return gap === Gap.HYPHEN || (gap === Gap.SPACE && this.startsCapital(index));
  }

  hasApposition(to: number): boolean {
    return (this.#chunker.gapOf(to) & Gap.COMMA) !== 0 && /^an?$/.test(this.word(to));
  }

  /** Whether a long form follows what the authors propose or call it. */
  isProposed(from: number): boolean {
    for (let i = from - 1; i >= 0 && from - i <= 9; i--) {
      if ((this.#chunker.gapOf(i + 1) & (Gap.STOP | Gap.COLON)) !== 0) return false;
      const classes = this.#chunker.classOf(i);
      if ((classes & C.NAME) !== 0 || ((classes & C.PROPOSE) !== 0 && this.isOwn(i))) return true;
      if ((classes & (C.VERB | C.AUXILIARY | C.PREPOSITION)) !== 0) return false;
    }
    return false;
  }

  /** Without determiners and adjectives that say nothing at the front. */
  trim(from: number, to: number): number {
    let first = from;
    while (first < to && (this.#chunker.classOf(first) & (C.DETERMINER | C.PLAIN | C.PREPOSITION)) !== 0) first++;
    return first;
  }

  /** Written as only names are: a capital or digit inside, in one word or several joined by hyphens. */
  isShaped(from: number, to: number): boolean {
    for (let i = from + 1; i < to; i++) if (this.#chunker.gapOf(i) !== Gap.HYPHEN) return false;
    for (let i = from; i < to; i++) if (((this.#tokens.capitals[i] ?? 0) & ~FIRST_CAPITAL) > 0) return true;
    return (
      to - from > 1 &&
      ((this.#tokens.capitals[from] ?? 0) & FIRST_CAPITAL) !== 0 &&
      this.#tokens.end[from] === (this.#tokens.start[from] ?? 0) + 1
    );
  }

  isRepeatedInAbstract(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (!this.#chunker.isNominal(i) && to - from < 3) return false;
    const name = textOf(this.#tokens, from, to);
    return /^\p{Lu}/u.test(name) && fold(this.#tokens.fields.abstract).includes(fold(name));
  }

  word(index: number): string {
    return index < this.#tokens.count ? textOf(this.#tokens, index, index + 1).toLowerCase() : '';
  }
}
