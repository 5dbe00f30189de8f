import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { conductance, RandomWalks, type Reached } from './neighborhood-walk.js';
import { DEPTH, MOST_STARTS, NODE_COUNT, type NeighborhoodArgs } from './neighborhood.args.js';
import { sentenceOf } from './relation-words.js';
import { checkRange, checkVia } from './relation.args.js';
import { compareLinks, HUB_DEGREE, keyOf, reversed, type Link, type RelationKind, type Step } from './relation.js';
import { loadAll, type LoadedNode } from './relation.loader.js';
import { resolveNodes } from './relation.refs.js';

export interface Neighbor extends Reached {
  readonly loaded: LoadedNode;
}

/** A relationship between two chosen nodes, seen from the one that comes first. */
export interface Tie extends Link {
  readonly source: LoadedNode;
  readonly target: LoadedNode;
  readonly sentence: string;
  readonly weight: number;
}

export interface Neighborhood {
  readonly nodes: readonly Neighbor[];
  readonly ties: readonly Tie[];
  /** How many nodes were reached in all. */
  readonly reachedCount: number;
}

/**
 * What is around some nodes, the most telling first, and every relationship
 * between the nodes that are chosen.
 *
 * @throws BadUserInput for a ref that names nothing, or a number out of range.
 */
export async function findNeighborhood(args: NeighborhoodArgs, context: Context): Promise<Neighborhood> {
  const via = checkVia(args.via);
  const depth = checkRange(args.depth, 'depth', DEPTH);
  const first = checkRange(args.first, 'first', NODE_COUNT);
  const starts = await resolveStarts(args.of, first, context);
  const reached = await walk(starts, depth, via, context);
  const nodes = await loadNeighbors(reached.slice(0, first), context);
  const steps = await context.relations.among(
    nodes.map(({ node }) => node),
    via,
  );
  return { nodes, ties: toTies(steps, nodes), reachedCount: reached.length };
}

async function resolveStarts(of: readonly string[], first: number, context: Context): Promise<readonly LoadedNode[]> {
  if (of.length === 0 || of.length > MOST_STARTS) {
    throw new BadUserInput(`of has ${of.length} refs.`, 'of', `1 to ${MOST_STARTS} refs`);
  }
  const starts = await resolveNodes(of, 'of', context);
  if (starts.length <= first) return starts;
  throw new BadUserInput(
    `first is ${first}, but of names ${starts.length} nodes, which come first.`,
    'first',
    `at least ${starts.length}`,
  );
}

async function walk(
  starts: readonly LoadedNode[],
  depth: number,
  via: ReadonlySet<RelationKind>,
  context: Context,
): Promise<readonly Reached[]> {
  const degrees = await context.relations.degrees(starts);
  const places = starts.map(({ type, id }) => ({ node: { type, id }, degree: degrees.get(keyOf({ type, id })) ?? 0 }));
  const walks = new RandomWalks(places, depth);
  for (let level = 0; !walks.isDone; level += 1) {
    const nodes = walks.toRead();
    // Only a start can be a hub, and then its best relationships must do.
    const limit = level === 0 ? { limit: HUB_DEGREE } : {};
    const asked = { via, most: Number.MAX_SAFE_INTEGER, ...limit };
    walks.goOn(nodes.length === 0 ? [] : await context.relations.neighbors(nodes, asked));
  }
  return walks.ranked();
}

/** Those that were deleted meanwhile are left out. */
async function loadNeighbors(reached: readonly Reached[], context: Context): Promise<Neighbor[]> {
  const neighbors = await Promise.all(
    reached.map(async (place) => {
      const [loaded] = await loadAll([place.node], context);
      return loaded && { ...place, loaded };
    }),
  );
  return neighbors.filter((neighbor) => neighbor !== undefined);
}

/** The heaviest first; equally heavy ones in the order of their nodes. */
function toTies(steps: readonly Step[], nodes: readonly Neighbor[]): Tie[] {
  const ranks = new Map(nodes.map(({ key }, rank) => [key, rank]));
  const ranked = steps.flatMap(({ near, far, ...link }) => {
    const [here, there] = [ranks.get(keyOf(near)) ?? -1, ranks.get(keyOf(far)) ?? -1];
    const [first, second] = [nodes[Math.min(here, there)], nodes[Math.max(here, there)]];
    if (first === undefined || second === undefined) return [];
    const seen = here < there ? link : reversed(link);
    const weight = conductance(seen, first, second);
    return [{ ...seen, weight, first, second, order: [Math.min(here, there), Math.max(here, there)] as const }];
  });
  ranked.sort(
    (left, right) =>
      right.weight - left.weight ||
      left.order[0] - right.order[0] ||
      left.order[1] - right.order[1] ||
      compareLinks(left, right),
  );
  return ranked.map(({ first: { loaded: source }, second: { loaded: target }, ...tie }) => ({
    ...tie,
    source,
    target,
    sentence: sentenceOf(tie, source, target),
  }));
}
