/** Quality of one ranking: binary gains. */
export interface Quality {
  readonly ndcg: number;
  readonly recall: number;
}

const NDCG_DEPTH = 10;
const RECALL_DEPTH = 50;

/**
 * nDCG@10 and recall@50 of a ranking (best first) against a set of relevant
 * documents. DCG = Σ 1 / log2(rank + 1); the ideal holds all relevant ones, also
 * those that no ranking can reach. After Järvelin and Kekäläinen, "Cumulated
 * gain-based evaluation of IR techniques", 2002.
 */
export function qualityOf<Id extends number | string>(ranking: ArrayLike<Id>, relevant: ReadonlySet<Id>): Quality {
  if (relevant.size === 0) return { ndcg: 0, recall: 0 };
  let gain = 0;
  let found = 0;
  const depth = Math.min(ranking.length, RECALL_DEPTH);
  for (let index = 0; index < depth; index++) {
    if (!relevant.has(ranking[index]!)) continue;
    found++;
    if (index < NDCG_DEPTH) gain += 1 / Math.log2(index + 2);
  }
  let ideal = 0;
  for (let index = 0; index < Math.min(NDCG_DEPTH, relevant.size); index++) ideal += 1 / Math.log2(index + 2);
  return { ndcg: gain / ideal, recall: found / relevant.size };
}

/** `.413 / .545`: nDCG@10 and recall@50. */
export function shown({ ndcg, recall }: Quality): string {
  return `${short(ndcg)} / ${short(recall)}`;
}

export function short(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

export function mean(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Standard deviation over the whole population, also of a sparse one: `count` values, the rest zero. */
export function deviation(values: readonly number[] | Float64Array, count: number = values.length): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value ** 2;
  }
  return count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}

/** A deterministic stream of numbers in [0, 1): mulberry32 (Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard error of the mean by bootstrap over queries (Efron, 1979). */
export function bootstrapError(values: readonly number[], rounds = 1000): number {
  const random = randomFrom(1);
  const draw = (): number => values[Math.floor(random() * values.length)] ?? 0;
  const means = Array.from({ length: rounds }, () => mean(values.map(draw)));
  return deviation(means);
}

/** Indices of the `count` highest scores, highest first, ties by index; −Infinity is left out. */
export function topOf(scores: ArrayLike<number>, count: number): number[] {
  // A heap of the best so far, the worst of them on top.
  const heap: number[] = [];
  const isWorse = (left: number, right: number): boolean => {
    const difference = scores[left]! - scores[right]!;
    return difference < 0 || (difference === 0 && left > right);
  };
  for (const index of Array(scores.length).keys()) {
    if (scores[index] === -Infinity) continue;
    if (heap.length < count) {
      heap.push(index);
      rise(heap, isWorse);
    } else if (heap.length > 0 && isWorse(heap[0]!, index)) {
      heap[0] = index;
      sink(heap, isWorse);
    }
  }
  return heap.sort((left, right) => scores[right]! - scores[left]! || left - right);
}

function rise(heap: number[], isWorse: (left: number, right: number) => boolean): void {
  for (let child = heap.length - 1; child > 0;) {
    const parent = (child - 1) >> 1;
    if (!isWorse(heap[child]!, heap[parent]!)) return;
    [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
    child = parent;
  }
}

function sink(heap: number[], isWorse: (left: number, right: number) => boolean): void {
  for (let parent = 0; ;) {
    let worst = parent;
    for (const child of [2 * parent + 1, 2 * parent + 2]) {
      if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child;
    }
    if (worst === parent) return;
    [heap[worst], heap[parent]] = [heap[parent]!, heap[worst]!];
    parent = worst;
  }
}
