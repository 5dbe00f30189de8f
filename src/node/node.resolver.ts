import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { fromGlobalId, Node } from '../api/node.js';
import { loadNode } from './load-node.js';

const MAX_IDS = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Any node by its global id; null when it is not here.' })
  async node(
    @Arg('id', () => ID, { description: 'A global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    return await load(id, 'id', context);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Up to ${MAX_IDS} nodes by their global ids, in the given order; null where one is not here.`,
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'Global ids.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Node | null)[]> {
    if (ids.length > MAX_IDS) throw new BadUserInput(`ids has ${ids.length} values.`, 'ids', `at most ${MAX_IDS}`);
    return await Promise.all(ids.map((id) => load(id, 'ids', context)));
  }
}

async function load(globalId: string, argument: string, context: Context): Promise<Node | null> {
  const found = fromGlobalId(globalId);
  if (found === undefined)
    throw new BadUserInput(`"${globalId}" is not a global id.`, argument, 'the id of a node, as this API gave it');
  return await loadNode(found.type, found.id, context);
}
