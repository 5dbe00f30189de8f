import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { Author } from './author.type.js';

@ObjectType({ description: 'An author in a list.' })
export class AuthorEdge {
  @Field(() => Author, { description: 'The author.' })
  node!: Author;

  @Field(() => String, { description: 'Where the author stands in the list.' })
  cursor!: string;
}

@ObjectType({ description: 'An author of a paper.' })
export class PaperAuthorEdge extends AuthorEdge {
  @Field(() => Int, { description: "The author's place on the paper's author list, from 0." })
  position!: number;
}

export const AuthorConnection = connectionType(
  'AuthorConnection',
  'A page of authors.',
  () => AuthorEdge,
  () => Author,
);

export const PaperAuthorConnection = connectionType(
  'PaperAuthorConnection',
  'A page of the authors of a paper, in the order of its title page.',
  () => PaperAuthorEdge,
  () => Author,
);
