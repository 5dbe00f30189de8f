import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.js';

@ObjectType({ implements: Node, description: 'A person who wrote papers of this graph.' })
export class Author extends Node {
  /** Id in the graph, from which its relations are read. */
  key!: string;

  @Field(() => String, { description: 'The name, as the papers spell it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'ORCID, such as `0000-0002-1825-0097`.' })
  orcid!: string | null;

  @Field(() => [String], { description: 'Institutions that the sources name; empty when none does.' })
  affiliations!: string[];

  @Field(() => Int, { description: 'How many papers of this graph the author wrote.' })
  paperCount!: number;
}
