import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import type { GapFound } from './gap.js';

@ObjectType({ description: 'What makes one expect a technique and a topic together.' })
export class GapSuggestion {
  found!: GapFound;
}

@ObjectType({ description: 'A technique and a topic that one would expect together and does not find.' })
export class Gap {
  @Field(() => Technique, { description: 'The technique.' })
  technique!: Technique;

  @Field(() => Topic, { description: 'The topic.' })
  topic!: Topic;

  @Field(() => Float, {
    description:
      "How many of the technique's papers one would expect about the topic or a part of it, were it applied like the techniques that are like it.",
  })
  expected!: number;

  @Field(() => Int, {
    description:
      "How many of the technique's papers are about the topic or a part of it; of more than 200, of the newest 200.",
  })
  observed!: number;

  @Field(() => Float, {
    description:
      'How surprising that is, 0 to 1: the chance of more papers than there are, by a Poisson distribution around what is expected.',
  })
  score!: number;

  @Field(() => String, { description: 'Why, in a sentence or two.' })
  explanation!: string;

  @Field(() => GapSuggestion, { description: 'What makes one expect them together.' })
  suggestedBy!: GapSuggestion;
}
