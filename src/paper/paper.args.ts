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

@InputType({ description: 'A technique that a paper works with.' })
export class TechniqueMentionFilter {
  @Field(() => String, { description: 'Slug, name or alias of the technique, such as `LoRA`.' })
  name!: string;

  @Field(() => Role, { nullable: true, description: 'Only in this role.' })
  role?: TechniqueRole | null;
}

@InputType({ description: 'Conditions on the techniques of a paper.' })
export class TechniqueListFilter {
  @Field(() => TechniqueMentionFilter, { nullable: true, description: 'Works with this technique.' })
  some?: TechniqueMentionFilter | null;

  @Field(() => TechniqueMentionFilter, { nullable: true, description: 'Does not work with this technique.' })
  none?: TechniqueMentionFilter | null;
}

@InputType({ description: 'A topic that a paper is about.' })
export class TopicMentionFilter {
  @Field(() => String, { description: 'Slug, name or alias of the topic, such as `pruning` or `cs.LG`.' })
  name!: string;
}

@InputType({ description: 'Conditions on the topics of a paper.' })
export class TopicListFilter {
  @Field(() => TopicMentionFilter, { nullable: true, description: 'Is about this topic.' })
  some?: TopicMentionFilter | null;

  @Field(() => TopicMentionFilter, { nullable: true, description: 'Is not about this topic.' })
  none?: TopicMentionFilter | null;
}

@InputType({ description: 'An author of a paper.' })
export class AuthorMentionFilter {
  @Field(() => String, { description: 'Name, ORCID or global id of the author.' })
  name!: string;
}

@InputType({ description: 'Conditions on the authors of a paper.' })
export class AuthorListFilter {
  @Field(() => AuthorMentionFilter, { nullable: true, description: 'Was written by this author, among others.' })
  some?: AuthorMentionFilter | null;

  @Field(() => AuthorMentionFilter, { nullable: true, description: 'Was not written by this author.' })
  none?: AuthorMentionFilter | null;
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

  @Field(() => TechniqueListFilter, { nullable: true, description: 'On the techniques it works with.' })
  techniques?: TechniqueListFilter | null;

  @Field(() => TopicListFilter, { nullable: true, description: 'On the topics it is about.' })
  topics?: TopicListFilter | null;

  @Field(() => AuthorListFilter, { nullable: true, description: 'On its authors.' })
  authors?: AuthorListFilter | null;

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
