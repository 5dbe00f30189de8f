import { ArgsType, Field, Int } from 'type-graphql';
import { VIA } from './relation.args.js';
import type { RelationKind } from './relation.js';
import { ANY_REF } from './relation.refs.js';
import { Relation } from './relation.type.js';

export const MOST_STARTS = 20;
export const DEPTH = { least: 1, most: 3, otherwise: 1 } as const;
export const NODE_COUNT = { least: 1, most: 200, otherwise: 50 } as const;

@ArgsType()
export class NeighborhoodArgs {
  @Field(() => [String], { description: `The nodes in the middle, up to ${MOST_STARTS}: each ${ANY_REF}.` })
  of!: string[];

  @Field(() => [Relation], { nullable: true, description: VIA })
  via?: RelationKind[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: DEPTH.otherwise,
    description: `How many steps away a node may be, ${DEPTH.least} to ${DEPTH.most}.`,
  })
  depth?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: NODE_COUNT.otherwise,
    description: `How many nodes at most, those in the middle included, ${NODE_COUNT.least} to ${NODE_COUNT.most}.`,
  })
  first?: number | null;
}
