import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.js';
import type { RelationKind } from './relation.js';
import { Relation } from './relation.type.js';

@ObjectType({ description: 'One relationship on a path.' })
export class PathStep {
  @Field(() => Node, { description: 'The node that the step leaves.' })
  from!: Node;

  @Field(() => Node, { description: 'The node that the step reaches.' })
  to!: Node;

  @Field(() => Relation, { description: 'What joins the two.' })
  kind!: RelationKind;

  @Field(() => Boolean, { description: 'Whether the relationship points from `from` to `to`; else the other way.' })
  forward!: boolean;

  @Field(() => String, { description: 'What the relationship says, such as `“A” cites “B”.`' })
  sentence!: string;
}

@ObjectType({ description: 'How two nodes of the graph hang together.' })
export class GraphPath {
  @Field(() => Int, { description: 'How many steps it has.' })
  length!: number;

  @Field(() => Float, {
    description:
      'How particular it is, 0 to 1: 1 / (1 + Σ ln k) over the nodes between its ends, where k is how many relationships a node has.',
  })
  specificity!: number;

  @Field(() => [Node], {
    complexity: ({ childComplexity }) => 1 + childComplexity,
    description: 'The nodes from one end to the other, both included.',
  })
  nodes!: Node[];

  @Field(() => [PathStep], {
    complexity: ({ childComplexity }) => 1 + childComplexity,
    description: 'The relationships from one end to the other.',
  })
  steps!: PathStep[];

  @Field(() => String, { description: 'The whole path in a sentence.' })
  explanation!: string;
}
