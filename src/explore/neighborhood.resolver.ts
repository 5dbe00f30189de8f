import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { findNeighborhood } from './neighborhood.js';
import { DEPTH, NeighborhoodArgs, NODE_COUNT } from './neighborhood.args.js';
import { Subgraph, SubgraphEdge, SubgraphNode } from './neighborhood.type.js';
import { inRange, LEVEL_COST } from './relation.args.js';
import { HUB_DEGREE } from './relation.js';

@Resolver()
export class NeighborhoodResolver {
  @Query(() => Subgraph, {
    complexity: ({ args, childComplexity }) =>
      1 + LEVEL_COST * inRange(args['depth'], DEPTH) + inRange(args['first'], NODE_COUNT) * childComplexity,
    description: `What is around some nodes, along relationships in either direction, the most telling first. A node with more than ${HUB_DEGREE} relationships can be in the answer, but only from the given ones it goes on, to ${HUB_DEGREE} nodes along each kind.`,
  })
  async neighborhood(@Args(() => NeighborhoodArgs) args: NeighborhoodArgs, @Ctx() context: Context): Promise<Subgraph> {
    const { nodes, ties, reachedCount } = await findNeighborhood(args, context);
    return Object.assign(new Subgraph(), {
      reachedCount,
      nodes: nodes.map(({ loaded: { node }, depth, weight }) =>
        Object.assign(new SubgraphNode(), { node, depth, weight }),
      ),
      edges: ties.map(({ source, target, kind, forward, sentence, weight }) =>
        Object.assign(new SubgraphEdge(), {
          source: source.node,
          target: target.node,
          kind,
          forward,
          sentence,
          weight,
        }),
      ),
    });
  }
}
