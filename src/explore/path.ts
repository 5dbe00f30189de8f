import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { MAX_LENGTH, PATH_COUNT, type PathArgs } from './path.args.js';
import type { KnownGraph } from './path-graph.js';
import type { RankedPath } from './path-rank.js';
import { searchPaths } from './path-search.js';
import { explainPath, nameOf, sentenceOf } from './relation-words.js';
import { checkRange, checkVia } from './relation.args.js';
import { HUB_DEGREE, keyOf, type Link } from './relation.js';
import { loadAll, type LoadedNode } from './relation.loader.js';
import { resolveNodes } from './relation.refs.js';

export interface PathLeg extends Link {
  readonly from: LoadedNode;
  readonly to: LoadedNode;
  readonly sentence: string;
}

/** A path with its nodes loaded. */
export interface Path {
  readonly nodes: readonly LoadedNode[];
  readonly steps: readonly PathLeg[];
  readonly explanation: string;
  /** 1 / (1 + Σ ln degree) over the nodes between the ends. */
  readonly specificity: number;
}

/**
 * The best paths between two nodes, the shortest first, and among equally long
 * ones the most particular. No path goes through a hub, but hubs can be its ends.
 *
 * @throws BadUserInput for a ref that names nothing, two that name the same
 * node, or a number out of range.
 */
export async function findPaths(args: PathArgs, context: Context): Promise<Path[]> {
  const via = checkVia(args.via);
  const maxLength = checkRange(args.maxLength, 'maxLength', MAX_LENGTH);
  const count = checkRange(args.first, 'first', PATH_COUNT);
  const [from, to] = await resolveEnds(args, context);
  const degrees = await context.relations.degrees([from, to]);
  const endOf = (end: LoadedNode) => ({ node: { type: end.type, id: end.id }, degree: degrees.get(keyOf(end)) ?? 0 });
  const { graph, paths } = await searchPaths(endOf(from), endOf(to), {
    count,
    maxLength,
    neighbors: (nodes, limit) =>
      context.relations.neighbors(nodes, {
        via,
        most: HUB_DEGREE,
        always: [from, to],
        ...(limit !== undefined && { limit }),
      }),
  });
  const found = await Promise.all(paths.map((path) => toPath(path, graph, context)));
  return found.filter((path) => path !== undefined);
}

async function resolveEnds({ from, to }: PathArgs, context: Context): Promise<readonly [LoadedNode, LoadedNode]> {
  const [[start], [end]] = await Promise.all([
    resolveNodes([from], 'from', context),
    resolveNodes([to], 'to', context),
  ]);
  if (start === undefined || end === undefined) throw new Error('A ref that names nothing was let through.');
  if (keyOf(start) === keyOf(end)) {
    throw new BadUserInput(`from and to both name ${nameOf(start)}.`, 'to', 'another node than from');
  }
  return [start, end];
}

/** Undefined when one of its nodes was deleted meanwhile. */
async function toPath(
  { nodes: indexes, product }: RankedPath,
  graph: KnownGraph,
  context: Context,
): Promise<Path | undefined> {
  const nodes = await loadAll(
    indexes.map((index) => graph.node(index)),
    context,
  );
  const steps = nodes.slice(1).flatMap((to, index) => {
    const [from, link] = [nodes[index], graph.link(indexes[index] ?? -1, indexes[index + 1] ?? -1)];
    return from === undefined || link === undefined
      ? []
      : [{ ...link, from, to, sentence: sentenceOf(link, from, to) }];
  });
  if (steps.length !== indexes.length - 1) return undefined;
  return { nodes, steps, explanation: explainPath(nodes, steps), specificity: 1 / (1 + Math.log(product)) };
}
