import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { findPaths, type Path } from './path.js';
import { MAX_LENGTH, PATH_COUNT, PathArgs } from './path.args.js';
import { GraphPath, PathStep } from './path.type.js';
import { HUB_DEGREE } from './relation.js';
import { inRange, LEVEL_COST } from './relation.args.js';

@Resolver()
export class PathResolver {
  @Query(() => [GraphPath], {
    complexity: ({ args, childComplexity }) => {
      const [length, count] = [inRange(args['maxLength'], MAX_LENGTH), inRange(args['first'], PATH_COUNT)];
      return 1 + LEVEL_COST * length + count * length * childComplexity;
    },
    description: `How two nodes hang together: the shortest paths between them, along relationships in either direction; among equally long ones those through rarer nodes first. No path leads through a node with more than ${HUB_DEGREE} relationships, which joins nearly everything; empty when there is no path.`,
  })
  async paths(@Args(() => PathArgs) args: PathArgs, @Ctx() context: Context): Promise<GraphPath[]> {
    return (await findPaths(args, context)).map(toGraphPath);
  }
}

function toGraphPath({ nodes, steps, explanation, specificity }: Path): GraphPath {
  return Object.assign(new GraphPath(), {
    length: steps.length,
    specificity,
    explanation,
    nodes: nodes.map(({ node }) => node),
    steps: steps.map(({ from, to, kind, forward, sentence }) =>
      Object.assign(new PathStep(), { from: from.node, to: to.node, kind, forward, sentence }),
    ),
  });
}
