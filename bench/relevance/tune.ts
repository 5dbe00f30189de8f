import { bootstrapError, mean, qualityOf, short, shown, topOf, type Quality } from './metrics.js';
import { FOLDS, type Task } from './protocol.js';

/** One task with the strengths of its candidates, signal by signal, ready to be weighed many times. */
export interface Sample {
  readonly task: Task;
  readonly candidates: ArrayLike<number>;
  readonly strengths: Readonly<Record<string, Float64Array>>;
  /** ln(1 + years apart). */
  readonly age: Float64Array;
}

export type WeightMap = Readonly<Record<string, number>>;

/** How age enters: times (1 + years)^−age, or minus age · ln(1 + years). */
export type Form = 'damped' | 'linear';

/** Result with its standard error. */
export interface Measured extends Quality {
  readonly error: number;
}

/** Multiples of a weight that the search tries: coarse, as the optimum is flat. */
const STEPS = [0, 0.5, 0.75, 1.33, 2];
const MIN_GAIN = 1e-4;

export function scoresOf({ candidates, strengths, age }: Sample, weights: WeightMap, form: Form): Float64Array {
  const scores = new Float64Array(candidates.length);
  for (const [name, weight] of Object.entries(weights)) {
    const values = strengths[name];
    if (values === undefined || weight === 0) continue;
    for (let at = 0; at < scores.length; at++) scores[at]! += weight * values[at]!;
  }
  const slope = weights['age'] ?? 0;
  for (let at = 0; at < scores.length && slope !== 0; at++) {
    if (form === 'damped') scores[at]! *= Math.exp(-slope * age[at]!);
    else scores[at]! -= slope * age[at]!;
  }
  return scores;
}

export function qualityOfSample(sample: Sample, weights: WeightMap, form: Form, depth = 50): Quality {
  const best = topOf(scoresOf(sample, weights, form), depth).map((at) => sample.candidates[at]!);
  return qualityOf(best, sample.task.relevant);
}

/** Means over samples, with the bootstrap error of nDCG. */
export function measure(samples: readonly Sample[], weights: WeightMap, form: Form = 'damped'): Measured {
  return summary(samples.map((sample) => qualityOfSample(sample, weights, form)));
}

export function summary(qualities: readonly Quality[]): Measured {
  const ndcg = qualities.map((quality) => quality.ndcg);
  return { ndcg: mean(ndcg), recall: mean(qualities.map(({ recall }) => recall)), error: bootstrapError(ndcg) };
}

export function shownWithError(measured: Measured): string {
  return `${shown(measured)} ±${short(measured.error)}`;
}

/** Coordinate search for the weights with the best mean nDCG@10, every set of samples counting the same. */
export function fit(sets: readonly (readonly Sample[])[], start: WeightMap, form: Form, rounds = 4): WeightMap {
  const goal = (weights: WeightMap): number =>
    mean(sets.map((set) => mean(set.map((sample) => qualityOfSample(sample, weights, form, 10).ndcg))));
  let best = start;
  let value = goal(start);
  for (let round = 0; round < rounds; round++) {
    const before = value;
    for (const name of Object.keys(start)) {
      const base = best[name] === 0 ? (start[name] ?? 0) / 3 : (best[name] ?? 0);
      for (const step of STEPS) {
        const tried = { ...best, [name]: base * step };
        const found = goal(tried);
        if (found > value + MIN_GAIN) {
          value = found;
          best = tried;
        }
      }
    }
    if (value === before) break;
  }
  return best;
}

/** Each set measured with weights that were fitted on all sets without the fold at hand. */
export function crossValidate(
  sets: readonly (readonly Sample[])[],
  start: WeightMap,
  form: Form,
  rounds = 3,
): Measured[] {
  const qualities = sets.map((): Quality[] => []);
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fit(
      sets.map((set) => set.filter(({ task }) => task.fold !== fold)),
      start,
      form,
      rounds,
    );
    sets.forEach((set, index) => {
      for (const sample of set) {
        if (sample.task.fold === fold) qualities[index]!.push(qualityOfSample(sample, weights, form));
      }
    });
  }
  return qualities.map(summary);
}
