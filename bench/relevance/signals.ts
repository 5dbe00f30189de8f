import type { Corpus } from './corpus.js';
import type { Indexed } from './data.js';
import { topOf } from './metrics.js';
import type { Task } from './protocol.js';
import { productsOf } from './text-index.js';

/** The signals of the recipe, each a number per paper of the corpus. */
export const SIGNALS = [
  'text',
  'prop',
  'pop',
  'age',
  'auth',
  'authrefs',
  'cocite',
  'meancos',
  'authknown',
  'coupling',
] as const;

export type SignalName = (typeof SIGNALS)[number];
export type Signals = Readonly<Record<SignalName, Float64Array>>;

/** Text neighbors whose citations propagate. */
const NEIGHBORS = 50;

/**
 * All signals of one task, without bounds on the candidates: the reference that
 * the product's bounded form is measured against. The query's own citations are
 * never used but for `task.known`, and citations to it never at all.
 */
export function signalsOf({ corpus, vectors, inverted }: Indexed, task: Task): Signals {
  const { papers } = corpus;
  const { query } = task;
  const year = papers[query]!.year;
  const counts = task.isVisible;
  const text = productsOf(vectors, inverted, query);
  text[query] = 0;
  const coauthors = new Float64Array(papers.length);
  for (const author of corpus.authors[query]!) for (const paper of corpus.papersOf[author]!) coauthors[paper]!++;
  coauthors[query] = 0;
  return {
    text,
    prop: propagated(corpus, text, counts),
    pop: popularity(corpus, query, counts),
    age: Float64Array.from(papers, (paper) => Math.log1p(Math.max(0, year - paper.year))),
    auth: coauthors.map(Math.log1p),
    authrefs: citedBy(corpus, coauthors, counts).map(Math.log1p),
    cocite: coCitation(corpus, task, counts),
    meancos: meanCosine({ corpus, vectors, inverted }, task.known),
    authknown: authorsOfKnown(corpus, task.known),
    coupling: coupling(corpus, task),
  };
}

/** log1p(50 · Σ w_c·[c cites x] / Σ w_c) over the nearest text neighbors c, w_c = cosine². */
function propagated(corpus: Corpus, text: Float64Array, counts: (citing: number) => boolean): Float64Array {
  const scores = text.map((cosine, paper) => (cosine > 0 && counts(paper) ? cosine : -Infinity));
  const weights = new Float64Array(text.length);
  let total = 0;
  for (const paper of topOf(scores, NEIGHBORS)) {
    weights[paper] = text[paper]! ** 2;
    total += weights[paper];
  }
  return citedBy(corpus, weights, counts).map((sum) => Math.log1p(total === 0 ? 0 : (50 * sum) / total));
}

/** Σ over papers c of weight(c) · [c cites x]. */
function citedBy(corpus: Corpus, weights: Float64Array, counts: (citing: number) => boolean): Float64Array {
  const sums = new Float64Array(weights.length);
  for (let citing = 0; citing < weights.length; citing++) {
    if (weights[citing] === 0 || !counts(citing)) continue;
    for (const cited of corpus.references[citing]!) sums[cited]! += weights[citing]!;
  }
  return sums;
}

/** log1p(citations up to the query's year). */
function popularity(corpus: Corpus, query: number, counts: (citing: number) => boolean): Float64Array {
  const year = corpus.papers[query]!.year;
  return Float64Array.from(corpus.citers, (citers) => {
    let sum = 0;
    for (const citing of citers) if (counts(citing) && corpus.papers[citing]!.year <= year) sum++;
    return Math.log1p(sum);
  });
}

/** log1p(Σ_c [c cites x] · (Σ over known j cited by c, 1 / ln(2 + indegree j)) / √(1 + outdegree c)). */
function coCitation(corpus: Corpus, { query, known }: Task, counts: (citing: number) => boolean): Float64Array {
  const weights = new Float64Array(corpus.papers.length);
  for (const cited of known) {
    const rarity = 1 / Math.log(2 + indegreeWithout(corpus, cited, query));
    for (const citing of corpus.citers[cited]!) weights[citing]! += rarity / Math.sqrt(1 + corpus.outdegree[citing]!);
  }
  weights[query] = 0;
  return citedBy(corpus, weights, counts).map(Math.log1p);
}

/** log1p(Σ over known j cited by x, 1 / ln(2 + indegree j)): bibliographic coupling (Kessler, 1963). */
function coupling(corpus: Corpus, { query, known }: Task): Float64Array {
  const sums = new Float64Array(corpus.papers.length);
  for (const cited of known) {
    const rarity = 1 / Math.log(2 + indegreeWithout(corpus, cited, query));
    for (const citing of corpus.citers[cited]!) sums[citing]! += rarity;
  }
  sums[query] = 0;
  return sums.map(Math.log1p);
}

/** Mean text cosine to the known references. */
function meanCosine({ corpus, vectors, inverted }: Indexed, known: readonly number[]): Float64Array {
  const sums = new Float64Array(corpus.papers.length);
  for (const cited of known) {
    const cosines = productsOf(vectors, inverted, cited);
    for (let paper = 0; paper < sums.length; paper++) sums[paper]! += cosines[paper]! / known.length;
  }
  return sums;
}

/** log1p(Σ over known j, authors shared by x and j). */
function authorsOfKnown(corpus: Corpus, known: readonly number[]): Float64Array {
  const sums = new Float64Array(corpus.papers.length);
  for (const cited of known) {
    for (const author of corpus.authors[cited]!) for (const paper of corpus.papersOf[author]!) sums[paper]!++;
  }
  return sums.map(Math.log1p);
}

function indegreeWithout(corpus: Corpus, cited: number, query: number): number {
  const citers = corpus.citers[cited]!;
  return citers.length - (citers.includes(query) ? 1 : 0);
}
