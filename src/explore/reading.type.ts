import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Paper } from '../paper/paper.type.js';

@ObjectType({ description: 'One paper of a reading order.' })
export class ReadingStep {
  @Field(() => Int, { description: 'Its place in the order, from 1.' })
  position!: number;

  @Field(() => Paper, { description: 'The paper to read.' })
  paper!: Paper;

  @Field(() => String, { description: 'Why this paper, and why here.' })
  reason!: string;

  @Field(() => Float, {
    description:
      'How important it is among the papers considered, 0 to 1: what it does with the technique, or for a topic the techniques it introduces (0.5), its citations against its age (0.25), and its PageRank among them (0.25).',
  })
  importance!: number;

  requiredIds!: readonly string[];
  introducedIds!: readonly string[];
}
