import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, StringFilter } from '../api/filters.js';
import { PageArgs } from '../api/pagination.js';
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
