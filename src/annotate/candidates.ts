import { Gap } from './characters.js';
import type { Chunker } from './chunks.js';
import type { Vocabulary } from './compile.js';
import { isStrongKeyword, lettersOf } from './entries.js';
import { WordClass as C } from './english.js';
import type { Findings } from './name-finder.js';
import { MOST_NAME_WORDS, NameReader } from './name-reader.js';
import { FIRST_CAPITAL, textOf, type Tokens } from './scan.js';

/** A technique that the vocabulary does not know yet, at words `places` of the paper. */
export interface NewName {
  readonly name: string;
  readonly abbreviation: string | undefined;
  /** The paper presents it as its own. */
  readonly isProposed: boolean;
  readonly confidence: number;
  readonly places: readonly { readonly from: number; readonly to: number }[];
  /** Indexes of known techniques whose names stand inside the new one. */
  readonly within: readonly number[];
}

/** How much each sign adds to the confidence that a name is that of a new technique. */
const SIGN = {
  /** Defined as `Long Name (LN)`, where the long name ends in a word for method. */
  defined: 0.3,
  /** Directly proposed: `we propose X`. */
  proposed: 0.35,
  /** Named: `called X`. */
  named: 0.4,
  /** `X: …` in the title. */
  title: 0.35,
  /** `X, a novel …`. */
  apposition: 0.2,
  /** Written as only names are: `SparseGPT`. */
  shape: 0.15,
  /** Named three times or more. */
  repeated: 0.1,
  /** `a novel X strategy`, `we propose X pruning`: a description that serves as a name. */
  described: 0.35,
} as const;

/** Signs with which a paper presents a technique as its own. */
const PROPOSING = ['proposed', 'named', 'title', 'apposition', 'described'] as const;

const LEAST = 0.35;
const LEAST_LETTERS = 3;
/** No abstract names more new techniques or has more cues; the bounds keep the time for any text linear. */
const MOST_DRAFTS = 50;
const MOST_CUES = 1000;
const MOST_NAMED_PLACES = 20;

interface Draft {
  name: string;
  abbreviation: string | undefined;
  readonly signs: Set<keyof typeof SIGN>;
  readonly places: { from: number; to: number }[];
}

/**
 * Finds names of new techniques by how papers introduce them: a definition with
 * its short form, `we propose X`, `called X`, a title that begins with `X:`.
 * They are candidates; a second paper or an editor makes them techniques.
 */
export function findCandidates(vocabulary: Vocabulary, findings: Findings, chunker: Chunker): NewName[] {
  return new CandidateFinder(vocabulary, findings, chunker).find();
}

class CandidateFinder {
  readonly #vocabulary: Vocabulary;
  readonly #findings: Findings;
  readonly #tokens: Tokens;
  readonly #chunker: Chunker;
  readonly #reader: NameReader;
  readonly #drafts = new Map<string, Draft>();

  constructor(vocabulary: Vocabulary, findings: Findings, chunker: Chunker) {
    this.#vocabulary = vocabulary;
    this.#findings = findings;
    this.#tokens = findings.tokens;
    this.#chunker = chunker;
    this.#reader = new NameReader(findings.tokens, chunker);
  }

  find(): NewName[] {
    this.#readTitle();
    if (this.#findings.definitions.length > 0) this.#readDefinitions();
    this.#readCues();
    if (this.#drafts.size === 0) return [];
    return [...new Set(this.#drafts.values())]
      .map((draft) => this.#finish(draft))
      .filter(({ confidence }) => confidence >= LEAST)
      .sort((a, b) => b.confidence - a.confidence);
  }

  /** `X: …`, where X is written as a name. */
  #readTitle(): void {
    const { abstractFrom, gap } = this.#tokens;
    for (let to = 1; to < abstractFrom && to <= MOST_NAME_WORDS; to++) {
      if (((gap[to] ?? 0) & Gap.COLON) === 0) continue;
      const shaped = this.#reader.isShaped(0, to);
      const draft = shaped || this.#reader.isRepeatedInAbstract(0, to) ? this.#draft(0, to, 'title') : undefined;
      if (draft !== undefined && shaped) draft.signs.add('shape');
      return;
    }
  }

  #readDefinitions(): void {
    for (const { short, shortFrom, shortTo, longFrom, longTo } of this.#findings.definitions) {
      const from = this.#reader.trim(longFrom, longTo);
      const method = (this.#chunker.classOf(longTo - 1) & C.METHOD) !== 0;
      const known = this.#drafts.get(lettersOf(short).toLowerCase());
      const after = shortFrom > longFrom ? shortTo : longTo;
      const apposed = this.#reader.hasApposition(after);
      if (from >= longTo || (!method && !apposed && known === undefined && !this.#reader.isProposed(from))) continue;
      const draft = this.#draft(from, longTo, 'defined');
      if (draft === undefined) continue;
      draft.abbreviation = short;
      draft.places.push({ from: shortFrom, to: shortTo });
      this.#alias(draft, short);
      if (known !== undefined && known !== draft) this.#merge(known, draft);
      if (this.#reader.isProposed(from)) draft.signs.add('proposed');
      if (apposed) draft.signs.add('apposition');
    }
  }

  /** Reads on after every `propose` and `called`. */
  #readCues(): void {
    const { count, form } = this.#tokens;
    const { classes } = this.#vocabulary.lexicon;
    let cues = 0;
    for (let cue = 0; cue < count - 1 && cues < MOST_CUES && this.#drafts.size < MOST_DRAFTS; cue++) {
      const cueClasses = classes[form[cue] ?? 0] ?? 0;
      if ((cueClasses & (C.NAME | C.PROPOSE)) === 0) continue;
      cues++;
      if ((cueClasses & C.NAME) !== 0) this.#readName(cue + 1);
      else if (this.#reader.isOwn(cue)) this.#readProposal(cue + 1);
    }
  }

  #readName(index: number): void {
    let from = index;
    while (from < this.#tokens.count && from - index < 3 && this.#reader.isSkipped(from)) from++;
    const to = this.#reader.nameEnd(from);
    if (to === undefined) return;
    const shaped = this.#reader.isShaped(from, to);
    const capital = this.#reader.startsCapital(from);
    // One small word is a word, not a name: `called networks`.
    if (to - from === 1 && !shaped && !capital) return;
    const draft = this.#draft(from, to, 'named');
    if (draft !== undefined && shaped) draft.signs.add('shape');
  }

  #readProposal(index: number): void {
    let from = index;
    let novel = false;
    while (from < this.#tokens.count && from - index < 6 && this.#reader.isSkipped(from)) {
      novel ||= (this.#chunker.classOf(from) & C.NOVEL) !== 0;
      from++;
    }
    const to = this.#reader.nameEnd(from);
    if (to === undefined) return;
    if (this.#reader.isShaped(from, to)) {
      const draft = this.#draft(from, to, 'proposed');
      draft?.signs.add('shape');
      if (this.#reader.hasApposition(to)) draft?.signs.add('apposition');
      return;
    }
    const capital = this.#reader.startsCapital(from);
    if (capital && this.#reader.hasApposition(to)) this.#draft(from, to, 'proposed')?.signs.add('apposition');
    // `a novel gradient dropout strategy`: the words before the one for method name it.
    else if (this.#isDescription(from, to, novel)) this.#draft(from, to, 'described');
  }

  /** `gradient dropout strategy`, unless a known technique is all that stands before the word for method. */
  #isDescription(from: number, to: number, novel: boolean): boolean {
    // Two words say enough only when the last is a kind of its own: `noise schedule`, not `noise model`.
    const general = (this.#chunker.classOf(to - 1) & C.GENERAL) !== 0;
    if ((this.#chunker.classOf(to - 1) & C.METHOD) === 0 || to - from < (general ? 3 : 2)) return false;
    if (general && !novel) return false;
    return covering(this.#findings.mentions, from, to - 1) === undefined;
  }

  /** The draft of the name at these words with one more sign, or undefined for a name that is known. */
  #draft(from: number, to: number, sign: keyof typeof SIGN): Draft | undefined {
    const covered = covering(this.#findings.mentions, from, to) ?? covering(this.#findings.terms, from, to);
    if (covered !== undefined || (this.#chunker.classOf(to - 1) & C.RESOURCE) !== 0) return undefined;
    if (!this.#reader.isShaped(from, to) && this.#isTopic(from, to)) return undefined;
    // `X-based` is said of a method and names none.
    if (/^(?:based|driven|aware|like|style|guided)$/.test(this.#reader.word(to - 1))) return undefined;
    const name = textOf(this.#tokens, from, to);
    // `3D` and `e.g.` are too short to be told from all else that is written so.
    if ((name.match(/\p{L}/gu)?.length ?? 0) < LEAST_LETTERS) return undefined;
    const key = lettersOf(name).toLowerCase();
    const draft = this.#drafts.get(key) ?? { name, abbreviation: undefined, signs: new Set(), places: [] };
    this.#drafts.set(key, draft);
    draft.signs.add(sign);
    if (!draft.places.some((place) => place.from === from)) draft.places.push({ from, to });
    return draft;
  }

  /** Whether the words are no more than a word for a topic, such as `named entity recognition`. */
  #isTopic(from: number, to: number): boolean {
    const { count, entry, from: starts, to: ends } = this.#findings.keywords;
    const at = lastUpTo(count, (i) => starts[i] ?? 0, from);
    return at >= 0 && (ends[at] ?? 0) >= to && isStrongKeyword(this.#vocabulary.entries[entry[at] ?? 0]);
  }

  #alias(draft: Draft, name: string): void {
    const key = lettersOf(name).toLowerCase();
    if (!this.#drafts.has(key)) this.#drafts.set(key, draft);
  }

  /** One technique under two names: the short form was found first. */
  #merge(short: Draft, long: Draft): void {
    for (const sign of short.signs) long.signs.add(sign);
    long.places.push(...short.places);
    for (const [key, draft] of this.#drafts) if (draft === short) this.#drafts.set(key, long);
  }

  #finish({ name, abbreviation, signs, places }: Draft): NewName {
    const within = places.slice(0, MOST_NAMED_PLACES).flatMap((place) => this.#techniquesIn(place));
    this.#addPlaces(abbreviation ?? name, places);
    if (places.length >= 3) signs.add('repeated');
    const sum = [...signs].reduce((total, sign) => total + SIGN[sign], 0);
    places.sort((a, b) => a.from - b.from);
    return {
      name,
      abbreviation,
      isProposed: PROPOSING.some((sign) => signs.has(sign)),
      confidence: Math.round(Math.min(sum, 0.95) * 100) / 100,
      places,
      within: [...new Set(within)],
    };
  }

  /** The known techniques whose names stand at these words. */
  #techniquesIn({ from, to }: { readonly from: number; readonly to: number }): number[] {
    const techniques: number[] = [];
    for (let i = from; i < to; i++) {
      const mention = covering(this.#findings.mentions, i, i + 1);
      if (mention !== undefined && mention.from >= from && mention.to <= to) techniques.push(mention.technique);
    }
    return techniques;
  }

  /** The other places where a shaped name stands. */
  #addPlaces(name: string, places: { from: number; to: number }[]): void {
    const letters = lettersOf(name);
    if (letters.length < 2 || !/[A-Z]/.test(letters.slice(1))) return;
    const named = places.slice(0, MOST_NAMED_PLACES);
    for (let i = 0; i < this.#tokens.count; i++) {
      if (((this.#tokens.capitals[i] ?? 0) & ~FIRST_CAPITAL) === 0) continue;
      if (named.some((place) => place.from <= i && i < place.to)) continue;
      if (lettersOf(textOf(this.#tokens, i, i + 1)) === letters) places.push({ from: i, to: i + 1 });
    }
  }
}

/** Of ranges in order that do not overlap, the one that covers these words. */
function covering<Range extends { readonly from: number; readonly to: number }>(
  ranges: readonly Range[],
  from: number,
  to: number,
): Range | undefined {
  const range = ranges[lastUpTo(ranges.length, (i) => ranges[i]?.from ?? 0, from)];
  return range !== undefined && range.to >= to ? range : undefined;
}

/** The last of `count` rising numbers that is at most `most`, −1 when none is. */
function lastUpTo(count: number, at: (index: number) => number, most: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
