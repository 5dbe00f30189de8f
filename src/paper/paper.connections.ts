import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { MatchedText } from '../text/matched-text.type.js';
import { Role } from '../technique/technique.type.js';
import { Paper } from './paper.type.js';
import type { TechniqueRole } from '../technique/application.js';

@ObjectType({ description: 'A paper in a list.' })
export class PaperEdge {
  @Field(() => Paper, { description: 'The paper.' })
  node!: Paper;

  @Field(() => String, { description: 'Where the paper stands in the list.' })
  cursor!: string;
}

@ObjectType({ description: 'A paper of an author.' })
export class AuthorPaperEdge extends PaperEdge {
  @Field(() => Int, { description: "The author's place on the paper's author list, from 0." })
  position!: number;
}

@ObjectType({ description: 'A paper on a topic.' })
export class TopicPaperEdge extends PaperEdge {
  @Field(() => Float, { description: 'How sure it is that the paper is about the topic, 0 to 1.' })
  confidence!: number;

  @Field(() => [MatchedText], {
    description: 'The words of the paper that say so; empty when a source or a reader labelled it without.',
  })
  evidence!: MatchedText[];

  @Field(() => String, { nullable: true, description: 'Who says so.' })
  source!: string | null;
}

@ObjectType({ description: 'A paper that works with a technique.' })
export class TechniquePaperEdge extends PaperEdge {
  @Field(() => Role, { description: 'What the paper does with the technique.' })
  role!: TechniqueRole;

  @Field(() => Float, { description: 'How sure that is, 0 to 1.' })
  confidence!: number;

  @Field(() => [MatchedText], {
    description: 'The words of the paper that say so; empty when it was labelled without.',
  })
  evidence!: MatchedText[];

  @Field(() => String, { nullable: true, description: 'Who says so.' })
  source!: string | null;
}

export const PaperConnection = connectionType(
  'PaperConnection',
  'A page of papers.',
  () => PaperEdge,
  () => Paper,
);

export const AuthorPaperConnection = connectionType(
  'AuthorPaperConnection',
  'A page of the papers of an author.',
  () => AuthorPaperEdge,
  () => Paper,
);

export const TopicPaperConnection = connectionType(
  'TopicPaperConnection',
  'A page of the papers on a topic.',
  () => TopicPaperEdge,
  () => Paper,
);

export const TechniquePaperConnection = connectionType(
  'TechniquePaperConnection',
  'A page of the papers that work with a technique.',
  () => TechniquePaperEdge,
  () => Paper,
);

export const PaperCitationConnection = connectionType(
  'PaperCitationConnection',
  'A page of the papers that cite a paper.',
  () => PaperEdge,
  () => Paper,
);

export enum ReferencesStatus {
  LOADED = 'LOADED',
  PARTIAL = 'PARTIAL',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(ReferencesStatus, {
  name: 'ReferencesStatus',
  description: 'How much of a reference list is known: an empty list may mean "none" or "never loaded".',
  valuesConfig: {
    LOADED: { description: 'The list is complete, as far as its source gives it.' },
    PARTIAL: { description: 'Some references are known, others may be missing.' },
    UNKNOWN: { description: 'The list was never loaded.' },
  },
});

@ObjectType({ description: 'A page of the papers that a paper cites.' })
export class PaperReferenceConnection extends connectionType(
  'PaperReferenceConnectionBase',
  'A page of references.',
  () => PaperEdge,
  () => Paper,
) {
  @Field(() => ReferencesStatus, { description: 'How much of the list is known.' })
  status!: ReferencesStatus;
}
