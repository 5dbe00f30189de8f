import { Field, Int, ObjectType } from 'type-graphql';
import { parseMatchedText } from './matched-text.js';

@ObjectType({ description: 'Words of a paper that support a statement about it.' })
export class MatchedText {
  @Field(() => String, { description: 'The part of the paper that holds them: `title`, `abstract` or `summary`.' })
  field!: string;

  @Field(() => String, { description: 'The words, as they stand there.' })
  text!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Where the words begin in that part, counted in UTF-16 code units from 0; null when a reader labelled them.',
  })
  start!: number | null;

  @Field(() => Int, { nullable: true, description: 'Where the words end in that part, exclusive.' })
  end!: number | null;
}

/** Reads the stored form, `field: words` or `field start-end: words`. */
export function toMatchedTexts(evidence: readonly string[] | null): MatchedText[] {
  return (evidence ?? []).map((stored) => {
    const { field, text, start = null, end = null } = parseMatchedText(stored);
    return Object.assign(new MatchedText(), { field, text, start, end });
  });
}
