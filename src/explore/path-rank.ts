/** What ranking needs to know of a graph whose nodes are numbers. */
export interface RankedGraph {
  neighbors(index: number): Iterable<number>;
  degree(index: number): number;
  /** Unique; breaks ties. */
  key(index: number): string;
}

/** Nodes from one end to the other. */
export interface RankedPath {
  readonly nodes: readonly number[];
  /** Product of the degrees of the nodes between the ends. */
  readonly product: number;
}

/** A way from a node to the goal: its steps, and the product of the degrees on it. */
interface Best {
  readonly steps: number;
  readonly product: number;
}

/**
 * The best paths between two nodes without a node twice: fewest steps first,
 * then the most particular, then by the keys of their nodes.
 *
 * The most particular path has the smallest Σ ln k(v) over the nodes v between
 * its ends, k being the degree: the semantic proximity 1 / (1 + Σ ln k(v)) of
 * Ciampaglia et al., "Computational fact checking from knowledge networks",
 * 2015; penalizing paths by the degree of their nodes goes back to Croes et
 * al., "Inferring meaningful pathways in weighted metabolic networks", 2006.
 * Π k(v) gives the same order, and products of whole numbers are equal where
 * sums of logarithms would differ in their last bits.
 *
 * The k best by Yen, "Finding the k shortest loopless paths in a network",
 * 1971: every further path leaves a better one at some node, and from there on
 * is the best among those that leave otherwise.
 *
 * @param count how many paths at most.
 * @param maxLength how many steps a path has at most.
 */
export function bestPaths(
  graph: RankedGraph,
  from: number,
  to: number,
  { count, maxLength }: { readonly count: number; readonly maxLength: number },
): RankedPath[] {
  const found: RankedPath[] = [];
  const candidates = new Map<string, RankedPath>();
  const compare = (left: RankedPath, right: RankedPath): number =>
    left.nodes.length - right.nodes.length || left.product - right.product || compareKeys(graph, left, right);

  const offer = (root: readonly number[], barred: ReadonlySet<number>): void => {
    const spur = bestPath(graph, root, to, barred, maxLength - root.length + 1);
    if (spur === undefined) return;
    const nodes = [...root, ...spur];
    candidates.set(nodes.join(), { nodes, product: productOf(graph, nodes) });
  };

  offer([from], new Set());
  while (found.length < count) {
    const best = [...candidates.values()].sort(compare)[0];
    if (best === undefined) return found;
    candidates.delete(best.nodes.join());
    found.push(best);
    for (let length = 1; length < best.nodes.length; length += 1) {
      const root = best.nodes.slice(0, length);
      const alike = found.filter(({ nodes }) => root.every((node, index) => nodes[index] === node));
      offer(root, new Set(alike.flatMap(({ nodes }) => nodes[length] ?? [])));
    }
  }
  return found;
}

/**
 * The best way on from the last node of a root, without that node: none of the
 * root's nodes again, and not to a barred one next.
 */
function bestPath(
  graph: RankedGraph,
  root: readonly number[],
  to: number,
  barred: ReadonlySet<number>,
  maxSteps: number,
): number[] | undefined {
  const start = root.at(-1) ?? to;
  const best = distancesTo(graph, to, new Set(root.slice(0, -1)), start, barred, maxSteps);
  let here = best.get(start);
  if (here === undefined) return undefined;
  const way: number[] = [];
  for (let node = start; node !== to;) {
    let next: number | undefined;
    for (const other of graph.neighbors(node)) {
      const there = best.get(other);
      if (there?.steps !== here.steps - 1 || (node === start && barred.has(other))) continue;
      if (there.product * inner(graph, other, to) !== here.product) continue;
      if (next === undefined || graph.key(other) < graph.key(next)) next = other;
    }
    const reached = next === undefined ? undefined : best.get(next);
    if (next === undefined || reached === undefined) return undefined;
    way.push(next);
    node = next;
    here = reached;
  }
  return way;
}

/** Breadth first from the goal, until the start is reached: of each node the fewest steps, and with those the least product. */
function distancesTo(
  graph: RankedGraph,
  to: number,
  closed: ReadonlySet<number>,
  start: number,
  barred: ReadonlySet<number>,
  maxSteps: number,
): Map<number, Best> {
  const best = new Map<number, Best>([[to, { steps: 0, product: 1 }]]);
  let layer = [to];
  for (let steps = 1; steps <= maxSteps && layer.length > 0 && !best.has(start); steps += 1) {
    const next: number[] = [];
    for (const node of layer) {
      const product = (best.get(node)?.product ?? 1) * inner(graph, node, to);
      for (const other of graph.neighbors(node)) {
        if (closed.has(other) || (other === start && barred.has(node))) continue;
        const known = best.get(other);
        if (known === undefined) next.push(other);
        else if (known.steps < steps || known.product <= product) continue;
        best.set(other, { steps, product });
      }
    }
    layer = next;
  }
  return best;
}

/** What a node adds to the product when a path goes on from it; the goal adds nothing. */
function inner(graph: RankedGraph, node: number, to: number): number {
  return node === to ? 1 : Math.max(1, graph.degree(node));
}

function productOf(graph: RankedGraph, nodes: readonly number[]): number {
  return nodes.slice(1, -1).reduce((product, node) => product * Math.max(1, graph.degree(node)), 1);
}

function compareKeys(graph: RankedGraph, left: RankedPath, right: RankedPath): number {
  for (const [index, node] of left.nodes.entries()) {
    const other = right.nodes[index];
    if (other === undefined) return 1;
    if (node !== other) return graph.key(node) < graph.key(other) ? -1 : 1;
  }
  return 0;
}
