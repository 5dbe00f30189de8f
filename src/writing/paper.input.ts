import { Field, Float, InputType, Int } from 'type-graphql';
import { DateScalar } from '../api/scalars.js';
import type { TechniqueRole } from '../technique/application.js';
import { Role } from '../technique/technique.type.js';

@InputType({ description: 'An author of a paper, in the order of the list.' })
export class AuthorInput {
  @Field(() => String, { description: 'The name, as the paper has it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'ORCID, such as `0000-0002-1825-0097`.' })
  orcid?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What sources call the person, such as `openalex:A5023888391`.',
  })
  ids?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Where the person works.' })
  affiliations?: string[] | null;
}

@InputType({ description: 'A technique that a paper works with.' })
export class PaperTechniqueInput {
  @Field(() => String, { description: 'Name, alias or slug. One that nobody knows yet is added.' })
  technique!: string;

  @Field(() => Role, { description: 'What the paper does with it.' })
  role!: TechniqueRole;

  @Field(() => Float, { nullable: true, description: 'How sure it is, 0 to 1; 1 when it is not given.' })
  confidence?: number | null;
}

@InputType({ description: 'A topic that a paper is about.' })
export class PaperTopicInput {
  @Field(() => String, { description: 'Name, alias or slug. One that nobody knows yet is added.' })
  topic!: string;

  @Field(() => Float, { nullable: true, description: 'How sure it is, 0 to 1; 1 when it is not given.' })
  confidence?: number | null;
}

@InputType({
  description:
    'What is said of a paper. A field that is left out stays as it is; null takes a value away. Lists of identifiers, references, techniques and topics are added to what is known; `authors` and `keywords` replace.',
})
export class PaperInput {
  @Field(() => String, { nullable: true, description: 'Needed for a new paper. At most 1,000 characters.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does and finds. At most 5,000 characters.' })
  summary?: string | null;

  @Field(() => String, { nullable: true, description: 'The abstract. At most 50,000 characters.' })
  abstract?: string | null;

  @Field(() => [AuthorInput], { nullable: true, description: 'All authors, in order.' })
  authors?: AuthorInput[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of first publication.' })
  publishedOn?: string | null;

  @Field(() => Int, { nullable: true, description: 'The year of first publication, where the day is not known.' })
  year?: number | null;

  @Field(() => String, { nullable: true, description: 'arXiv id without version, such as `2410.15460`.' })
  arxivId?: string | null;

  @Field(() => String, { nullable: true, description: 'DOI without address, such as `10.1145/3292500`.' })
  doi?: string | null;

  @Field(() => [String], { nullable: true, description: 'Further identifiers, such as `openalex:W2963446712`.' })
  identifiers?: string[] | null;

  @Field(() => String, { nullable: true, description: "Address of the paper's page." })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it appeared.' })
  venue?: string | null;

  @Field(() => [String], { nullable: true, description: 'Keywords.' })
  keywords?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was withdrawn.' })
  retracted?: boolean | null;

  @Field(() => [PaperTechniqueInput], { nullable: true, description: 'Techniques that it works with.' })
  techniques?: PaperTechniqueInput[] | null;

  @Field(() => [PaperTopicInput], { nullable: true, description: 'Topics that it is about.' })
  topics?: PaperTopicInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Identifiers of papers that it cites, such as `arxiv:1706.03762` or `doi:10.1145/3292500`.',
  })
  references?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether `references` holds all of them.' })
  referencesComplete?: boolean | null;
}
