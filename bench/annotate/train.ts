/**
 * Fits the figures of `seeds/vocabulary/weights.json`: the weights of method
 * phrases from the training texts of method-spans-dev, and the typical scores
 * of topics. Run with `npx tsx bench/annotate/train.ts`; it prints how the fit
 * holds on texts it has not seen before it writes anything.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chunker } from '../../src/annotate/chunks.js';
import { compileVocabulary, type Vocabulary } from '../../src/annotate/compile.js';
import { readVocabularyFiles, shippedFiles } from '../../src/annotate/files.js';
import { draftPhrases } from '../../src/annotate/method-phrases.js';
import { CUES } from '../../src/annotate/phrase-cues.js';
import { canonical } from '../../src/annotate/variants.js';
import { printTable, recordsOf, shared, type MarkedText, type PaperText } from './data.js';
import { fitLogistic, scoreOf, type Example, type Fit } from './fit.js';
import { HEAD_WORDS } from './head-words.js';
import { markedMethods, overlaps, type Span } from './spans.js';

const WEIGHTS = join('seeds', 'vocabulary', 'weights.json');
/** The sources whose readers marked phrases; the names of `csner-pwc` were matched by a list. */
const TRAINED_ON = new Set(['csner-ftd', 'scierc-conll']);
const MOST_HEADS = 120;
const FOLDS = 5;
/** A topic that hardly any paper is about must not be made by one plain word. */
const LEAST_TYPICAL = 0.5;

interface Phrase extends Span {
  readonly example: Example;
}

interface TextPhrases {
  readonly phrases: readonly Phrase[];
  readonly truth: readonly Span[];
}

const marked = shared('eval', 'method-spans-dev.jsonl.gz');
const areas = shared('eval', 'ijcai-topics-dev.jsonl.gz');
const corpus = shared('corpus', 'papers-10k.jsonl.gz');
if (marked === undefined || areas === undefined || corpus === undefined) {
  console.log('Skipped: the data beside the project (../shared/data) are not on this machine.');
} else {
  const files = await readVocabularyFiles(
    (await shippedFiles('seeds')).filter((path) => !path.endsWith('weights.json')),
  );
  const vocabulary = compileVocabulary(files);
  const texts = recordsOf<MarkedText>(marked).filter(({ source }) => TRAINED_ON.has(source));
  const broader = Object.assign({}, ...files.map((file) => file.broader)) as Record<string, string[]>;
  const typical = fitTypical(vocabulary, broader, recordsOf<PaperText>(areas), recordsOf<PaperText>(corpus));
  const phrases = fitPhrases(vocabulary, texts);
  const about = 'Figures, fitted by bench/annotate/train.ts: weights of method phrases and typical scores of topics.';
  writeFileSync(WEIGHTS, `${JSON.stringify({ about, phrases, typical }, null, 2)}\n`);
  console.log(`\nWritten: ${WEIGHTS}, ${readFileSync(WEIGHTS).length} bytes`);
}

/** The mean score of every topic: over the IJCAI papers and as many of the corpus. */
function fitTypical(
  vocabulary: Vocabulary,
  broader: Readonly<Record<string, readonly string[]>>,
  papers: readonly PaperText[],
  corpusPapers: readonly PaperText[],
): Record<string, number> {
  const stride = Math.max(1, Math.floor(corpusPapers.length / papers.length));
  const means = [papers, corpusPapers.filter((_, i) => i % stride === 0)].map((sample) =>
    meanScores(vocabulary, sample),
  );
  return Object.fromEntries(
    vocabulary.topics.flatMap(({ id, scheme, parents }, index) => {
      const isArea = parents.length === 0 && !(id in broader);
      const mean = isArea ? means[0]![index]! : (means[0]![index]! + means[1]![index]!) / 2;
      return scheme === 'own' ? [[id, Math.round(Math.max(mean, LEAST_TYPICAL) * 100) / 100]] : [];
    }),
  );
}

function meanScores(vocabulary: Vocabulary, papers: readonly PaperText[]): Float64Array {
  const sums = new Float64Array(vocabulary.topics.length);
  for (const { title, abstract } of papers) {
    const tokens = vocabulary.scanner.scan({ title, abstract: abstract ?? '' });
    vocabulary.topicScorer
      .rawScores(vocabulary.finder.find(tokens))
      .forEach((score, topic) => (sums[topic]! += score / papers.length));
  }
  return sums;
}

function fitPhrases(vocabulary: Vocabulary, texts: readonly MarkedText[]) {
  const training = texts.filter(({ split }) => split === 'train');
  const dev = texts.filter(({ split }) => split === 'dev');
  const heads = chooseHeads(vocabulary, training);
  const read = (text: MarkedText): TextPhrases => phrasesOf(vocabulary, text, heads);
  const [seen, unseen] = [training.map(read), dev.map(read)];
  const size = CUES.length + heads.length;
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const fit = fitLogistic(examplesOf(seen.filter((_, i) => i % FOLDS !== fold)), size);
    const threshold = bestThreshold(
      fit,
      seen.filter((_, i) => i % FOLDS !== fold),
    );
    return f1At(
      fit,
      seen.filter((_, i) => i % FOLDS === fold),
      threshold,
    );
  });
  const fit = fitLogistic(examplesOf(seen), size);
  const threshold = bestThreshold(fit, seen);
  printTable('Method phrases: lenient F1 of the fit', [
    { texts: 'train, fitted', f1: f1At(fit, seen, threshold) },
    { texts: `train, ${FOLDS}-fold held out (mean)`, f1: held.reduce((sum, f1) => sum + f1, 0) / FOLDS },
    { texts: 'dev', f1: f1At(fit, unseen, threshold) },
  ]);
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    threshold: round(threshold),
    bias: round(fit.bias),
    cues: Object.fromEntries(CUES.map((cue, i) => [cue, round(fit.weights[i]!)])),
    heads: Object.fromEntries(heads.map((head, i) => [head, round(fit.weights[CUES.length + i]!)])),
  };
}

/** The general head words that the training texts hold most often. */
function chooseHeads(vocabulary: Vocabulary, texts: readonly MarkedText[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { example } of phrasesOf(vocabulary, text, HEAD_WORDS).phrases) {
      const head = example.features.find((feature) => feature >= CUES.length);
      if (head !== undefined)
        counts.set(HEAD_WORDS[head - CUES.length]!, (counts.get(HEAD_WORDS[head - CUES.length]!) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, MOST_HEADS)
    .map(([head]) => head)
    .sort();
}

function phrasesOf(vocabulary: Vocabulary, text: MarkedText, heads: readonly string[]): TextPhrases {
  const truth = markedMethods(text);
  const index = new Map(heads.map((head, i) => [canonical(head), CUES.length + i]));
  const inTitle = text.unit === 'title';
  const tokens = vocabulary.scanner.scan(
    inTitle ? { title: text.text, abstract: '' } : { title: '', abstract: text.text },
  );
  const word = (i: number): string => canonical(text.text.slice(tokens.start[i], tokens.end[i]).toLowerCase());
  const isHead = (i: number): boolean => index.has(word(i));
  const findings = vocabulary.finder.find(tokens);
  const drafts = draftPhrases(vocabulary, findings, new Chunker(vocabulary.lexicon, tokens), isHead);
  const phrases = drafts.map(({ from, to, core, cues, head }) => {
    const span = { start: tokens.start[from]!, end: tokens.end[to - 1]! };
    const present = cues.map((cue) => CUES.indexOf(cue));
    const features = head ? [...present, index.get(word(core))!] : present;
    return { ...span, example: { features, positive: truth.some((other) => overlaps(span, other)) } };
  });
  return { phrases, truth };
}

function examplesOf(texts: readonly TextPhrases[]): Example[] {
  return texts.flatMap(({ phrases }) => phrases.map(({ example }) => example));
}

function bestThreshold(fit: Fit, texts: readonly TextPhrases[]): number {
  const steps = Array.from({ length: 41 }, (_, i) => -2.5 + i / 10);
  return steps.reduce((best, step) => (f1At(fit, texts, step) > f1At(fit, texts, best) ? step : best));
}

function f1At(fit: Fit, texts: readonly TextPhrases[], threshold: number): number {
  let [right, found, hit, marked] = [0, 0, 0, 0];
  for (const { phrases, truth } of texts) {
    const kept = phrases.filter(({ example }) => scoreOf(fit, example.features) >= threshold);
    found += kept.length;
    marked += truth.length;
    right += kept.filter(({ example }) => example.positive).length;
    hit += truth.filter((span) => kept.some((other) => overlaps(span, other))).length;
  }
  return found + marked === 0 ? 0 : (2 * (right / found) * (hit / marked)) / (right / found + hit / marked);
}
