import { withReferences, type Corpus } from './corpus.js';
import { dataOf, type Data } from './data.js';
import { PRESETS } from '../../src/related/formula.js';
import { BOUNDS, sampleOf, type Bounds, type FormOptions } from './form.js';
import { REFERENCES, SIGNAL_KINDS } from './formula.js';
import { mean, short, shown } from './metrics.js';
import { heldOutJudgments, NOW, tasksOf, THEN, visJudgments, type Judgment, type View } from './protocol.js';
import { printTable } from '../table.js';
import { STORED } from './text-index.js';
import { crossValidate, fit, measure, shownWithError, type Sample, type WeightMap } from './tune.js';

/** Queries of the field of linguistics that tuning has seen; the robustness table uses others. */
export const TUNED_QUERIES = 500;

export interface Field {
  readonly data: Data;
  readonly judgments: readonly Judgment[];
}

/** Cold and half. */
export function setsOf({ data, judgments }: Field, view: View = THEN, options?: FormOptions): Sample[][] {
  return (['cold', 'half'] as const).map((setting) =>
    tasksOf(data.corpus, judgments, setting, view).map((task) => sampleOf(data, task, options)),
  );
}

export function fieldsOf(vis: Corpus, linguistics: Corpus): Field[] {
  return [
    { data: dataOf(vis), judgments: visJudgments(vis) },
    { data: dataOf(linguistics), judgments: heldOutJudgments(linguistics, 'acl-anthology', TUNED_QUERIES) },
  ];
}

export const COLUMNS = ['vis cold', 'vis half', 'linguistics cold', 'linguistics half'];

/** The weights that the queries can tell: signals that are never there in the protocol are left out. */
export const TUNABLE: WeightMap = Object.fromEntries(
  Object.entries(REFERENCES).filter(
    ([name, weight]) =>
      weight > 0 && !['CO_CITATION', 'SHARED_TECHNIQUES', 'TECHNIQUE_LINEAGE', 'SHARED_TOPICS'].includes(name),
  ),
);

/** Prints the product's form: what each choice gives, and what each signal is worth. */
export function printProduct(vis: Corpus, linguistics: Corpus): void {
  const fields = fieldsOf(vis, linguistics);
  const sets = fields.flatMap((field) => setsOf(field));
  printChoices(fields, sets);
  printViews(fields);
  printStripped(fields[0]!);
  printWeights(
    sets,
    fields.flatMap((field) => setsOf(field, NOW)),
  );
}

function row(name: string, sets: readonly Sample[][]): string[] {
  const candidates = mean(sets[0]!.map((sample) => sample.candidates.length)).toFixed(0);
  return [name, candidates, ...sets.map((set) => shown(measure(set, REFERENCES)))];
}

function printChoices(fields: readonly Field[], base: readonly Sample[][]): void {
  const variants: [string, FormOptions][] = [
    ['the 50 nearest propagate, with references or without', { propagators: 'all' }],
    ['the 30 nearest with references propagate', { neighbors: 30 }],
    ['text not over that of the nearest thirty', { textScale: 'none' }],
    ['short texts count in full', { reliability: false }],
    ['no text of papers that full text did not find', { textOf: 'hits' }],
    ['references read like: whole texts', { readLike: 'texts' }],
    ['references read like: words of titles that the query has', { readLike: 'own words of titles' }],
    ['references read like: left out', { readLike: 'none' }],
    ['bounds halved', { bounds: scaled(0.5) }],
    ['bounds doubled', { bounds: scaled(2) }],
  ];
  const keywordsOnce = fields.map(({ data, judgments }) => ({ data: dataOf(data.corpus, STORED), judgments }));
  printTable(
    'The product form with the weights of REFERENCES: nDCG@10 / recall@50',
    ['form', 'candidates, cold', ...COLUMNS],
    [
      row('**recommended**', base),
      ...variants.map(([name, options]) =>
        row(
          name,
          fields.flatMap((field) => setsOf(field, THEN, options)),
        ),
      ),
      row(
        'keywords once, as words',
        keywordsOnce.flatMap((field) => setsOf(field)),
      ),
    ],
  );
}

/** What else the graph holds. */
function printViews(fields: readonly Field[]): void {
  const views: [string, View][] = [
    ['as it was when the query appeared', THEN],
    ['the same, papers of its year that cite it gone', { newer: false, citers: 'gone' }],
    ['as it is, the papers that cite the query gone', { newer: true, citers: 'gone' }],
    ['as it is, citations of the query cut', NOW],
    ['as it is, citations of the query known', { newer: true, citers: 'linked' }],
  ];
  printTable(
    'What else the graph holds, with the weights of REFERENCES',
    ['graph', 'candidates, cold', ...COLUMNS],
    views.map(([name, view]) =>
      row(
        name,
        fields.flatMap((field) => setsOf(field, view)),
      ),
    ),
  );
}

/** All query lists stripped at once: what remains when other queries' references are not there either. */
function printStripped({ data, judgments }: Field): void {
  const parts = new Map(judgments.map((judgment) => [judgment.query, judgment]));
  const quality = (at: 0 | 1, view: View): string => {
    const corpus = withReferences(data.corpus, (paper) => (at === 0 && parts.has(paper) ? [] : parts.get(paper)?.seen));
    return shownWithError(measure(setsOf({ data: { ...data, corpus }, judgments }, view)[at]!, REFERENCES));
  };
  printTable(
    'vis-dev with the lists of all 493 queries stripped at once (relevance.md: cold .385)',
    ['graph', 'cold', 'half'],
    [
      ['as it was', quality(0, THEN), quality(1, THEN)],
      ['as it is, citations of the query cut', quality(0, NOW), quality(1, NOW)],
    ],
  );
}

function printWeights(then: readonly Sample[][], now: readonly Sample[][]): void {
  const columns = [...COLUMNS, ...COLUMNS.map((name) => `${name}, as it is`)];
  const all = [...then, ...now];
  const vis = [...then.slice(0, 2), ...now.slice(0, 2)];
  const linguistics = [...then.slice(2), ...now.slice(2)];
  const fitted = (sets: readonly Sample[][]): string[] => {
    const weights = fit(sets, TUNABLE, 'damped');
    return all.map((set) => measure(set, weights).ndcg).map(short);
  };
  const validated = crossValidate(all, TUNABLE, 'damped', 2);
  printTable(
    'Weights, the graph as it was and as it is: nDCG@10',
    ['weights', ...columns],
    [
      ['**REFERENCES, rounded**', ...all.map((set) => short(measure(set, REFERENCES).ndcg))],
      ['REFERENCES of src/related', ...all.map((set) => short(measure(set, PRESETS.REFERENCES).ndcg))],
      ['fitted on vis alone', ...fitted(vis)],
      ['fitted on linguistics alone', ...fitted(linguistics)],
      ['fitted on both', ...fitted(all)],
      ['both, 5-fold cross-validated', ...validated.map(({ ndcg }) => short(ndcg))],
      ['standard error', ...validated.map(({ error }) => short(error))],
    ],
  );
  const whole = all.map((set) => measure(set, REFERENCES).ndcg);
  const rows = [...SIGNAL_KINDS, 'age'].flatMap((name) => {
    const lost = all.map((set, index) => whole[index]! - measure(set, { ...REFERENCES, [name]: 0 }).ndcg);
    return lost.every((value) => value === 0) ? [] : [[name, ...lost.map(short)]];
  });
  printTable('Worth of each signal: nDCG@10 lost without it', ['signal', ...columns], rows);
}

function scaled(factor: number): Bounds {
  return Object.fromEntries(
    Object.entries(BOUNDS).map(([name, count]) => [name, Math.round((count as number) * factor)]),
  ) as unknown as Bounds;
}
