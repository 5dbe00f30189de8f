/** The ways in which one paper can be related to another. */
export const SIGNAL_KINDS = [
  'TEXT',
  'NEIGHBORS_CITE',
  'SHARED_TECHNIQUES',
  'TECHNIQUE_LINEAGE',
  'SHARED_TOPICS',
  'SHARED_AUTHORS',
  'AUTHORS_CITE',
  'CITES',
  'CITED_BY',
  'CO_CITATION',
  'BIBLIOGRAPHIC_COUPLING',
  'REFERENCES_CO_CITED',
  'POPULARITY',
] as const;

export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Weight of each signal, and the exponent with which years apart damp the score; none below 0. */
export type Weights = Readonly<Record<SignalKind, number>> & { readonly age: number };

export interface SignalDefinition {
  /** Raw value of strength 1: about the root mean square where the signal is there, over two fields. */
  readonly scale: number;
  readonly meaning: string;
  /** Where the measure comes from. */
  readonly source: string;
}

/** Changes whenever a weight, a scale or a raw value changes. */
export const FORMULA_VERSION = '2';

/**
 * The formula: score = s / (s + 6), s = (1 + years apart)^−age · Σ weight · strength, strength = raw / scale.
 * A raw value is a sum over what the two papers share, in which rare things count more than common ones, damped
 * by ln(1 + x). A score depends on the two papers and on what the graph holds, never on the other results. Weights
 * were chosen by cross-validation: see bench/related.
 */
export const FORMULA: Readonly<Record<SignalKind, SignalDefinition>> = {
  TEXT: {
    scale: 1,
    meaning:
      'Titles and abstracts (or summaries) use the same telling words; 1 is as alike as the nearest thirty on average.',
    source:
      'TF-IDF similarity, Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988, over that of the thirty nearest.',
  },
  NEIGHBORS_CITE: {
    scale: 1.4,
    meaning: 'The papers that read most like the given one cite the found one.',
    source: 'Propagation: ln(1 + 50 · Σ w · [cites] / Σ w) over the fifty nearest by text, w their similarity squared.',
  },
  SHARED_TECHNIQUES: {
    scale: 0.5,
    meaning:
      'Both papers work with the same techniques; rare ones and introduced ones count more than common and compared ones.',
    source: 'Rarity-weighted overlap, after Adamic and Adar, "Friends and neighbors on the Web", 2003.',
  },
  TECHNIQUE_LINEAGE: {
    scale: 0.5,
    meaning: 'A technique of one paper is a variant of a technique of the other.',
    source: 'One VARIANT_OF step, weighted like shared techniques.',
  },
  SHARED_TOPICS: {
    scale: 0.5,
    meaning: 'Both papers are about the same topics; narrow topics count more.',
    source: 'Rarity-weighted overlap, after Adamic and Adar, 2003.',
  },
  SHARED_AUTHORS: {
    scale: 0.8,
    meaning: 'The papers have authors in common.',
    source: 'ln(1 + shared authors).',
  },
  AUTHORS_CITE: {
    scale: 1.2,
    meaning: 'Other papers of the given one’s authors cite the found one.',
    source: 'ln(1 + Σ over those papers of the authors they share with the given one).',
  },
  CITES: { scale: 1, meaning: 'The given paper cites the found one.', source: 'Direct citation.' },
  CITED_BY: { scale: 1, meaning: 'The found paper cites the given one.', source: 'Direct citation.' },
  CO_CITATION: {
    scale: 0.3,
    meaning: 'Other papers cite both; those with short reference lists count more.',
    source:
      'Small, "Co-citation in the scientific literature", 1973, each citing paper weighted by 1 / √(1 + its references).',
  },
  BIBLIOGRAPHIC_COUPLING: {
    scale: 0.35,
    meaning: 'Both papers cite the same works; rarely cited works count more.',
    source:
      'Kessler, "Bibliographic coupling between scientific papers", 1963, each work weighted by 1 / ln(2 + its citations).',
  },
  REFERENCES_CO_CITED: {
    scale: 0.35,
    meaning: 'Papers that cite the same works as the given one cite the found one too.',
    source:
      'Co-citation with the references: each citing paper weighted by Σ 1 / ln(2 + citations) of the works it shares, over √(1 + its references).',
  },
  POPULARITY: {
    scale: 2.3,
    meaning: 'Many papers of this graph cite the found one.',
    source: 'ln(1 + citations).',
  },
};

/** What related papers are wanted for. */
export type Preset = 'RELATED' | 'REFERENCES';

export const PRESETS: Readonly<Record<Preset, Weights>> = {
  RELATED: {
    TEXT: 6,
    NEIGHBORS_CITE: 4.5,
    SHARED_TECHNIQUES: 7,
    TECHNIQUE_LINEAGE: 4,
    SHARED_TOPICS: 2.5,
    SHARED_AUTHORS: 2.25,
    AUTHORS_CITE: 1,
    CITES: 1.5,
    CITED_BY: 2,
    CO_CITATION: 5,
    BIBLIOGRAPHIC_COUPLING: 3,
    REFERENCES_CO_CITED: 3,
    POPULARITY: 0.1,
    age: 0.02,
  },
  REFERENCES: {
    TEXT: 7,
    NEIGHBORS_CITE: 4.5,
    SHARED_TECHNIQUES: 2,
    TECHNIQUE_LINEAGE: 0.5,
    SHARED_TOPICS: 1.25,
    SHARED_AUTHORS: 2.25,
    AUTHORS_CITE: 2,
    CITES: 0,
    CITED_BY: 0,
    CO_CITATION: 4,
    BIBLIOGRAPHIC_COUPLING: 2,
    REFERENCES_CO_CITED: 4,
    POPULARITY: 0.5,
    age: 0.05,
  },
};

/** The sum at which the score is one half: two typical signals of average weight. */
export const HALF_SCORE = 6;
