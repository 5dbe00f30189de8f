import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, StringFilter } from '../api/filters.js';
import { PageArgs } from '../api/pagination.js';
import type { AuthorSortField } from './author.repository.js';

export enum AuthorOrderField {
  NAME = 'NAME',
  PAPER_COUNT = 'PAPER_COUNT',
}

registerEnumType(AuthorOrderField, {
  name: 'AuthorOrderField',
  description: 'What authors can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Name, without case, accents and punctuation.' },
    PAPER_COUNT: { description: 'How many papers of this graph the author wrote.' },
  },
});

@InputType({ description: 'One key of an order of authors.' })
export class AuthorOrder {
  @Field(() => AuthorOrderField, { description: 'What to order by.' })
  field!: AuthorSortField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Conditions on authors. All given ones must hold.' })
export class AuthorFilter {
  @Field(() => StringFilter, { nullable: true, description: 'On the name.' })
  name?: StringFilter | null;
}

@ArgsType()
export class AuthorListArgs extends PageArgs {
  @Field(() => AuthorFilter, { nullable: true, description: 'Only authors that meet these conditions.' })
  filter?: AuthorFilter | null;

  @Field(() => [AuthorOrder], {
    nullable: true,
    description: 'Up to three keys; by name when absent. Ties are broken by id.',
  })
  orderBy?: AuthorOrder[] | null;
}
