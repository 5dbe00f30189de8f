import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SearchKind } from './search-type.js';

export const SearchType = {
  PAPER: 'PAPER',
  AUTHOR: 'AUTHOR',
  TOPIC: 'TOPIC',
  TECHNIQUE: 'TECHNIQUE',
} as const satisfies { [Kind in SearchKind]: Kind };

registerEnumType(SearchType, {
  name: 'SearchType',
  description: 'What can be searched for.',
  valuesConfig: {
    PAPER: { description: 'Papers, by title; by their text too where a search is asked for.' },
    AUTHOR: { description: 'Authors, by name.' },
    TOPIC: { description: 'Topics, by name or alias.' },
    TECHNIQUE: { description: 'Techniques, by name or alias.' },
  },
});

@ObjectType({ description: 'A part of a text, counted in UTF-16 code units from 0.' })
export class TextRange {
  @Field(() => Int, { description: 'Where it begins.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends, exclusive.' })
  end!: number;
}

@ObjectType({ description: 'A name or title that completes what was typed.' })
export class Suggestion {
  @Field(() => String, { description: 'The name or title, as it is written.' })
  text!: string;

  @Field(() => SearchType, { description: 'What it is.' })
  type!: SearchKind;

  @Field(() => String, {
    description:
      'Leads to exactly this node: pass it to `paper(ref:)`, `author(ref:)`, `topic(ref:)` or `technique(ref:)`.',
  })
  ref!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The other name that agrees with what was typed; null when `text` itself agrees.',
  })
  alias!: string | null;

  @Field(() => [TextRange], { description: 'The parts of `text` that were typed, for highlighting.' })
  matched!: TextRange[];

  @Field(() => Boolean, { description: 'Whether a typing error had to be forgiven.' })
  corrected!: boolean;

  key!: string;
  count!: number;
}
