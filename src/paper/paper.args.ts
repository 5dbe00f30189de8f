import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { DateFilter, IntFilter, OrderDirection, StringFilter } from '../api/filters.js';
import { PageArgs } from '../api/pagination.js';
import { Role } from '../technique/technique.type.js';
import type { PaperSortField } from './paper.repository.js';
import type { TechniqueRole } from '../technique/application.js';

export enum PaperOrderField {
  PUBLISHED_ON = 'PUBLISHED_ON',
  YEAR = 'YEAR',
  TITLE = 'TITLE',
  CITATION_COUNT = 'CITATION_COUNT',
  UPVOTES = 'UPVOTES',
}

registerEnumType(PaperOrderField, {
  name: 'PaperOrderField',
  description: 'What papers can be ordered by. A paper without the value comes last when descending.',
  valuesConfig: {
    PUBLISHED_ON: {
      description: 'Day of publication; a paper known by its year alone comes before that year’s first day.',
    },
    YEAR: { description: 'Year of publication.' },
    TITLE: { description: 'Title, without case, accents and punctuation.' },
    CITATION_COUNT: { description: 'How many papers of this graph cite it.' },
    UPVOTES: { description: 'Votes of readers at the source.' },
  },
});

@InputType({ description: 'One key of an order of papers.' })
export class PaperOrder {
  @Field(() => PaperOrderField, { description: 'What to order by.' })
  field!: PaperSortField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Techniques that a paper works with: by name, by role, or both.' })
export class TechniqueMentionFilter {
  @Field(() => String, { nullable: true, description: 'Slug, name or alias of the technique, such as `LoRA`.' })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these techniques, named in the same way.' })
  in?: string[] | null;

  @Field(() => Role, { nullable: true, description: 'Only in this role.' })
  role?: TechniqueRole | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether a variant will do as well, and a variant of a variant.',
  })
  includeVariants?: boolean;
}

@InputType({ description: 'Conditions on the techniques of a paper.' })
export class TechniqueListFilter {
  @Field(() => TechniqueMentionFilter, { nullable: true, description: 'Works with such a technique.' })
  some?: TechniqueMentionFilter | null;

  @Field(() => TechniqueMentionFilter, { nullable: true, description: 'Does not work with any such technique.' })
  none?: TechniqueMentionFilter | null;
}

@InputType({ description: 'Topics that a paper is about.' })
export class TopicMentionFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Slug, name or alias of the topic, such as `pruning` or `cs.LG`.',
  })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these topics, named in the same way.' })
  in?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a subtopic will do as well, however far below.' })
  includeSubtopics?: boolean;
}

@InputType({ description: 'Conditions on the topics of a paper.' })
export class TopicListFilter {
  @Field(() => TopicMentionFilter, { nullable: true, description: 'Is about such a topic.' })
  some?: TopicMentionFilter | null;

  @Field(() => TopicMentionFilter, { nullable: true, description: 'Is not about any such topic.' })
  none?: TopicMentionFilter | null;
}

@InputType({ description: 'Authors of a paper.' })
export class AuthorMentionFilter {
  @Field(() => String, { nullable: true, description: 'Name, ORCID or global id of the author.' })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these authors, named in the same way.' })
  in?: string[] | null;
}

@InputType({ description: 'Conditions on the authors of a paper.' })
export class AuthorListFilter {
  @Field(() => AuthorMentionFilter, { nullable: true, description: 'Was written by such an author, among others.' })
  some?: AuthorMentionFilter | null;

  @Field(() => AuthorMentionFilter, { nullable: true, description: 'Was not written by any such author.' })
  none?: AuthorMentionFilter | null;
}

@InputType({ description: 'Papers at the other end of a citation. All given conditions must hold of the same paper.' })
export class CitedPaperFilter {
  @Field(() => String, { nullable: true, description: 'This paper: whatever `paper(ref:)` takes.' })
  ref?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these papers, named in the same way.' })
  in?: string[] | null;

  @Field(() => PaperFilter, { nullable: true, description: 'A paper that meets these conditions.' })
  is?: PaperFilter | null;
}

@InputType({ description: 'Conditions on the papers that a paper cites, or on those that cite it.' })
export class CitationListFilter {
  @Field(() => CitedPaperFilter, { nullable: true, description: 'There is such a paper.' })
  some?: CitedPaperFilter | null;

  @Field(() => CitedPaperFilter, { nullable: true, description: 'There is no such paper.' })
  none?: CitedPaperFilter | null;
}

@InputType({ description: 'Conditions on papers. All given ones must hold.' })
export class PaperFilter {
  @Field(() => StringFilter, { nullable: true, description: 'On the title.' })
  title?: StringFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the year of publication.' })
  year?: IntFilter | null;

  @Field(() => DateFilter, { nullable: true, description: 'On the day of publication.' })
  publishedOn?: DateFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'On the venue.' })
  venue?: StringFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the number of papers of this graph that cite it.' })
  citationCount?: IntFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the number of authors.' })
  authorCount?: IntFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the votes of readers at the source.' })
  upvotes?: IntFilter | null;

  @Field(() => TechniqueListFilter, { nullable: true, description: 'On the techniques it works with.' })
  techniques?: TechniqueListFilter | null;

  @Field(() => TopicListFilter, { nullable: true, description: 'On the topics it is about.' })
  topics?: TopicListFilter | null;

  @Field(() => AuthorListFilter, { nullable: true, description: 'On its authors.' })
  authors?: AuthorListFilter | null;

  @Field(() => CitationListFilter, { nullable: true, description: 'On the papers that it cites.' })
  references?: CitationListFilter | null;

  @Field(() => CitationListFilter, { nullable: true, description: 'On the papers of this graph that cite it.' })
  citations?: CitationListFilter | null;

  @Field(() => [PaperFilter], { nullable: true, description: 'All of these must hold as well.' })
  AND?: PaperFilter[] | null;

  @Field(() => [PaperFilter], { nullable: true, description: 'At least one of these must hold; none does when empty.' })
  OR?: PaperFilter[] | null;

  @Field(() => PaperFilter, {
    nullable: true,
    description: 'This must not hold. A paper whose value is unknown does not meet a condition, so it passes here.',
  })
  NOT?: PaperFilter | null;
}

@InputType({ description: 'Conditions on the papers of something.' })
export class PaperListFilter {
  @Field(() => PaperFilter, { nullable: true, description: 'One of its papers meets these conditions.' })
  some?: PaperFilter | null;

  @Field(() => PaperFilter, { nullable: true, description: 'None of its papers meets these conditions.' })
  none?: PaperFilter | null;
}

@ArgsType()
export class PaperListArgs extends PageArgs {
  @Field(() => PaperFilter, { nullable: true, description: 'Only papers that meet these conditions.' })
  filter?: PaperFilter | null;

  @Field(() => [PaperOrder], {
    nullable: true,
    description: 'Up to three keys, the first counting most; newest first when absent. Ties are broken by id.',
  })
  orderBy?: PaperOrder[] | null;
}

@ArgsType()
export class TechniquePaperListArgs extends PaperListArgs {
  @Field(() => Role, { nullable: true, description: 'Only papers that work with the technique in this role.' })
  role?: TechniqueRole | null;
}
