import { BREAK, Gap } from './characters.js';
import { findDefinitions, type Definition } from './definitions.js';
import { holdings, Holds, lettersOf, sureTechnique, type Entry, type Sense } from './entries.js';
import type { Lexicon } from './lexicon.js';
import { MOST_WORDS, step, type PhraseTrie } from './phrases.js';
import { Resolver, type Doubtful, type Mention } from './resolver.js';
import { textOf, type Tokens } from './scan.js';

/** The entries that speak for topics, each time they occur, in parallel arrays of the finder. */
export interface KeywordList {
  readonly count: number;
  readonly entry: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** What the vocabulary finds in a paper. */
export interface Findings {
  readonly tokens: Tokens;
  /** In the order of the text; none overlaps another. */
  readonly mentions: readonly Mention[];
  /** Kinds of method, as `neural network`, and names that are no techniques, as `ImageNet`. */
  readonly terms: readonly { readonly from: number; readonly to: number; readonly ignored: boolean }[];
  readonly keywords: KeywordList;
  readonly definitions: readonly Definition[];
}

/** What the finder needs of a vocabulary. */
export interface Names {
  readonly entries: readonly Entry[];
  readonly lexicon: Lexicon;
  readonly trie: PhraseTrie;
  /** Technique index → the stems of its names that tell it from others. */
  readonly telling: readonly ReadonlySet<number>[];
}

/**
 * Finds the names of a vocabulary. Where names overlap, the one that starts
 * first and then the longest wins; a name for topics may lie over one for
 * techniques. Short forms and names that are ordinary words count only with
 * support: their long form, a definition in the text, or a related word.
 */
export class NameFinder {
  readonly #names: Names;
  readonly #holdings: Uint8Array;
  readonly #sure: Int32Array;
  #keywordEntry = new Int32Array();
  #keywordFrom = new Int32Array();
  #keywordTo = new Int32Array();
  /** The nodes of the walk at hand. */
  readonly #path = new Int32Array(2 * MOST_WORDS);

  constructor(names: Names) {
    this.#names = names;
    this.#holdings = Uint8Array.from(names.entries, holdings);
    this.#sure = Int32Array.from(names.entries, sureTechnique);
  }

  find(tokens: Tokens): Findings {
    const { trie, lexicon } = this.#names;
    const { count, form, gap } = tokens;
    const { first, inner, accepts } = trie;
    const { stems } = lexicon;
    const path = this.#path;
    if (count > this.#keywordEntry.length) this.#grow(count * 2);
    const mentions: Mention[] = [];
    const doubtful: Doubtful[] = [];
    const terms: { from: number; to: number; ignored: boolean }[] = [];
    let keywords = 0;
    let nameEnd = 0;
    let keywordEnd = 0;
    for (let i = 0; i < count; i++) {
      let node = first[form[i] ?? 0] ?? 0;
      if (node === 0) continue;
      let depth = 0;
      for (;;) {
        path[depth++] = node;
        const at = i + depth;
        if (inner[node] === 0 || at >= count || ((gap[at] ?? 0) & BREAK) !== 0) break;
        const stem = stems[form[at] ?? 0] ?? 0;
        if (stem === 0) break;
        node = step(trie, node, stem);
        if (node === 0) break;
      }
      // From the longest name to the shortest, until both a technique and a topic word are found.
      for (; depth > 0; depth--) {
        const index = accepts[path[depth - 1] ?? 0] ?? -1;
        if (index < 0) continue;
        const holds = this.#holdings[index] ?? 0;
        const to = i + depth;
        if (i >= keywordEnd && (holds & (Holds.KEYWORDS | Holds.IGNORED)) !== 0) {
          keywordEnd = to;
          if ((holds & Holds.IGNORED) === 0) {
            this.#keywordEntry[keywords] = index;
            this.#keywordFrom[keywords] = i;
            this.#keywordTo[keywords] = to;
            keywords++;
          }
        }
        if (i < nameEnd || (holds & ~Holds.KEYWORDS) === 0) continue;
        const technique = this.#sure[index] ?? -1;
        if ((holds & Holds.IGNORED) !== 0) terms.push({ from: i, to, ignored: true });
        else if (technique >= 0) mentions.push({ technique, from: i, to });
        else if (!this.#judge(index, tokens, i, to, mentions, doubtful)) {
          if ((holds & Holds.TERM) === 0) continue;
          terms.push({ from: i, to, ignored: false });
        }
        nameEnd = to;
      }
    }
    const definitions = findDefinitions(tokens);
    return {
      tokens,
      mentions:
        doubtful.length + definitions.length === 0
          ? mentions
          : new Resolver(this.#names, tokens, definitions, mentions).resolve(doubtful),
      terms,
      keywords: { count: keywords, entry: this.#keywordEntry, from: this.#keywordFrom, to: this.#keywordTo },
      definitions,
    };
  }

  /** Sorts a name with conditions among the sure or the doubtful; false when it is not written as one of its senses. */
  #judge(index: number, tokens: Tokens, from: number, to: number, mentions: Mention[], doubtful: Doubtful[]): boolean {
    const senses = this.#names.entries[index]?.senses.filter((sense) => isWrittenAs(sense, tokens, from, to)) ?? [];
    const sure = senses.find((sense) => !isDoubtful(sense, tokens, from));
    if (sure !== undefined) mentions.push({ technique: sure.technique, from, to });
    else if (senses.length > 0) doubtful.push({ senses, from, to });
    return senses.length > 0;
  }

  #grow(capacity: number): void {
    this.#keywordEntry = new Int32Array(capacity);
    this.#keywordFrom = new Int32Array(capacity);
    this.#keywordTo = new Int32Array(capacity);
  }
}

/** Whether the words stand as a sense wants them: `LoRA`, `LoRAs`, `LORA`, but not `lora`. */
function isWrittenAs({ written, ordinary }: Sense, tokens: Tokens, from: number, to: number): boolean {
  if (written === undefined) return true;
  const letters = lettersOf(textOf(tokens, from, to));
  if (letters === written || letters === `${written}s`) return true;
  return !ordinary && letters.length > 3 && letters === written.toUpperCase();
}

/** Whether a name needs support where it stands. */
function isDoubtful({ near, ordinary, written }: Sense, tokens: Tokens, from: number): boolean {
  if (near !== undefined) return true;
  // `Adam` within a sentence is a name; as its first word, or in a title, it may be any word.
  if (!ordinary || written === undefined || /\p{Lu}|\d/u.test(written.slice(1))) return false;
  return ((tokens.gap[from] ?? 0) & Gap.STOP) !== 0 || from < tokens.abstractFrom;
}
