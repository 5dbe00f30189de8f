import { readCorpus, sampleByHash, type Corpus, type CorpusName } from './corpus.js';
import { dataOf, type Data } from './data.js';
import { REFERENCES } from './formula.js';
import { mean, short, shown } from './metrics.js';
import { exhaustive, RETRIEVAL, retrieved, stored, wordsOf, type Retrieval, type TextSource } from './neighbors.js';
import { COLUMNS, fieldsOf, setsOf, TUNABLE } from './product.js';
import { visJudgments } from './protocol.js';
import { figure, printTable } from '../table.js';
import { fit, measure } from './tune.js';

const UNBOUNDED: Retrieval = { ...RETRIEVAL, postings: Infinity };

/** Prints where text neighbors may come from: quality, what is found, and what each costs. */
export function printFinding(vis: Corpus, linguistics: Corpus, large: boolean): void {
  printQuality(vis, linguistics);
  const names: CorpusName[] = large ? ['vis-4k', 'papers-10k', 'papers-100k'] : ['vis-4k', 'papers-10k'];
  const found: (string | number)[][] = [];
  const costs: (string | number)[][] = [];
  for (const name of names) {
    const data = dataOf(readCorpus(name));
    found.push(...foundBy(name, data));
    costs.push(costOf(name, data));
    if (name === 'papers-100k') printLarge(data);
  }
  printTable(
    'Papers among the nearest 20 and 50 that a full-text query finds, 200 queries',
    ['corpus', 'query', 'words', 'postings, mean', 'postings, most', '100 hits', '200 hits', '400 hits'],
    found,
  );
  printTable(
    'Storage and work of each, per paper',
    [
      'corpus',
      'searchText, bytes',
      'its 50 heaviest terms and weights, bytes',
      '30 neighbors as edges with cosines',
      'its exact neighbors anew, CPU ms',
      'lists that a new paper changes',
    ],
    costs,
  );
}

function printQuality(vis: Corpus, linguistics: Corpus): void {
  const fields = fieldsOf(vis, linguistics);
  const sources: [string, (data: Data) => TextSource][] = [
    ['all papers compared, cosine', (data) => exhaustive(data, 'cosine')],
    ['all papers compared, similarity without the candidate’s idf', (data) => exhaustive(data, 'similarity')],
    ['full text of 25 words, 200 hits', (data) => retrieved(data, UNBOUNDED)],
    ['full text of 25 words, 400 hits', (data) => retrieved(data, { ...UNBOUNDED, hits: 400 })],
    ['**full text within 10,000 postings, 200 hits**', (data) => retrieved(data)],
    ['within 10,000 postings, 100 hits', (data) => retrieved(data, { ...RETRIEVAL, hits: 100 })],
    ['within 2,000 postings, 200 hits', (data) => retrieved(data, { ...RETRIEVAL, postings: 2000 })],
    ['30 stored neighbors', (data) => stored(data, 30)],
    ['20 stored neighbors', (data) => stored(data, 20)],
    ['10 stored neighbors', (data) => stored(data, 10)],
  ];
  printTable(
    'Where text neighbors come from: weights of REFERENCES, and weights fitted to the row (nDCG@10)',
    ['source', ...COLUMNS, 'fitted'],
    sources.map(([name, sourceFor]) => {
      const sets = fields.flatMap((field) => setsOf(field, undefined, { source: sourceFor(field.data) }));
      const fitted = fit(sets, TUNABLE, 'damped', 2);
      return [
        name,
        ...sets.map((set) => shown(measure(set, REFERENCES))),
        sets.map((set) => short(measure(set, fitted).ndcg)).join(' '),
      ];
    }),
  );
}

function printLarge(data: Data): void {
  const judgments = visJudgments(data.corpus);
  printTable(
    'vis-dev in papers-100k',
    ['source', 'cold', 'half'],
    (
      [
        ['all papers compared, similarity', exhaustive(data, 'similarity')],
        ['full text of 25 words, 200 hits', retrieved(data, UNBOUNDED)],
        ['full text within 10,000 postings, 200 hits', retrieved(data)],
      ] as const
    ).map(([name, source]) => [
      name,
      ...setsOf({ data, judgments }, undefined, { source }).map((set) => shown(measure(set, REFERENCES))),
    ]),
  );
}

function samplePapers({ corpus }: Data, count: number): number[] {
  const ids = corpus.papers.map(({ id }) => id);
  return sampleByHash(ids, count).map((id) => corpus.indexOf.get(id)!);
}

function foundBy(name: CorpusName, data: Data): (string | number)[][] {
  const papers = samplePapers(data, 200);
  const everything = (): boolean => true;
  const exact = exhaustive(data, 'similarity', 50);
  const nearest = papers.map((paper) => exact.nearest(paper, everything).map((near) => near.paper));
  const queries: [string, Retrieval][] = [
    ['25 words', UNBOUNDED],
    ['within 10,000 postings', RETRIEVAL],
    ['within 2,000 postings', { ...RETRIEVAL, postings: 2000 }],
  ];
  return queries.map(([label, retrieval]) => {
    const words = papers.map((paper) => wordsOf(data, paper, retrieval));
    const postings = words.map((columns) => columns.reduce((sum, at) => sum + data.counts.documents[at]!, 0));
    const parts = [100, 200, 400].map((hits) => {
      const source = retrieved(data, { ...retrieval, hits });
      const found = papers.map((paper) => new Set(source.nearest(paper, everything).map((near) => near.paper)));
      const part = (count: number): number =>
        mean(
          nearest.map((list, at) => {
            const wanted = list.slice(0, count);
            return wanted.length === 0 ? 1 : wanted.filter((paper) => found[at]!.has(paper)).length / wanted.length;
          }),
        );
      return `${short(part(20))} ${short(part(50))}`;
    });
    return [
      name,
      label,
      figure(mean(words.map(({ length }) => length))),
      Math.round(mean(postings)),
      Math.max(...postings),
      ...parts,
    ];
  });
}

function costOf(name: CorpusName, data: Data): (string | number)[] {
  const { counts, corpus } = data;
  const papers = samplePapers(data, 200);
  const bytes = (columns: readonly number[], each: (column: number) => number): number =>
    columns.reduce((sum, column) => sum + counts.terms[column]!.length + each(column), 0);
  const row = (paper: number): number[] => [
    ...counts.rows.columns.subarray(counts.rows.starts[paper], counts.rows.starts[paper + 1]),
  ];
  const texts = papers.map((paper) => {
    const start = counts.rows.starts[paper]!;
    return row(paper).reduce(
      (sum, column, at) => sum + (counts.terms[column]!.length + 1) * counts.rows.values[start + at]!,
      0,
    );
  });
  const exact = exhaustive(data, 'cosine', 30);
  const before = process.cpuUsage();
  const lists = papers.map((paper) => exact.nearest(paper, () => true));
  const { user, system } = process.cpuUsage(before);
  // A new paper that reads like an old one enters the lists of those that have it nearer than their thirtieth.
  const entered = papers.slice(0, 10).map((paper) => {
    const similarity = exact.similarities(paper);
    const near = topPapers(similarity, corpus.papers.length, 200);
    return near.filter((other) => (exact.nearest(other, () => true)[29]?.similarity ?? 0) < similarity(other)).length;
  });
  return [
    name,
    Math.round(mean(texts)),
    Math.round(mean(papers.map((paper) => bytes(row(paper).slice(0, 50), () => 5)))),
    mean(lists.map(({ length }) => length)).toFixed(0),
    figure((user + system) / 1000 / papers.length),
    Math.round(mean(entered)),
  ];
}

function topPapers(similarity: (paper: number) => number, size: number, count: number): number[] {
  return [...Array(size).keys()]
    .filter((paper) => similarity(paper) > 0)
    .sort((left, right) => similarity(right) - similarity(left))
    .slice(0, count);
}
