import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import type { BridgeSide } from './bridge.js';

export const TopicOrTechnique = createUnionType({
  name: 'TopicOrTechnique',
  description: 'A topic or a technique.',
  types: () => [Topic, Technique] as const,
});

@ObjectType({ description: 'How a bridge stands on one of its sides.' })
export class BridgeEnd {
  @Field(() => Float, {
    description:
      'How firmly, 0 to 1: 1 − (1 − m) · (1 − ½ · (1 − exp(−n / 3))) for a paper that is about the side with m and cites n papers of this side alone.',
  })
  strength!: number;

  @Field(() => Int, {
    description:
      'How many papers of this side alone it cites. Papers that more than 200 papers cite join nearly everything and do not count.',
  })
  citedCount!: number;

  side!: BridgeSide;
}

@ObjectType({ description: 'A paper that joins two topics or techniques: how firmly, and why.' })
export class Bridge {
  @Field(() => Paper, { description: 'The paper.' })
  paper!: Paper;

  @Field(() => Float, {
    description: 'How firmly it joins them, 0 to 1: the geometric mean of the strengths of both ends.',
  })
  score!: number;

  @Field(() => String, { description: 'How it joins them, in a sentence.' })
  explanation!: string;

  @Field(() => BridgeEnd, { description: 'How it stands on the side of `from`.' })
  from!: BridgeEnd;

  @Field(() => BridgeEnd, { description: 'How it stands on the side of `to`.' })
  to!: BridgeEnd;
}
