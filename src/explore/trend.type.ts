import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo, type ConnectionOf } from '../api/pagination.js';
import { DateScalar } from '../api/scalars.js';
import type { Technique } from '../technique/technique.type.js';
import type { Topic } from '../topic/topic.type.js';
import { TopicOrTechnique } from './bridge.type.js';
import type { TrendType } from './trend-ranking.js';
import type { Span } from './trend-window.js';

@ObjectType({ description: 'A topic or technique that rises, by how much, and the papers behind.' })
export class TrendEdge {
  @Field(() => TopicOrTechnique, { description: 'What rises.' })
  node!: Topic | Technique;

  @Field(() => String, { description: 'Where it stands in the ranking.' })
  cursor!: string;

  @Field(() => Float, {
    description:
      'How clearly it rises: the log-odds ratio of its shares now and before, smoothed towards no change and divided by its standard deviation (Monroe, Colaresi, Quinn 2008). About 2 and more is hardly chance; one or two papers alone never get there.',
  })
  score!: number;

  @Field(() => Float, { description: 'How many times its share of before it has now, smoothed in the same way.' })
  growth!: number;

  @Field(() => Int, { description: 'How many papers of the window have it.' })
  count!: number;

  @Field(() => Int, { description: 'How many papers of the span before have it.' })
  countBefore!: number;

  @Field(() => Float, { description: 'Their part of all papers of the window, 0 to 1.' })
  share!: number;

  @Field(() => Float, { description: 'Their part of all papers of the span before, 0 to 1.' })
  shareBefore!: number;

  @Field(() => String, { description: 'The counts in a sentence.' })
  sentence!: string;

  type!: TrendType;
  key!: string;
  span!: Span;
}

@ObjectType({ description: 'What rises in a window, the clearest rise first, and what it is compared with.' })
export class TrendConnection implements ConnectionOf<TrendEdge> {
  @Field(() => [TrendEdge], { description: 'The items of this page, each with its counts.' })
  edges!: TrendEdge[];

  @Field(() => [TopicOrTechnique], { description: 'The items of this page alone.' })
  nodes!: (Topic | Technique)[];

  @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many topics and techniques rise in the window.' })
  async totalCount(): Promise<number> {
    return await this.count();
  }

  @Field(() => DateScalar, { nullable: true, description: 'First day of the window; null in a graph without dates.' })
  from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the window.' })
  to!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the span before.' })
  fromBefore!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the span before.' })
  toBefore!: string | null;

  @Field(() => Int, {
    description: 'Papers of the window. One known by its year alone counts when the whole year lies in the window.',
  })
  papers!: number;

  @Field(() => Int, { description: 'Papers of the span before. Without any, nothing can be said to rise.' })
  papersBefore!: number;

  @Field(() => Int, {
    description: 'Papers that may be of the window, but are known by their year alone and so count nowhere.',
  })
  undated!: number;
}
