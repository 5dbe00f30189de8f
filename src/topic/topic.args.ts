import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { IntFilter, OrderDirection, StringFilter } from '../api/filters.js';
import { PageArgs } from '../api/pagination.js';
import { PaperListFilter } from '../paper/paper.args.js';
import type { TopicSortField } from './topic.repository.js';

export enum TopicOrderField {
  NAME = 'NAME',
  PAPER_COUNT = 'PAPER_COUNT',
}

registerEnumType(TopicOrderField, {
  name: 'TopicOrderField',
  description: 'What topics can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Name, without case, accents and punctuation.' },
    PAPER_COUNT: { description: 'How many papers of this graph are about it.' },
  },
});

@InputType({ description: 'One key of an order of topics.' })
export class TopicOrder {
  @Field(() => TopicOrderField, { description: 'What to order by.' })
  field!: TopicSortField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Conditions on topics. All given ones must hold.' })
export class TopicFilter {
  @Field(() => StringFilter, { nullable: true, description: 'On the name.' })
  name?: StringFilter | null;

  @Field(() => [String], { nullable: true, description: 'Is of one of these schemes: `own`, `arXiv`, `OpenAlex`.' })
  schemes?: string[] | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the number of papers.' })
  paperCount?: IntFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'Is a subtopic of this topic, however far below: its slug, name or alias.',
  })
  under?: string | null;

  @Field(() => PaperListFilter, { nullable: true, description: 'On the papers that are about the topic.' })
  papers?: PaperListFilter | null;

  @Field(() => [TopicFilter], { nullable: true, description: 'All of these must hold as well.' })
  AND?: TopicFilter[] | null;

  @Field(() => [TopicFilter], { nullable: true, description: 'At least one of these must hold; none does when empty.' })
  OR?: TopicFilter[] | null;

  @Field(() => TopicFilter, {
    nullable: true,
    description: 'This must not hold. An unknown value does not meet a condition, so it passes here.',
  })
  NOT?: TopicFilter | null;
}

@ArgsType()
export class TopicListArgs extends PageArgs {
  @Field(() => TopicFilter, { nullable: true, description: 'Only topics that meet these conditions.' })
  filter?: TopicFilter | null;

  @Field(() => [TopicOrder], {
    nullable: true,
    description: 'Up to three keys; by name when absent. Ties are broken by id.',
  })
  orderBy?: TopicOrder[] | null;
}
