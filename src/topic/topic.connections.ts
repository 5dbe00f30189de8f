import { Field, Float, ObjectType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { MatchedText } from '../text/matched-text.type.js';
import { Topic } from './topic.type.js';

@ObjectType({ description: 'A topic in a list.' })
export class TopicEdge {
  @Field(() => Topic, { description: 'The topic.' })
  node!: Topic;

  @Field(() => String, { description: 'Where the topic stands in the list.' })
  cursor!: string;
}

@ObjectType({ description: 'A topic of a paper.' })
export class PaperTopicEdge extends TopicEdge {
  @Field(() => Float, { description: 'How sure it is that the paper is about the topic, 0 to 1.' })
  confidence!: number;

  @Field(() => [MatchedText], {
    description: 'The words of the paper that say so; empty when a source or a reader labelled it without.',
  })
  evidence!: MatchedText[];

  @Field(() => String, { nullable: true, description: 'Who says so.' })
  source!: string | null;
}

export const TopicConnection = connectionType(
  'TopicConnection',
  'A page of topics.',
  () => TopicEdge,
  () => Topic,
);

export const PaperTopicConnection = connectionType(
  'PaperTopicConnection',
  'A page of the topics of a paper, the surest and narrowest first.',
  () => PaperTopicEdge,
  () => Topic,
);
