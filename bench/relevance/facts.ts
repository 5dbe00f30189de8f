import type { Corpus } from './corpus.js';
import type { Task } from './protocol.js';
import { coCitingWeight, rarityOf, type Evidence, type PairFacts, type SubjectFacts } from './scoring.js';
import type { Tags } from './tags.js';
import type { TextSource } from './text-source.js';

/**
 * How many candidates each way of finding them brings, besides all text neighbors; and how many nodes the walks
 * pass through, so that no hub makes a question slow.
 */
export interface Bounds {
  readonly neighborsCite: number;
  readonly authors: number;
  readonly authorsCite: number;
  readonly coCited: number;
  readonly coupling: number;
  readonly readLike: number;
  readonly tags: number;
  readonly direct: number;
  /** References and citers of the subject that are looked at: those with the fewest citations or references. */
  readonly links: number;
  /** Papers that cite references of the subject: the heaviest. */
  readonly coCitingPapers: number;
  /** Other papers of the subject's authors: those with most of the authors. */
  readonly authorPapers: number;
}

export const BOUNDS: Bounds = {
  neighborsCite: 30,
  authors: 30,
  authorsCite: 15,
  coCited: 30,
  coupling: 30,
  readLike: 20,
  tags: 30,
  direct: 30,
  links: 100,
  coCitingPapers: 100,
  authorPapers: 50,
};

/** Papers with more references or citations, and authors with more papers, are not walked through. */
const HUB_DEGREE = 200;

export interface FactsOptions {
  readonly bounds: Bounds;
  /** Popularity as it is now, from a counter, instead of as it was in the query's year. */
  readonly citationsNow: boolean;
}

export const DEFAULT_FACTS: FactsOptions = { bounds: BOUNDS, citationsNow: false };

/** A subject with its bounded candidates: what the product reads from the graph, found in memory. */
export interface Facts {
  readonly subject: SubjectFacts;
  /** Positions of the candidates, ascending. */
  readonly candidates: readonly number[];
  readonly pairs: readonly PairFacts[];
}

type Lists = Map<number, Evidence[]>;

/** Gathers what is known of a task's subject and candidates, as a few short walks from known nodes. */
export function factsOf(
  corpus: Corpus,
  text: TextSource,
  tags: Tags | undefined,
  task: Task,
  options = DEFAULT_FACTS,
): Facts {
  const { query } = task;
  const { bounds } = options;
  const year = corpus.papers[query]!.year;
  const neighbors = text.neighborsOf(query, task.isVisible);
  const scale = meanOf(neighbors.map(({ cosine }) => cosine));
  const cosine = text.cosineFrom(query, task.isVisible);
  const sharedAuthors = authorsShared(corpus, query);
  const known = knownLists(corpus, text, task, bounds);
  const neighborsCiting = citedByAll(
    corpus,
    neighbors.map(({ paper, cosine: weight }) => [paper, weight ** 2]),
  );
  const authorPapersCiting = citedByAll(
    corpus,
    heaviest(sharedAuthors, bounds.authorPapers, task.isVisible).map((paper) => [
      paper,
      sumOf(sharedAuthors.get(paper)!),
    ]),
  );
  const citers = fewestFirst(task.citers, bounds.links, (citing) => corpus.outdegree[citing]!);
  const commonCiters = citedByAll(
    corpus,
    citers.map((citing) => [citing, coCitingWeight(1, corpus.outdegree[citing]!)]),
  );
  const techniques = tags?.shared(query) ?? new Map<number, Evidence[]>();
  const cites = new Set(task.known);
  const citedBy = new Set(task.citers);

  const found = new Set<number>(neighbors.map(({ paper }) => paper).filter(task.isEligible));
  const add = (lists: Lists, count: number): void => {
    for (const paper of heaviest(lists, count, task.isEligible)) found.add(paper);
  };
  add(neighborsCiting, bounds.neighborsCite);
  add(sharedAuthors, bounds.authors);
  add(authorPapersCiting, bounds.authorsCite);
  add(known.coCiting, bounds.coCited);
  add(known.sharedReferences, bounds.coupling);
  add(known.nearReferences, bounds.readLike);
  add(commonCiters, bounds.coCited);
  add(techniques, bounds.tags);
  const references = fewestFirst(task.known, bounds.direct, (cited) => corpus.citers[cited]!.length);
  for (const paper of [...references, ...citers.slice(0, bounds.direct)]) if (task.isEligible(paper)) found.add(paper);

  const candidates = [...found].sort((left, right) => left - right);
  const pairs = candidates.map((paper): PairFacts => ({
    terms: one('text', cosine(paper)),
    neighborsCiting: neighborsCiting.get(paper) ?? [],
    citationCount: citations(corpus, task, paper, options),
    sharedAuthors: sharedAuthors.get(paper) ?? [],
    authorPapersCiting: authorPapersCiting.get(paper) ?? [],
    coCiting: known.coCiting.get(paper) ?? [],
    sharedReferences: known.sharedReferences.get(paper) ?? [],
    referencesReadingLike: known.nearReferences.get(paper) ?? [],
    commonCiters: commonCiters.get(paper) ?? [],
    cites: cites.has(paper),
    citedBy: citedBy.has(paper),
    sharedTechniques: techniques.get(paper) ?? [],
    lineage: [],
    sharedTopics: [],
    yearsApart: yearsBetween(year, corpus.papers[paper]!.year),
  }));
  const neighborWeight = neighbors.reduce((sum, neighbor) => sum + neighbor.cosine ** 2, 0);
  return { subject: { textScale: scale, neighborWeight }, candidates, pairs };
}

/** What the known references say of other papers. */
function knownLists(corpus: Corpus, text: TextSource, task: Task, bounds: Bounds) {
  const { query } = task;
  const known = fewestFirst(task.known, bounds.links, (cited) => corpus.citers[cited]!.length);
  const sharedReferences: Lists = new Map();
  const nearReferences: Lists = new Map();
  const rarities = new Map<number, number>();
  for (const cited of known) {
    const citers = corpus.citers[cited]!;
    const rarity = rarityOf(citers.length - (citers.includes(query) ? 1 : 0));
    for (const citing of citers.length <= HUB_DEGREE ? citers : []) {
      if (!task.isVisible(citing)) continue;
      push(sharedReferences, citing, corpus.papers[cited]!.id, rarity);
      rarities.set(citing, (rarities.get(citing) ?? 0) + rarity);
    }
    const scale = text.scaleOf(cited) * known.length;
    for (const { paper, cosine } of text.storedOf(cited)) {
      push(nearReferences, paper, corpus.papers[cited]!.id, cosine / scale);
    }
  }
  const weighted = [...rarities].map(
    ([citing, sum]) => [citing, coCitingWeight(sum, corpus.outdegree[citing]!)] as const,
  );
  weighted.sort(([left, a], [right, b]) => b - a || left - right);
  const coCiting = citedByAll(corpus, weighted.slice(0, bounds.coCitingPapers));
  return {
    sharedReferences,
    nearReferences,
    coCiting,
  };
}

/** Papers cited by weighted ones, each with those that cite it. */
function citedByAll(corpus: Corpus, citing: readonly (readonly number[])[]): Lists {
  const lists: Lists = new Map();
  for (const [paper = 0, weight = 0] of citing) {
    if (corpus.outdegree[paper]! > HUB_DEGREE) continue;
    for (const cited of corpus.references[paper]!) push(lists, cited, corpus.papers[paper]!.id, weight);
  }
  return lists;
}

/** Papers that share authors with one, and which. */
function authorsShared(corpus: Corpus, paper: number): Lists {
  const lists: Lists = new Map();
  for (const author of corpus.authors[paper]!) {
    const written = corpus.papersOf[author]!;
    if (written.length > HUB_DEGREE) continue;
    for (const other of written) if (other !== paper) push(lists, other, `author ${author}`, 1);
  }
  return lists;
}

function citations(corpus: Corpus, task: Task, paper: number, { citationsNow }: FactsOptions): number {
  let count = 0;
  for (const citing of corpus.citers[paper]!) {
    if (citing === task.query) continue;
    if (citationsNow || (task.isVisible(citing) && isUntil(corpus, task.query, citing))) count++;
  }
  return count;
}

/** 0 when a year is unknown. */
function yearsBetween(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : Math.abs(left - right);
}

function isUntil({ papers }: Corpus, query: number, paper: number): boolean {
  return papers[paper]!.year <= papers[query]!.year;
}

function heaviest(lists: Lists, count: number, isEligible: (paper: number) => boolean): number[] {
  if (count === 0) return [];
  return [...lists]
    .flatMap(([paper, evidence]) => (isEligible(paper) ? [{ paper, weight: sumOf(evidence) }] : []))
    .sort((left, right) => right.weight - left.weight || left.paper - right.paper)
    .slice(0, count)
    .map(({ paper }) => paper);
}

function fewestFirst(papers: readonly number[], count: number, degree: (paper: number) => number): number[] {
  return [...papers].sort((left, right) => degree(left) - degree(right) || left - right).slice(0, count);
}

function push(lists: Lists, paper: number, id: string, weight: number): void {
  const list = lists.get(paper);
  if (list === undefined) lists.set(paper, [{ id, weight }]);
  else list.push({ id, weight });
}

function one(id: string, weight: number): Evidence[] {
  return weight === 0 ? [] : [{ id, weight }];
}

function sumOf(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { weight }) => sum + weight, 0);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
