import { FORMULA, SIGNAL_KINDS as PRODUCT_KINDS } from '../../src/related/formula.js';

/**
 * The recommended formula, as README.md gives it: score = s / (s + 6), s = (1 + years apart)^−age · Σ weight ·
 * strength, strength = raw / scale. Only the order of candidates matters here, so s is enough.
 */
export const SIGNAL_KINDS = [...PRODUCT_KINDS, 'REFERENCES_READ_LIKE'] as const;

export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Raw value of strength 1, as the product has it: about the root mean square where the signal is there. */
export function scaleOf(kind: SignalKind): number {
  return kind === 'REFERENCES_READ_LIKE' ? 1 : FORMULA[kind].scale;
}

/** Weights of the signals, and the exponent of the damping by age; none below 0. */
export type Weights = Readonly<Record<SignalKind, number>> & { readonly age: number };

/** What would this paper cite? */
export const REFERENCES: Weights = {
  TEXT: 7,
  NEIGHBORS_CITE: 3.5,
  POPULARITY: 0.75,
  SHARED_AUTHORS: 3,
  AUTHORS_CITE: 2,
  REFERENCES_CO_CITED: 3.5,
  BIBLIOGRAPHIC_COUPLING: 2,
  REFERENCES_READ_LIKE: 2.5,
  CO_CITATION: 4,
  CITES: 0,
  CITED_BY: 0,
  SHARED_TECHNIQUES: 1,
  TECHNIQUE_LINEAGE: 0.5,
  SHARED_TOPICS: 0.5,
  age: 0.06,
};

/** What else is like this? */
export const RELATED: Weights = {
  TEXT: 7,
  NEIGHBORS_CITE: 4,
  POPULARITY: 0.1,
  SHARED_AUTHORS: 2.25,
  AUTHORS_CITE: 1,
  REFERENCES_CO_CITED: 3,
  BIBLIOGRAPHIC_COUPLING: 3,
  REFERENCES_READ_LIKE: 1.5,
  CO_CITATION: 5,
  CITES: 1.5,
  CITED_BY: 2,
  SHARED_TECHNIQUES: 2,
  TECHNIQUE_LINEAGE: 1,
  SHARED_TOPICS: 1,
  age: 0.02,
};

/** 1 / ln(2 + citations): a rarely cited work tells more. After Adamic and Adar, 2003. */
export function rarityOfWork(citations: number): number {
  return 1 / Math.log(2 + citations);
}

/** 1 for a tag of a single paper, towards 0 for one of all. */
export function rarityOfTag(papers: number, paperCount: number): number {
  return Math.log(1 + paperCount / Math.max(1, papers)) / Math.log(1 + paperCount);
}

/** ln(1 + 50 · part): 50 papers that read alike, of which a part cites the candidate. */
export function propagated(part: number): number {
  return Math.log1p(50 * part);
}

/** A text of few words says little: half at 20 of them, 0.9 at the length of an abstract. */
export function reliabilityOf(words: number): number {
  return words / (words + 20);
}
