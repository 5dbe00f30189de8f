import type { SignalKind } from './queries/answers.js';

/**
 * Eight families of signals, for the eye can tell about eight colors apart; each has a word, which
 * always stands beside its color.
 */
export const FAMILIES = {
  text: 'Words',
  technique: 'Techniques',
  topic: 'Topics',
  cites: 'Citations',
  cocited: 'Cited together',
  coupling: 'Shared references',
  author: 'Authors',
  around: 'Neighborhood',
} as const;

export type Family = keyof typeof FAMILIES;

interface SignalFacts {
  readonly family: Family;
  readonly word: string;
  /** Its field in `RelatedWeights`. */
  readonly field: string;
}

/** What the page says of each signal, in the order of the sliders. */
export const SIGNALS: Readonly<Record<SignalKind, SignalFacts>> = {
  TEXT: { family: 'text', word: 'Words in common', field: 'text' },
  SHARED_TECHNIQUES: { family: 'technique', word: 'Same techniques', field: 'sharedTechniques' },
  TECHNIQUE_LINEAGE: { family: 'technique', word: 'Technique lineage', field: 'techniqueLineage' },
  SHARED_TOPICS: { family: 'topic', word: 'Same topics', field: 'sharedTopics' },
  CITES: { family: 'cites', word: 'Cites it', field: 'cites' },
  CITED_BY: { family: 'cites', word: 'Cited by it', field: 'citedBy' },
  CO_CITATION: { family: 'cocited', word: 'Cited together', field: 'coCitation' },
  REFERENCES_CO_CITED: { family: 'cocited', word: 'Cited with its references', field: 'referencesCoCited' },
  BIBLIOGRAPHIC_COUPLING: { family: 'coupling', word: 'Same references', field: 'bibliographicCoupling' },
  SHARED_AUTHORS: { family: 'author', word: 'Same authors', field: 'sharedAuthors' },
  AUTHORS_CITE: { family: 'author', word: 'Authors cite it', field: 'authorsCite' },
  NEIGHBORS_CITE: { family: 'around', word: 'Similar papers cite it', field: 'neighborsCite' },
  POPULARITY: { family: 'around', word: 'Often cited', field: 'popularity' },
};

export const SIGNAL_KINDS = Object.keys(SIGNALS) as SignalKind[];

/** The signal of the largest share; undefined when there is none. */
export function strongest<Signal extends { readonly kind: SignalKind; readonly share: number }>(
  signals: readonly Signal[],
): Signal | undefined {
  return signals.reduce<Signal | undefined>(
    (best, next) => (best && best.share >= next.share ? best : next),
    undefined,
  );
}
