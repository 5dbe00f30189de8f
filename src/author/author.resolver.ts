import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { OrderDirection } from '../api/filters.js';
import { checkOrder, PageArgs, toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { Paper } from '../paper/paper.type.js';
import { AuthorListArgs, AuthorOrderField } from './author.args.js';
import { authorCondition } from './author.conditions.js';
import { AuthorConnection, AuthorEdge, PaperAuthorConnection, PaperAuthorEdge } from './author.connections.js';
import { toAuthor } from './author.loaders.js';
import { resolveAuthor } from './author.refs.js';
import { authorSort, BY_POSITION } from './author.repository.js';
import { Author } from './author.type.js';

const BY_NAME = { field: AuthorOrderField.NAME, direction: OrderDirection.ASC } as const;

@Resolver(() => Author)
export class AuthorResolver {
  @Query(() => Author, {
    nullable: true,
    description: 'One author; null when there is none, an error that lists the candidates when a name is ambiguous.',
  })
  async author(
    @Arg('ref', () => String, { description: 'An ORCID, a name or a global id.' }) ref: string,
    @Ctx() context: Context,
  ): Promise<Author | null> {
    const id = await resolveAuthor(ref, context);
    const row = id === null ? null : await context.authors.byId.load(id);
    return row && toAuthor(row);
  }

  @Query(() => AuthorConnection, { description: 'All authors, filtered and ordered; by name when no order is given.' })
  async authors(
    @Args(() => AuthorListArgs) args: AuthorListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<AuthorEdge>> {
    const orders = checkOrder(args.orderBy, BY_NAME);
    const window = windowOf(
      args,
      orders.map(({ field, direction }) => authorSort(field, direction === OrderDirection.DESC)),
    );
    const condition = await authorCondition(args.filter, context);
    const { repository } = context.authors;
    return toConnection(
      AuthorConnection,
      window,
      await repository.page(condition, window),
      ({ node }, cursor) => Object.assign(new AuthorEdge(), { node: toAuthor(node), cursor }),
      () => repository.count(condition),
    );
  }
}

@Resolver(() => Paper)
export class PaperAuthorsResolver {
  @FieldResolver(() => PaperAuthorConnection, {
    description:
      'Who wrote the paper, in the order of its title page. Empty while `authorCount` is not: the names were never loaded.',
  })
  async authors(
    @Root() { key }: Paper,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PaperAuthorEdge>> {
    const window = windowOf(args, [BY_POSITION]);
    return toConnection(
      PaperAuthorConnection,
      window,
      await context.authors.ofPaper.load({ id: key, args: window }),
      ({ node, edge }, cursor) => Object.assign(new PaperAuthorEdge(), { node: toAuthor(node), cursor, ...edge }),
      () => context.authors.countOfPaper.load({ id: key, args: null }),
    );
  }
}
