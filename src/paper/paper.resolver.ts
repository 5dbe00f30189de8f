import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { toConnection, type ConnectionOf } from '../api/pagination.js';
import { Author } from '../author/author.type.js';
import type { Condition } from '../graph/condition.js';
import type { PageItem, PageWindow } from '../graph/page.js';
import type { TechniqueRole } from '../technique/application.js';
import { toMatchedTexts } from '../text/matched-text.type.js';
import { Role, Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import { PaperListArgs, TechniquePaperListArgs } from './paper.args.js';
import { OLDEST_FIRST, paperCondition, paperWindow } from './paper.conditions.js';
import {
  AuthorPaperConnection,
  AuthorPaperEdge,
  PaperCitationConnection,
  PaperConnection,
  PaperEdge,
  PaperReferenceConnection,
  ReferencesStatus,
  TechniquePaperConnection,
  TechniquePaperEdge,
  TopicPaperConnection,
  TopicPaperEdge,
} from './paper.connections.js';
import { toPaper, type PaperListArguments } from './paper.loaders.js';
import { resolvePaper } from './paper.refs.js';
import { Paper } from './paper.type.js';
import type { PaperRow } from './paper.repository.js';

const REF =
  'An arXiv id (`2410.15460`), a DOI, an address or id of arXiv, Hugging Face, Semantic Scholar or OpenAlex, a global id, or the exact title.';

@Resolver(() => Paper)
export class PaperResolver {
  @Query(() => Paper, {
    nullable: true,
    description: 'One paper, by anything a person has at hand; null when it is not here.',
  })
  async paper(
    @Arg('ref', () => String, { description: REF }) ref: string,
    @Ctx() context: Context,
  ): Promise<Paper | null> {
    const id = await resolvePaper(ref, context);
    const row = id === null ? null : await context.papers.byId.load(id);
    return row && toPaper(row);
  }

  @Query(() => PaperConnection, {
    description: 'All papers, filtered and ordered; newest first when no order is given.',
  })
  async papers(
    @Args(() => PaperListArgs) args: PaperListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PaperEdge>> {
    const window = paperWindow(args);
    const condition = await paperCondition(args.filter, context);
    const { repository } = context.papers;
    const page = await repository.page(condition, window);
    const connection = toConnection(PaperConnection, window, page, plainEdge, () => repository.count(condition));
    return Object.assign(connection, { condition });
  }

  @FieldResolver(() => PaperReferenceConnection, { description: 'The papers that this paper cites, newest first.' })
  async references(
    @Root() { key, referencesStatus }: Paper,
    @Args(() => PaperListArgs) args: PaperListArgs,
    @Ctx() context: Context,
  ): Promise<PaperReferenceConnection> {
    const { window, condition, role } = await listOf(args, context);
    const page = await context.papers.references.load({ id: key, args: { window, condition, role } });
    const connection = toConnection(PaperReferenceConnection, window, page, plainEdge, () =>
      context.papers.referenceCount.load({ id: key, args: { condition, role } }),
    );
    return Object.assign(new PaperReferenceConnection(), connection, { status: toStatus(referencesStatus) });
  }

  @FieldResolver(() => PaperCitationConnection, {
    description: 'The papers of this graph that cite this paper, newest first.',
  })
  async citations(
    @Root() { key }: Paper,
    @Args(() => PaperListArgs) args: PaperListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PaperEdge>> {
    const { window, condition, role } = await listOf(args, context);
    const page = await context.papers.citations.load({ id: key, args: { window, condition, role } });
    return toConnection(PaperCitationConnection, window, page, plainEdge, () =>
      context.papers.citationCount.load({ id: key, args: { condition, role } }),
    );
  }
}

@Resolver(() => Author)
export class AuthorPapersResolver {
  @FieldResolver(() => AuthorPaperConnection, { description: 'The papers that the author wrote, newest first.' })
  async papers(
    @Root() { key }: Author,
    @Args(() => PaperListArgs) args: PaperListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<AuthorPaperEdge>> {
    const { window, condition, role } = await listOf(args, context);
    const page = await context.papers.ofAuthor.load({ id: key, args: { window, condition, role } });
    return toConnection(
      AuthorPaperConnection,
      window,
      page,
      ({ node, edge }, cursor) => Object.assign(new AuthorPaperEdge(), { node: toPaper(node), cursor, ...edge }),
      () => context.papers.countOfAuthor.load({ id: key, args: { condition, role } }),
    );
  }
}

@Resolver(() => Topic)
export class TopicPapersResolver {
  @FieldResolver(() => TopicPaperConnection, { description: 'The papers that are about the topic, newest first.' })
  async papers(
    @Root() { key }: Topic,
    @Args(() => PaperListArgs) args: PaperListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TopicPaperEdge>> {
    const { window, condition, role } = await listOf(args, context);
    const page = await context.papers.onTopic.load({ id: key, args: { window, condition, role } });
    return toConnection(
      TopicPaperConnection,
      window,
      page,
      ({ node, edge }, cursor) =>
        Object.assign(new TopicPaperEdge(), {
          ...edge,
          node: toPaper(node),
          cursor,
          evidence: toMatchedTexts(edge.evidence),
        }),
      () => context.papers.countOnTopic.load({ id: key, args: { condition, role } }),
    );
  }
}

@Resolver(() => Technique)
export class TechniquePapersResolver {
  @FieldResolver(() => TechniquePaperConnection, {
    description: 'The papers that work with the technique, newest first.',
  })
  async papers(
    @Root() { key }: Technique,
    @Args(() => TechniquePaperListArgs) args: TechniquePaperListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniquePaperEdge>> {
    const { window, condition, role } = await listOf(args, context, args.role ?? null);
    return await applying(key, window, condition, role, context);
  }

  @FieldResolver(() => TechniquePaperConnection, {
    description: 'The papers that introduced the technique, oldest first.',
  })
  async introducedBy(
    @Root() { key }: Technique,
    @Args(() => PaperListArgs) args: PaperListArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<TechniquePaperEdge>> {
    const window = paperWindow(args, OLDEST_FIRST);
    return await applying(key, window, await paperCondition(args.filter, context), Role.INTRODUCES, context);
  }
}

/** What a list of papers is asked for, ready for a loader. */
async function listOf(
  args: PaperListArgs,
  context: Context,
  role: TechniqueRole | null = null,
): Promise<PaperListArguments> {
  return { window: paperWindow(args), condition: await paperCondition(args.filter, context), role };
}

async function applying(
  key: string,
  window: PageWindow,
  condition: Condition,
  role: TechniqueRole | null,
  context: Context,
): Promise<ConnectionOf<TechniquePaperEdge>> {
  const page = await context.papers.applying.load({ id: key, args: { window, condition, role } });
  return toConnection(
    TechniquePaperConnection,
    window,
    page,
    ({ node, edge }, cursor) =>
      Object.assign(new TechniquePaperEdge(), {
        ...edge,
        node: toPaper(node),
        cursor,
        evidence: toMatchedTexts(edge.evidence),
      }),
    () => context.papers.countApplying.load({ id: key, args: { condition, role } }),
  );
}

function plainEdge({ node }: PageItem<PaperRow, unknown>, cursor: string): PaperEdge {
  return Object.assign(new PaperEdge(), { node: toPaper(node), cursor });
}

function toStatus(stored: string | null): ReferencesStatus {
  return stored === 'LOADED' || stored === 'PARTIAL' ? ReferencesStatus[stored] : ReferencesStatus.UNKNOWN;
}
