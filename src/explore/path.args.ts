import { ArgsType, Field, Int } from 'type-graphql';
import { VIA } from './relation.args.js';
import { ANY_REF } from './relation.refs.js';
import type { RelationKind } from './relation.js';
import { Relation } from './relation.type.js';

export const MAX_LENGTH = { least: 1, most: 8, otherwise: 6 } as const;
export const PATH_COUNT = { least: 1, most: 10, otherwise: 3 } as const;

@ArgsType()
export class PathArgs {
  @Field(() => String, { description: `Where the paths start: ${ANY_REF}.` })
  from!: string;

  @Field(() => String, { description: 'Where they end, named like `from`.' })
  to!: string;

  @Field(() => [Relation], { nullable: true, description: VIA })
  via?: RelationKind[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: MAX_LENGTH.otherwise,
    description: `How many steps a path has at most, ${MAX_LENGTH.least} to ${MAX_LENGTH.most}.`,
  })
  maxLength?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: PATH_COUNT.otherwise,
    description: `How many paths at most, ${PATH_COUNT.least} to ${PATH_COUNT.most}.`,
  })
  first?: number | null;
}
