import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { PageArgs, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { toAuthor } from '../author/author.loaders.js';
import { Author } from '../author/author.type.js';
import { Paper } from '../paper/paper.type.js';
import { BY_COMMON_PAPERS } from './coauthor.repository.js';
import { CoauthorConnection, CoauthorEdge } from './coauthor.type.js';
import { pairKey } from './cooccurrence.repository.js';
import { DEFAULT_EVIDENCE, HOW_MANY, papersBehind } from './papers-behind.js';
import { withRows } from './ranked-list.js';

@Resolver(() => Author)
export class CoauthorsResolver {
  @FieldResolver(() => CoauthorConnection, {
    description: 'Who wrote papers together with the author, those of the most common papers first.',
  })
  async coauthors(
    @Root() { key }: Author,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<CoauthorEdge>> {
    const window = windowOf(args, BY_COMMON_PAPERS);
    const page = await context.coauthors.ofAuthor.load({ id: key, args: window });
    return toConnection(
      CoauthorConnection,
      window,
      await withRows(page, context.authors.byId),
      ({ node: { id, row }, edge }, cursor) =>
        Object.assign(new CoauthorEdge(), {
          ...edge,
          node: toAuthor(row),
          cursor,
          behind: { kind: 'author author', pair: pairKey({ id: key, other: id }) },
        }),
      () => context.coauthors.countOfAuthor.load({ id: key, args: null }),
    );
  }
}

@Resolver(() => CoauthorEdge)
export class CoauthorEdgeResolver {
  @FieldResolver(() => [Paper], { description: 'The papers they wrote together, newest first.' })
  async papers(
    @Root() { behind }: CoauthorEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await papersBehind(behind, first, context);
  }
}
