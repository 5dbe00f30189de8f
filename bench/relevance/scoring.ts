/**
 * Relatedness of a pair of papers from plain data: pure, and without knowledge of how the data was found.
 *
 *   score = damping · Σ weight · strength,   strength = raw / scale,   damping = (1 + years apart)^−age
 *
 * All of them are non-negative, so the share of a signal, weight · strength over their sum, lies between 0 and 1
 * and shares add up to 1. Age damps the whole; it has no share. A score depends on the pair and on what the graph
 * holds, never on the page, a filter or the other results. Text is measured against the subject's own nearest
 * neighbors, the other signals against a constant: their sizes are the same in every field that was measured.
 */

export const SIGNAL_KINDS = [
  'TEXT',
  'NEIGHBORS_CITE',
  'POPULARITY',
  'SHARED_AUTHORS',
  'AUTHORS_CITE',
  'REFERENCES_CO_CITED',
  'BIBLIOGRAPHIC_COUPLING',
  'REFERENCES_READ_LIKE',
  'CO_CITATION',
  'CITES',
  'CITED_BY',
  'SHARED_TECHNIQUES',
  'TECHNIQUE_LINEAGE',
  'SHARED_TOPICS',
] as const;

export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Raw value of strength 1: the root mean square where the signal is there, over vis-4k and a field of linguistics. */
export const SCALES: Readonly<Record<SignalKind, number>> = {
  TEXT: 1,
  NEIGHBORS_CITE: 1.4,
  POPULARITY: 2.3,
  SHARED_AUTHORS: 0.8,
  AUTHORS_CITE: 1.2,
  REFERENCES_CO_CITED: 0.35,
  BIBLIOGRAPHIC_COUPLING: 0.35,
  REFERENCES_READ_LIKE: 0.4,
  CO_CITATION: 0.3,
  CITES: 1,
  CITED_BY: 1,
  SHARED_TECHNIQUES: 0.5,
  TECHNIQUE_LINEAGE: 0.5,
  SHARED_TOPICS: 0.5,
};

/** A node or term that speaks for a pair, and how much. */
export interface Evidence {
  readonly id: string;
  readonly weight: number;
}

/** What is known of the subject alone. */
export interface SubjectFacts {
  /** Mean cosine of the subject's stored neighbors: how near "near" is for this text. */
  readonly textScale: number;
  /** Σ cosine² over the subject's stored neighbors. */
  readonly neighborWeight: number;
}

/** What is known of a pair; every list holds only what the two have in common, and may be empty. */
export interface PairFacts {
  /** Shared terms, each with its part of the cosine; one entry with the whole cosine does as well. */
  readonly terms: readonly Evidence[];
  /** Text neighbors of the subject that cite the candidate: cosine² with the subject. */
  readonly neighborsCiting: readonly Evidence[];
  readonly citationCount: number;
  /** Weight 1 each. */
  readonly sharedAuthors: readonly Evidence[];
  /** Other papers of the subject's authors that cite the candidate: how many authors they share with it. */
  readonly authorPapersCiting: readonly Evidence[];
  /** Papers that cite the candidate together with references of the subject: {@link coCitingWeight}. */
  readonly coCiting: readonly Evidence[];
  /** References of the subject that the candidate cites too: {@link rarityOf}. */
  readonly sharedReferences: readonly Evidence[];
  /** References of the subject with the candidate among their stored neighbors: cosine / text scale / references. */
  readonly referencesReadingLike: readonly Evidence[];
  /** Papers that cite both subject and candidate: 1 / √(1 + references). */
  readonly commonCiters: readonly Evidence[];
  readonly cites: boolean;
  readonly citedBy: boolean;
  /** Rarity times confidences, see the first form of the formula. */
  readonly sharedTechniques: readonly Evidence[];
  readonly lineage: readonly Evidence[];
  readonly sharedTopics: readonly Evidence[];
  /** Years between the two; 0 when a year is unknown. */
  readonly yearsApart: number;
}

/** Weights of the signals, and the exponent of the damping by age; none below 0. */
export type Weights = Readonly<Record<SignalKind, number>> & { readonly age: number };

export interface ScoredSignal {
  readonly kind: SignalKind;
  /** 1 where the signal is as strong as it typically is; no upper bound. */
  readonly strength: number;
  /** Part of the sum of all signals. */
  readonly share: number;
}

export interface ScoredPair {
  /** 0 to 1, strictly increasing in `sum`. */
  readonly score: number;
  /** The damped sum of weighted strengths, by which pairs are ordered. */
  readonly sum: number;
  readonly damping: number;
  /** Largest share first; those that are not there are left out. */
  readonly signals: readonly ScoredSignal[];
}

/** 1 / ln(2 + citations): a rarely cited reference tells more. After Adamic and Adar, 2003. */
export function rarityOf(citations: number): number {
  return 1 / Math.log(2 + citations);
}

/** Weight of a citing paper: the rarities of the subject's references it cites, over √(1 + its references). */
export function coCitingWeight(rarities: number, references: number): number {
  return rarities / Math.sqrt(1 + references);
}

/** Factor of propagation: a candidate that all neighbors cite has strength ln(51). */
const NEIGHBOR_FACTOR = 50;

/** Raw value of each signal. Counts and sums are damped by ln(1 + x), as in the recipe that was measured. */
export function rawOf(subject: SubjectFacts, pair: PairFacts): Record<SignalKind, number> {
  return {
    TEXT: ratio(sum(pair.terms), subject.textScale),
    NEIGHBORS_CITE: Math.log1p(NEIGHBOR_FACTOR * ratio(sum(pair.neighborsCiting), subject.neighborWeight)),
    POPULARITY: Math.log1p(pair.citationCount),
    SHARED_AUTHORS: Math.log1p(sum(pair.sharedAuthors)),
    AUTHORS_CITE: Math.log1p(sum(pair.authorPapersCiting)),
    REFERENCES_CO_CITED: Math.log1p(sum(pair.coCiting)),
    BIBLIOGRAPHIC_COUPLING: Math.log1p(sum(pair.sharedReferences)),
    REFERENCES_READ_LIKE: sum(pair.referencesReadingLike),
    CO_CITATION: Math.log1p(sum(pair.commonCiters)),
    CITES: pair.cites ? 1 : 0,
    CITED_BY: pair.citedBy ? 1 : 0,
    SHARED_TECHNIQUES: Math.log1p(sum(pair.sharedTechniques)),
    TECHNIQUE_LINEAGE: Math.log1p(sum(pair.lineage)),
    SHARED_TOPICS: Math.log1p(sum(pair.sharedTopics)),
  };
}

/** (1 + years apart)^−age: 1 for papers of one year, falling ever more slowly. */
export function dampingOf(yearsApart: number, age: number): number {
  return (1 + Math.max(0, yearsApart)) ** -age;
}

/** Sum at which the score is one half: two typical signals of average weight. */
const HALF_SCORE = 6;

/** Scores one pair; undefined when nothing relates the two. */
export function scorePair(subject: SubjectFacts, pair: PairFacts, weights: Weights): ScoredPair | undefined {
  const raw = rawOf(subject, pair);
  const parts = SIGNAL_KINDS.map((kind) => {
    const strength = raw[kind] / SCALES[kind];
    return { kind, strength, part: weights[kind] * strength };
  });
  const total = parts.reduce((all, { part }) => all + part, 0);
  if (total === 0) return undefined;
  const damping = dampingOf(pair.yearsApart, weights.age);
  const damped = damping * total;
  return {
    score: damped / (damped + HALF_SCORE),
    sum: damped,
    damping,
    signals: parts
      .filter(({ part }) => part > 0)
      .sort((left, right) => right.part - left.part)
      .map(({ kind, strength, part }) => ({ kind, strength, share: part / total })),
  };
}

/** The total order of results: larger sum first, ties by id. */
export function compareResults(
  left: { readonly id: string; readonly sum: number },
  right: { readonly id: string; readonly sum: number },
): number {
  return right.sum - left.sum || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

function sum(evidence: readonly Evidence[]): number {
  let total = 0;
  for (const { weight } of evidence) total += weight;
  return total;
}

function ratio(value: number, scale: number): number {
  return scale > 0 ? value / scale : 0;
}
