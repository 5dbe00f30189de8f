/** An undirected edge; its weight is above 0. */
export interface WeightedEdge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
}

/**
 * How surprising the weight of each edge is at the end where it is most so: 0
 * to 1, small for an edge that matters. The disparity filter: were the strength
 * s of a node spread at random over its k edges, an edge would take as much as
 * this one's w or more with the probability
 *
 *   α = (1 − w / s)^(k − 1)
 *
 * and the smaller α of both ends counts. At a node's only edge α is 1. Serrano,
 * Boguñá and Vespignani, "Extracting the multiscale backbone of complex weighted
 * networks", PNAS 2009.
 */
export function disparities(edges: readonly WeightedEdge[]): number[] {
  const nodes = new Map<string, { degree: number; strength: number }>();
  for (const { source, target, weight } of edges) {
    for (const id of [source, target]) {
      const known = nodes.get(id) ?? { degree: 0, strength: 0 };
      nodes.set(id, { degree: known.degree + 1, strength: known.strength + weight });
    }
  }
  const alphaAt = (id: string, weight: number): number => {
    const { degree, strength } = nodes.get(id) ?? { degree: 1, strength: weight };
    return degree < 2 ? 1 : (1 - weight / strength) ** (degree - 1);
  };
  return edges.map(({ source, target, weight }) => Math.min(alphaAt(source, weight), alphaAt(target, weight)));
}

/**
 * Indexes of the edges of a maximum spanning forest: the heaviest edges that
 * connect all that is connected. Kruskal, "On the shortest spanning subtree of
 * a graph and the traveling salesman problem", 1956, heaviest first.
 */
export function spanningForest(edges: readonly WeightedEdge[]): Set<number> {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    for (let at = id; at !== root;) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  const heaviestFirst = edges
    .map((edge, index) => ({ edge, index }))
    .sort((left, right) => right.edge.weight - left.edge.weight || compareEnds(left.edge, right.edge));
  const forest = new Set<number>();
  for (const { edge, index } of heaviestFirst) {
    const [left, right] = [rootOf(edge.source), rootOf(edge.target)];
    if (left === right) continue;
    parents.set(left, right);
    forest.add(index);
  }
  return forest;
}

/**
 * The edges worth drawing: a maximum spanning forest, so that nothing connected
 * falls apart, and the edges whose disparity is at most `alpha`, the most
 * surprising first, up to `most` in all. In the order of the given edges.
 */
export function backbone<Edge extends WeightedEdge>(
  edges: readonly Edge[],
  { alpha, most }: { readonly alpha: number; readonly most: number },
): Edge[] {
  const surprises = disparities(edges);
  const kept = spanningForest(edges);
  const others = edges
    .map((edge, index) => ({ edge, index, surprise: surprises[index] ?? 1 }))
    .filter(({ index, surprise }) => surprise <= alpha && !kept.has(index))
    .sort(
      (left, right) =>
        left.surprise - right.surprise || right.edge.weight - left.edge.weight || compareEnds(left.edge, right.edge),
    );
  for (const { index } of others) {
    if (kept.size >= most) break;
    kept.add(index);
  }
  return edges.filter((_, index) => kept.has(index));
}

function compareEnds(left: WeightedEdge, right: WeightedEdge): number {
  return compare(left.source, right.source) || compare(left.target, right.target);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
