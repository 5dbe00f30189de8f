import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { PageArgs, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import { Technique } from '../technique/technique.type.js';
import { toTopic } from '../topic/topic.loaders.js';
import { Topic } from '../topic/topic.type.js';
import { BY_SIGNIFICANCE, BY_WEIGHT } from './cooccurrence-ranking.js';
import { pairKey } from './cooccurrence.repository.js';
import {
  RelatedTopicConnection,
  RelatedTopicEdge,
  UsedWithConnection,
  UsedWithEdge,
  YearOfPapers,
} from './cooccurrence.type.js';
import { DEFAULT_EVIDENCE, HOW_MANY, papersBehind } from './papers-behind.js';
import { pageOf, withRows } from './ranked-list.js';

@Resolver(() => Topic)
export class RelatedTopicsResolver {
  @FieldResolver(() => RelatedTopicConnection, {
    description:
      'The topics that papers are about together with this one more often than by chance, the most strongly related first. What it belongs to and its own parts are left out: see `parents` and `children`.',
  })
  async related(
    @Root() { key }: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<RelatedTopicEdge>> {
    const window = windowOf(args, BY_WEIGHT);
    const ranked = await context.cooccurrence.relatedTopics.load(key);
    return toConnection(
      RelatedTopicConnection,
      window,
      await withRows(pageOf(ranked, window), context.topics.byId),
      ({ node: { id, row, weight, paperCount } }, cursor) =>
        Object.assign(new RelatedTopicEdge(), {
          node: toTopic(row),
          cursor,
          weight,
          paperCount,
          behind: { kind: 'topic topic', pair: pairKey({ id: key, other: id }) },
        }),
      () => Promise.resolve(ranked.length),
    );
  }
}

@Resolver(() => RelatedTopicEdge)
export class RelatedTopicEdgeResolver {
  @FieldResolver(() => [Paper], {
    description: 'The papers about both, those first that are most surely about both, then the newest.',
  })
  async papers(
    @Root() { behind }: RelatedTopicEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await papersBehind(behind, first, context);
  }
}

@Resolver(() => Technique)
export class UsedWithResolver {
  @FieldResolver(() => UsedWithConnection, {
    description:
      'The techniques that papers work with together with this one, the surest company first. Its variants and what it is a variant of are among them and marked.',
  })
  async usedWith(
    @Root() { key }: Technique,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<UsedWithEdge>> {
    const window = windowOf(args, BY_SIGNIFICANCE);
    const ranked = await context.cooccurrence.usedWith.load(key);
    return toConnection(
      UsedWithConnection,
      window,
      await withRows(pageOf(ranked, window), context.techniques.byId),
      ({ node: { id, row, count, lift, significance, kinship } }, cursor) =>
        Object.assign(new UsedWithEdge(), {
          node: toTechnique(row),
          cursor,
          count,
          lift,
          significance,
          kinship,
          behind: { kind: 'technique technique', pair: pairKey({ id: key, other: id }) },
        }),
      () => Promise.resolve(ranked.length),
    );
  }
}

@Resolver(() => UsedWithEdge)
export class UsedWithEdgeResolver {
  @FieldResolver(() => [Paper], {
    description:
      'The papers that work with both, those first that do most with both (introduce, study, use, compare), then the newest.',
  })
  async papers(
    @Root() { behind }: UsedWithEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await papersBehind(behind, first, context);
  }

  @FieldResolver(() => [YearOfPapers], {
    description:
      'How many papers of each year work with both, earliest first. Years without any, and papers of unknown year, are left out.',
  })
  async perYear(@Root() { behind }: UsedWithEdge, @Ctx() context: Context): Promise<YearOfPapers[]> {
    const years = await context.cooccurrence.years.load({ id: behind.pair, args: null });
    return years.map((year) => Object.assign(new YearOfPapers(), year));
  }
}
