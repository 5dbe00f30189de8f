import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { AuthorEdge } from '../author/author.connections.js';
import { Author } from '../author/author.type.js';
import type { PapersBehind } from './cooccurrence.type.js';

@ObjectType({ description: 'Somebody who wrote papers together with an author.' })
export class CoauthorEdge extends AuthorEdge {
  @Field(() => Int, { description: 'How many papers of this graph they wrote together.' })
  paperCount!: number;

  @Field(() => Int, { nullable: true, description: 'The year of the first of them; null when no year is known.' })
  firstYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'The year of the latest of them; null when no year is known.' })
  lastYear!: number | null;

  behind!: PapersBehind;
}

export const CoauthorConnection = connectionType(
  'CoauthorConnection',
  'A page of the coauthors of an author, those of the most common papers first, then those of the latest.',
  () => CoauthorEdge,
  () => Author,
);
