import { fold } from '../text/analysis.js';
import { Gap, isAstralWord, Kind, KINDS, kindOf } from './characters.js';
import { WordClass } from './english.js';
import { checkOf, findForm, findWord, HASH_SEED, hashStep, type Lexicon } from './lexicon.js';

/** The title and the abstract of a paper, the two texts that are read. */
export interface Fields {
  readonly title: string;
  readonly abstract: string;
}

/**
 * The words of a paper in parallel arrays, the title's first. The arrays belong
 * to the scanner and are overwritten by its next scan, so that reading a paper
 * allocates nothing.
 */
export interface Tokens {
  readonly fields: Fields;
  readonly count: number;
  /** Index of the first word of the abstract. */
  readonly abstractFrom: number;
  /** Offsets of each word in its own field, end exclusive. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Form id in the lexicon, 0 for an unknown word. */
  readonly form: Int32Array;
  /** What stands before each word: bits of `Gap`. */
  readonly gap: Uint16Array;
  /** Capitals after the first character, and bit 7 for a capital first one. */
  readonly capitals: Uint8Array;
}

export const FIRST_CAPITAL = 0x80;
const MOST_CAPITALS = 0x7f;

/** The field that holds a word. */
export function fieldOf(tokens: Tokens, index: number): 'title' | 'abstract' {
  return index < tokens.abstractFrom ? 'title' : 'abstract';
}

/** The text of the field that holds a word. */
export function fieldTextOf(tokens: Tokens, index: number): string {
  return index < tokens.abstractFrom ? tokens.fields.title : tokens.fields.abstract;
}

/** The words from index `from` up to `to`, exclusive, as they stand in their field. */
export function textOf(tokens: Tokens, from: number, to: number): string {
  return fieldTextOf(tokens, from).slice(tokens.start[from], tokens.end[to - 1]);
}

/** The words around PTB's parentheses, which are brackets and no words: `-LRB- HMM -RRB-`. */
const PTB_BRACKETS = new Map([
  ['LRB', Gap.OPEN],
  ['LSB', Gap.OPEN],
  ['RRB', Gap.CLOSE],
  ['RSB', Gap.CLOSE],
]);

/** Characters that `fold` keeps and no reader sees. */
const SILENT = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** Reads texts into words. One pass over the characters, whatever they are. */
export class Scanner {
  readonly #lexicon: Lexicon;
  #capacity = 0;
  #start = new Int32Array();
  #end = new Int32Array();
  #form = new Int32Array();
  #gap = new Uint16Array();
  #capitals = new Uint8Array();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#grow(1024);
  }

  scan(fields: Fields): Tokens {
    // A text of n characters has at most (n + 1) / 2 words.
    const most = (fields.title.length + fields.abstract.length) / 2 + 2;
    if (most > this.#capacity) this.#grow(most * 2);
    const abstractFrom = this.#scanField(fields.title, 0);
    const count = this.#scanField(fields.abstract, abstractFrom);
    // Who reads one word too far finds the end of a sentence, not what another paper left there.
    this.#form[count] = 0;
    this.#gap[count] = Gap.STOP;
    this.#capitals[count] = 0;
    return {
      fields,
      count,
      abstractFrom,
      start: this.#start,
      end: this.#end,
      form: this.#form,
      gap: this.#gap,
      capitals: this.#capitals,
    };
  }

  #grow(capacity: number): void {
    this.#capacity = Math.ceil(capacity);
    this.#start = new Int32Array(this.#capacity);
    this.#end = new Int32Array(this.#capacity);
    this.#form = new Int32Array(this.#capacity);
    this.#gap = new Uint16Array(this.#capacity);
    this.#capitals = new Uint8Array(this.#capacity);
  }

  /** Appends the words of one field from index `count` and returns the new count. */
  #scanField(text: string, fieldFrom: number): number {
    const lexicon = this.#lexicon;
    const start = this.#start;
    const end = this.#end;
    const form = this.#form;
    const gaps = this.#gap;
    const capitals = this.#capitals;
    const length = text.length;
    let count = fieldFrom;
    let gap: number = Gap.STOP;
    let offset = 0;
    while (offset < length) {
      const code = text.charCodeAt(offset);
      const kind = code < 128 ? (KINDS[code] ?? 0) : kindAt(text, offset, code);
      if ((kind & Kind.WORD) === 0) {
        // A second hyphen makes a dash, a second apostrophe a quotation mark.
        gap |= (gap & kind & DOUBLED) === 0 ? kind & GAP_BITS : Gap.OTHER;
        offset++;
        continue;
      }
      const from = offset;
      let hash = HASH_SEED;
      let small = 0;
      let next = code;
      let last = code;
      // The loop for ASCII, which nearly all text is.
      while (next < 128 && ((KINDS[next] ?? 0) & Kind.WORD) !== 0) {
        last = next;
        hash = hashStep(hash, next | 32);
        small += next & 32;
        offset++;
        if (offset === length) break;
        next = text.charCodeAt(offset);
      }
      let id: number;
      const beyond = offset < length && next >= 128 && (kindAt(text, offset, next) & IN_WORD) !== 0;
      if (beyond) {
        offset = this.#endOfWord(text, offset);
        id = findWord(lexicon, foldWord(text.slice(from, offset)));
      } else {
        if (offset < length && (next === COLON || next === MINUS)) {
          const skipped = next === COLON ? skipAddress(text, offset, gap) : skipBracket(text, from, offset, gap);
          if (skipped !== undefined) {
            gap = skipped.gap;
            offset = skipped.offset;
            continue;
          }
        } else if (offset < length && (next === STAR || next === PLUS)) {
          for (let signs = signsAfter(text, from, offset); signs > 0; signs--) {
            last = text.charCodeAt(offset);
            hash = hashStep(hash, last | 32);
            small += 32;
            offset++;
          }
        }
        id = findForm(lexicon, hash, checkOf(code | 32, last | 32, offset - from));
      }
      if ((gap & END_OF_SENTENCE) === END_OF_SENTENCE && !this.#abbreviates(count)) gap |= Gap.STOP;
      if (gap === Gap.HYPHEN && count > fieldFrom) {
        const whole = this.#wholeWord(text, start[count - 1] ?? 0, offset);
        if (whole !== 0) {
          end[count - 1] = offset;
          form[count - 1] = whole;
          gap = 0;
          continue;
        }
      }
      // Capitals are counted in ASCII words only.
      const first = beyond ? 0 : ((code >>> 5) & 1) ^ 1;
      const inner = beyond ? 0 : offset - from - (small >>> 5) - first;
      start[count] = from;
      end[count] = offset;
      form[count] = id;
      gaps[count] = gap;
      capitals[count] = (first << 7) | (inner < MOST_CAPITALS ? inner : MOST_CAPITALS);
      count++;
      gap = 0;
    }
    return count;
  }

  /** Where the word ends that goes on at an offset with characters beyond ASCII. */
  #endOfWord(text: string, from: number): number {
    let offset = from;
    while (offset < text.length) {
      const code = text.charCodeAt(offset);
      if (((code < 128 ? (KINDS[code] ?? 0) : kindAt(text, offset, code)) & IN_WORD) === 0) break;
      offset++;
    }
    return offset;
  }

  /** The vocabulary word that a hyphen divides, as line ends do: `back-propagation`, `proba-bilistic`; else 0. */
  #wholeWord(text: string, from: number, to: number): number {
    let hash = HASH_SEED;
    let [first, last, length] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      if (code >= 128) return 0;
      if (((KINDS[code] ?? 0) & Kind.WORD) === 0) continue;
      last = code | 32;
      if (length === 0) first = last;
      hash = hashStep(hash, last);
      length++;
    }
    const id = findForm(this.#lexicon, hash, checkOf(first, last, length));
    return (this.#lexicon.stems[id] ?? 0) === 0 ? 0 : id;
  }

  /** Whether the word before index `count` may end in a period without ending a sentence: `al.`, `e.g.`. */
  #abbreviates(count: number): boolean {
    const form = this.#form[count - 1] ?? 0;
    const initial = (this.#end[count - 1] ?? 0) - (this.#start[count - 1] ?? 0) === 1;
    if (initial && ((this.#gap[count - 1] ?? 0) & Gap.DOT) !== 0) return true;
    return ((this.#lexicon.classes[form] ?? 0) & WordClass.ABBREVIATION) !== 0;
  }
}

const STAR = 42;
const PLUS = 43;
const MINUS = 45;
const COLON = 58;
const DOUBLED = Gap.HYPHEN | Gap.APOSTROPHE;
const END_OF_SENTENCE = Gap.DOT | Gap.SPACE;
const GAP_BITS = 0xfff;
const IN_WORD = Kind.WORD | Kind.SILENT;

function foldWord(word: string): string {
  return fold(word).replaceAll(SILENT, '');
}

/** A word that is none, and where to read on. */
interface Skipped {
  readonly gap: number;
  readonly offset: number;
}

/** The scheme of a web address, which is passed over to its end: no name of a technique is looked for in it. */
function skipAddress(text: string, colon: number, gap: number): Skipped | undefined {
  if (!text.startsWith('://', colon)) return undefined;
  let offset = colon;
  while (offset < text.length && ((KINDS[text.charCodeAt(offset)] ?? 0) & Gap.SPACE) === 0) offset++;
  return { gap: gap | Gap.OTHER, offset };
}

/** The letters of a bracket such as `-LRB-`. */
function skipBracket(text: string, from: number, to: number, gap: number): Skipped | undefined {
  if (to - from !== 3 || (gap & Gap.HYPHEN) === 0) return undefined;
  const bracket = PTB_BRACKETS.get(text.slice(from, to));
  return bracket === undefined ? undefined : { gap: (gap & ~Gap.HYPHEN) | bracket | Gap.SPACE, offset: to + 1 };
}

/** The kind of the character beyond ASCII at an offset. */
function kindAt(text: string, offset: number, code: number): number {
  const kind = kindOf(code);
  if ((kind & Kind.SURROGATE) === 0) return kind;
  // The second half of a pair goes the way of the first.
  const first = code >= 0xdc00 ? offset - 1 : offset;
  return isAstralWord(text, first) ? Kind.WORD : Gap.OTHER;
}

/** How many signs at `to` belong to the word that ends there: `*` after few capitals, `++` after any letter. */
function signsAfter(text: string, from: number, to: number): number {
  if (text.startsWith('++', to)) return 2;
  if (text[to] !== '*' || to - from > 4) return 0;
  return /^[A-Z]+$/.test(text.slice(from, to)) ? 1 : 0;
}
