import { hashOf, readCorpus, sampleByHash, type Corpus, type CorpusName } from './corpus.js';
import { listsOf, modelOf, samplesOf, STORED, termMapOf } from './dataset.js';
import { mean, topOf } from './metrics.js';
import { NeighborIndex } from './neighbors.js';
import { heldOutJudgments, tasksOf, visJudgments, type Judgment, type Setting } from './protocol.js';
import { printTable, processorSeconds, short } from './table.js';
import {
  bm25IndexOf,
  bm25To,
  cosinesTo,
  countsOf,
  DAMPED,
  FULL,
  heaviestOfRow,
  invertedOf,
  vectorsOf,
} from './text-index.js';
import { textVectorOf, type TextVector } from './text-model.js';
import { sourceOf, type Near } from './text-source.js';
import { measure } from './tune.js';
import { REFERENCES } from './weights.js';

/** Prints what stored neighbors cost, how much of them full text finds, and what an old text model does. */
export function printStorage(large: boolean): void {
  const names: CorpusName[] = large ? ['vis-4k', 'papers-10k', 'papers-100k'] : ['vis-4k', 'papers-10k'];
  printTable(
    'Neighbor lists of 30: exact, one paper after the other, through an inverted index in memory',
    [
      'corpus',
      'analysis, CPU s',
      'vectors, CPU s',
      'lists, CPU s',
      'ms per paper at the end',
      'memory of the index, MB',
      'lists changed by a new paper',
    ],
    names.map(costsOf),
  );
  printTable(
    'Part of the exact 30 neighbors among the hits of a full-text query of the 25 heaviest words',
    ['corpus', '100 hits', '200 hits', '400 hits', '1000 hits'],
    names.map(foundByText),
  );
  printDrift(readCorpus('vis-4k'), visJudgments, 'vis-dev');
  printDrift(
    readCorpus('papers-100k', ({ source }) => source === 'acl-anthology'),
    (corpus) => heldOutJudgments(corpus, 'acl-anthology', 500),
    'linguistics',
  );
}

function costsOf(name: CorpusName): string[] {
  const corpus = readCorpus(name);
  let counts = countsOf({ ...corpus, papers: [] }, FULL);
  const analysis = processorSeconds(() => {
    counts = countsOf(corpus, FULL);
  });
  let vectors: TextVector[] = [];
  const vectorizing = processorSeconds(() => {
    const model = modelOf(counts);
    vectors = corpus.papers.map((_, row) => textVectorOf(termMapOf(counts, row), model));
  });
  const index = new NeighborIndex(STORED.size);
  const before = memory();
  const last = Math.max(0, corpus.papers.length - 1000);
  let building = 0;
  let ending = 0;
  for (const [from, to] of [
    [0, last],
    [last, corpus.papers.length],
  ] as const) {
    ending = processorSeconds(() => {
      for (let row = from; row < to; row++) index.add(corpus.papers[row]!.id, vectors[row]!);
    });
    building += ending;
  }
  const used = memory() - before;
  index.takeChanges();
  // A new paper that reads like an old one: the old one's vector under another id.
  const copies = sampleByHash(
    corpus.papers.map(({ id }) => id),
    100,
  );
  const changed = copies.map((id) => {
    index.add(`copy of ${id}`, vectors[corpus.indexOf.get(id)!]!);
    const count = index.takeChanges().length - 1;
    index.remove(`copy of ${id}`);
    index.takeChanges();
    return count;
  });
  return [
    name,
    analysis.toFixed(1),
    vectorizing.toFixed(1),
    building.toFixed(1),
    ((ending * 1000) / (corpus.papers.length - last)).toFixed(2),
    used.toFixed(0),
    mean(changed).toFixed(0),
  ];
}

function foundByText(name: CorpusName): string[] {
  const corpus = readCorpus(name);
  const counts = countsOf(corpus, FULL);
  const vectors = vectorsOf(counts, DAMPED);
  const inverted = invertedOf(vectors, counts.terms.length);
  const bm25 = bm25IndexOf(counts);
  const queries = sampleByHash(
    corpus.papers.map(({ id }) => id),
    200,
  ).map((id) => corpus.indexOf.get(id)!);
  const depths = [100, 200, 400, 1000];
  const found = queries.map((query) => {
    const cosines = cosinesTo(vectors, inverted, query);
    cosines[query] = -Infinity;
    const exact = topOf(cosines, STORED.size);
    const words = heaviestOfRow(vectors, query, 25).map((at) => vectors.columns[at]!);
    const hits = bm25To(
      bm25,
      words,
      words.map(() => 1),
      corpus.papers.length,
    );
    hits[query] = -Infinity;
    const ranked = topOf(hits, Math.max(...depths));
    return depths.map((depth) => {
      const among = new Set(ranked.slice(0, depth));
      return exact.filter((paper) => among.has(paper)).length / exact.length;
    });
  });
  return [name, ...depths.map((_, at) => short(mean(found.map((parts) => parts[at]!))))];
}

/** Lists under document frequencies of a part of the corpus, as after growth without a refresh. */
function printDrift(corpus: Corpus, judgmentsFor: (corpus: Corpus) => Judgment[], name: string): void {
  const counts = countsOf(corpus, FULL);
  const rows = [...corpus.papers.keys()];
  const hash = (row: number): number => hashOf(corpus.papers[row]!.id);
  const year = (row: number): number => corpus.papers[row]!.year;
  const orders: [string, number[]][] = [
    ['in any order', rows.toSorted((left, right) => hash(left) - hash(right))],
    ['oldest first', rows.toSorted((left, right) => year(left) - year(right) || hash(left) - hash(right))],
  ];
  const fresh = listsOf(corpus, counts, modelOf(counts), STORED.size);
  const judgments = judgmentsFor(corpus);
  const quality = (lists: readonly (readonly Near[])[]): string[] =>
    (['cold', 'half'] satisfies Setting[]).map((setting) => {
      const source = sourceOf(NOTHING, NOTHING, (paper) => lists[paper]!, { ...STORED, asOfThen: false });
      const tasks = tasksOf(corpus, judgments, setting, { asOfThen: false });
      return short(measure(samplesOf(corpus, source, tasks), REFERENCES).ndcg);
    });
  const table = [['all papers', '1.000', '.000', ...quality(fresh)]];
  for (const [order, sorted] of orders) {
    for (const part of [0.1, 0.5, 0.8]) {
      const model = modelOf(counts, sorted.slice(0, Math.round(part * rows.length)));
      const lists = listsOf(corpus, counts, model, STORED.size);
      table.push([`first ${100 * part} %, ${order}`, ...compared(fresh, lists), ...quality(lists)]);
    }
  }
  printTable(
    `An old text model (${name}, graph as it is now): document frequencies of a part of the papers`,
    ['model from', 'neighbors in common', 'mean change of cosines', 'cold', 'half'],
    table,
  );
}

const NOTHING = { starts: new Int32Array(1), columns: new Int32Array(0), values: new Float32Array(0) };

function compared(fresh: readonly (readonly Near[])[], lists: readonly (readonly Near[])[]): string[] {
  const common: number[] = [];
  const changes: number[] = [];
  fresh.forEach((list, paper) => {
    const cosines = new Map(lists[paper]!.map((near) => [near.paper, near.cosine]));
    for (const near of list) {
      const cosine = cosines.get(near.paper);
      common.push(cosine === undefined ? 0 : 1);
      if (cosine !== undefined) changes.push(Math.abs(cosine / near.cosine - 1));
    }
  });
  return [short(mean(common)), short(mean(changes))];
}

/** Heap and buffers in MB, collected first where node runs with --expose-gc. */
function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
