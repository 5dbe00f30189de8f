import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.js';

@ObjectType({ implements: Node, description: 'A subject area that papers are about.' })
export class Topic extends Node {
  /** Id in the graph, from which its relations are read. */
  key!: string;

  @Field(() => String, { description: 'Short name for addresses and refs, such as `model-compression`.' })
  slug!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => [String], { description: 'Other names; each passes as a `ref`.' })
  aliases!: string[];

  @Field(() => String, { nullable: true, description: 'What the topic covers.' })
  description!: string | null;

  @Field(() => String, { description: 'The classification it belongs to: `own`, `arXiv` or `OpenAlex`.' })
  scheme!: string;

  @Field(() => Int, { description: 'How many papers of this graph are about it.' })
  paperCount!: number;

  @Field(() => Int, {
    description: 'Grows whenever it is described; pass it as `expectedVersion` to change what you have seen.',
  })
  version!: number;
}
