import { indexedOf } from './baselines.js';
import { sampleByHash, type Corpus } from './corpus.js';
import { deviation, mean } from './metrics.js';
import { eligibleOf, tasksOf, visJudgments, type Setting, type Task } from './protocol.js';
import { SIGNALS, signalsOf, type Indexed, type SignalName, type Signals } from './signals.js';
import { printTable, shown, shownWithError } from './table.js';
import { DAMPED, FULL } from './text-index.js';
import { crossValidate, measure, type Form, type Sample, type WeightMap } from './tune.js';

/** Weights of relevance.md, for z-scores. */
const SEVEN = { text: 1, prop: 0.45, pop: 0.5, age: 0.8, auth: 0.2, authrefs: 0.17 };
const TEN = { ...SEVEN, cocite: 0.38, meancos: 0.7, authknown: 0.12 };

/** Where the search starts with age as a factor. */
const SEVEN_DAMPED = { text: 1.33, prop: 0.6, pop: 0.66, age: 0.17, auth: 0.27, authrefs: 0.11 };
const TEN_DAMPED = { text: 1, prop: 0.45, pop: 0.2, age: 0.09, auth: 0.27, authrefs: 0.1, cocite: 0.5, meancos: 0.7 };

type Scales = Readonly<Record<SignalName, number>>;
const ONES = Object.fromEntries(SIGNALS.map((name) => [name, 1])) as Scales;
const NEEDS_REFERENCES: ReadonlySet<SignalName> = new Set(['cocite', 'meancos', 'authknown', 'coupling']);

/**
 * One scale per signal as relevance.md has it: the standard deviation over all papers, averaged over the `count`
 * papers whose ids hash lowest. Signals of known references: over those of them that have references.
 */
export function corpusScales(indexed: Indexed, count = 50): Scales {
  const { corpus } = indexed;
  const found = new Map<SignalName, number[]>(SIGNALS.map((name) => [name, []]));
  const ids = corpus.papers.map(({ id }) => id);
  for (const id of sampleByHash(ids, count)) {
    const query = corpus.indexOf.get(id)!;
    const [task] = tasksOf(corpus, [{ query, seen: corpus.references[query]!, hidden: [query] }], 'half', {
      asOfThen: true,
    });
    const signals = signalsOf(indexed, task!);
    for (const name of SIGNALS) {
      if (!NEEDS_REFERENCES.has(name) || task!.known.length > 0) found.get(name)!.push(deviation(signals[name]));
    }
  }
  return Object.fromEntries(SIGNALS.map((name) => [name, mean(found.get(name)!) || 1])) as Scales;
}

/** Samples over all eligible papers: z-scored per query, or divided by scales. Age for damping stays as it is. */
export function recipeSamples(indexed: Indexed, tasks: readonly Task[], scales: Scales | 'z'): Sample[] {
  return tasks.map((task) => {
    const candidates = eligibleOf(indexed.corpus, task);
    const signals = signalsOf(indexed, task);
    const gathered = (name: SignalName): Float64Array =>
      Float64Array.from(candidates, (paper) => signals[name][paper]!);
    const scaled = (name: SignalName): Float64Array => {
      const values = gathered(name);
      const [center, scale] = scales === 'z' ? [mean(values), deviation(values) || 1] : [0, scales[name]];
      return values.map((value) => (value - center) / scale);
    };
    const strengths = Object.fromEntries(
      SIGNALS.filter((name) => name !== 'age').map((name) => [name, scaled(name)]),
    ) as Omit<Signals, 'age'>;
    return { task, candidates, strengths, age: scales === 'z' ? scaled('age') : gathered('age') };
  });
}

/** Prints the recipe: z-scores, corpus scales, and age as a factor instead of a negative weight. */
export function printRecipe(corpus: Corpus): void {
  const indexed = indexedOf(corpus, FULL, { ...DAMPED, single: 'out' });
  const judgments = visJudgments(corpus);
  const scales = corpusScales(indexed);
  const forms: [string, Scales | 'z', Form, WeightMap, WeightMap][] = [
    ['z-scores over the candidates, age subtracted', 'z', 'linear', SEVEN, TEN],
    ['one scale per signal from the corpus, age subtracted', scales, 'linear', SEVEN, TEN],
    ['one scale per signal from the corpus, age a factor (1 + years)^−λ', scales, 'damped', SEVEN_DAMPED, TEN_DAMPED],
    ['no scales, age a factor', ONES, 'damped', unscaled(SEVEN_DAMPED, scales), unscaled(TEN_DAMPED, scales)],
  ];
  const rows = forms.map(([name, by, form, seven, ten]) => {
    const set = (setting: Setting): Sample[] =>
      recipeSamples(indexed, tasksOf(corpus, judgments, setting, { asOfThen: true }), by);
    const [cold, half] = [set('cold'), set('half')];
    return [
      name,
      by === 'z' ? shown(measure(cold, seven, form)) : '',
      shownWithError(crossValidate([cold], seven, form, 2)[0]!),
      by === 'z' ? shown(measure(half, ten, form)) : '',
      shownWithError(crossValidate([half], ten, form, 2)[0]!),
    ];
  });
  printTable(
    'The recipe without bounds (relevance.md: cold .428 / .590, half .383 / .663)',
    ['form', 'cold, weights of relevance.md', 'cold, CV', 'half, weights of relevance.md', 'half, CV'],
    rows,
  );
}

function unscaled(weights: WeightMap, scales: Scales): WeightMap {
  return Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [
      name,
      name === 'age' ? weight : weight / scales[name as SignalName],
    ]),
  );
}
