import { createHash } from 'node:crypto';
import type { TechniqueRecord, TopicRecord } from '../ingest/record.js';
import { fold, slugOf } from '../text/analysis.js';
import { ancestors, faultsBetween, topicLinks } from './check.js';
import { wordClasses } from './english.js';
import { lettersOf, STRONG_WEIGHT, type Entry } from './entries.js';
import { LexiconBuilder, type Lexicon } from './lexicon.js';
import { NameFinder } from './name-finder.js';
import { TrieBuilder } from './phrases.js';
import { Scanner } from './scan.js';
import { TopicScorer } from './topics.js';
import { sequencesOf, type Name } from './variants.js';
import { namesOf, VocabularyError, type PhraseWeights, type VocabularyFile } from './vocabulary.js';

/** A compiled vocabulary. Its readers own scratch arrays, so it reads one paper at a time. */
export interface Vocabulary {
  /** Changes with what the vocabulary holds and with how it is read. */
  readonly key: string;
  readonly techniques: readonly TechniqueRecord[];
  /** Technique index → 1 when others are variants of it. */
  readonly hasVariants: Uint8Array;
  readonly topics: readonly TopicRecord[];
  readonly entries: readonly Entry[];
  readonly lexicon: Lexicon;
  readonly scanner: Scanner;
  readonly finder: NameFinder;
  readonly topicScorer: TopicScorer;
  readonly phrases: CompiledPhrases | undefined;
}

/** The weights of the scorer of method phrases, ready for look-up. */
export interface CompiledPhrases {
  readonly bias: number;
  readonly threshold: number;
  readonly cues: ReadonlyMap<string, number>;
  /** Form id → weight of the head word, NaN for a word that heads no method phrase. */
  readonly heads: Float64Array;
}

/** To be raised when the same vocabulary finds something else in the same text. */
const READER_VERSION = 1;

/** How much a keyword speaks for its topic. */
const KEYWORD_WEIGHTS = { strong: STRONG_WEIGHT, plain: 1, weak: 0.4 } as const;

/**
 * Puts checked vocabularies together. Ids and names must be unique across all
 * of them, and every id that is mentioned must exist.
 *
 * @throws VocabularyError with every fault.
 */
export function compileVocabulary(files: readonly VocabularyFile[]): Vocabulary {
  const faults = faultsBetween(files);
  if (faults.length > 0) throw new VocabularyError(faults);
  return new Compiler(files).compile();
}

class Compiler {
  readonly #files: readonly VocabularyFile[];
  readonly #words = new LexiconBuilder();
  readonly #trie = new TrieBuilder();
  readonly #entries: Entry[] = [];
  readonly #classes = wordClasses();
  readonly #exact: ReadonlySet<string>;
  /** Name as a slug → the techniques that it means on a condition only. */
  readonly #ambiguous = new Map<string, Set<string>>();
  /** Cuts names into words just as texts are cut. */
  readonly #reader = new Scanner(new LexiconBuilder().build());

  constructor(files: readonly VocabularyFile[]) {
    this.#files = files;
    this.#exact = new Set(files.flatMap((file) => file.exact));
    for (const [name, senses] of files.flatMap(({ ambiguous }) => Object.entries(ambiguous))) {
      const known = this.#ambiguous.get(slugOf(name)) ?? [];
      this.#ambiguous.set(slugOf(name), new Set([...known, ...senses.map(({ technique }) => technique)]));
    }
  }

  compile(): Vocabulary {
    const techniques = this.#files.flatMap((file) => file.techniques);
    const parents = topicLinks(this.#files);
    const topics = this.#files
      .flatMap((file) => file.topics)
      .map((topic) => ({ ...topic, parents: parents.get(topic.id) ?? topic.parents }));
    const topicIndex = new Map(topics.map(({ id }, index) => [id, index]));
    const telling = techniques.map((record) => this.#tellingStems(record));
    techniques.forEach((record, index) => this.#addTechnique(record, index, telling[index]));
    this.#addAmbiguous(new Map(techniques.map(({ id }, index) => [id, index])));
    this.#addKeywords(topics, topicIndex);
    for (const { terms, ignored } of this.#files) {
      for (const term of terms) this.#entriesOf(term).forEach((entry) => (entry.term = true));
      for (const name of ignored) this.#entriesOf(name).forEach((entry) => (entry.ignored = true));
    }
    for (const [form, classes] of this.#classes) this.#words.classify(form, classes);
    const phrases = this.#files.find((file) => file.phrases !== undefined)?.phrases;
    for (const head of Object.keys(phrases?.heads ?? {})) this.#words.stem(head);
    const lexicon = this.#words.build();
    const names = { entries: this.#entries, lexicon, trie: this.#trie.build(lexicon.stems), telling };
    const ancestral = new Set(techniques.flatMap(({ variantOf }) => variantOf));
    return {
      key: createHash('sha1')
        .update(JSON.stringify([READER_VERSION, this.#files]))
        .digest('hex')
        .slice(0, 16),
      techniques,
      hasVariants: Uint8Array.from(techniques, ({ id }) => (ancestral.has(id) ? 1 : 0)),
      topics,
      entries: this.#entries,
      lexicon,
      scanner: new Scanner(lexicon),
      finder: new NameFinder(names),
      topicScorer: this.#topicScorer(techniques, topics, topicIndex),
      phrases: phrases && this.#compilePhrases(phrases, lexicon),
    };
  }

  #addTechnique(record: TechniqueRecord, index: number, telling: ReadonlySet<number> | undefined): void {
    for (const name of namesOf(record)) {
      const conditional = this.#ambiguous.get(slugOf(name))?.has(record.id) ?? false;
      // Two capitals mean too much to stand alone, whichever technique claims them.
      if (!conditional) this.#addSense(name, index, /^[A-Z]{2}$/.test(name) ? telling : undefined);
    }
  }

  #addAmbiguous(indexes: ReadonlyMap<string, number>): void {
    for (const [name, senses] of this.#files.flatMap(({ ambiguous }) => Object.entries(ambiguous))) {
      for (const { technique, near } of senses) {
        const stems = near.flatMap((word) => this.#nameOf(word).words).map((word) => this.#words.stem(word));
        this.#addSense(name, indexes.get(technique) ?? 0, new Set(stems));
      }
    }
  }

  #addSense(name: string, technique: number, near: ReadonlySet<number> | undefined): void {
    const ordinary = this.#exact.has(name);
    const acronym = this.#nameOf(name).words.length === 1 && /[A-Z]/.test(name.slice(1));
    const cased = ordinary || (acronym && (near !== undefined || !isUnlikeAWord(name)));
    const written = cased ? lettersOf(name) : undefined;
    for (const entry of this.#entriesOf(name)) {
      if (!entry.senses.some((sense) => sense.technique === technique && sense.written === written)) {
        entry.senses.push({ technique, written, ordinary, near });
      }
    }
  }

  #addKeywords(topics: readonly TopicRecord[], indexes: ReadonlyMap<string, number>): void {
    const add = (keyword: string, topic: number, weight: number): void => {
      for (const { keywords } of this.#entriesOf(keyword)) {
        if (!keywords.some((known) => known.topic === topic)) keywords.push({ topic, weight });
      }
    };
    topics.forEach((topic, index) => {
      if (topic.scheme === 'own') for (const name of namesOf(topic)) add(name, index, KEYWORD_WEIGHTS.strong);
    });
    for (const [id, lists] of this.#files.flatMap(({ keywords }) => Object.entries(keywords))) {
      for (const strength of ['strong', 'plain', 'weak'] as const) {
        for (const keyword of lists[strength]) add(keyword, indexes.get(id) ?? 0, KEYWORD_WEIGHTS[strength]);
      }
    }
  }

  #topicScorer(
    techniques: readonly TechniqueRecord[],
    topics: readonly TopicRecord[],
    indexes: ReadonlyMap<string, number>,
  ): TopicScorer {
    const links = topicLinks(this.#files);
    const typical = new Map(this.#files.flatMap((file) => Object.entries(file.typical)));
    const areas = new Map(this.#files.flatMap((file) => Object.entries(file.areas)));
    // A category is also understood by the id, name or alias of a topic.
    const categories = [
      ...topics.flatMap((topic) => [topic.id, ...namesOf(topic)].map((name) => [name, topic.id] as const)),
      ...this.#files.flatMap((file) => Object.entries(file.categories)),
    ];
    return new TopicScorer({
      entries: this.#entries,
      topicOf: Int32Array.from(techniques, ({ area }) => indexes.get(areas.get(area ?? '') ?? '') ?? -1),
      broader: topics.map(({ id }) => [...ancestors(links, id)].map((parent) => indexes.get(parent) ?? 0)),
      typical: Float64Array.from(topics, ({ id }) => typical.get(id) ?? 1),
      categories: new Map(categories.map(([category, id]) => [fold(category), indexes.get(id) ?? 0])),
    });
  }

  #compilePhrases({ bias, threshold, cues, heads }: PhraseWeights, lexicon: Lexicon): CompiledPhrases {
    const byStem = new Map(Object.entries(heads).map(([head, weight]) => [this.#words.stem(head), weight]));
    return {
      bias,
      threshold,
      cues: new Map(Object.entries(cues)),
      heads: Float64Array.from(lexicon.stems, (stem) => byStem.get(stem) ?? Number.NaN),
    };
  }

  /** The entries of every way a name is written. */
  #entriesOf(name: string): Entry[] {
    return sequencesOf(this.#nameOf(name)).map((sequence) => {
      const stems = sequence.map((word) => this.#words.stem(word));
      const index = this.#trie.add(stems, this.#entries.length);
      const entry = this.#entries[index] ?? { senses: [], term: false, ignored: false, keywords: [] };
      if (index === this.#entries.length) this.#entries.push(entry);
      return entry;
    });
  }

  /** The stems of a technique's names that are long enough and say more than `model` or `learning`. */
  #tellingStems(record: TechniqueRecord): Set<number> {
    const words = namesOf(record).flatMap((name) => (/^[A-Z]{2,5}s?$/.test(name) ? [] : this.#nameOf(name).words));
    const telling = words.filter((word) => word.length > 3 && !this.#classes.has(word));
    return new Set(telling.map((word) => this.#words.stem(word)));
  }

  #nameOf(name: string): Name {
    const tokens = this.#reader.scan({ title: name, abstract: '' });
    const words = Array.from({ length: tokens.count }, (_, i) => fold(name.slice(tokens.start[i], tokens.end[i])));
    return { words, hyphen: words.map((_, i) => i > 0 && name.slice(tokens.end[i - 1], tokens.start[i]) === '-') };
  }
}

/** An acronym that cannot be mistaken for a word even in small letters: no vowel, a digit, or long. */
function isUnlikeAWord(name: string): boolean {
  return !/[aeiouy]/i.test(name) || /\d/.test(name) || name.length > 7;
}
