import type { TechniqueRole } from '../technique/application.js';
import { FORMULA, SIGNAL_KINDS, type SignalKind } from './formula.js';
import type { Profile, Retrieved, Subject } from './retrieve.js';

/** One thing that two papers share: a node of the graph or a term of both texts. */
export interface Evidence {
  readonly type: 'Paper' | 'Author' | 'Topic' | 'Technique' | 'Term';
  readonly id: string;
  /** What it contributes to the signal's raw value. */
  readonly weight: number;
}

export interface Signal {
  readonly kind: SignalKind;
  /** 0 to 1, saturating. */
  readonly strength: number;
  /** Part of the score, 0 to 1; the shares of one pair add up to 1. */
  readonly share: number;
  /** Most telling first, ties by id. */
  readonly evidence: readonly Evidence[];
}

export interface Scored {
  readonly paperId: string;
  /** 0 to 1. */
  readonly score: number;
  /** Largest share first. */
  readonly signals: readonly Signal[];
  readonly candidate: Profile;
}

const ROLE_WEIGHTS: Readonly<Record<TechniqueRole, number>> = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

/**
 * Scores every candidate against the subject and ranks them: highest score
 * first, ties by id. Pure, and a pair's score does not depend on the others.
 * Candidates that share nothing are left out.
 */
export function scoreAll({ subject, candidates, paperCount }: Retrieved): Scored[] {
  return candidates
    .flatMap((candidate) => scorePair(subject, candidate, paperCount) ?? [])
    .sort((left, right) => right.score - left.score || (left.paperId < right.paperId ? -1 : 1));
}

/** Scores one pair by the formula of {@link FORMULA}; undefined when the papers share nothing. */
export function scorePair(subject: Subject, candidate: Profile, paperCount: number): Scored | undefined {
  const found = SIGNAL_KINDS.flatMap((kind) => {
    const evidence = EVIDENCE[kind](subject, candidate, paperCount);
    const raw = evidence.reduce((sum, { weight }) => sum + weight, 0);
    return raw > 0 ? [{ kind, strength: 1 - Math.exp(-raw / FORMULA[kind].scale), evidence: byWeight(evidence) }] : [];
  });
  const score = found.reduce((sum, { kind, strength }) => sum + FORMULA[kind].weight * strength, 0);
  if (score === 0) return undefined;
  const signals = found
    .map((signal) => ({ ...signal, share: (FORMULA[signal.kind].weight * signal.strength) / score }))
    .sort(
      (left, right) => right.share - left.share || SIGNAL_KINDS.indexOf(left.kind) - SIGNAL_KINDS.indexOf(right.kind),
    );
  return { paperId: candidate.id, score, signals, candidate };
}

type FindEvidence = (subject: Subject, candidate: Profile, paperCount: number) => Evidence[];

const EVIDENCE: Readonly<Record<SignalKind, FindEvidence>> = {
  SHARED_TECHNIQUES: (subject, candidate, paperCount) => {
    const mine = byId(subject.techniques);
    return candidate.techniques.flatMap((theirs) => {
      const own = mine.get(theirs.id);
      if (own === undefined) return [];
      const weight = rarity(theirs.paperCount, paperCount) * emphasis(own) * emphasis(theirs);
      return [{ type: 'Technique' as const, id: theirs.id, weight }];
    });
  },

  TECHNIQUE_LINEAGE: (subject, candidate, paperCount) => {
    const mine = byId(subject.techniques);
    const theirs = byId(candidate.techniques);
    const best = new Map<string, number>();
    for (const { from, id } of subject.lineage) {
      const own = mine.get(from);
      const other = theirs.get(id);
      // A technique that both work with is counted as shared already.
      if (own === undefined || other === undefined || mine.has(id) || theirs.has(from)) continue;
      const weight = rarity(other.paperCount, paperCount) * emphasis(own) * emphasis(other);
      best.set(id, Math.max(best.get(id) ?? 0, weight));
    }
    return [...best].map(([id, weight]) => ({ type: 'Technique', id, weight }));
  },

  SHARED_TOPICS: (subject, candidate, paperCount) => {
    const mine = byId(subject.topics);
    return candidate.topics.flatMap((theirs) => {
      const own = mine.get(theirs.id);
      if (own === undefined) return [];
      const weight = rarity(theirs.paperCount, paperCount) ** 2 * own.confidence * theirs.confidence;
      return [{ type: 'Topic' as const, id: theirs.id, weight }];
    });
  },

  SHARED_AUTHORS: (subject, candidate, paperCount) => {
    const mine = byId(subject.authors);
    return candidate.authors
      .filter(({ id }) => mine.has(id))
      .map(({ id, paperCount: papers }) => ({ type: 'Author', id, weight: rarity(papers, paperCount) }));
  },

  CITES: (subject, candidate) =>
    candidate.citers.some(({ id }) => id === subject.id) ? [{ type: 'Paper', id: candidate.id, weight: 1 }] : [],

  CITED_BY: (subject, candidate) =>
    candidate.references.some(({ id }) => id === subject.id) ? [{ type: 'Paper', id: candidate.id, weight: 1 }] : [],

  CO_CITATION: (subject, candidate) => sharedPapers(subject.citers, candidate.citers),

  BIBLIOGRAPHIC_COUPLING: (subject, candidate) => sharedPapers(subject.references, candidate.references),

  TEXT: (subject, candidate) => {
    const norms = subject.terms.norm * candidate.terms.norm;
    if (norms === 0) return [];
    return [...subject.terms.byTerm].flatMap(([id, weight]) => {
      const other = candidate.terms.byTerm.get(id);
      return other === undefined ? [] : [{ type: 'Term' as const, id, weight: (weight * other) / norms }];
    });
  },
};

function sharedPapers(mine: Profile['citers'], theirs: Profile['citers']): Evidence[] {
  const own = byId(mine);
  return theirs
    .filter(({ id }) => own.has(id))
    .map(({ id, degree }) => ({ type: 'Paper', id, weight: 1 / Math.log(2 + degree) }));
}

/** 1 for a node of a single paper, towards 0 for one of all: ln(1 + N/n) / ln(1 + N). */
function rarity(papers: number, paperCount: number): number {
  return Math.log(1 + paperCount / Math.max(1, papers)) / Math.log(1 + paperCount);
}

function emphasis({ role, confidence }: { role: TechniqueRole; confidence: number }): number {
  return ROLE_WEIGHTS[role] * confidence;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function byWeight(evidence: readonly Evidence[]): Evidence[] {
  return [...evidence].sort((left, right) => right.weight - left.weight || (left.id < right.id ? -1 : 1));
}
