import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Stats } from './stats.type.js';

@Resolver()
export class StatsResolver {
  @Query(() => Stats, { description: 'How much the graph holds, and what serves it.' })
  async stats(@Ctx() { stats }: Context): Promise<Stats> {
    const { name, version } = stats.engine;
    return Object.assign(new Stats(), await stats.counts(), { engine: `${name} ${version}` });
  }
}
