/** The ways in which one paper can be related to another. */
export const SIGNAL_KINDS = [
  'SHARED_TECHNIQUES',
  'TECHNIQUE_LINEAGE',
  'SHARED_TOPICS',
  'SHARED_AUTHORS',
  'CITES',
  'CITED_BY',
  'CO_CITATION',
  'BIBLIOGRAPHIC_COUPLING',
  'TEXT',
] as const;

export type SignalKind = (typeof SIGNAL_KINDS)[number];

export interface SignalDefinition {
  /** Part of the score that the signal gives at full strength; all weights add up to 1. */
  readonly weight: number;
  /** Raw value at which the strength is 1 − 1/e ≈ 0.63. */
  readonly scale: number;
  readonly meaning: string;
  /** Where the measure comes from. */
  readonly source: string;
}

/** Changes whenever a weight, a scale or a raw value changes. */
export const FORMULA_VERSION = '1';

/**
 * The formula: score = Σ weight · strength, strength = 1 − exp(−raw / scale).
 * Each raw value is a sum over what the two papers share, so that rare things
 * count more than common ones; it saturates, so that ten shared topics do not
 * drown a shared technique. A score depends on the two papers and the corpus
 * alone, never on the other results.
 */
export const FORMULA: Readonly<Record<SignalKind, SignalDefinition>> = {
  SHARED_TECHNIQUES: {
    weight: 0.26,
    scale: 0.35,
    meaning:
      'Both papers work with the same techniques; rare ones and introduced ones count more than common and compared ones.',
    source: 'Rarity-weighted overlap, after Adamic and Adar, "Friends and neighbors on the Web", 2003.',
  },
  TECHNIQUE_LINEAGE: {
    weight: 0.12,
    scale: 0.35,
    meaning: 'A technique of one paper is a variant of a technique of the other.',
    source: 'One VARIANT_OF step, weighted like shared techniques.',
  },
  SHARED_TOPICS: {
    weight: 0.1,
    scale: 0.8,
    meaning: 'Both papers are about the same topics; narrow topics count more.',
    source: 'Rarity-weighted overlap, after Adamic and Adar, 2003.',
  },
  SHARED_AUTHORS: {
    weight: 0.08,
    scale: 1,
    meaning: 'The papers have authors in common.',
    source: 'Rarity-weighted overlap, after Adamic and Adar, 2003.',
  },
  CITES: {
    weight: 0.07,
    scale: 0.5,
    meaning: 'The given paper cites the found one.',
    source: 'Direct citation.',
  },
  CITED_BY: {
    weight: 0.07,
    scale: 0.5,
    meaning: 'The found paper cites the given one.',
    source: 'Direct citation.',
  },
  CO_CITATION: {
    weight: 0.07,
    scale: 0.6,
    meaning: 'Other papers cite both; those with short reference lists count more.',
    source:
      'Small, "Co-citation in the scientific literature", 1973, each citing paper weighted by 1 / ln(2 + its references).',
  },
  BIBLIOGRAPHIC_COUPLING: {
    weight: 0.07,
    scale: 0.6,
    meaning: 'Both papers cite the same works; rarely cited works count more.',
    source:
      'Kessler, "Bibliographic coupling between scientific papers", 1963, each work weighted by 1 / ln(2 + its citations).',
  },
  TEXT: {
    weight: 0.16,
    scale: 0.25,
    meaning: 'Titles and abstracts (or summaries) use the same telling words.',
    source: 'Cosine of TF-IDF vectors, Salton and Buckley, 1988.',
  },
};
