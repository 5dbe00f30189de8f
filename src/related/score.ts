import { FORMULA, HALF_SCORE, SIGNAL_KINDS, type SignalKind, type Weights } from './formula.js';
import { emphasis, factsOf, type Evidence, type Subject } from './facts.js';
import type { CandidateRow } from './related.repository.js';

export interface Signal {
  readonly kind: SignalKind;
  /** 1 where the signal is as strong as it typically is where it is there; no upper bound. */
  readonly strength: number;
  /** Part of the score, 0 to 1; the shares of one result add up to 1. */
  readonly share: number;
  readonly parts: readonly Part[];
}

/** A signal between one subject and a candidate. */
export interface Part {
  readonly kind: SignalKind;
  readonly strength: number;
  /** What it adds to the sum, damped by age. */
  readonly part: number;
  readonly evidence: readonly Evidence[];
  /** Undefined where a technique or topic was asked for. */
  readonly subject: Subject | undefined;
}

export interface Scored {
  readonly paperId: string;
  /** 0 to 1. */
  readonly score: number;
  /** How much what is not wanted took away, 0 to 1. */
  readonly penalty: number;
  /** Largest share first. */
  readonly signals: readonly Signal[];
  readonly candidate: CandidateRow;
}

/** What is wanted, or not wanted. */
export interface Side {
  readonly subjects: readonly Subject[];
  readonly techniqueIds: readonly string[];
  readonly topicIds: readonly string[];
}

/** What related papers are wanted to be like, and unlike. */
export interface Wanted {
  readonly like: Side;
  readonly unlike: Side;
}

/** How much being like what is not wanted counts, against being like what is: after Rocchio, 1971. */
const UNLIKE = 0.5;

/**
 * Scores every candidate and ranks them: highest score first, ties by id. Pure, and
 * a score does not depend on the other candidates. A set of subjects counts as the
 * mean of them. Candidates that share nothing are left out.
 */
export function rank(wanted: Wanted, candidates: readonly CandidateRow[], weights: Weights): Scored[] {
  return candidates
    .flatMap((candidate) => scoreOne(wanted, candidate, weights) ?? [])
    .sort((left, right) => right.score - left.score || (left.paperId < right.paperId ? -1 : 1));
}

/** Scores one candidate by the formula of {@link FORMULA}; undefined when nothing relates it. */
export function scoreOne({ like, unlike }: Wanted, candidate: CandidateRow, weights: Weights): Scored | undefined {
  const parts = partsOfSide(like, candidate, weights);
  const total = sumOf(parts);
  if (total <= 0) return undefined;
  const sum = total / sizeOf(like);
  const penalty = Math.min(
    1,
    (UNLIKE * sumOf(partsOfSide(unlike, candidate, weights))) / Math.max(1, sizeOf(unlike)) / sum,
  );
  const kept = sum * (1 - penalty);
  return {
    paperId: candidate.id,
    score: kept / (kept + HALF_SCORE),
    penalty,
    signals: SIGNAL_KINDS.flatMap((kind) => signalOf(kind, parts, total, sizeOf(like)) ?? []).sort(
      (left, right) => right.share - left.share || SIGNAL_KINDS.indexOf(left.kind) - SIGNAL_KINDS.indexOf(right.kind),
    ),
    candidate,
  };
}

function sizeOf({ subjects, techniqueIds, topicIds }: Side): number {
  return subjects.length + techniqueIds.length + topicIds.length;
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { part }) => sum + part, 0);
}

function partsOfSide({ subjects, techniqueIds, topicIds }: Side, candidate: CandidateRow, weights: Weights): Part[] {
  return [
    ...subjects.flatMap((subject) => partsOf(subject, candidate, weights)),
    ...candidate.techniques
      .filter(({ id }) => techniqueIds.includes(id))
      .map((technique) => named('SHARED_TECHNIQUES', 'Technique', technique.id, emphasis(technique))),
    ...candidate.topics
      .filter(({ id }) => topicIds.includes(id))
      .map(({ id, confidence }) => named('SHARED_TOPICS', 'Topic', id, confidence)),
  ];
}

/** A technique or topic that was asked for itself: a paper that is all about it scores one half. */
function named(kind: SignalKind, type: 'Technique' | 'Topic', id: string, weight: number): Part {
  return { kind, strength: weight, part: HALF_SCORE * weight, evidence: [{ type, id, weight }], subject: undefined };
}

function partsOf(subject: Subject, candidate: CandidateRow, weights: Weights): Part[] {
  const facts = factsOf(subject, candidate);
  const damping = dampingOf(subject.row.year, candidate.year, weights.age);
  // That a paper is popular relates it to nothing: it counts beside something that does.
  const isRelated = SIGNAL_KINDS.some((kind) => kind !== 'POPULARITY' && weights[kind] > 0 && facts[kind].raw > 0);
  if (!isRelated) return [];
  return SIGNAL_KINDS.filter((kind) => facts[kind].raw > 0 && weights[kind] > 0).map((kind) => {
    const strength = facts[kind].raw / FORMULA[kind].scale;
    return { kind, strength, part: damping * weights[kind] * strength, evidence: facts[kind].evidence, subject };
  });
}

/** (1 + years apart)^−age: 1 for papers of one year, falling ever more slowly; 1 when a year is unknown. */
export function dampingOf(year: number | null, other: number | null, age: number): number {
  return year === null || other === null ? 1 : (1 + Math.abs(year - other)) ** -age;
}

/** One signal of a result, over all that was asked for. */
function signalOf(kind: SignalKind, all: readonly Part[], total: number, asked: number): Signal | undefined {
  const parts = all.filter((part) => part.kind === kind);
  if (parts.length === 0) return undefined;
  return {
    kind,
    strength: parts.reduce((sum, { strength }) => sum + strength, 0) / asked,
    share: sumOf(parts) / total,
    parts,
  };
}

/** What speaks for a signal, each thing once, most telling first, ties by id. */
export function evidenceOf({ parts }: Pick<Signal, 'parts'>): Evidence[] {
  const best = new Map<string, Evidence>();
  for (const item of parts.flatMap(({ evidence }) => evidence)) {
    const known = best.get(item.id);
    best.set(item.id, known === undefined ? item : { ...item, weight: known.weight + item.weight });
  }
  return [...best.values()].sort((left, right) => right.weight - left.weight || (left.id < right.id ? -1 : 1));
}
