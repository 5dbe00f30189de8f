import { canonical, formsOf } from './variants.js';

/** The seed and the step of the hash that the scanner computes while it reads a word. */
export const HASH_SEED = 0x811c9dc5 | 0;

export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** What else must agree besides the hash: first and last character and length. */
export function checkOf(first: number, last: number, length: number): number {
  return (first & 0xff) | ((last & 0xff) << 8) | (length << 16);
}

/**
 * The word forms that a vocabulary and the rules of English know. Each form has
 * an id of its own, 0 is every other word; `stems` unites the forms of one word,
 * singular and plural, American and British.
 */
export interface Lexicon {
  /** Open addressing: form `ids` by `hashes`, confirmed by `checks`. */
  readonly mask: number;
  readonly hashes: Int32Array;
  readonly checks: Int32Array;
  readonly ids: Int32Array;
  /** Form id → the classes of `english.ts`. */
  readonly classes: Int32Array;
  /** Form id → what the forms of one word share; 0 for a word no name holds. */
  readonly stems: Int32Array;
}

/** Gives word forms their ids while a vocabulary is compiled. */
export class LexiconBuilder {
  readonly #forms = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #classes: number[] = [0];
  readonly #stemOf: number[] = [0];

  /** Makes every form of a folded word known, and returns its stem. */
  stem(word: string): number {
    const seen = this.#stemOf[this.#forms.get(word) ?? 0] ?? 0;
    if (seen !== 0) return seen;
    const key = canonical(word);
    const stem = this.#stems.get(key) ?? this.#stems.size + 1;
    this.#stems.set(key, stem);
    for (const form of formsOf(word)) this.#stemOf[this.#form(form)] = stem;
    return stem;
  }

  /** Gives one form its classes. */
  classify(form: string, classes: number): void {
    const id = this.#form(form);
    this.#classes[id] = (this.#classes[id] ?? 0) | classes;
  }

  #form(form: string): number {
    const known = this.#forms.get(form);
    if (known !== undefined) return known;
    const id = this.#forms.size + 1;
    this.#forms.set(form, id);
    this.#classes.push(0);
    this.#stemOf.push(0);
    return id;
  }

  build(): Lexicon {
    const capacity = 1 << Math.ceil(Math.log2(Math.max(this.#forms.size, 8) * 3));
    const lexicon = {
      mask: capacity - 1,
      hashes: new Int32Array(capacity),
      checks: new Int32Array(capacity),
      ids: new Int32Array(capacity),
      classes: Int32Array.from(this.#classes),
      stems: Int32Array.from(this.#stemOf),
    };
    for (const [form, id] of this.#forms) put(lexicon, form, id);
    return lexicon;
  }
}

function put({ mask, hashes, checks, ids }: Lexicon, form: string, id: number): void {
  const [hash, check] = hashOf(form);
  let slot = slotOf(hash, mask);
  while (ids[slot] !== 0) slot = (slot + 1) & mask;
  hashes[slot] = hash;
  checks[slot] = check;
  ids[slot] = id;
}

function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

/** The hash and the check of a folded word. */
function hashOf(word: string): [number, number] {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return [hash, checkOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)];
}

/** The id of the form with this hash and check, 0 for an unknown one. */
export function findForm({ mask, hashes, checks, ids }: Lexicon, hash: number, check: number): number {
  let slot = slotOf(hash, mask);
  for (;;) {
    const id = ids[slot] ?? 0;
    if (id === 0 || (hashes[slot] === hash && checks[slot] === check)) return id;
    slot = (slot + 1) & mask;
  }
}

/** The id of a folded word, 0 for an unknown one. */
export function findWord(lexicon: Lexicon, word: string): number {
  if (word === '') return 0;
  const [hash, check] = hashOf(word);
  return findForm(lexicon, hash, check);
}
