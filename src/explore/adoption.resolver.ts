import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import { curveOf, type CurvePoint } from './adoption-curve.js';
import { AdoptionArgs, rangeOf } from './adoption.args.js';
import {
  AdoptionPoint,
  RoleCounts,
  TechniqueAdoption,
  TechniqueAdoptionPoint,
  TopicAdoption,
} from './adoption.type.js';

@Resolver(() => Technique)
export class TechniqueAdoptionResolver {
  @FieldResolver(() => TechniqueAdoption, {
    description: 'How many papers work with it in each year or month, and in which role.',
  })
  async adoption(
    @Root() { key }: Technique,
    @Args(() => AdoptionArgs) args: AdoptionArgs,
    @Ctx() { adoption }: Context,
  ): Promise<TechniqueAdoption> {
    const { by } = args;
    const range = rangeOf(args);
    const [counts, totals] = await Promise.all([
      adoption.ofTechnique.load({ id: key, args: by }),
      adoption.totals.load(by),
    ]);
    const { points, ...curve } = curveOf(by, counts, totals, range);
    return Object.assign(new TechniqueAdoption(), { by, ...curve, points: points.map(toTechniquePoint) });
  }
}

@Resolver(() => Topic)
export class TopicAdoptionResolver {
  @FieldResolver(() => TopicAdoption, {
    description: 'How many papers are about it in each year or month; papers of its subtopics alone do not count.',
  })
  async adoption(
    @Root() { key }: Topic,
    @Args(() => AdoptionArgs) args: AdoptionArgs,
    @Ctx() { adoption }: Context,
  ): Promise<TopicAdoption> {
    const { by } = args;
    const range = rangeOf(args);
    const [counts, totals] = await Promise.all([
      adoption.ofTopic.load({ id: key, args: by }),
      adoption.totals.load(by),
    ]);
    const { points, ...curve } = curveOf(by, counts, totals, range);
    return Object.assign(new TopicAdoption(), { by, ...curve, points: points.map(toPoint) });
  }
}

function toPoint({ period, count, share, cumulative }: CurvePoint): AdoptionPoint {
  return Object.assign(new AdoptionPoint(), { period, count, share, cumulative });
}

function toTechniquePoint({ roles, ...point }: CurvePoint): TechniqueAdoptionPoint {
  return Object.assign(new TechniqueAdoptionPoint(), {
    ...point,
    roles: Object.assign(new RoleCounts(), {
      introduces: roles.INTRODUCES,
      studies: roles.STUDIES,
      uses: roles.USES,
      compares: roles.COMPARES,
    }),
  });
}
