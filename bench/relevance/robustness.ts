import { bm25Scorer, fusionScorer, qualityOfScorer } from './baselines.js';
import { readCorpus, titlesOnly, type Corpus } from './corpus.js';
import { datasetOf, samplesOf, sourceFor, type Dataset } from './dataset.js';
import { TUNED_QUERIES } from './product.js';
import { heldOutJudgments, tasksOf, visJudgments, type Judgment, type Setting } from './protocol.js';
import { corpusScales, recipeSamples } from './recipe.js';
import { printTable, shown, shownWithError } from './table.js';
import { measure, scoresOf, type WeightMap } from './tune.js';
import { REFERENCES } from './weights.js';

const QUERIES = 500;

/** The unbounded recipe in units of corpus scales, as fitted on vis-dev: what the product form is compared with. */
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
        ['acm-cr in papers-100k', machinery],
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
  const dataset = datasetOf(corpus);
  const scales = corpusScales(dataset);
  return sets.map(([name, judgmentsFor]) => rowOf(name, dataset, judgmentsFor(corpus), scales));
}

function rowOf(
  name: string,
  dataset: Dataset,
  judgments: readonly Judgment[],
  scales: ReturnType<typeof corpusScales>,
): string[] {
  const { corpus } = dataset;
  const tasks = (setting: Setting) => tasksOf(corpus, judgments, setting, { asOfThen: true });
  const [cold, half] = [tasks('cold'), tasks('half')];
  const product = (setting: Setting) =>
    shownWithError(measure(samplesOf(corpus, sourceFor(dataset), tasks(setting)), REFERENCES));
  // One at a time: samples over all papers of a large corpus would not fit into memory together.
  const recipe = (setting: Setting, weights: WeightMap) =>
    shown(
      qualityOfScorer(tasks(setting), (task) => {
        const [sample] = recipeSamples(dataset, [task], scales);
        const scores = new Float64Array(corpus.papers.length).fill(-Infinity);
        const found = scoresOf(sample!, weights, 'damped');
        for (let at = 0; at < found.length; at++) scores[sample!.candidates[at]!] = found[at]!;
        return scores;
      }),
    );
  return [
    name,
    String(cold.length),
    shown(qualityOfScorer(cold, bm25Scorer(dataset.counts))),
    recipe('cold', SCALED_COLD),
    product('cold'),
    shown(qualityOfScorer(half, fusionScorer(dataset))),
    recipe('half', SCALED_HALF),
    product('half'),
  ];
}
