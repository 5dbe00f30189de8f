import type { Graph } from '../../src/graph/graph.js';
import { dataOf, type Variables } from '../support/ask.js';
import { keyOfGlobalId } from './whole-graph.js';

export interface Answer {
  readonly reachedCount: number;
  readonly nodes: readonly {
    readonly node: { readonly id: string };
    readonly depth: number;
    readonly weight: number;
  }[];
  readonly edges: readonly {
    readonly source: { readonly id: string };
    readonly target: { readonly id: string };
    readonly kind: string;
    readonly forward: boolean;
    readonly sentence: string;
    readonly weight: number;
  }[];
}

export const NEIGHBORHOOD = `query ($of: [String!]!, $via: [RelationKind!], $depth: Int, $first: Int) {
  neighborhood(of: $of, via: $via, depth: $depth, first: $first) {
    reachedCount
    nodes { depth weight node { id } }
    edges { source { id } target { id } kind forward sentence weight }
  }
}`;

export async function around(graph: Graph, variables: Variables): Promise<Answer> {
  return (await dataOf<{ neighborhood: Answer }>(graph, NEIGHBORHOOD, variables)).neighborhood;
}

export const keysOf = ({ nodes }: Answer): string[] => nodes.map(({ node }) => keyOfGlobalId(node.id));

export const told = ({ edges }: Answer): string[] =>
  edges
    .map(({ source, target, kind, forward }) => {
      const [from, to] = forward ? [source, target] : [target, source];
      return `${keyOfGlobalId(from.id)} ${kind} ${keyOfGlobalId(to.id)}`;
    })
    .sort();
