import { ArgsType, Field, Float, ObjectType } from 'type-graphql';
import { connectionType, PageArgs } from '../api/pagination.js';
import { AuthorEdge } from '../author/author.connections.js';
import { Author } from '../author/author.type.js';
import { Paper } from '../paper/paper.type.js';
import type { SimilarAuthor } from './similar-author.js';

@ArgsType()
export class SimilarAuthorArgs extends PageArgs {
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether those who wrote papers with the author may be among them.',
  })
  coauthors!: boolean;
}

@ObjectType({ description: 'A paper that cites another.' })
export class CitationBetween {
  @Field(() => Paper, { description: 'The paper that cites.' })
  citing!: Paper;

  @Field(() => Paper, { description: 'The paper that is cited.' })
  cited!: Paper;
}

@ObjectType({ description: 'Somebody who works like an author: how much alike, and why.' })
export class SimilarAuthorEdge extends AuthorEdge {
  @Field(() => Float, {
    description:
      'How much alike they work, 0 to 1: 0.7 · techniqueSimilarity + 0.3 · citationStrength. Depends on the two authors and the graph alone.',
  })
  score!: number;

  @Field(() => Float, {
    description:
      'How much alike their techniques are, 0 to 1: cosine of their profiles, where rare and introduced techniques count more, shrunk by n / (n + 1) for n shared techniques.',
  })
  techniqueSimilarity!: number;

  @Field(() => Float, {
    description:
      'How strongly their papers cite each other, 0 to 1: 1 − exp(−c / 3), where every citation adds 1 / ln(2 + n) to c when n papers cite the cited one. Common papers are left out.',
  })
  citationStrength!: number;

  @Field(() => Boolean, { description: 'Whether they wrote a paper together.' })
  isCoauthor!: boolean;

  @Field(() => String, {
    description: 'Why, in a sentence. "This author" is the one asked about, "the other" the one found.',
  })
  explanation!: string;

  similar!: SimilarAuthor;
}

export const SimilarAuthorConnection = connectionType(
  'SimilarAuthorConnection',
  'A page of the authors who work like another, most alike first; at most 300.',
  () => SimilarAuthorEdge,
  () => Author,
);
