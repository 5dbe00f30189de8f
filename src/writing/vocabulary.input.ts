import { Field, InputType, Int, registerEnumType } from 'type-graphql';

/** The classifications that a topic may belong to. */
export const TopicScheme = { own: 'own', arXiv: 'arXiv', OpenAlex: 'OpenAlex' } as const;

registerEnumType(TopicScheme, {
  name: 'TopicScheme',
  description: 'The classification that a topic belongs to.',
  valuesConfig: {
    own: { description: 'Of this graph.' },
    arXiv: { description: 'The categories of arXiv.' },
    OpenAlex: { description: 'The topics of OpenAlex.' },
  },
});

@InputType({
  description: 'What is said of a technique. A field that is left out stays as it is; null takes a value away.',
})
export class TechniqueInput {
  @Field(() => String, { nullable: true, description: 'The name; needed for a new technique, whose slug it makes.' })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: 'All other names and acronyms.' })
  aliases?: string[] | null;

  @Field(() => String, { nullable: true, description: 'What it does, in a sentence.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'The field of work it belongs to, such as `Regularization`.' })
  area?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is: method, model, concept, metric or distribution.' })
  kind?: string | null;

  @Field(() => Int, { nullable: true, description: 'The year in which it was proposed.' })
  introducedYear?: number | null;

  @Field(() => [String], { nullable: true, description: 'Refs of all techniques that it is a variant of.' })
  variantOf?: string[] | null;
}

@InputType({
  description: 'What is said of a topic. A field that is left out stays as it is; null takes a value away.',
})
export class TopicInput {
  @Field(() => String, { nullable: true, description: 'The name; needed for a new topic, whose slug it makes.' })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: 'All other names.' })
  aliases?: string[] | null;

  @Field(() => String, { nullable: true, description: 'What the topic covers.' })
  description?: string | null;

  @Field(() => TopicScheme, { nullable: true, description: 'The classification it belongs to; `own` for a new one.' })
  scheme?: keyof typeof TopicScheme | null;

  @Field(() => [String], { nullable: true, description: 'Refs of all wider topics that it belongs to.' })
  parents?: string[] | null;
}
