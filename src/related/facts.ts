import type { TextHitDetail } from '../graph/graph.js';
import type { TechniqueRole } from '../technique/application.js';
import type { SignalKind } from './formula.js';
import type { CandidateRow, SubjectRow } from './related.repository.js';
import { sharedTerms, type SharedTerm, type SubjectText } from './text.js';

/** One thing that two papers share, or that speaks for the pair: a node of the graph or a term of both texts. */
export interface Evidence {
  readonly type: 'Paper' | 'Author' | 'Topic' | 'Technique' | 'Term';
  readonly id: string;
  /** What it contributes to the signal's raw value. */
  readonly weight: number;
}

/** Candidates by what brings them up, each with its evidence. */
type Lists = Map<string, Evidence[]>;

/** All that is known of a subject, ready to be compared with any candidate. */
export interface Subject {
  readonly row: SubjectRow;
  readonly text: SubjectText;
  /** What the hits of the full-text search share with the text, by their id. */
  readonly hitTerms: ReadonlyMap<string, readonly SharedTerm[]>;
  /** Mean similarity of the nearest: how near "near" is for this text. */
  readonly textScale: number;
  /** Σ similarity² over the neighbors. */
  readonly neighborWeight: number;
  readonly neighbors: readonly { readonly id: string; readonly similarity: number }[];
  readonly neighborsCite: Lists;
  readonly authorsCite: Lists;
  readonly coCitation: Lists;
  readonly coupling: Lists;
  readonly coCited: Lists;
}

/**
 * How many of the nearest papers propagate, and how many tell how near "near" is. In a
 * graph of a few hundred papers fifty would be a third of all, and most of them far.
 */
const NEIGHBORS = { most: 50, least: 10, papersEach: 30 };
const SCALED_BY = { most: 30, least: 5, papersEach: 50 };

function share({ most, least, papersEach }: typeof NEIGHBORS, paperCount: number): number {
  return Math.max(least, Math.min(most, Math.round(paperCount / papersEach)));
}

/** Gathers what the graph says around a subject. `hits` are the papers nearest by its `text`. */
export function subjectOf(row: SubjectRow, text: SubjectText, hits: readonly TextHitDetail[]): Subject {
  const hitTerms = new Map(hits.map((hit) => [hit.id, sharedTerms(text, hit.text)]));
  const neighbors = hits
    .filter(({ id }) => id !== row.id)
    .map(({ id, references }) => ({ id, cites: references, similarity: sumOf(hitTerms.get(id) ?? []) }))
    .sort((left, right) => right.similarity - left.similarity || (left.id < right.id ? -1 : 1))
    .slice(0, share(NEIGHBORS, row.paperCount));
  const nearest = neighbors.slice(0, share(SCALED_BY, row.paperCount));
  const shared = new Map(row.authorPapers.map((paper) => [paper.id, paper.shared]));
  const coupling: Lists = new Map();
  const rarities = new Map<string, number>();
  const degrees = new Map(row.references.map(({ id, degree }) => [id, degree]));
  const sizes = new Map<string, number>();
  for (const { id, degree, shared: works } of byId(row.coupled)) {
    sizes.set(id, degree);
    for (const work of [...works].sort()) {
      const rarity = 1 / Math.log(2 + (degrees.get(work) ?? 0));
      push(coupling, id, { type: 'Paper', id: work, weight: rarity });
      rarities.set(id, (rarities.get(id) ?? 0) + rarity);
    }
  }
  return {
    row,
    text,
    hitTerms,
    neighbors: neighbors.map(({ id, similarity }) => ({ id, similarity })),
    textScale: nearest.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(1, nearest.length),
    neighborWeight: neighbors.reduce((sum, { similarity }) => sum + similarity ** 2, 0),
    neighborsCite: citedBy(neighbors, ({ similarity }) => similarity ** 2),
    authorsCite: citedBy(row.authorReferences, ({ id }) => shared.get(id) ?? 0),
    coCitation: citedBy(row.citers, ({ degree }) => 1 / Math.sqrt(1 + degree)),
    coupling,
    coCited: citedBy(row.coupledReferences, ({ id }) => (rarities.get(id) ?? 0) / Math.sqrt(1 + (sizes.get(id) ?? 0))),
  };
}

/** How many candidates each signal brings up; text neighbors come besides. */
const CANDIDATES = {
  neighborsCite: 50,
  authors: 50,
  authorsCite: 15,
  coCitation: 50,
  coupling: 50,
  coCited: 50,
  direct: 50,
};

/** With a filter many of them go, so more are looked at. */
const FILTERED_FACTOR = 20;

/** The papers worth scoring against a subject: a bounded number, the most promising by each signal. */
export function candidatesOf(subject: Subject, hits: readonly TextHitDetail[], filtered: boolean): Set<string> {
  const { row } = subject;
  const factor = filtered ? FILTERED_FACTOR : 1;
  const found = new Set<string>(filtered ? hits.map(({ id }) => id) : subject.neighbors.map(({ id }) => id));
  const add = (ids: readonly string[], most: number): void => {
    for (const id of ids.slice(0, most * factor)) found.add(id);
  };
  add(heaviest(subject.neighborsCite), CANDIDATES.neighborsCite);
  add(
    row.authorPapers.map(({ id }) => id),
    CANDIDATES.authors,
  );
  add(heaviest(subject.authorsCite), CANDIDATES.authorsCite);
  add(heaviest(subject.coCitation), CANDIDATES.coCitation);
  add(heaviest(subject.coupling), CANDIDATES.coupling);
  add(heaviest(subject.coCited), CANDIDATES.coCited);
  add(
    row.references.filter(({ stub }) => !stub).map(({ id }) => id),
    CANDIDATES.direct,
  );
  add(
    row.citers.map(({ id }) => id),
    CANDIDATES.direct,
  );
  for (const ids of row.tagged) add(ids, ids.length);
  found.delete(row.id);
  return found;
}

/** Everything that relates a candidate to a subject: the evidence of each signal, and its raw value. */
export type PairFacts = Readonly<Record<SignalKind, { readonly raw: number; readonly evidence: readonly Evidence[] }>>;

const NOTHING: readonly Evidence[] = [];

/** Factor of propagation: a candidate that all neighbors cite has the raw value ln(51). */
const NEIGHBOR_FACTOR = 50;

export function factsOf(subject: Subject, candidate: CandidateRow): PairFacts {
  const { row } = subject;
  const { id } = candidate;
  const paper = [{ type: 'Paper' as const, id, weight: 1 }];
  const damped = (evidence: readonly Evidence[]) => ({ raw: Math.log1p(sumOf(evidence)), evidence });
  const shared = subject.hitTerms.get(id) ?? sharedTerms(subject.text, candidate.searchText);
  const terms = shared.map((term) => ({ type: 'Term' as const, ...term }));
  const neighbors = subject.neighborsCite.get(id) ?? NOTHING;
  const direct = (is: boolean) => ({ raw: is ? 1 : 0, evidence: is ? paper : NOTHING });
  return {
    TEXT: { raw: ratio(sumOf(terms), subject.textScale), evidence: terms },
    NEIGHBORS_CITE: {
      raw: Math.log1p(NEIGHBOR_FACTOR * ratio(sumOf(neighbors), subject.neighborWeight)),
      evidence: neighbors,
    },
    SHARED_TECHNIQUES: damped(sharedTechniques(row, candidate)),
    TECHNIQUE_LINEAGE: damped(lineage(row, candidate)),
    SHARED_TOPICS: damped(sharedTopics(row, candidate)),
    SHARED_AUTHORS: damped(sharedAuthors(row, candidate)),
    AUTHORS_CITE: damped(subject.authorsCite.get(id) ?? NOTHING),
    CITES: direct(candidate.citedBy.includes(row.id)),
    CITED_BY: direct(candidate.cites.includes(row.id)),
    CO_CITATION: damped(subject.coCitation.get(id) ?? NOTHING),
    BIBLIOGRAPHIC_COUPLING: damped(subject.coupling.get(id) ?? NOTHING),
    REFERENCES_CO_CITED: damped(subject.coCited.get(id) ?? NOTHING),
    POPULARITY: { raw: Math.log1p(candidate.citationCount), evidence: candidate.citationCount > 0 ? paper : NOTHING },
  };
}

const ROLE_WEIGHTS: Readonly<Record<TechniqueRole, number>> = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

/** How much a paper has to do with a technique, 0 to 1: introducing it beats comparing with it. */
export function emphasis({ role, confidence }: { role: TechniqueRole; confidence: number }): number {
  return ROLE_WEIGHTS[role] * confidence;
}

function sharedTechniques(row: SubjectRow, candidate: CandidateRow): Evidence[] {
  const mine = new Map(row.techniques.map((technique) => [technique.id, technique]));
  return byId(candidate.techniques).flatMap((theirs) => {
    const own = mine.get(theirs.id);
    if (own === undefined) return [];
    const weight = rarity(theirs.paperCount, row.paperCount) * emphasis(own) * emphasis(theirs);
    return [{ type: 'Technique' as const, id: theirs.id, weight }];
  });
}

function lineage(row: SubjectRow, candidate: CandidateRow): Evidence[] {
  const mine = new Map(row.techniques.map((technique) => [technique.id, technique]));
  const theirs = new Map(candidate.techniques.map((technique) => [technique.id, technique]));
  const best = new Map<string, number>();
  for (const { from, id } of byId([...row.parents, ...row.variants])) {
    const own = mine.get(from);
    const other = theirs.get(id);
    // A technique that both work with is counted as shared already.
    if (own === undefined || other === undefined || mine.has(id) || theirs.has(from)) continue;
    const weight = rarity(other.paperCount, row.paperCount) * emphasis(own) * emphasis(other);
    best.set(id, Math.max(best.get(id) ?? 0, weight));
  }
  return [...best].map(([id, weight]) => ({ type: 'Technique', id, weight }));
}

function sharedTopics(row: SubjectRow, candidate: CandidateRow): Evidence[] {
  const mine = new Map(row.topics.map((topic) => [topic.id, topic]));
  return byId(candidate.topics).flatMap((theirs) => {
    const own = mine.get(theirs.id);
    if (own === undefined) return [];
    const weight = rarity(theirs.paperCount, row.paperCount) ** 2 * own.confidence * theirs.confidence;
    return [{ type: 'Topic' as const, id: theirs.id, weight }];
  });
}

function sharedAuthors(row: SubjectRow, candidate: CandidateRow): Evidence[] {
  const mine = new Set(row.authors.map(({ id }) => id));
  return byId(candidate.authors)
    .filter(({ id }) => mine.has(id))
    .map(({ id }) => ({ type: 'Author', id, weight: 1 }));
}

/** 1 for a node of a single paper, towards 0 for one of all: ln(1 + N/n) / ln(1 + N). */
function rarity(papers: number, paperCount: number): number {
  return Math.log(1 + paperCount / Math.max(1, papers)) / Math.log(1 + paperCount);
}

/** What weighted papers cite, each with those that cite it; by id, so that sums come out the same on every engine. */
function citedBy<Citing extends { readonly id: string; readonly cites: readonly string[] }>(
  papers: readonly Citing[],
  weightOf: (paper: Citing) => number,
): Lists {
  const lists: Lists = new Map();
  for (const paper of byId(papers)) {
    const evidence: Evidence = { type: 'Paper', id: paper.id, weight: weightOf(paper) };
    if (evidence.weight > 0) for (const cited of paper.cites) push(lists, cited, evidence);
  }
  return lists;
}

function heaviest(lists: Lists): string[] {
  return [...lists]
    .map(([id, evidence]) => ({ id, weight: sumOf(evidence) }))
    .sort((left, right) => right.weight - left.weight || (left.id < right.id ? -1 : 1))
    .map(({ id }) => id);
}

function push(lists: Lists, id: string, evidence: Evidence): void {
  const list = lists.get(id);
  if (list === undefined) lists.set(id, [evidence]);
  else list.push(evidence);
}

function sumOf(evidence: readonly { readonly weight: number }[]): number {
  let sum = 0;
  for (const { weight } of evidence) sum += weight;
  return sum;
}

function ratio(value: number, scale: number): number {
  return scale > 0 ? value / scale : 0;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}
