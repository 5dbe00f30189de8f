import { BREAK } from './characters.js';
import type { Chunker } from './chunks.js';
import type { Vocabulary } from './compile.js';
import { WordClass as C } from './english.js';
import { isStrongKeyword } from './entries.js';
import type { Findings } from './name-finder.js';
import { CueReader, type Cue } from './phrase-cues.js';

/** Words that name a method, known by name or by kind: `LSTM`, `maximum entropy tagger`. */
export interface MethodPhrase {
  readonly from: number;
  readonly to: number;
  /** Probability that a reader would mark the phrase as a method. */
  readonly confidence: number;
  /** Index of the technique, when the phrase is the name of one. */
  readonly technique: number | undefined;
}

/** A phrase before it is scored. */
export interface PhraseDraft {
  readonly from: number;
  readonly to: number;
  readonly technique: number | undefined;
  /** The word that the cues are about: the head, or the first word of a name. */
  readonly core: number;
  /** Whether the core is a head word, which has a weight of its own. */
  readonly head: boolean;
  readonly cues: readonly Cue[];
}

const MOST_MODIFIERS = 6;

/**
 * The method phrases of a paper in the order of the text. A phrase is kept when
 * the weights of its head word and its cues add up to the threshold of the
 * vocabulary; the sum is the log-odds that a reader would mark it.
 */
export function findMethodPhrases(vocabulary: Vocabulary, findings: Findings, chunker: Chunker): MethodPhrase[] {
  const { phrases } = vocabulary;
  if (phrases === undefined) return [];
  const { form } = findings.tokens;
  const weightOf = (index: number): number => phrases.heads[form[index] ?? 0] ?? Number.NaN;
  const isHead = (index: number): boolean => !Number.isNaN(weightOf(index));
  return draftPhrases(vocabulary, findings, chunker, isHead).flatMap(({ from, to, technique, core, head, cues }) => {
    const start = phrases.bias + (head ? weightOf(core) : 0);
    const score = cues.reduce((sum, cue) => sum + (phrases.cues.get(cue) ?? 0), start);
    const confidence = Math.round(100 / (1 + Math.exp(-score))) / 100;
    return score < phrases.threshold ? [] : [{ from, to, technique, confidence }];
  });
}

/**
 * Everything that may be a method phrase: known names, kinds of method, names
 * by their shape, and noun phrases that end in a head word.
 */
export function draftPhrases(
  vocabulary: Vocabulary,
  findings: Findings,
  chunker: Chunker,
  isHead: (index: number) => boolean,
): PhraseDraft[] {
  const { tokens, mentions, terms } = findings;
  const { known, ignored, topical } = markWords(vocabulary, findings);
  const isFree = (index: number): boolean => known[index] === 0 && ignored[index] === 0;
  const reader = new CueReader(tokens, chunker, {
    isHead,
    isKnown: (index) => known[index] === 1,
    isTopical: (index) => topical[index] === 1,
  });
  const describe = (core: number, to: number, kind: Cue, technique?: number): PhraseDraft => {
    const from = chunker.startOf(core, MOST_MODIFIERS);
    // A name stands for itself; modifiers belong to a phrase with a head word.
    const start = kind === 'kind technique' || kind === 'kind name' ? core : pastPlain(chunker, from, core);
    const cues = [kind, ...reader.cuesOf({ from, core, to })];
    return { from: start, to, technique, core, head: kind === 'kind head', cues };
  };
  const drafts = mentions.map(({ from, to, technique }) => describe(from, to, 'kind technique', technique));
  for (const term of terms) if (!term.ignored) drafts.push(describe(term.from, term.to, 'kind term'));
  for (let i = 0; i < tokens.count; i++) {
    if (!isFree(i)) continue;
    if (isHead(i)) {
      // In `parsing model` the second head is drafted, with the first before it.
      const inner = i + 1 < tokens.count && (chunker.gapOf(i + 1) & BREAK) === 0 && isFree(i + 1) && isHead(i + 1);
      if (!inner) drafts.push(describe(i, i + 1, 'kind head'));
    } else if (reader.isNamed(i)) drafts.push(describe(i, i + 1, 'kind name'));
  }
  return drafts.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Word → 1 where a known name, a name of no technique, or a strong word for a topic stands. */
function markWords({ entries }: Vocabulary, { tokens, mentions, terms, keywords }: Findings) {
  const [known, ignored, topical] = [0, 1, 2].map(() => new Uint8Array(tokens.count)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  for (const { from, to } of mentions) known.fill(1, from, to);
  for (const term of terms) (term.ignored ? ignored : known).fill(1, term.from, term.to);
  for (let i = 0; i < keywords.count; i++) {
    if (isStrongKeyword(entries[keywords.entry[i] ?? 0])) topical.fill(1, keywords.from[i], keywords.to[i]);
  }
  return { known, ignored, topical };
}

/** The first word at or after `from` that is no adjective such as `novel` or `proposed`. */
function pastPlain(chunker: Chunker, from: number, core: number): number {
  let first = from;
  while (first < core && (chunker.classOf(first) & C.PLAIN) !== 0) first++;
  return first;
}
