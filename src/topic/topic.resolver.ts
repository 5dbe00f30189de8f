import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { OrderDirection } from '../api/filters.js';
import { checkOrder, PageArgs, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import type { PageItem } from '../graph/page.js';
import { Paper } from '../paper/paper.type.js';
import { toMatchedTexts } from '../text/matched-text.type.js';
import { resolveNamed } from '../ref/named.refs.js';
import { TopicListArgs, TopicOrderField } from './topic.args.js';
import { topicCondition } from './topic.conditions.js';
import { PaperTopicConnection, PaperTopicEdge, TopicConnection, TopicEdge } from './topic.connections.js';
import { toTopic } from './topic.loaders.js';
import { BY_CONFIDENCE, topicSort, type TopicRow } from './topic.repository.js';
import { Topic } from './topic.type.js';

const BY_NAME = { field: TopicOrderField.NAME, direction: OrderDirection.ASC } as const;
const NAME_SORTS = [topicSort('NAME', false)];

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, { nullable: true, description: 'One topic; null when there is none.' })
  async topic(
    @Arg('ref', () => String, { description: 'Slug, name or alias, such as `pruning` or `cs.LG`; or a global id.' })
    ref: string,
    @Ctx() context: Context,
  ): Promise<Topic | null> {
    const id = await resolveNamed('topic', ref, context);
    const row = id === null ? null : await context.topics.byId.load(id);
    return row && toTopic(row);
  }

  @Query(() => TopicConnection, { description: 'All topics, filtered and ordered; by name when no order is given.' })
  async topics(
    @Args(() => TopicListArgs) args: TopicListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TopicEdge>> {
    const orders = checkOrder(args.orderBy, BY_NAME);
    const window = windowOf(
      args,
      orders.map(({ field, direction }) => topicSort(field, direction === OrderDirection.DESC)),
    );
    const condition = await topicCondition(args.filter, context);
    const { repository } = context.topics;
    return toConnection(TopicConnection, window, await repository.page(condition, window), plainEdge, () =>
      repository.count(condition),
    );
  }

  @FieldResolver(() => TopicConnection, { description: 'The wider topics that this one belongs to, by name.' })
  async parents(
    @Root() { key }: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TopicEdge>> {
    const window = windowOf(args, NAME_SORTS);
    return toConnection(
      TopicConnection,
      window,
      await context.topics.parents.load({ id: key, args: window }),
      plainEdge,
      () => context.topics.parentCount.load({ id: key, args: null }),
    );
  }

  @FieldResolver(() => TopicConnection, { description: 'The narrower topics that belong to this one, by name.' })
  async children(
    @Root() { key }: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TopicEdge>> {
    const window = windowOf(args, NAME_SORTS);
    return toConnection(
      TopicConnection,
      window,
      await context.topics.children.load({ id: key, args: window }),
      plainEdge,
      () => context.topics.childCount.load({ id: key, args: null }),
    );
  }
}

@Resolver(() => Paper)
export class PaperTopicsResolver {
  @FieldResolver(() => PaperTopicConnection, {
    description: 'What the paper is about, the surest and narrowest topics first.',
  })
  async topics(
    @Root() { key }: Paper,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PaperTopicEdge>> {
    const window = windowOf(args, BY_CONFIDENCE);
    return toConnection(
      PaperTopicConnection,
      window,
      await context.topics.ofPaper.load({ id: key, args: window }),
      ({ node, edge }, cursor) =>
        Object.assign(new PaperTopicEdge(), {
          ...edge,
          node: toTopic(node),
          cursor,
          evidence: toMatchedTexts(edge.evidence),
        }),
      () => context.topics.countOfPaper.load({ id: key, args: null }),
    );
  }
}

function plainEdge({ node }: PageItem<TopicRow, unknown>, cursor: string): TopicEdge {
  return Object.assign(new TopicEdge(), { node: toTopic(node), cursor });
}
