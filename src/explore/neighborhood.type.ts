import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.js';
import type { RelationKind } from './relation.js';
import { Relation } from './relation.type.js';

/** How many edges a node of a subgraph is taken to bring along, for estimates of the cost. */
const EDGES_PER_NODE = 2;

@ObjectType({ description: 'A node of a subgraph.' })
export class SubgraphNode {
  @Field(() => Node, { description: 'The node itself.' })
  node!: Node;

  @Field(() => Int, { description: 'How many steps it is away from the nearest of the given nodes, which are at 0.' })
  depth!: number;

  @Field(() => Float, {
    description:
      'How telling it is, 0 to 1: the chance that a random walk from the given nodes, which prefers strong relationships to rare nodes and stops at each with probability 0.15, ends here.',
  })
  weight!: number;
}

@ObjectType({ description: 'A relationship between two nodes of a subgraph.' })
export class SubgraphEdge {
  @Field(() => Node, { description: 'The one that comes first among the nodes of the subgraph.' })
  source!: Node;

  @Field(() => Node, { description: 'The one that comes later.' })
  target!: Node;

  @Field(() => Relation, { description: 'What joins the two.' })
  kind!: RelationKind;

  @Field(() => Boolean, {
    description: 'Whether the relationship points from `source` to `target`; else the other way.',
  })
  forward!: boolean;

  @Field(() => String, { description: 'What the relationship says, such as `“A” cites “B”.`' })
  sentence!: string;

  @Field(() => Float, {
    description:
      'How much it ties the two together, 0 to 1: how sure and how close it is, less the more relationships a topic, technique or author among them has.',
  })
  weight!: number;
}

@ObjectType({ description: 'A part of the graph: some nodes, and all that joins them to each other.' })
export class Subgraph {
  @Field(() => [SubgraphNode], {
    complexity: ({ childComplexity }) => childComplexity,
    description: 'The given nodes, then what is around them, the most telling first.',
  })
  nodes!: SubgraphNode[];

  @Field(() => [SubgraphEdge], {
    complexity: ({ childComplexity }) => EDGES_PER_NODE * childComplexity,
    description: 'Every relationship between two of the nodes, of the kinds that were asked for, the heaviest first.',
  })
  edges!: SubgraphEdge[];

  @Field(() => Int, { description: 'How many nodes were reached, of which `nodes` are the most telling.' })
  reachedCount!: number;
}
