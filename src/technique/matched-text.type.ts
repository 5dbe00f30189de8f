import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Words of a paper that support a statement about it.' })
export class MatchedText {
  @Field(() => String, { description: 'The part of the paper that holds them: `title`, `abstract` or `summary`.' })
  field!: string;

  @Field(() => String, { description: 'The words, as they stand there.' })
  text!: string;
}

/** Reads the stored form, `field: words`. */
export function toMatchedTexts(evidence: readonly string[] | null): MatchedText[] {
  return (evidence ?? []).map((stored) => {
    const [, field = '', text = ''] = /^([a-z]+): (.*)$/s.exec(stored) ?? [];
    return Object.assign(new MatchedText(), { field, text });
  });
}
