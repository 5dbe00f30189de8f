import { KnownGraph } from './path-graph.js';
import { bestPaths, type RankedPath } from './path-rank.js';
import { compareText, type Connection, type NodeKey } from './relation.js';

/** How many relationships one level of a search may bring up. */
export const CONNECTIONS_PER_LEVEL = 5_000;

/** An end of the paths, with how many relationships it has. */
export interface PathEnd {
  readonly node: NodeKey;
  readonly degree: number;
}

export interface PathSearch {
  /** The steps from some nodes to what is beside them: all, or along each kind the `limit` best of each node. */
  readonly neighbors: (nodes: readonly NodeKey[], limit?: number) => Promise<readonly Connection[]>;
  /** How many paths are wanted. */
  readonly count: number;
  /** Steps of a path at most. */
  readonly maxLength: number;
}

export interface FoundPaths {
  readonly graph: KnownGraph;
  readonly paths: readonly RankedPath[];
}

/**
 * Looks for the best paths between two nodes from both ends, level by level,
 * after Pohl, "Bi-directional search", 1971: one read a level, on the side
 * where fewer relationships come up. When the two sides have gone n levels
 * together, every path of up to n steps is known, the first of its steps from
 * one end and the others from the other. So the search ends when it knows
 * enough paths, has gone as far as it may, or has nothing left to look at.
 *
 * A level follows the nodes with the fewest relationships first, as many as
 * bring up {@link CONNECTIONS_PER_LEVEL}; only behind the others can a path be
 * missed.
 */
export async function searchPaths(start: PathEnd, goal: PathEnd, search: PathSearch): Promise<FoundPaths> {
  const graph = new KnownGraph();
  const from = graph.add(start.node, start.degree);
  const to = graph.add(goal.node, goal.degree);
  const read = new Set<number>();
  const sides = [new Side(graph, read, from), new Side(graph, read, to)] as const;

  let met = false;
  for (let length = 1; length <= search.maxLength; length += 1) {
    const [side, other] = sides[0].cost <= sides[1].cost ? sides : [sides[1], sides[0]];
    const nodes = side.affordable();
    // A side that finds nothing new knows all that it can reach, and so every path.
    if (nodes.length === 0) break;
    const unread = nodes.filter((node) => !read.has(node));
    if (unread.length > 0) {
      const keys = unread.map((node) => graph.node(node));
      const isHuge = side.cost > CONNECTIONS_PER_LEVEL && unread.length === 1;
      const connections = await search.neighbors(keys, isHuge ? CONNECTIONS_PER_LEVEL : undefined);
      for (const connection of connections) graph.connect(connection);
      for (const node of unread) read.add(node);
    }
    met = side.goOn(nodes, other) || met;
    if (!met) continue;
    const paths = bestPaths(graph, from, to, { count: search.count, maxLength: length });
    if (paths.length === search.count) return { graph, paths };
  }
  return { graph, paths: met ? bestPaths(graph, from, to, search) : [] };
}

/** What has been reached from one end, and where to go on from there. */
class Side {
  private readonly reached: Set<number>;
  private frontier: number[];

  constructor(
    private readonly graph: KnownGraph,
    private readonly read: ReadonlySet<number>,
    readonly end: number,
  ) {
    this.reached = new Set([end]);
    this.frontier = [end];
  }

  /** How many relationships the next level brings up. */
  get cost(): number {
    return this.frontier.reduce((sum, node) => sum + this.costOf(node), 0);
  }

  /** The nodes of the next level, the rarest first, as many as one read may bear; at least one if there is any. */
  affordable(): number[] {
    const { graph } = this;
    const rarestFirst = [...this.frontier].sort(
      (left, right) => graph.degree(left) - graph.degree(right) || compareText(graph.key(left), graph.key(right)),
    );
    let sum = 0;
    return rarestFirst.filter((node, index) => {
      sum += this.costOf(node);
      return index === 0 || sum <= CONNECTIONS_PER_LEVEL;
    });
  }

  /** Steps from the nodes to all that had not been reached before; whether the other side has been there. */
  goOn(nodes: readonly number[], other: Side): boolean {
    const next: number[] = [];
    let met = false;
    for (const node of nodes) {
      for (const neighbor of this.graph.neighbors(node)) {
        if (this.reached.has(neighbor)) continue;
        this.reached.add(neighbor);
        met ||= other.reached.has(neighbor);
        // No path goes on behind its other end.
        if (neighbor !== other.end) next.push(neighbor);
      }
    }
    this.frontier = next;
    return met;
  }

  /** What the other side has read costs nothing. */
  private costOf(node: number): number {
    return this.read.has(node) ? 0 : this.graph.degree(node);
  }
}
