import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { FacetKind } from './facet.repository.js';

/** The GraphQL enum of {@link FacetKind}. */
export const FacetField = {
  YEAR: 'YEAR',
  TOPIC: 'TOPIC',
  TECHNIQUE: 'TECHNIQUE',
  VENUE: 'VENUE',
} as const satisfies { [Kind in FacetKind]: Kind };

registerEnumType(FacetField, {
  name: 'FacetField',
  description: 'What the papers of a list can be counted by.',
  valuesConfig: {
    YEAR: { description: 'Year of publication.' },
    TOPIC: { description: 'Topics that they are about.' },
    TECHNIQUE: { description: 'Techniques that they work with, in any role.' },
    VENUE: { description: 'Venue, without case, accents and punctuation.' },
  },
});

@ObjectType({ description: 'A value that some papers of a list have.' })
export class FacetValue {
  @Field(() => String, {
    description: 'The value as a filter takes it: a year, the slug of a topic or technique, or a venue.',
  })
  value!: string;

  @Field(() => String, { description: 'The value as it is written.' })
  label!: string;

  @Field(() => Int, { description: 'How many papers of the list have it.' })
  count!: number;

  by!: FacetKind;
}

@ObjectType({ description: 'The papers of a list, counted by one thing.' })
export class Facet {
  @Field(() => FacetField, { description: 'What they are counted by.' })
  by!: FacetKind;

  @Field(() => [FacetValue], {
    description: 'The values that most papers have. A paper counts for each of its topics and techniques.',
    complexity: ({ childComplexity }) => childComplexity,
  })
  values!: FacetValue[];
}
