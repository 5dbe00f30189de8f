import type { Graph } from '../../src/graph/graph.js';
import { dataOf, type Variables } from '../support/ask.js';
import { distancesFrom, keyOfGlobalId, type WholeGraph } from './whole-graph.js';

export interface Answer {
  readonly length: number;
  readonly specificity: number;
  readonly explanation: string;
  readonly nodes: readonly { readonly id: string }[];
  readonly steps: readonly {
    readonly from: { readonly id: string };
    readonly to: { readonly id: string };
    readonly kind: string;
    readonly forward: boolean;
    readonly sentence: string;
  }[];
}

export const PATHS = `query ($from: String!, $to: String!, $via: [RelationKind!], $maxLength: Int, $first: Int) {
  paths(from: $from, to: $to, via: $via, maxLength: $maxLength, first: $first) {
    length specificity explanation
    nodes { id }
    steps { from { id } to { id } kind forward sentence }
  }
}`;

export async function pathsOf(graph: Graph, variables: Variables): Promise<readonly Answer[]> {
  return (await dataOf<{ paths: Answer[] }>(graph, PATHS, variables)).paths;
}

export const nodesOf = (paths: readonly Answer[]): string[][] =>
  paths.map(({ nodes }) => nodes.map(({ id }) => keyOfGlobalId(id)));

/** Every path of exactly so many steps that has no node twice. */
function everyPath(
  graph: Pick<WholeGraph, 'beside'>,
  from: string,
  to: string,
  length: number,
  via?: readonly string[],
): string[][] {
  const left = distancesFrom(graph, to, via);
  const found: string[][] = [];
  const goOn = (path: string[]): void => {
    const here = path.at(-1)!;
    if (here === to) {
      if (path.length === length + 1) found.push(path);
      return;
    }
    for (const key of new Set(graph.beside(here, via).map((beside) => beside.to))) {
      const remaining = length - path.length;
      if (!path.includes(key) && (left.get(key) ?? Infinity) <= remaining) goOn([...path, key]);
    }
  };
  goOn([from]);
  return found;
}

/** What the answer must be, from all paths there are. */
export function expectedPaths(
  graph: Pick<WholeGraph, 'beside' | 'degrees'>,
  from: string,
  to: string,
  { count, maxLength, via }: { count: number; maxLength: number; via?: readonly string[] },
): string[][] {
  const product = (path: readonly string[]): number =>
    path.slice(1, -1).reduce((all, key) => all * graph.degrees.get(key)!, 1);
  const found: string[][] = [];
  for (let length = 1; length <= maxLength && found.length < count; length += 1) {
    found.push(
      ...everyPath(graph, from, to, length, via).sort((left, right) => {
        const differing = left.findIndex((key, index) => key !== right[index]);
        return product(left) - product(right) || (left[differing]! < right[differing]! ? -1 : 1);
      }),
    );
  }
  return found.slice(0, count);
}
