import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { MatchedText } from '../text/matched-text.type.js';
import { Role, Technique } from './technique.type.js';
import type { TechniqueRole } from './application.js';

@ObjectType({ description: 'A technique in a list.' })
export class TechniqueEdge {
  @Field(() => Technique, { description: 'The technique.' })
  node!: Technique;

  @Field(() => String, { description: 'Where the technique stands in the list.' })
  cursor!: string;
}

@ObjectType({ description: 'A technique of a paper.' })
export class PaperTechniqueEdge extends TechniqueEdge {
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

export const TechniqueConnection = connectionType(
  'TechniqueConnection',
  'A page of techniques.',
  () => TechniqueEdge,
  () => Technique,
);

export const PaperTechniqueConnection = connectionType(
  'PaperTechniqueConnection',
  'A page of the techniques of a paper: introduced, studied, used, compared with.',
  () => PaperTechniqueEdge,
  () => Technique,
);

@ObjectType({ description: 'A technique reached along the lineage.' })
export class LineageStep {
  @Field(() => Technique, { description: 'The technique.' })
  technique!: Technique;

  @Field(() => Int, { description: 'How many VARIANT_OF steps lead there at least, from 1.' })
  distance!: number;

  @Field(() => Int, { nullable: true, description: 'The year in which the technique was proposed.' })
  year!: number | null;
}

@ObjectType({ description: 'What a technique descends from and what descends from it.' })
export class TechniqueLineage {
  @Field(() => [LineageStep], { description: 'What it is a variant of, step by step, nearest first; at most 200.' })
  ancestors!: LineageStep[];

  @Field(() => [LineageStep], { description: 'Its variants and theirs, nearest first; at most 200.' })
  descendants!: LineageStep[];
}
