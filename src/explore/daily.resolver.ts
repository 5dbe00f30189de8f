import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { DateScalar } from '../api/scalars.js';
import { PaperConnection, PaperEdge } from '../paper/paper.connections.js';
import { toPaper } from '../paper/paper.loaders.js';
import { paperSort } from '../paper/paper.repository.js';
import { onDay } from './daily.conditions.js';

const MOST_UPVOTED_FIRST = [paperSort('UPVOTES', true)];

@ArgsType()
class DailyPapersArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of publication; the newest day on which any paper of the graph appeared when absent.',
  })
  date?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many papers, 0 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} when absent.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only papers behind this cursor.' })
  after?: string | null;
}

@Resolver()
export class DailyPapersResolver {
  @Query(() => PaperConnection, {
    description: 'The papers of a day, the most upvoted first; those without known upvotes come last.',
  })
  async dailyPapers(
    @Args(() => DailyPapersArgs) { date, first, after }: DailyPapersArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PaperEdge>> {
    const window = windowOf({ first, after }, MOST_UPVOTED_FIRST);
    const condition = onDay(date ?? (await context.daily.newest()).day);
    const { repository } = context.papers;
    const page = await repository.page(condition, window);
    const connection = toConnection(
      PaperConnection,
      window,
      page,
      ({ node }, cursor) => Object.assign(new PaperEdge(), { node: toPaper(node), cursor }),
      () => repository.count(condition),
    );
    return Object.assign(connection, { condition });
  }
}
