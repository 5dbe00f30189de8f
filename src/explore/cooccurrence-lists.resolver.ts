import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { PageArgs, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { Author } from '../author/author.type.js';
import { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import { Technique } from '../technique/technique.type.js';
import { toTopic } from '../topic/topic.loaders.js';
import { Topic } from '../topic/topic.type.js';
import { BY_PAPERS, type CountedKind } from './cooccurrence-lists.repository.js';
import { pairKey, type SharedPapersKind } from './cooccurrence.repository.js';
import {
  TechniqueCountConnection,
  TechniqueCountEdge,
  TopicCountConnection,
  TopicCountEdge,
} from './cooccurrence.type.js';
import { DEFAULT_EVIDENCE, HOW_MANY, papersBehind } from './papers-behind.js';
import { withRows } from './ranked-list.js';

@Resolver(() => Technique)
export class TechniqueTopicsResolver {
  @FieldResolver(() => TopicCountConnection, {
    description: 'The topics of the papers that work with it, those of the most papers first.',
  })
  async topics(
    @Root() { key }: Technique,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TopicCountEdge>> {
    return await countedTopics('topics of technique', 'technique topic', key, args, context);
  }
}

@Resolver(() => Topic)
export class TopicTechniquesResolver {
  @FieldResolver(() => TechniqueCountConnection, {
    description: 'The techniques that papers about it work with, those of the most papers first.',
  })
  async techniques(
    @Root() { key }: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniqueCountEdge>> {
    return await countedTechniques('techniques of topic', 'topic technique', key, args, context);
  }
}

@Resolver(() => Author)
export class AuthorInterestsResolver {
  @FieldResolver(() => TopicCountConnection, {
    description: "What the author's papers are about, the topics of the most papers first.",
  })
  async topics(
    @Root() { key }: Author,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TopicCountEdge>> {
    return await countedTopics('topics of author', 'author topic', key, args, context);
  }

  @FieldResolver(() => TechniqueCountConnection, {
    description: "The techniques that the author's papers work with, those of the most papers first.",
  })
  async techniques(
    @Root() { key }: Author,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniqueCountEdge>> {
    return await countedTechniques('techniques of author', 'author technique', key, args, context);
  }
}

@Resolver(() => TopicCountEdge)
export class TopicCountEdgeResolver {
  @FieldResolver(() => [Paper], { description: 'These papers, the surest first, then the newest.' })
  async papers(
    @Root() { behind }: TopicCountEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await papersBehind(behind, first, context);
  }
}

@Resolver(() => TechniqueCountEdge)
export class TechniqueCountEdgeResolver {
  @FieldResolver(() => [Paper], {
    description: 'These papers, those first that do most with it (introduce, study, use, compare), then the newest.',
  })
  async papers(
    @Root() { behind }: TechniqueCountEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await papersBehind(behind, first, context);
  }
}

async function countedTopics(
  kind: CountedKind,
  shared: SharedPapersKind,
  key: string,
  args: PageArgs,
  context: Context,
): Promise<ConnectionOf<TopicCountEdge>> {
  const window = windowOf(args, BY_PAPERS);
  const page = await context.cooccurrence.counted.load({ id: key, args: { kind, window } });
  return toConnection(
    TopicCountConnection,
    window,
    await withRows(page, context.topics.byId),
    ({ node: { id, row }, edge }, cursor) =>
      Object.assign(new TopicCountEdge(), {
        ...edge,
        node: toTopic(row),
        cursor,
        behind: { kind: shared, pair: pairKey({ id: key, other: id }) },
      }),
    () => context.cooccurrence.countedTotal.load({ id: key, args: { kind } }),
  );
}

async function countedTechniques(
  kind: CountedKind,
  shared: SharedPapersKind,
  key: string,
  args: PageArgs,
  context: Context,
): Promise<ConnectionOf<TechniqueCountEdge>> {
  const window = windowOf(args, BY_PAPERS);
  const page = await context.cooccurrence.counted.load({ id: key, args: { kind, window } });
  return toConnection(
    TechniqueCountConnection,
    window,
    await withRows(page, context.techniques.byId),
    ({ node: { id, row }, edge }, cursor) =>
      Object.assign(new TechniqueCountEdge(), {
        ...edge,
        node: toTechnique(row),
        cursor,
        behind: { kind: shared, pair: pairKey({ id: key, other: id }) },
      }),
    () => context.cooccurrence.countedTotal.load({ id: key, args: { kind } }),
  );
}
