import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { IntFilter, OrderDirection, StringFilter } from '../api/filters.js';
import { PageArgs } from '../api/pagination.js';
import { PaperListFilter } from '../paper/paper.args.js';
import type { TechniqueSortField } from './technique.repository.js';
import { Role } from './technique.type.js';
import type { TechniqueRole } from './application.js';

export enum TechniqueOrderField {
  NAME = 'NAME',
  PAPER_COUNT = 'PAPER_COUNT',
  INTRODUCED_YEAR = 'INTRODUCED_YEAR',
}

registerEnumType(TechniqueOrderField, {
  name: 'TechniqueOrderField',
  description: 'What techniques can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Name, without case, accents and punctuation.' },
    PAPER_COUNT: { description: 'How many papers of this graph work with it.' },
    INTRODUCED_YEAR: { description: 'The year in which it was proposed; one without comes last when descending.' },
  },
});

@InputType({ description: 'One key of an order of techniques.' })
export class TechniqueOrder {
  @Field(() => TechniqueOrderField, { description: 'What to order by.' })
  field!: TechniqueSortField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Conditions on techniques. All given ones must hold.' })
export class TechniqueFilter {
  @Field(() => StringFilter, { nullable: true, description: 'On the name.' })
  name?: StringFilter | null;

  @Field(() => [String], { nullable: true, description: 'Is of one of these areas, such as `Regularization`.' })
  areas?: string[] | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the number of papers.' })
  paperCount?: IntFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'On the year in which it was proposed.' })
  introducedYear?: IntFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'Is a variant of this technique, or a variant of a variant: its slug, name or alias.',
  })
  variantOf?: string | null;

  @Field(() => PaperListFilter, { nullable: true, description: 'On the papers that work with the technique.' })
  papers?: PaperListFilter | null;

  @Field(() => [TechniqueFilter], { nullable: true, description: 'All of these must hold as well.' })
  AND?: TechniqueFilter[] | null;

  @Field(() => [TechniqueFilter], {
    nullable: true,
    description: 'At least one of these must hold; none does when empty.',
  })
  OR?: TechniqueFilter[] | null;

  @Field(() => TechniqueFilter, {
    nullable: true,
    description: 'This must not hold. An unknown value does not meet a condition, so it passes here.',
  })
  NOT?: TechniqueFilter | null;
}

@ArgsType()
export class TechniqueListArgs extends PageArgs {
  @Field(() => TechniqueFilter, { nullable: true, description: 'Only techniques that meet these conditions.' })
  filter?: TechniqueFilter | null;

  @Field(() => [TechniqueOrder], {
    nullable: true,
    description: 'Up to three keys; by name when absent. Ties are broken by id.',
  })
  orderBy?: TechniqueOrder[] | null;
}

@ArgsType()
export class PaperTechniqueArgs extends PageArgs {
  @Field(() => Role, { nullable: true, description: 'Only techniques that the paper works with in this role.' })
  role?: TechniqueRole | null;
}
