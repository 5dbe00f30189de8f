import { bm25Scorer, qualityOfScorer, walkedFusion } from './baselines.js';
import { readCorpus, titlesOnly, type Corpus } from './corpus.js';
import { dataOf, type Data } from './data.js';
import { REFERENCES } from './formula.js';
import { shown } from './metrics.js';
import { setsOf, TUNED_QUERIES } from './product.js';
import { heldOutJudgments, tasksOf, visJudgments, type Judgment } from './protocol.js';
import { corpusScales, recipeSamples, type Scales } from './recipe.js';
import { printTable } from '../table.js';
import { measure, shownWithError, type WeightMap } from './tune.js';

const QUERIES = 500;

/** The bounded recipe in units of corpus scales, as fitted on vis-dev: what the product form is compared with. */
const SCALED_COLD: WeightMap = { text: 1.33, prop: 0.6, pop: 0.66, age: 0.17, auth: 0.27, authrefs: 0.11 };
const SCALED_HALF: WeightMap = { ...SCALED_COLD, text: 1, pop: 0.2, age: 0.09, cocite: 0.5, meancos: 0.7 };

/** Prints how the weights travel: other queries, other fields, titles only, a mixed corpus. */
export function printRobustness(large: boolean): void {
  const linguistics = readCorpus('papers-100k', ({ source }) => source === 'acl-anthology');
  const vis = readCorpus('vis-4k');
  const others = (corpus: Corpus): Judgment[] => heldOutJudgments(corpus, 'acl-anthology', QUERIES, TUNED_QUERIES);
  const machinery = (corpus: Corpus): Judgment[] => heldOutJudgments(corpus, 'acm-cr', QUERIES);
  const rows = [
    ...rowsOf(linguistics, [['linguistics, 16,680 papers, new queries', others]]),
    ...rowsOf(titlesOnly(linguistics), [['the same, titles only', others]]),
    ...rowsOf(titlesOnly(vis), [['vis-4k, titles only', visJudgments]]),
    ...rowsOf(readCorpus('papers-10k'), [
      ['vis-dev in papers-10k', visJudgments],
      ['acm-cr in papers-10k: only query lists known', machinery],
    ]),
  ];
  if (large) {
    rows.push(
      ...rowsOf(readCorpus('papers-100k'), [
        ['vis-dev in papers-100k', visJudgments],
        ['linguistics in papers-100k', others],
      ]),
    );
  }
  printTable(
    'Other queries, the same weights; nDCG@10 / recall@50',
    [
      'queries',
      'n',
      'cold: BM25 + keywords',
      'recipe, corpus scales',
      '**product**',
      'half: fusion',
      'recipe, corpus scales',
      '**product**',
    ],
    rows,
  );
}

function rowsOf(corpus: Corpus, sets: readonly [string, (corpus: Corpus) => Judgment[]][]): string[][] {
  const data = dataOf(corpus);
  const scales = corpusScales(data);
  return sets.map(([name, judgmentsFor]) => rowOf(name, data, judgmentsFor(corpus), scales));
}

function rowOf(name: string, data: Data, judgments: readonly Judgment[], scales: Scales): string[] {
  const [cold, half] = [tasksOf(data.corpus, judgments, 'cold'), tasksOf(data.corpus, judgments, 'half')];
  const recipe = (tasks: typeof cold, weights: WeightMap): string =>
    shown(measure(recipeSamples(data, tasks, { scales, bounded: true }), weights));
  const [productCold, productHalf] = setsOf({ data, judgments }).map((set) => shownWithError(measure(set, REFERENCES)));
  return [
    name,
    String(cold.length),
    shown(qualityOfScorer(cold, bm25Scorer(data.counts))),
    recipe(cold, SCALED_COLD),
    productCold!,
    shown(qualityOfScorer(half, walkedFusion(data))),
    recipe(half, SCALED_HALF),
    productHalf!,
  ];
}
