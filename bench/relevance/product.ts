import { datasetOf, samplesOf, sourceFor, STORED, type Dataset } from './dataset.js';
import { withReferences, type Corpus } from './corpus.js';
import { BOUNDS, DEFAULT_FACTS, type Bounds, type FactsOptions } from './facts.js';
import { mean } from './metrics.js';
import { heldOutJudgments, tasksOf, visJudgments, type Judgment, type Setting, type TaskOptions } from './protocol.js';
import { SIGNAL_KINDS } from './scoring.js';
import { printTable, short, shown, shownWithError } from './table.js';
import { seedTechniques, tagsOf } from './tags.js';
import { bm25IndexOf } from './text-index.js';
import { retrievedOf, type TextSource } from './text-source.js';
import { crossValidate, fit, measure, type Sample, type WeightMap } from './tune.js';
import { REFERENCES } from './weights.js';

/** Queries of the field of linguistics that tuning has seen; the robustness table uses others. */
export const TUNED_QUERIES = 500;

/** Cold and half. */
type Sets = readonly [Sample[], Sample[]];

const AS_OF_THEN: TaskOptions = { asOfThen: true };

/** The weights that the bench can tune: signals that are never there in its protocol are left out. */
const TUNABLE: WeightMap = Object.fromEntries(
  Object.entries(REFERENCES).filter(
    ([name, weight]) =>
      weight > 0 && !['CO_CITATION', 'SHARED_TECHNIQUES', 'TECHNIQUE_LINEAGE', 'SHARED_TOPICS'].includes(name),
  ),
);

interface Field {
  readonly dataset: Dataset;
  readonly judgments: readonly Judgment[];
}

function setsOf({ dataset, judgments }: Field, source: TextSource, options = AS_OF_THEN, facts?: FactsOptions): Sets {
  const { corpus } = dataset;
  const set = (setting: Setting): Sample[] =>
    samplesOf(corpus, source, tasksOf(corpus, judgments, setting, options), facts);
  return [set('cold'), set('half')];
}

/** Prints the product's form: what bounds, storage and knowledge cost, and what each signal is worth. */
export function printProduct(visCorpus: Corpus, aclCorpus: Corpus): void {
  const vis = datasetOf(visCorpus);
  const acl = datasetOf(aclCorpus);
  const fields: Field[] = [
    { dataset: vis, judgments: visJudgments(visCorpus) },
    { dataset: acl, judgments: heldOutJudgments(aclCorpus, 'acl-anthology', TUNED_QUERIES) },
  ];
  const variant = (
    name: string,
    source: (dataset: Dataset) => TextSource,
    options?: TaskOptions,
    facts?: FactsOptions,
    weights: WeightMap = REFERENCES,
  ): string[] => {
    const [[cold, half], [otherCold, otherHalf]] = fields.map((field) =>
      setsOf(field, source(field.dataset), options, facts),
    ) as [Sets, Sets];
    return [
      name,
      mean(cold.map(({ candidates }) => candidates.length)).toFixed(0),
      ...[cold, half, otherCold, otherHalf].map((set) => shown(measure(set, weights))),
    ];
  };
  const exact = (dataset: Dataset) => sourceFor(dataset, { ...STORED, cosines: 'exact' });
  const sized = (size: number) => (dataset: Dataset) => sourceFor(dataset, { ...STORED, size });
  const retrieved = (hits: number) => (dataset: Dataset) =>
    retrievedOf(exact(dataset), dataset.vectors, bm25IndexOf(dataset.counts), { words: 25, hits, size: 30 });
  const bounded = (factor: number): FactsOptions => ({ ...DEFAULT_FACTS, bounds: scaledBounds(factor) });
  const now = (dataset: Dataset) => sourceFor(dataset, { ...STORED, asOfThen: false });
  printTable(
    'The product form with the weights of REFERENCES: vis-dev, and the 500 tuned queries of linguistics',
    ['form', 'candidates, cold', 'vis cold', 'vis half', 'linguistics cold', 'linguistics half'],
    [
      variant('**30 stored neighbors, only their cosines known**', sourceFor),
      variant('10 stored neighbors', sized(10)),
      variant('20 stored neighbors', sized(20)),
      variant('50 stored neighbors', sized(50)),
      variant('30 stored, exact cosine for every candidate', exact),
      variant('the same, TEXT weighs 6', exact, AS_OF_THEN, undefined, { ...REFERENCES, TEXT: 6 }),
      variant('BM25 of the 25 heaviest words, 200 hits, exact cosine, best 30', retrieved(200)),
      variant('the same, 400 hits', retrieved(400)),
      variant('candidate bounds halved', sourceFor, AS_OF_THEN, bounded(0.5)),
      variant('candidate bounds × 5', sourceFor, AS_OF_THEN, bounded(5)),
      variant('popularity: citations up to now', sourceFor, AS_OF_THEN, { ...DEFAULT_FACTS, citationsNow: true }),
      variant('graph as it is now: newer papers are neighbors too', now, { asOfThen: false }),
      variant('the same, papers that cite the query known', now, { asOfThen: false, citersKnown: true }),
    ],
  );
  printStripped(fields[0]!);
  const sets = fields.flatMap((field) => [...setsOf(field, sourceFor(field.dataset))]);
  printWeights(sets);
  printAblation(sets);
  printTags(fields);
}

/** All query lists stripped at once: what remains when other queries' references are not there either. */
function printStripped({ dataset, judgments }: Field): void {
  const parts = new Map(judgments.map((judgment) => [judgment.query, judgment]));
  const quality = (setting: Setting, asOfThen: boolean): string => {
    const corpus = withReferences(dataset.corpus, (paper) =>
      setting === 'cold' && parts.has(paper) ? [] : parts.get(paper)?.seen,
    );
    const source = sourceFor(dataset, { ...STORED, asOfThen });
    return shownWithError(
      measure(samplesOf(corpus, source, tasksOf(corpus, judgments, setting, { asOfThen })), REFERENCES),
    );
  };
  printTable(
    'vis-dev with the lists of all 493 queries stripped at once (relevance.md: cold .385)',
    ['graph', 'cold', 'half'],
    [
      ['as of then', quality('cold', true), quality('half', true)],
      ['as it is now', quality('cold', false), quality('half', false)],
    ],
  );
}

function printWeights(sets: readonly Sample[][]): void {
  const visOnly = sets.slice(0, 2);
  const fitted = fit(visOnly, TUNABLE, 'damped');
  printTable(
    'Weights: fixed, and by 5-fold cross-validation (one vector for cold and half)',
    ['weights', 'vis cold', 'vis half', 'linguistics cold', 'linguistics half'],
    [
      ['REFERENCES, rounded', ...sets.map((set) => shownWithError(measure(set, REFERENCES)))],
      ['CV on vis', ...crossValidate(visOnly, TUNABLE, 'damped').map(shownWithError), '', ''],
      ['fitted on vis alone', ...sets.map((set) => shownWithError(measure(set, fitted)))],
      ['CV on both fields', ...crossValidate(sets, TUNABLE, 'damped').map(shownWithError)],
    ],
  );
}

/** nDCG lost when one signal is left out and the other weights stay. */
function printAblation(sets: readonly Sample[][]): void {
  const whole = sets.map((set) => measure(set, REFERENCES).ndcg);
  const rows = [...SIGNAL_KINDS, 'age'].flatMap((name) => {
    const lost = sets.map((set, index) => whole[index]! - measure(set, { ...REFERENCES, [name]: 0 }).ndcg);
    return lost.every((value) => value === 0) ? [] : [[name, ...lost.map(short)]];
  });
  printTable(
    'Worth of each signal: nDCG@10 lost without it',
    ['signal', 'vis cold', 'vis half', 'linguistics cold', 'linguistics half'],
    rows,
  );
}

/** Techniques of the project's vocabulary, tagged where texts name them. */
function printTags(fields: readonly Field[]): void {
  const weights = [0, 0.5, 1, 2, 4];
  const columns = fields.map(({ dataset, judgments }) => {
    const { corpus } = dataset;
    const tags = tagsOf(corpus, seedTechniques());
    const sets = (['cold', 'half'] as const).map((setting) =>
      samplesOf(corpus, sourceFor(dataset), tasksOf(corpus, judgments, setting, AS_OF_THEN), DEFAULT_FACTS, tags),
    );
    return { tagged: tags.taggedCount / corpus.papers.length, sets };
  });
  printTable(
    `Shared techniques of seeds/techniques.json (${columns.map(({ tagged }) => `${(100 * tagged).toFixed(0)} %`).join(', ')} of the papers name one)`,
    ['weight', 'vis cold', 'vis half', 'linguistics cold', 'linguistics half'],
    weights.map((weight) => [
      String(weight),
      ...columns.flatMap(({ sets }) =>
        sets.map((set) => measure(set, { ...REFERENCES, SHARED_TECHNIQUES: weight }).ndcg.toFixed(4)),
      ),
    ]),
  );
}

function scaledBounds(factor: number): Bounds {
  return Object.fromEntries(
    Object.entries(BOUNDS as unknown as Record<string, number>).map(([name, count]) => [
      name,
      Math.round(count * factor),
    ]),
  ) as unknown as Bounds;
}
