import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { TechniqueEdge } from '../technique/technique.connections.js';
import { Technique } from '../technique/technique.type.js';
import { TopicEdge } from '../topic/topic.connections.js';
import { Topic } from '../topic/topic.type.js';
import type { SharedPapersKind } from './cooccurrence.repository.js';

/** The common papers that an edge can be asked for. */
export interface PapersBehind {
  readonly kind: SharedPapersKind;
  /** Of `pairKey`. */
  readonly pair: string;
}

@ObjectType({ description: 'A topic that papers are about together with another.' })
export class RelatedTopicEdge extends TopicEdge {
  @Field(() => Float, {
    description:
      'How strongly the topics attract each other, above 0 and up to 1: normalized pointwise mutual information over papers, ln(p(x,y) / (p(x) · p(y))) / −ln p(x,y), after Bouma 2009. 1 when one never stands without the other.',
  })
  weight!: number;

  @Field(() => Int, {
    description: 'How many papers are about both; for a topic of more than 5,000 papers, of the newest 5,000 of them.',
  })
  paperCount!: number;

  behind!: PapersBehind;
}

export const RelatedTopicConnection = connectionType(
  'RelatedTopicConnection',
  'A page of the topics that stand with a topic in at least two papers and more often than by chance, the most strongly related first.',
  () => RelatedTopicEdge,
  () => Topic,
);

/** How a technique is kin to another. */
export const Kinship = { ANCESTOR: 'ANCESTOR', DESCENDANT: 'DESCENDANT' } as const;

registerEnumType(Kinship, {
  name: 'Kinship',
  description: 'How a technique is kin to the one asked about, over up to six VARIANT_OF steps.',
  valuesConfig: {
    ANCESTOR: { description: 'The one asked about descends from it.' },
    DESCENDANT: { description: 'It descends from the one asked about.' },
  },
});

@ObjectType({ description: 'How many papers of a year.' })
export class YearOfPapers {
  @Field(() => Int, { description: 'The year of publication.' })
  year!: number;

  @Field(() => Int, { description: 'How many papers.' })
  count!: number;
}

@ObjectType({ description: 'A technique that papers work with together with another.' })
export class UsedWithEdge extends TechniqueEdge {
  @Field(() => Int, {
    description:
      'How many papers work with both, in any role; for a technique of more than 5,000 papers, of the newest 5,000 of them.',
  })
  count!: number;

  @Field(() => Float, {
    description:
      'How many times more often they go together than by chance: papers with both · all papers / (papers with the one · papers with the other), after Brin and others 1997. 1 is chance.',
  })
  lift!: number;

  @Field(() => Float, {
    description:
      'How sure it is that they attract each other, the key of the order: the log-likelihood ratio G² against independence, after Dunning 1993; negative when they shun each other. Beyond 10.8, chance makes less than one in a thousand.',
  })
  significance!: number;

  @Field(() => Kinship, { nullable: true, description: 'How the two are kin by VARIANT_OF; null when they are not.' })
  kinship!: keyof typeof Kinship | null;

  behind!: PapersBehind;
}

export const UsedWithConnection = connectionType(
  'UsedWithConnection',
  'A page of the techniques that at least two papers use with a technique, the surest company first.',
  () => UsedWithEdge,
  () => Technique,
);

@ObjectType({ description: 'A topic of the papers of a technique or author.' })
export class TopicCountEdge extends TopicEdge {
  @Field(() => Int, { description: 'How many of the papers are about it.' })
  paperCount!: number;

  behind!: PapersBehind;
}

export const TopicCountConnection = connectionType(
  'TopicCountConnection',
  'A page of the topics of some papers, those of the most papers first.',
  () => TopicCountEdge,
  () => Topic,
);

@ObjectType({ description: 'A technique of the papers of a topic or author.' })
export class TechniqueCountEdge extends TechniqueEdge {
  @Field(() => Int, { description: 'How many of the papers work with it, in any role.' })
  paperCount!: number;

  behind!: PapersBehind;
}

export const TechniqueCountConnection = connectionType(
  'TechniqueCountConnection',
  'A page of the techniques of some papers, those of the most papers first.',
  () => TechniqueCountEdge,
  () => Technique,
);
