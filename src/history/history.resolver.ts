import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Node, NODE_TYPES } from '../api/node.js';
import { toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import type { Page } from '../graph/page.js';
import { loadNode } from '../node/load-node.js';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import { subjectOf, type ChangeRow, type SubjectKind } from './change.js';
import { NEWEST_CHANGE_FIRST } from './change.repository.js';
import { Change, ChangeConnection, ChangeEdge } from './change.type.js';
import { toChange } from './change.view.js';

@ArgsType()
class HistoryArgs {
  @Field(() => Int, { nullable: true, description: 'How many changes, 0 to 100; 20 when it is not given.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only changes behind this cursor.' })
  after?: string | null;
}

type History = ConnectionOf<ChangeEdge>;

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, { description: 'Everything that editors changed, the newest first.' })
  async changes(@Args(() => HistoryArgs) args: HistoryArgs, @Ctx() context: Context): Promise<History> {
    const window = windowOf(args, NEWEST_CHANGE_FIRST);
    const { repository } = context.changes;
    return toHistory(window, await repository.page(window), () => repository.count());
  }

  @Query(() => Change, { nullable: true, description: 'One change; null when there is none of this id.' })
  async change(
    @Arg('id', () => String, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Change | null> {
    const row = await context.changes.byId.load(id);
    return row && toChange(row);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'What was changed; null when it is gone.' })
  async node(@Root() { subject }: Change, @Ctx() context: Context): Promise<Node | null> {
    const at = subject.indexOf(':');
    const type = NODE_TYPES.find((name) => name.toLowerCase() === subject.slice(0, at));
    return type === undefined ? null : await loadNode(type, subject.slice(at + 1), context);
  }

  @FieldResolver(() => Change, { nullable: true, description: 'The change that this one took back.' })
  async undoes(@Root() { undoes }: Change, @Ctx() context: Context): Promise<Change | null> {
    return await changeOf(undoes, context);
  }

  @FieldResolver(() => Change, { nullable: true, description: 'The change that took this one back.' })
  async undoneBy(@Root() { undoneBy }: Change, @Ctx() context: Context): Promise<Change | null> {
    return await changeOf(undoneBy, context);
  }
}

const DESCRIPTION = 'What editors changed of it, the newest first. Loads on the command line leave no history.';

@Resolver(() => Paper)
export class PaperHistoryResolver {
  @FieldResolver(() => ChangeConnection, { description: DESCRIPTION })
  async history(
    @Root() { key }: Paper,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<History> {
    return await historyOf('paper', key, args, context);
  }
}

@Resolver(() => Topic)
export class TopicHistoryResolver {
  @FieldResolver(() => ChangeConnection, { description: DESCRIPTION })
  async history(
    @Root() { key }: Topic,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<History> {
    return await historyOf('topic', key, args, context);
  }
}

@Resolver(() => Technique)
export class TechniqueHistoryResolver {
  @FieldResolver(() => ChangeConnection, { description: DESCRIPTION })
  async history(
    @Root() { key }: Technique,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<History> {
    return await historyOf('technique', key, args, context);
  }
}

async function historyOf(kind: SubjectKind, key: string, args: HistoryArgs, context: Context): Promise<History> {
  const subject = subjectOf(kind, key);
  const window = windowOf(args, NEWEST_CHANGE_FIRST);
  const page = await context.changes.ofSubject.load({ id: subject, args: window });
  return toHistory(window, page, () => context.changes.countOfSubject.load({ id: subject, args: null }));
}

function toHistory(
  window: ReturnType<typeof windowOf>,
  page: Page<ChangeRow, unknown>,
  count: () => Promise<number>,
): History {
  return toConnection(
    ChangeConnection,
    window,
    page,
    ({ node }, cursor) => Object.assign(new ChangeEdge(), { node: toChange(node), cursor }),
    count,
  );
}

async function changeOf(id: string | null, context: Context): Promise<Change | null> {
  const row = id === null ? null : await context.changes.byId.load(id);
  return row && toChange(row);
}
