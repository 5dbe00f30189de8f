import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How much the graph holds, and what serves it.' })
export class Stats {
  @Field(() => Int, { description: 'Papers that a source has described.' })
  papers!: number;

  @Field(() => Int, { description: 'Papers known only because others cite them.' })
  stubs!: number;

  @Field(() => Int, { description: 'Authors.' })
  authors!: number;

  @Field(() => Int, { description: 'Topics.' })
  topics!: number;

  @Field(() => Int, { description: 'Techniques.' })
  techniques!: number;

  @Field(() => Int, { description: 'Citations between papers of this graph.' })
  citations!: number;

  @Field(() => Int, { description: 'Statements that a paper works with a technique.' })
  applications!: number;

  @Field(() => String, { description: 'The graph engine and its version.' })
  engine!: string;
}
