import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { Author } from '../author/author.type.js';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'What a search can find.',
  types: () => [Paper, Author, Topic, Technique] as const,
});

@ObjectType({ description: 'A place where what was found has the words that were searched for.' })
export class SearchHighlight {
  @Field(() => String, { description: 'The text that holds them: `title`, `abstract`, `summary`, `name` or `alias`.' })
  field!: string;

  @Field(() => String, { description: 'The words, as they stand there.' })
  text!: string;

  @Field(() => Int, { description: 'Where they begin in that text, in UTF-16 code units from 0.' })
  start!: number;

  @Field(() => Int, { description: 'Where they end, exclusive.' })
  end!: number;
}

@ObjectType({ description: 'Something found, and how well it answers.' })
export class SearchEdge {
  @Field(() => SearchResult, { description: 'What was found.' })
  node!: typeof SearchResult;

  @Field(() => String, { description: 'Where it stands in the answer.' })
  cursor!: string;

  @Field(() => Float, {
    description:
      'How well it answers; comparable within the answer, whatever the kind. A technique or topic that is called just so has 2, an author 1.5. Else from 0 to 1: of a paper, its BM25 as a share of what the words could reach, and 1 more when they are its title; of a name, the root of the letters shared with the search by those of the longer one, less for typing errors. 0 where only field words were given.',
  })
  score!: number;

  terms!: ReadonlySet<string>;
}

export const SearchConnection = connectionType(
  'SearchConnection',
  'A page of what was found, the best first: at most 1,000 papers and 100 names of each kind.',
  () => SearchEdge,
  () => SearchResult,
);
