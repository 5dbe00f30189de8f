import { sampleByHash, type Corpus } from './corpus.js';
import { indexedOf, type Indexed } from './data.js';
import { deviation, mean, shown, topOf } from './metrics.js';
import { eligibleOf, tasksOf, visJudgments, type Setting, type Task } from './protocol.js';
import { SIGNALS, signalsOf, type SignalName, type Signals } from './signals.js';
import { printTable } from '../table.js';
import { crossValidate, measure, shownWithError, type Form, type Sample, type WeightMap } from './tune.js';

/** Weights of relevance.md, for z-scores. */
const SEVEN = { text: 1, prop: 0.45, pop: 0.5, age: 0.8, auth: 0.2, authrefs: 0.17 };
const TEN = { ...SEVEN, cocite: 0.38, meancos: 0.7, authknown: 0.12 };

/** Where the search starts with age as a factor. */
const SEVEN_DAMPED = { text: 1.33, prop: 0.6, pop: 0.66, age: 0.17, auth: 0.27, authrefs: 0.11 };
const TEN_DAMPED = { text: 1, prop: 0.45, pop: 0.2, age: 0.09, auth: 0.27, authrefs: 0.1, cocite: 0.5, meancos: 0.7 };

export type Scales = Readonly<Record<SignalName, number>>;
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
    const [task] = tasksOf(corpus, [{ query, seen: corpus.references[query]!, hidden: [query] }], 'half');
    const signals = signalsOf(indexed, task!);
    for (const name of SIGNALS) {
      if (!NEEDS_REFERENCES.has(name) || task!.known.length > 0) found.get(name)!.push(deviation(signals[name]));
    }
  }
  return Object.fromEntries(SIGNALS.map((name) => [name, mean(found.get(name)!) || 1])) as Scales;
}

/** How many candidates a signal brings up where they are bounded; the papers of the same authors all come. */
const BOUND = 50;

export interface RecipeOptions {
  /** z-scores over all eligible papers, or one scale per signal. */
  readonly scales: Scales | 'z';
  /** Only the best by text, propagation, co-citation and coupling, and the papers of the same authors. */
  readonly bounded: boolean;
}

/** Samples of the recipe. Age stays as it is where it is not z-scored. */
export function recipeSamples(indexed: Indexed, tasks: readonly Task[], { scales, bounded }: RecipeOptions): Sample[] {
  return tasks.map((task) => {
    const signals = signalsOf(indexed, task);
    const eligible = eligibleOf(indexed.corpus, task);
    const candidates = bounded ? boundedOf(signals, eligible) : eligible;
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

function boundedOf(signals: Signals, eligible: Int32Array): Int32Array {
  const found = new Set<number>(eligible.filter((paper) => signals.auth[paper]! > 0));
  for (const name of ['text', 'prop', 'cocite', 'coupling'] as const) {
    const best = topOf(
      Float64Array.from(eligible, (paper) => signals[name][paper]! || -Infinity),
      BOUND,
    );
    for (const at of best) found.add(eligible[at]!);
  }
  return Int32Array.from(found).sort();
}

/** Prints the recipe: z-scores, corpus scales, age as a factor instead of a negative weight, bounded candidates. */
export function printRecipe(corpus: Corpus): void {
  const indexed = indexedOf(corpus);
  const judgments = visJudgments(corpus);
  const scales = corpusScales(indexed);
  const forms: [string, RecipeOptions, Form, WeightMap, WeightMap][] = [
    ['z-scores over all papers, age subtracted', { scales: 'z', bounded: false }, 'linear', SEVEN, TEN],
    ['one scale per signal from the corpus, all papers', { scales, bounded: false }, 'linear', SEVEN, TEN],
    ['the same, bounded candidates', { scales, bounded: true }, 'linear', SEVEN, TEN],
    ['the same, age a factor (1 + years)^−age', { scales, bounded: true }, 'damped', SEVEN_DAMPED, TEN_DAMPED],
  ];
  const rows = forms.map(([name, options, form, seven, ten]) => {
    const set = (setting: Setting): Sample[] => recipeSamples(indexed, tasksOf(corpus, judgments, setting), options);
    const [cold, half] = [set('cold'), set('half')];
    const given = (samples: Sample[], weights: WeightMap): string =>
      options.scales === 'z' ? shown(measure(samples, weights, form)) : '';
    return [
      name,
      given(cold, seven),
      shownWithError(crossValidate([cold], seven, form, 2)[0]!),
      given(half, ten),
      shownWithError(crossValidate([half], ten, form, 2)[0]!),
    ];
  });
  printTable(
    'The recipe (relevance.md: cold .428 / .590, half .383 / .663)',
    ['form', 'cold, weights of relevance.md', 'cold, CV', 'half, weights of relevance.md', 'half, CV'],
    rows,
  );
}
