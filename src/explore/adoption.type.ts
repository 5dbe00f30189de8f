import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MAX_PERIODS, type AdoptionUnit } from './adoption-curve.js';

/** The GraphQL enum of {@link AdoptionUnit}. */
export const Unit = { YEAR: 'YEAR', MONTH: 'MONTH' } as const satisfies { [Name in AdoptionUnit]: Name };

registerEnumType(Unit, {
  name: 'AdoptionUnit',
  description: 'The length of the periods of a curve.',
  valuesConfig: {
    YEAR: { description: 'Calendar years.' },
    MONTH: { description: 'Calendar months. A paper known by its year alone is undated then.' },
  },
});

@ObjectType({ description: 'How many papers do what with a technique.' })
export class RoleCounts {
  @Field(() => Int, { description: 'Papers that propose it.' })
  introduces!: number;

  @Field(() => Int, { description: 'Papers about how it behaves.' })
  studies!: number;

  @Field(() => Int, { description: 'Papers that apply it to get somewhere else.' })
  uses!: number;

  @Field(() => Int, { description: 'Papers that measure themselves against it.' })
  compares!: number;
}

@ObjectType({ description: 'One period of a curve.' })
export class AdoptionPoint {
  @Field(() => String, { description: 'The year or month, such as `2024` or `2024-07`.' })
  period!: string;

  @Field(() => Int, { description: 'How many papers of the period have it.' })
  count!: number;

  @Field(() => Float, { description: 'The part of all papers of the period that they are, 0 to 1.' })
  share!: number;

  @Field(() => Int, { description: 'How many papers have it up to the end of the period, since the first ever.' })
  cumulative!: number;
}

@ObjectType({ description: 'One period of the curve of a technique.' })
export class TechniqueAdoptionPoint extends AdoptionPoint {
  @Field(() => RoleCounts, { description: 'The papers of the period by what they do with it; adds up to `count`.' })
  roles!: RoleCounts;
}

@ObjectType({ description: 'How many papers take something up, period by period.' })
export class TopicAdoption {
  @Field(() => Unit, { description: 'The length of the periods.' })
  by!: AdoptionUnit;

  @Field(() => Int, { description: 'How many papers have it, those of unknown date included.' })
  papers!: number;

  @Field(() => Int, { description: 'How many of them are on no curve, because their year or month is not known.' })
  undated!: number;

  @Field(() => [AdoptionPoint], {
    description: `The periods in order, without gaps; at most ${MAX_PERIODS}.`,
    complexity: ({ childComplexity }) => 1 + TYPICAL_POINTS * childComplexity,
  })
  points!: AdoptionPoint[];
}

@ObjectType({ description: 'How many papers take a technique up, period by period.' })
export class TechniqueAdoption {
  @Field(() => Unit, { description: 'The length of the periods.' })
  by!: AdoptionUnit;

  @Field(() => Int, { description: 'How many papers work with it, those of unknown date included.' })
  papers!: number;

  @Field(() => Int, { description: 'How many of them are on no curve, because their year or month is not known.' })
  undated!: number;

  @Field(() => [TechniqueAdoptionPoint], {
    description: `The periods in order, without gaps; at most ${MAX_PERIODS}.`,
    complexity: ({ childComplexity }) => 1 + TYPICAL_POINTS * childComplexity,
  })
  points!: TechniqueAdoptionPoint[];
}

/** Periods that a curve is taken to have when its cost is estimated; they are numbers, not nodes. */
const TYPICAL_POINTS = 30;
