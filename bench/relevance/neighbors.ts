import { UNIT, type TextVector } from './text-model.js';

/** A text neighbor of a paper. */
export interface Neighbor {
  readonly id: string;
  readonly cosine: number;
}

const INITIAL_ROWS = 1024;

/** The papers of one term and its weight in each, in buffers that double as they fill. */
interface Postings {
  rows: Int32Array;
  weights: Uint16Array;
  length: number;
}

/**
 * The nearest text neighbors of every paper, kept exact while papers come and go.
 *
 * A list holds the `size` papers with the highest cosine above 0, ties by id: a function of the set of
 * vectors alone. Adding a paper computes its dot products with all others once, through an inverted index
 * (exhaustive, no pruning); they give its own list, and each paper that it is nearer to than the last of a
 * full list takes it in. As dot products are exact and symmetric, any order of additions ends in the same
 * lists. Removing a paper leaves holes only in the lists that hold it, and these are computed anew.
 */
export class NeighborIndex {
  private readonly rowOf = new Map<string, number>();
  private readonly ids: (string | undefined)[] = [];
  private readonly vectors: (TextVector | undefined)[] = [];
  private readonly postings = new Map<string, Postings>();
  /** Rows of the neighbors, and their dot products, `size` per row, nearest first. */
  private lists = new Int32Array(0);
  private dots = new Int32Array(0);
  private lengths = new Int32Array(0);
  private sums = new Int32Array(0);
  private readonly changed = new Set<number>();

  constructor(private readonly size: number) {}

  get paperCount(): number {
    return this.rowOf.size;
  }

  /** Adds a paper, or puts a new vector in the place of its old one. */
  add(id: string, vector: TextVector): void {
    if (this.rowOf.has(id)) this.remove(id);
    const row = this.ids.length;
    this.grow(row + 1);
    this.rowOf.set(id, row);
    this.ids.push(id);
    this.vectors.push(vector);
    this.changed.add(row);
    this.sum(vector);
    for (let other = 0; other < row; other++) {
      const dot = this.sums[other]!;
      if (dot === 0) continue;
      this.sums[other] = 0;
      if (this.insert(other, row, dot)) this.changed.add(other);
      this.insert(row, other, dot);
    }
    for (const [term, weight] of vector) {
      const postings = this.postingsOf(term);
      if (postings.length === postings.rows.length) {
        postings.rows = larger(postings.rows, Int32Array);
        postings.weights = larger(postings.weights, Uint16Array);
      }
      postings.rows[postings.length] = row;
      postings.weights[postings.length++] = weight;
    }
  }

  remove(id: string): void {
    const row = this.rowOf.get(id);
    if (row === undefined) return;
    for (const term of this.vectors[row]?.keys() ?? []) {
      const postings = this.postingsOf(term);
      const place = postings.rows.subarray(0, postings.length).indexOf(row);
      postings.length--;
      // Order does not matter: the last one takes the place of the removed one.
      postings.rows[place] = postings.rows[postings.length]!;
      postings.weights[place] = postings.weights[postings.length]!;
    }
    this.rowOf.delete(id);
    this.ids[row] = undefined;
    this.vectors[row] = undefined;
    this.lengths[row] = 0;
    this.changed.delete(row);
    for (let other = 0; other < this.ids.length; other++) if (this.holds(other, row)) this.rebuild(other);
  }

  neighborsOf(id: string): Neighbor[] {
    const row = this.rowOf.get(id);
    if (row === undefined) return [];
    return Array.from({ length: this.lengths[row]! }, (_, at) => ({
      id: this.ids[this.lists[row * this.size + at]!]!,
      cosine: this.dots[row * this.size + at]! / UNIT ** 2,
    }));
  }

  /** The papers whose lists changed since the last call: what has to be written. */
  takeChanges(): string[] {
    const ids = [...this.changed].flatMap((row) => this.ids[row] ?? []);
    this.changed.clear();
    return ids;
  }

  /** Dot products of a vector with all indexed ones, into `sums`. */
  private sum(vector: TextVector): void {
    const { sums } = this;
    for (const [term, weight] of vector) {
      const found = this.postings.get(term);
      if (found === undefined) continue;
      const { rows, weights, length } = found;
      for (let at = 0; at < length; at++) sums[rows[at]!]! += weight * weights[at]!;
    }
  }

  private rebuild(row: number): void {
    this.lengths[row] = 0;
    this.changed.add(row);
    this.sum(this.vectors[row]!);
    for (let other = 0; other < this.ids.length; other++) {
      const dot = this.sums[other]!;
      this.sums[other] = 0;
      if (dot > 0 && other !== row) this.insert(row, other, dot);
    }
  }

  /** Takes `other` into the list of `row` if it is near enough; tells whether it was. */
  private insert(row: number, other: number, dot: number): boolean {
    const start = row * this.size;
    const length = this.lengths[row]!;
    let at = length;
    if (length === this.size) {
      at--;
      if (!this.isNearer(other, dot, this.lists[start + at]!, this.dots[start + at]!)) return false;
    } else {
      this.lengths[row] = length + 1;
    }
    for (; at > 0 && this.isNearer(other, dot, this.lists[start + at - 1]!, this.dots[start + at - 1]!); at--) {
      this.lists[start + at] = this.lists[start + at - 1]!;
      this.dots[start + at] = this.dots[start + at - 1]!;
    }
    this.lists[start + at] = other;
    this.dots[start + at] = dot;
    return true;
  }

  private isNearer(row: number, dot: number, other: number, otherDot: number): boolean {
    return dot > otherDot || (dot === otherDot && this.ids[row]! < (this.ids[other] ?? ''));
  }

  private holds(row: number, other: number): boolean {
    const start = row * this.size;
    return this.lists.subarray(start, start + this.lengths[row]!).includes(other);
  }

  private postingsOf(term: string): Postings {
    let found = this.postings.get(term);
    if (found === undefined) {
      found = { rows: new Int32Array(2), weights: new Uint16Array(2), length: 0 };
      this.postings.set(term, found);
    }
    return found;
  }

  private grow(rows: number): void {
    if (rows <= this.lengths.length) return;
    this.lists = larger(this.lists, Int32Array, INITIAL_ROWS * this.size);
    this.dots = larger(this.dots, Int32Array, INITIAL_ROWS * this.size);
    this.lengths = larger(this.lengths, Int32Array, INITIAL_ROWS);
    this.sums = larger(this.sums, Int32Array, INITIAL_ROWS);
  }
}

interface Buffer extends ArrayLike<number> {
  set(values: ArrayLike<number>): void;
}

function larger<Numbers extends Buffer>(old: Numbers, type: new (length: number) => Numbers, least = 0): Numbers {
  const copy = new type(Math.max(least, 2 * old.length));
  copy.set(old);
  return copy;
}
