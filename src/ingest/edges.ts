import type { TechniqueRole } from '../technique/application.js';

/** A topic that a paper is about. */
export interface TopicEdge {
  readonly confidence: number;
  /** Matched words, formatted. */
  readonly evidence: readonly string[];
  readonly source: string;
}

/** A technique that a paper works with. */
export interface TechniqueEdge {
  readonly role: TechniqueRole;
  readonly confidence: number;
  /** Matched words, formatted. */
  readonly evidence: readonly string[];
  readonly source: string;
}

/** A technique that no vocabulary knows, as one paper names it. */
export interface NewTechniqueEdge {
  readonly name: string;
  readonly abbreviation: string | null;
  readonly role: TechniqueRole;
  readonly confidence: number;
  /** Matched words, formatted. */
  readonly evidence: readonly string[];
}
