import type { TechniqueRole } from '../technique/application.js';

/** What a paper does with a technique. */
export interface ReadingTechnique {
  readonly id: string;
  readonly name: string;
  readonly role: TechniqueRole;
}

/** All that a reading order needs to know of a paper. */
export interface ReadingPaper {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  /** Day, else year, else empty. */
  readonly date: string;
  /** How many papers of the graph cite it. */
  readonly citations: number;
  /** Which of the other candidates it cites. */
  readonly references: readonly string[];
  readonly techniques: readonly ReadingTechnique[];
  /** Which of the topics asked about it is about, the surest first. */
  readonly topics: readonly ReadingTopic[];
}

export interface ReadingTopic {
  readonly id: string;
  readonly name: string;
  readonly confidence: number;
}

/** The papers that may be read, by id in order of code units, and how their techniques descend from one another. */
export interface ReadingCandidates {
  readonly papers: readonly ReadingPaper[];
  /** What each technique descends from, among those that candidates introduce and the one asked about. */
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The techniques that a paper introduces. */
export function introducedBy({ techniques }: ReadingPaper): readonly ReadingTechnique[] {
  return techniques.filter(({ role }) => role === 'INTRODUCES');
}

export function compareIds(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
