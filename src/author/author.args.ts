import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { IntFilter, OrderDirection, StringFilter } from '../api/filters.js';
import { PageArgs } from '../api/pagination.js';
import { PaperListFilter } from '../paper/paper.args.js';
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

  @Field(() => IntFilter, { nullable: true, description: 'On the number of papers.' })
  paperCount?: IntFilter | null;

  @Field(() => PaperListFilter, { nullable: true, description: 'On the papers that the author wrote.' })
  papers?: PaperListFilter | null;

  @Field(() => [AuthorFilter], { nullable: true, description: 'All of these must hold as well.' })
  AND?: AuthorFilter[] | null;

  @Field(() => [AuthorFilter], {
    nullable: true,
    description: 'At least one of these must hold; none does when empty.',
  })
  OR?: AuthorFilter[] | null;

  @Field(() => AuthorFilter, {
    nullable: true,
    description: 'This must not hold. An unknown value does not meet a condition, so it passes here.',
  })
  NOT?: AuthorFilter | null;
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
