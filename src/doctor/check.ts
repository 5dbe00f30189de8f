import type { Graph, ReadOptions } from '../graph/graph.js';

/** Something that is not as it should be. */
export interface Fault {
  /** The node it is about, or another name for the place. */
  readonly id: string;
  /** What is there and what should be. */
  readonly detail: string;
}

/** One thing that must hold in every graph. */
export interface Check {
  /** What is right when it holds, such as `every citation is counted`. */
  readonly holds: string;
  find(graph: Graph, options: ReadOptions): Promise<Fault[]>;
  /** Puts the faults right; left out where a person must decide. */
  repair?: (graph: Graph, faults: readonly Fault[]) => Promise<void>;
  /** What to do about it, and what that costs. */
  readonly advice: string;
}

export function rowsOf(faults: readonly Fault[]): { id: string }[] {
  return faults.map(({ id }) => ({ id }));
}
