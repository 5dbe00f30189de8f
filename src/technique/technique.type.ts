import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../api/node.js';
import type { TechniqueRole } from './application.js';

/** The GraphQL enum of {@link TechniqueRole}. */
export const Role = {
  INTRODUCES: 'INTRODUCES',
  STUDIES: 'STUDIES',
  USES: 'USES',
  COMPARES: 'COMPARES',
} as const satisfies { [Name in TechniqueRole]: Name };

registerEnumType(Role, {
  name: 'TechniqueRole',
  description: 'What a paper does with a technique.',
  valuesConfig: {
    INTRODUCES: { description: 'The paper is the first to propose it.' },
    STUDIES: { description: 'The paper is about how it behaves.' },
    USES: { description: 'The paper applies it to get somewhere else.' },
    COMPARES: { description: 'The paper measures itself against it.' },
  },
});

/** How a technique came into the graph. */
export const TechniqueStatus = {
  DESCRIBED: 'DESCRIBED',
  MENTIONED: 'MENTIONED',
  PROPOSED: 'PROPOSED',
} as const;

registerEnumType(TechniqueStatus, {
  name: 'TechniqueStatus',
  description: 'How a technique came into the graph.',
  valuesConfig: {
    DESCRIBED: { description: 'A vocabulary, a source or an editor describes it.' },
    MENTIONED: { description: 'A source labels papers with it, and nobody has described it.' },
    PROPOSED: { description: 'The texts of two or more papers name it as a technique; nobody has confirmed it yet.' },
  },
});

@ObjectType({
  implements: Node,
  description: 'A method, model or concept that papers introduce, study, use or compare with.',
})
export class Technique extends Node {
  /** Id in the graph, from which its relations are read. */
  key!: string;

  @Field(() => String, { description: 'Short name for addresses and refs, such as `low-rank-adaptation`.' })
  slug!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => [String], { description: 'Other names and acronyms; each passes as a `ref`.' })
  aliases!: string[];

  @Field(() => String, { nullable: true, description: 'What it does, in a sentence.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The field of work it belongs to, such as `Regularization`.' })
  area!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is: method, model, concept, metric or distribution.' })
  kind!: string | null;

  @Field(() => Int, { nullable: true, description: 'The year in which it was proposed.' })
  introducedYear!: number | null;

  @Field(() => TechniqueStatus, { description: 'Whether somebody has described it, or only papers name it.' })
  status!: keyof typeof TechniqueStatus;

  @Field(() => Int, { description: 'How many papers of this graph work with it, in any role.' })
  paperCount!: number;

  @Field(() => Int, {
    description: 'Grows whenever it is described; pass it as `expectedVersion` to change what you have seen.',
  })
  version!: number;
}
