import { fold } from '../text/analysis.js';
import { STRONG_WEIGHT } from './entries.js';
import type { Findings } from './name-finder.js';

/** A topic of a paper and the words that made it. */
export interface ScoredTopic {
  readonly topic: number;
  readonly confidence: number;
  /** The words that speak for it, weightiest first; empty for a category of the source. */
  readonly places: readonly { readonly from: number; readonly to: number }[];
  /** The categories of the source that name it. */
  readonly categories: readonly string[];
}

/** What a topic model is made of. */
export interface TopicModel {
  /** Entry → the topics it speaks for, with weights. */
  readonly entries: readonly { readonly keywords: readonly Spoken[] }[];
  /** Technique → the topic of its area, −1 for none. */
  readonly topicOf: Int32Array;
  /** Topic → all broader topics. */
  readonly broader: readonly (readonly number[])[];
  /** Topic → its score on an ordinary paper; the more, the less a score says. */
  readonly typical: Float64Array;
  /** Category, folded → topic. */
  readonly categories: ReadonlyMap<string, number>;
}

interface Spoken {
  readonly topic: number;
  readonly weight: number;
}

/** A word of the title counts as much as two of the abstract. */
const TITLE_WEIGHT = 2;
/** How much of what speaks for a narrow topic speaks for a broader one. */
const INHERITED = 0.3;
/** Chosen on the IJCAI papers: 0 would leave common topics in front, 1 rare ones. */
const TYPICAL_POWER = 0.6;
/** The score over its typical one at which a topic is as likely as not. */
const EVEN = 3;
const LEAST = 0.3;
const LEAST_VALUE = (EVEN * LEAST) / (1 - LEAST);
const MOST_BROAD = 5;
const MOST_NARROW = 5;
const MOST_PLACES = 3;
const AREA_WEIGHT = 1;
/** log(1 + n) for how often a word occurs, so that one word repeated makes no topic. */
const STRENGTHS = Float64Array.from({ length: 64 }, (_, count) => Math.log1p(count));

/**
 * Finds the topics of papers: those of their categories, which are sure, and
 * those that the words of the vocabulary speak for. It owns scratch arrays, so
 * that scoring a paper allocates nothing but its result.
 */
export class TopicScorer {
  readonly #model: TopicModel;
  /** Speakers are entries and, after them, techniques. The topics of speaker s stand at `from[s]` to `from[s + 1]`. */
  readonly #from: Int32Array;
  readonly #topics: Int32Array;
  readonly #weights: Float64Array;
  readonly #scale: Float64Array;
  readonly #counts: Uint8Array;
  readonly #placeFrom: Int32Array;
  readonly #placeTo: Int32Array;
  readonly #scores: Float64Array;
  /** Topic → 1 when a strong word speaks for it. */
  readonly #strong: Uint8Array;
  readonly #rank: Int32Array;
  /** Who speaks in the paper at hand, and for what. */
  readonly #speakers: number[] = [];
  readonly #spoken: number[] = [];

  constructor(model: TopicModel) {
    this.#model = model;
    const spoken = [
      ...model.entries.map(({ keywords }) => withBroader(model, keywords)),
      ...Array.from(model.topicOf, (topic) => withBroader(model, topic < 0 ? [] : [{ topic, weight: AREA_WEIGHT }])),
    ];
    this.#from = new Int32Array(spoken.length + 1);
    spoken.forEach((links, speaker) => (this.#from[speaker + 1] = (this.#from[speaker] ?? 0) + links.length));
    this.#topics = Int32Array.from(spoken.flatMap((links) => links.map(({ topic }) => topic)));
    this.#weights = Float64Array.from(spoken.flatMap((links) => links.map(({ weight }) => weight)));
    this.#scale = model.typical.map((typical) => 1 / typical ** TYPICAL_POWER);
    this.#counts = new Uint8Array(spoken.length);
    this.#placeFrom = new Int32Array(spoken.length);
    this.#placeTo = new Int32Array(spoken.length);
    this.#scores = new Float64Array(model.typical.length);
    this.#strong = new Uint8Array(model.typical.length);
    this.#rank = new Int32Array(model.typical.length);
  }

  /** The topics of a paper, categories first, then the most likely. */
  score(findings: Findings, categories: readonly string[]): ScoredTopic[] {
    const named = this.#topicsOfCategories(categories);
    this.#listen(findings);
    const spoken = this.#best(named);
    this.#silence();
    const sure = [...named].map(([topic, names]) => ({ topic, confidence: 1, places: [], categories: names }));
    return sure.length === 0 ? spoken : [...sure, ...spoken];
  }

  /** Topic → what the words of a paper add up to; for fitting `typical`. */
  rawScores(findings: Findings): Float64Array {
    this.#listen(findings);
    const scores = this.#scores.slice();
    this.#silence();
    return scores;
  }

  #topicsOfCategories(categories: readonly string[]): Map<number, string[]> {
    const topics = new Map<number, string[]>();
    for (const category of categories) {
      const topic = this.#model.categories.get(fold(category.trim()));
      if (topic !== undefined) topics.set(topic, [...(topics.get(topic) ?? []), category]);
    }
    return topics;
  }

  /** Counts who speaks, and adds up what they say. */
  #listen({ keywords, mentions, tokens }: Findings): void {
    const { abstractFrom } = tokens;
    for (let i = 0; i < keywords.count; i++) {
      const from = keywords.from[i] ?? 0;
      this.#hear(keywords.entry[i] ?? 0, from, keywords.to[i] ?? 0, from < abstractFrom);
    }
    const techniques = this.#model.entries.length;
    for (const { technique, from, to } of mentions) this.#hear(techniques + technique, from, to, from < abstractFrom);
    const froms = this.#from;
    const topics = this.#topics;
    const weights = this.#weights;
    const scores = this.#scores;
    for (const speaker of this.#speakers) {
      const strength = STRENGTHS[this.#counts[speaker] ?? 0] ?? 0;
      const end = froms[speaker + 1] ?? 0;
      for (let link = froms[speaker] ?? 0; link < end; link++) {
        const topic = topics[link] ?? 0;
        const weight = weights[link] ?? 0;
        const score = scores[topic] ?? 0;
        if (score === 0) this.#spoken.push(topic);
        scores[topic] = score + weight * strength;
        if (weight >= STRONG_WEIGHT) this.#strong[topic] = 1;
      }
    }
  }

  #hear(speaker: number, from: number, to: number, inTitle: boolean): void {
    const known = this.#counts[speaker] ?? 0;
    const count = known + (inTitle ? TITLE_WEIGHT : 1);
    this.#counts[speaker] = count < STRENGTHS.length ? count : STRENGTHS.length - 1;
    if (known > 0) return;
    this.#placeFrom[speaker] = from;
    this.#placeTo[speaker] = to;
    this.#speakers.push(speaker);
  }

  #silence(): void {
    for (const speaker of this.#speakers) this.#counts[speaker] = 0;
    for (const topic of this.#spoken) {
      this.#scores[topic] = 0;
      this.#strong[topic] = 0;
    }
    this.#speakers.length = 0;
    this.#spoken.length = 0;
  }

  #best(named: ReadonlyMap<number, unknown>): ScoredTopic[] {
    const relative = this.#scores;
    const topics: number[] = [];
    for (const topic of this.#spoken) {
      const value = (relative[topic] ?? 0) * (this.#scale[topic] ?? 1);
      relative[topic] = value;
      // Plain words make an area, where many stand together; a narrow topic takes a word of its own.
      const audible = value >= LEAST_VALUE && (this.#strong[topic] === 1 || this.#isBroad(topic));
      if (audible && !named.has(topic)) topics.push(topic);
    }
    const first = this.#cut(topics.sort((a, b) => (relative[b] ?? 0) - (relative[a] ?? 0) || a - b));
    const places = this.#placesOf(first);
    return first.map((topic, rank) => {
      const value = relative[topic] ?? 0;
      const confidence = Math.round((100 * value) / (value + EVEN)) / 100;
      return { topic, confidence, places: places[rank] ?? [], categories: [] };
    });
  }

  #isBroad(topic: number): boolean {
    return this.#model.broader[topic]?.length === 0;
  }

  /** Of sorted topics the first broad and the first narrow ones, so that neither crowd out the other. */
  #cut(topics: readonly number[]): number[] {
    let [broad, narrow] = [0, 0];
    return topics.filter((topic) => (this.#isBroad(topic) ? ++broad <= MOST_BROAD : ++narrow <= MOST_NARROW));
  }

  /** For each of a few topics the words that speak for it most, in one pass over the speakers. */
  #placesOf(topics: readonly number[]): { from: number; to: number; weight: number }[][] {
    topics.forEach((topic, rank) => (this.#rank[topic] = rank + 1));
    const places = topics.map((): { from: number; to: number; weight: number }[] => []);
    const ranks = this.#rank;
    const topicOf = this.#topics;
    for (const speaker of this.#speakers) {
      const end = this.#from[speaker + 1] ?? 0;
      for (let link = this.#from[speaker] ?? 0; link < end; link++) {
        const rank = ranks[topicOf[link] ?? 0] ?? 0;
        if (rank === 0) continue;
        const best = places[rank - 1] ?? [];
        const weight = (this.#weights[link] ?? 0) * (this.#counts[speaker] ?? 0);
        let at = best.length;
        while (at > 0 && (best[at - 1]?.weight ?? 0) < weight) at--;
        if (at >= MOST_PLACES) continue;
        best.splice(at, 0, { from: this.#placeFrom[speaker] ?? 0, to: this.#placeTo[speaker] ?? 0, weight });
        if (best.length > MOST_PLACES) best.pop();
      }
    }
    for (const topic of topics) this.#rank[topic] = 0;
    return places;
  }
}

/** The topics something speaks for and, less, those above them; each once. */
function withBroader({ broader }: TopicModel, keywords: readonly Spoken[]): Spoken[] {
  const weights = new Map<number, number>();
  const add = (topic: number, weight: number): void => void weights.set(topic, (weights.get(topic) ?? 0) + weight);
  for (const { topic, weight } of keywords) {
    add(topic, weight);
    for (const parent of broader[topic] ?? []) add(parent, INHERITED * weight);
  }
  return [...weights].map(([topic, weight]) => ({ topic, weight }));
}
