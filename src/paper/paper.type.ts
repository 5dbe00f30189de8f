import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.js';
import { DateScalar } from '../api/scalars.js';

@ObjectType({ implements: Node, description: 'A research paper.' })
export class Paper extends Node {
  /** Id in the graph, from which its relations are read. */
  key!: string;

  @Field(() => String, { description: 'The title, as plain text.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What the paper does and finds, in two sentences.' })
  summary!: string | null;

  @Field(() => String, { nullable: true, description: "The paper's own abstract, where its source may give it." })
  abstract!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of first publication; null when only the year is known.',
  })
  publishedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'The year of first publication.' })
  year!: number | null;

  @Field(() => String, { nullable: true, description: 'Where it appeared: a conference, journal or workshop.' })
  venue!: string | null;

  @Field(() => String, { nullable: true, description: "Address of the paper's page." })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'Address of the PDF, known for papers on arXiv.' })
  pdfUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'arXiv id without version, such as `2410.15460`.' })
  arxivId!: string | null;

  @Field(() => String, { nullable: true, description: 'DOI in lower case, without address.' })
  doi!: string | null;

  @Field(() => [String], { description: 'Every identifier by which the paper is known; each passes as a `ref`.' })
  identifiers!: string[];

  @Field(() => Int, { nullable: true, description: 'Votes of readers at the source, where it counts them.' })
  upvotes!: number | null;

  @Field(() => Int, { nullable: true, description: 'Comments of readers at the source, where it counts them.' })
  commentCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many authors the paper has, which may be known when their names are not.',
  })
  authorCount!: number | null;

  @Field(() => Int, { description: 'How many papers of this graph cite it.' })
  citationCount!: number;

  @Field(() => String, { nullable: true, description: 'The source that described the paper.' })
  source!: string | null;

  @Field(() => Boolean, {
    description: 'True for a paper that is known only because others cite it: its title is then its identifier.',
  })
  isStub!: boolean;

  @Field(() => Int, {
    description: 'Grows whenever the paper is written; pass it as `expectedVersion` to change what you have seen.',
  })
  version!: number;

  referencesStatus!: string | null;
}
