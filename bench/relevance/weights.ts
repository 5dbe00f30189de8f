import type { Weights } from './scoring.js';

/** What would this paper cite? Tuned on vis-dev and 500 queries of linguistics, then rounded. */
export const REFERENCES: Weights = {
  TEXT: 4,
  NEIGHBORS_CITE: 3.5,
  POPULARITY: 1.25,
  SHARED_AUTHORS: 3.5,
  AUTHORS_CITE: 2,
  REFERENCES_CO_CITED: 4,
  BIBLIOGRAPHIC_COUPLING: 2,
  REFERENCES_READ_LIKE: 2,
  CO_CITATION: 4,
  CITES: 0,
  CITED_BY: 0,
  SHARED_TECHNIQUES: 0.5,
  TECHNIQUE_LINEAGE: 0.25,
  SHARED_TOPICS: 0.25,
  age: 0.14,
};

/** What else is like this? Popularity and age hardly matter, and both directions in time count. */
export const RELATED: Weights = {
  TEXT: 5,
  NEIGHBORS_CITE: 5,
  POPULARITY: 0.25,
  SHARED_AUTHORS: 3.5,
  AUTHORS_CITE: 1,
  REFERENCES_CO_CITED: 2.5,
  BIBLIOGRAPHIC_COUPLING: 3,
  REFERENCES_READ_LIKE: 2,
  CO_CITATION: 6,
  CITES: 1.5,
  CITED_BY: 2,
  SHARED_TECHNIQUES: 1,
  TECHNIQUE_LINEAGE: 0.5,
  SHARED_TOPICS: 0.5,
  age: 0.05,
};
