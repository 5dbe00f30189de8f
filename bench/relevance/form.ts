import type { Corpus } from './corpus.js';
import type { Data } from './data.js';
import { propagated, rarityOfWork, reliabilityOf, scaleOf, SIGNAL_KINDS, type SignalKind } from './formula.js';
import { topOf } from './metrics.js';
import { retrieved, type Near, type TextSource } from './neighbors.js';
import type { Task } from './protocol.js';
import type { Shared, Tags } from './tags.js';
import { accumulate, productsOf } from './text-index.js';
import type { Sample } from './tune.js';

/** How many candidates each signal brings up; those that several bring count once. */
export interface Bounds {
  readonly text: number;
  readonly neighborsCite: number;
  readonly authors: number;
  readonly authorsCite: number;
  readonly coCited: number;
  readonly coupling: number;
  readonly coCitation: number;
  readonly direct: number;
  readonly tags: number;
}

export const BOUNDS: Bounds = {
  text: 50,
  neighborsCite: 50,
  authors: 50,
  authorsCite: 15,
  coCited: 50,
  coupling: 50,
  coCitation: 50,
  direct: 50,
  tags: 30,
};

export interface FormOptions {
  readonly source?: TextSource;
  readonly bounds?: Bounds;
  readonly tags?: Tags;
  /** Papers whose citations propagate. */
  readonly neighbors?: number;
  /** Those of the nearest that have references here, or the nearest whether or not they have. */
  readonly propagators?: 'citing' | 'all';
  /** Text over what is typical of the nearest papers, or as it is. */
  readonly textScale?: 'nearest' | 'none';
  /** Candidates of few words count less. */
  readonly reliability?: boolean;
  /** What the texts of the known references are taken from. */
  readonly readLike?: 'titles' | 'own words of titles' | 'texts' | 'none';
  /** Which known text a candidate is compared with: of every candidate, or only of the papers that were found. */
  readonly textOf?: 'candidates' | 'hits';
}

/** The nearest that tell how near "near" is for a text. */
const SCALED_BY = 30;
/** Nodes with more links than this are not walked through. */
const HUB_DEGREE = 200;
/** References and citers of the subject, and papers that cite the same, that are looked at. */
const LINKS = 100;
/** Papers of the subject's authors that are looked at. */
const AUTHOR_PAPERS = 50;

type Raw = Readonly<Record<SignalKind, (paper: number) => number>>;

/** The product form of one task: bounded candidates with their strengths. */
export function sampleOf(data: Data, task: Task, options: FormOptions = {}): Sample {
  const { corpus } = data;
  const { bounds = BOUNDS, neighbors = 50, tags } = options;
  const { query, isVisible } = task;
  const source = options.source ?? retrieved(data);
  const hits = source.nearest(query, isVisible);
  const propagators =
    options.propagators === 'all' ? hits : hits.filter(({ paper }) => corpus.references[paper]!.length > 0);
  const citing = new Map(propagators.slice(0, neighbors).map(({ paper, similarity }) => [paper, similarity ** 2]));
  const authorPapers = authorPapersOf(corpus, query);
  const coupled = coupledOf(corpus, task);
  const lists = {
    neighborsCite: citedBy(corpus, citing),
    authors: authorPapers,
    authorsCite: citedBy(
      corpus,
      heaviest(authorPapers, AUTHOR_PAPERS, (paper) => isVisible(paper)),
    ),
    coCited: citedBy(
      corpus,
      heaviest(
        mapped(coupled, (sum, paper) => sum / Math.sqrt(1 + corpus.outdegree[paper]!)),
        LINKS,
        () => true,
      ),
    ),
    coupling: coupled,
    coCitation: citedBy(
      corpus,
      new Map(task.citers.slice(0, LINKS).map((paper) => [paper, 1 / Math.sqrt(1 + corpus.outdegree[paper]!)])),
    ),
    direct: new Map([...task.known, ...task.citers].map((paper) => [paper, 1])),
  };
  const found = new Set<number>();
  for (const { paper } of hits.slice(0, bounds.text)) if (task.isEligible(paper)) found.add(paper);
  for (const [name, list] of Object.entries(lists)) {
    for (const paper of heaviest(list, bounds[name as keyof typeof lists], task.isEligible).keys()) found.add(paper);
  }
  const shared = tags?.sharedBy(query);
  for (const list of shared === undefined ? [] : Object.values(shared)) {
    for (const paper of heaviest(list.generating, bounds.tags, task.isEligible).keys()) found.add(paper);
  }
  const candidates = [...found].sort((left, right) => left - right);
  const raw = { ...rawOf(data, task, hits, source, citing, lists, options), ...tagRaw(shared) };
  return {
    task,
    candidates,
    strengths: Object.fromEntries(
      SIGNAL_KINDS.map((kind) => [kind, Float64Array.from(candidates, (paper) => raw[kind](paper) / scaleOf(kind))]),
    ),
    age: Float64Array.from(candidates, (paper) =>
      Math.log1p(yearsBetween(corpus.papers[query]!.year, corpus.papers[paper]!.year)),
    ),
  };
}

/** The raw value of each signal, of a candidate. */
function rawOf(
  data: Data,
  task: Task,
  hits: readonly Near[],
  source: TextSource,
  citing: ReadonlyMap<number, number>,
  lists: Readonly<Record<string, ReadonlyMap<number, number>>>,
  { textScale, reliability = true, readLike = 'titles', textOf }: FormOptions,
): Omit<Raw, keyof ReturnType<typeof tagRaw>> {
  const { corpus, counts } = data;
  const { query } = task;
  const scale = textScale === 'none' ? 1 : meanOf(hits.slice(0, SCALED_BY)) || 1;
  const trust = (paper: number): number => (reliability ? reliabilityOf(counts.lengths[paper]!) : 1);
  const similarity = source.similarities(query);
  const among = new Set(hits.map(({ paper }) => paper));
  const like = readLike === 'none' ? undefined : likeReferences(data, task, readLike);
  const total = [...citing.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const damped = (name: string) => (paper: number) => Math.log1p(lists[name]!.get(paper) ?? 0);
  const [known, citers] = [new Set(task.known), new Set(task.citers)];
  return {
    TEXT: (paper) => (textOf === 'hits' && !among.has(paper) ? 0 : (similarity(paper) / scale) * trust(paper)),
    NEIGHBORS_CITE: (paper) => propagated((lists['neighborsCite']!.get(paper) ?? 0) / total),
    POPULARITY: (paper) => Math.log1p(citationsOf(corpus, task, paper)),
    SHARED_AUTHORS: damped('authors'),
    AUTHORS_CITE: damped('authorsCite'),
    REFERENCES_CO_CITED: damped('coCited'),
    BIBLIOGRAPHIC_COUPLING: damped('coupling'),
    REFERENCES_READ_LIKE: (paper) => ((like?.[paper] ?? 0) / scale) * trust(paper),
    CO_CITATION: damped('coCitation'),
    CITES: (paper) => (known.has(paper) ? 1 : 0),
    CITED_BY: (paper) => (citers.has(paper) ? 1 : 0),
  };
}

function tagRaw(shared: Shared | undefined) {
  const damped = (kind: keyof Shared) => (paper: number) => Math.log1p(shared?.[kind].scoring.get(paper) ?? 0);
  return {
    SHARED_TECHNIQUES: damped('techniques'),
    TECHNIQUE_LINEAGE: damped('lineage'),
    SHARED_TOPICS: damped('topics'),
  };
}

/** Similarity of every paper to the known references: to the words of their titles, or to their whole texts. */
function likeReferences(data: Data, task: Task, from: 'titles' | 'own words of titles' | 'texts'): Float64Array {
  const sums = new Float64Array(data.corpus.papers.length);
  if (task.known.length === 0) return sums;
  if (from === 'texts') {
    for (const cited of task.known) {
      const products = productsOf(data.vectors, data.candidates, cited);
      for (let paper = 0; paper < sums.length; paper++) sums[paper]! += products[paper]! / task.known.length;
    }
    return sums;
  }
  const { starts, columns } = data.vectors;
  const own = new Set(columns.subarray(starts[task.query], starts[task.query + 1]));
  const weights = new Map<number, number>();
  for (const cited of task.known) {
    for (const column of data.titles[cited]!) {
      if (from === 'titles' || own.has(column))
        weights.set(column, (weights.get(column) ?? 0) + data.rarities[column]!);
    }
  }
  const length = Math.sqrt([...weights.values()].reduce((squares, weight) => squares + weight ** 2, 0)) || 1;
  for (const [column, weight] of weights) accumulate(sums, data.candidates, column, weight / length);
  return sums;
}

/** Papers that cite known references, with the rarities of those that they cite: bibliographic coupling. */
function coupledOf(corpus: Corpus, { query, known, isVisible }: Task): Map<number, number> {
  const sums = new Map<number, number>();
  const degree = (cited: number): number =>
    corpus.citers[cited]!.length - (corpus.citers[cited]!.includes(query) ? 1 : 0);
  const walked = known.filter((cited) => degree(cited) <= HUB_DEGREE).sort((a, b) => degree(a) - degree(b) || a - b);
  for (const cited of walked.slice(0, LINKS)) {
    for (const paper of corpus.citers[cited]!) {
      if (isVisible(paper)) sums.set(paper, (sums.get(paper) ?? 0) + rarityOfWork(degree(cited)));
    }
  }
  return sums;
}

/** Papers of the subject's authors, and how many they share. */
function authorPapersOf(corpus: Corpus, query: number): Map<number, number> {
  const shared = new Map<number, number>();
  for (const author of corpus.authors[query]!) {
    const papers = corpus.papersOf[author]!;
    if (papers.length > HUB_DEGREE) continue;
    for (const paper of papers) if (paper !== query) shared.set(paper, (shared.get(paper) ?? 0) + 1);
  }
  return shared;
}

/** What weighted papers cite, and the weights of those that cite it. */
function citedBy(corpus: Corpus, citing: ReadonlyMap<number, number>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [paper, weight] of citing) {
    if (corpus.outdegree[paper]! > HUB_DEGREE) continue;
    for (const cited of corpus.references[paper]!) sums.set(cited, (sums.get(cited) ?? 0) + weight);
  }
  return sums;
}

/** Citations of a paper by those that are there. */
function citationsOf(corpus: Corpus, { isVisible, query }: Task, paper: number): number {
  return corpus.citers[paper]!.reduce(
    (count, citing) => (citing !== query && isVisible(citing) ? count + 1 : count),
    0,
  );
}

function heaviest(
  weights: ReadonlyMap<number, number>,
  count: number,
  isWanted: (paper: number) => boolean,
): Map<number, number> {
  const wanted = [...weights].filter(([paper]) => isWanted(paper)).sort(([left], [right]) => left - right);
  const best = topOf(
    Float64Array.from(wanted, ([, weight]) => weight),
    count,
  );
  return new Map(best.map((at) => wanted[at]!));
}

function mapped(
  weights: ReadonlyMap<number, number>,
  change: (weight: number, paper: number) => number,
): Map<number, number> {
  return new Map([...weights].map(([paper, weight]) => [paper, change(weight, paper)]));
}

/** 0 when a year is unknown. */
function yearsBetween(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : Math.abs(left - right);
}

function meanOf(near: readonly Near[]): number {
  return near.length === 0 ? 0 : near.reduce((sum, { similarity }) => sum + similarity, 0) / near.length;
}
