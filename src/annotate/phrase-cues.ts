import { BREAK, Gap } from './characters.js';
import type { Chunker } from './chunks.js';
import { WordClass as C } from './english.js';
import { FIRST_CAPITAL, textOf, type Tokens } from './scan.js';

/**
 * What the scorer of method phrases looks at besides the head word. Each cue is
 * present or not; its weight stands under the same name in the vocabulary.
 * `before` is the word in front of the phrase, determiners aside, `after` the
 * one behind it, or else the sign that stands there.
 */
export const CUES = [
  ...(['kind technique', 'kind term', 'kind head', 'kind name'] as const),
  ...(['modifiers 0', 'modifiers 1', 'modifiers 2', 'modifiers 3', 'plain modifier'] as const),
  ...(['modifier adjective', 'modifier participle', 'modifier hyphen', 'modifier head', 'modifier name'] as const),
  ...(['determiner a', 'determiner the', 'determiner own', 'determiner other'] as const),
  ...(['before end', 'before open', 'before comma', 'before colon', 'before break'] as const),
  ...(['before propose', 'before use', 'before name', 'before compare', 'before study', 'before verb'] as const),
  ...(['before auxiliary', 'before conjunction', 'before preposition', 'before other'] as const),
  ...(['before of', 'before for', 'before in', 'before to', 'before with', 'before by', 'before on'] as const),
  ...(['before from', 'before as', 'before based on', 'before participle by'] as const),
  ...(['after end', 'after open', 'after comma', 'after colon', 'after break'] as const),
  ...(['after based', 'after for', 'after to', 'after of', 'after in', 'after that', 'after which'] as const),
  ...(['after with', 'after and', 'after auxiliary', 'after preposition', 'after verb'] as const),
  ...(['after conjunction', 'after method', 'after noun', 'after other'] as const),
  ...(['title', 'acronym', 'capital', 'novel', 'prior', 'holds technique', 'holds topic'] as const),
] as const;

export type Cue = (typeof CUES)[number];

/** The words between which a phrase is described: `from` with its modifiers, `core` the head or the first word of a name. */
export interface PhraseWords {
  readonly from: number;
  readonly core: number;
  readonly to: number;
}

/** What is known of single words when phrases are described. */
export interface WordKnowledge {
  /** Whether a word heads method phrases. */
  readonly isHead: (index: number) => boolean;
  /** Whether a word stands in the name of a technique or of a kind of method. */
  readonly isKnown: (index: number) => boolean;
  /** Whether a word stands in a strong keyword of a topic. */
  readonly isTopical: (index: number) => boolean;
}

const BEFORE_WORDS: ReadonlyMap<string, Cue> = new Map(
  (['of', 'for', 'in', 'to', 'with', 'by', 'on', 'from', 'as'] as const).map((word) => [word, `before ${word}`]),
);
const AFTER_WORDS: ReadonlyMap<string, Cue> = new Map(
  (['based', 'for', 'to', 'of', 'in', 'that', 'which', 'with', 'and'] as const).map((word) => [word, `after ${word}`]),
);
const BEFORE_CLASSES: readonly (readonly [number, Cue])[] = [
  [C.PROPOSE, 'before propose'],
  [C.NAME, 'before name'],
  [C.USE, 'before use'],
  [C.COMPARE, 'before compare'],
  [C.STUDY, 'before study'],
  [C.VERB, 'before verb'],
  [C.AUXILIARY, 'before auxiliary'],
  [C.CONJUNCTION, 'before conjunction'],
];
const AFTER_CLASSES: readonly (readonly [number, Cue])[] = [
  [C.AUXILIARY, 'after auxiliary'],
  [C.PREPOSITION, 'after preposition'],
  [C.VERB, 'after verb'],
  [C.CONJUNCTION, 'after conjunction'],
  [C.METHOD, 'after method'],
];
const SIGNS = ['end', 'open', 'comma', 'colon', 'break'] as const;
const SIGN_GAPS = [Gap.STOP, Gap.OPEN, Gap.COMMA, Gap.COLON, BREAK];
const ADJECTIVE_ENDINGS = ['ic', 'al', 'ive', 'ar', 'ian', 'ous'];

/** Describes phrases of one paper by cues. */
export class CueReader {
  readonly #tokens: Tokens;
  readonly #chunker: Chunker;
  readonly #knowledge: WordKnowledge;

  constructor(tokens: Tokens, chunker: Chunker, knowledge: WordKnowledge) {
    this.#tokens = tokens;
    this.#chunker = chunker;
    this.#knowledge = knowledge;
  }

  /** A capital inside the word, as in `SparseGPT`. */
  isNamed(index: number): boolean {
    const length = (this.#tokens.end[index] ?? 0) - (this.#tokens.start[index] ?? 0);
    return length > 1 && ((this.#tokens.capitals[index] ?? 0) & ~FIRST_CAPITAL) > 0;
  }

  cuesOf(phrase: PhraseWords): Cue[] {
    return [
      ...this.#modifiers(phrase),
      ...this.#before(phrase.from),
      this.#after(phrase.to),
      ...this.#shape(phrase),
      ...this.#content(phrase),
    ];
  }

  #modifiers({ from, core }: PhraseWords): Cue[] {
    const isPlain = (index: number): boolean => (this.#chunker.classOf(index) & C.PLAIN) !== 0;
    let plain = 0;
    for (let i = from; i < core; i++) if (isPlain(i)) plain++;
    const cues: Cue[] = [
      (['modifiers 0', 'modifiers 1', 'modifiers 2'] as const)[core - from - plain] ?? 'modifiers 3',
    ];
    if (plain > 0) cues.push('plain modifier');
    const last = core - 1;
    if (last < from || isPlain(last)) return cues;
    if (ADJECTIVE_ENDINGS.some((ending) => this.#chunker.endsIn(last, ending))) cues.push('modifier adjective');
    else if (this.#chunker.endsIn(last, 'ed') || this.#chunker.endsIn(last, 'ing')) cues.push('modifier participle');
    if (this.#chunker.gapOf(core) === Gap.HYPHEN || this.#word(last) === 'based') cues.push('modifier hyphen');
    if (this.#knowledge.isHead(last)) cues.push('modifier head');
    if (this.isNamed(last)) cues.push('modifier name');
    return cues;
  }

  #before(from: number): Cue[] {
    const sign = from === 0 ? 'end' : signOf(this.#chunker.gapOf(from));
    if (sign !== undefined) return [`before ${sign}`];
    const cues: Cue[] = this.#determiner(from - 1);
    const before = this.#skipDeterminers(from);
    const classes = this.#chunker.classOf(before);
    const word = this.#word(before);
    cues.push(
      BEFORE_CLASSES.find(([bits]) => (classes & bits) !== 0)?.[1] ??
        BEFORE_WORDS.get(word) ??
        ((classes & C.PREPOSITION) !== 0 ? 'before preposition' : 'before other'),
    );
    if (word === 'on' && this.#word(before - 1) === 'based') cues.push('before based on');
    const participle = (this.#chunker.classOf(before - 1) & C.PARTICIPLE) !== 0;
    if (participle && (classes & C.MEANS) !== 0) cues.push('before participle by');
    return cues;
  }

  #determiner(index: number): Cue[] {
    const word = this.#word(index);
    const classes = this.#chunker.classOf(index);
    if (/^an?$/.test(word)) return ['determiner a'];
    if (word === 'the') return ['determiner the'];
    if ((classes & C.AUTHORS) !== 0 || /^(?:this|these|its|that)$/.test(word)) return ['determiner own'];
    return (classes & C.DETERMINER) !== 0 ? ['determiner other'] : [];
  }

  /** The word before a phrase and before its determiners and plain adjectives. */
  #skipDeterminers(from: number): number {
    let before = from - 1;
    while (before > 0 && from - before < 4 && (this.#chunker.gapOf(before) & BREAK) === 0) {
      const classes = this.#chunker.classOf(before);
      if ((classes & (C.DETERMINER | C.PLAIN)) === 0 || (classes & (C.VERB | C.USE)) !== 0) break;
      before--;
    }
    return before;
  }

  #after(to: number): Cue {
    const sign = to >= this.#tokens.count ? 'end' : signOf(this.#chunker.gapOf(to));
    if (sign !== undefined) return `after ${sign}`;
    const classes = this.#chunker.classOf(to);
    return (
      AFTER_WORDS.get(this.#word(to)) ??
      AFTER_CLASSES.find(([bits]) => (classes & bits) !== 0)?.[1] ??
      (this.#chunker.isNominal(to) ? 'after noun' : 'after other')
    );
  }

  #shape({ core }: PhraseWords): Cue[] {
    const cues: Cue[] = [];
    if (core < this.#tokens.abstractFrom) cues.push('title');
    const capital = ((this.#tokens.capitals[core] ?? 0) & FIRST_CAPITAL) !== 0;
    // In a title, and where a sentence begins, a capital says nothing.
    if (capital && core >= this.#tokens.abstractFrom && (this.#chunker.gapOf(core) & Gap.STOP) === 0)
      cues.push('capital');
    return cues;
  }

  #content({ from, core, to }: PhraseWords): Cue[] {
    const cues = new Set<Cue>();
    for (let i = from; i < to; i++) {
      const classes = this.#chunker.classOf(i);
      if (this.isNamed(i)) cues.add('acronym');
      if ((classes & C.NOVEL) !== 0) cues.add('novel');
      if ((classes & C.PRIOR) !== 0) cues.add('prior');
      if (i < core && this.#knowledge.isKnown(i)) cues.add('holds technique');
      if (this.#knowledge.isTopical(i)) cues.add('holds topic');
    }
    return [...cues];
  }

  #word(index: number): string {
    return index >= 0 && index < this.#tokens.count ? textOf(this.#tokens, index, index + 1).toLowerCase() : '';
  }
}

/** The sign between two words that parts phrases, if any. */
function signOf(gap: number): (typeof SIGNS)[number] | undefined {
  const index = SIGN_GAPS.findIndex((bits) => (gap & bits) !== 0);
  return SIGNS[index];
}
