import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Topic } from '../topic/topic.type.js';
import { ALPHA, EDGES_PER_NODE } from './topic-graph.js';

@ObjectType({ description: 'A topic of a graph of topics.' })
export class TopicGraphNode {
  @Field(() => Topic, { description: 'The topic.' })
  topic!: Topic;

  @Field(() => Int, { description: 'How many papers of this graph are about it.' })
  paperCount!: number;
}

@ObjectType({ description: 'Two topics that papers are about together more often than by chance.' })
export class TopicGraphEdge {
  @Field(() => Topic, { description: 'The one topic, that of more papers.' })
  source!: Topic;

  @Field(() => Topic, { description: 'The other topic.' })
  target!: Topic;

  @Field(() => Float, {
    description:
      'How strongly they attract each other, above 0 and up to 1: normalized pointwise mutual information over papers, as in `Topic.related`.',
  })
  weight!: number;

  @Field(() => Int, {
    description: 'How many papers are about both; for a topic of more than 25,000 papers, of every tenth of them.',
  })
  paperCount!: number;

  @Field(() => Float, {
    description:
      'Disparity, 0 to 1, small where the edge matters: the chance that it would be as heavy at the end where it is most surprising, were the weights of that topic spread at random. Serrano, Boguñá and Vespignani 2009.',
  })
  disparity!: number;

  @Field(() => Boolean, { description: 'Whether one of them is a part of the other, over up to six steps.' })
  isHierarchy!: boolean;

  behind!: (first: number) => string[];
}

@ObjectType({
  description: `How topics stand together in papers, reduced so that it can be drawn: of all edges those whose disparity is at most ${ALPHA}, and a maximum spanning forest, so that nothing connected falls apart; at most ${EDGES_PER_NODE} times as many edges as topics.`,
})
export class TopicGraph {
  @Field(() => Topic, { nullable: true, description: 'The topic whose parts these are; null when none was named.' })
  root!: Topic | null;

  @Field(() => [TopicGraphNode], {
    description: 'The topics, those of the most papers first. Empty when the root has no parts with papers.',
    complexity: ({ childComplexity }) => 1 + childComplexity,
  })
  nodes!: TopicGraphNode[];

  @Field(() => [TopicGraphEdge], {
    description: 'What holds them together, the strongest first.',
    complexity: ({ childComplexity }) => 1 + EDGES_PER_NODE * childComplexity,
  })
  edges!: TopicGraphEdge[];

  @Field(() => Int, { description: 'How many edges there were before the weak ones were left out.' })
  edgesFound!: number;
}
