import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import type { PageItem, PageWindow, Sort } from '../graph/page.js';
import { loadNode } from '../node/load-node.js';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import { checkFirst, DEFAULT_EVIDENCE, HOW_MANY, loadPapers } from './papers-behind.js';
import { pageOf } from './ranked-list.js';
import { TrendArgs, TrendTypes, windowSpan } from './trend.args.js';
import { risesOf, sentenceOf, type Comparison, type Rise } from './trend-ranking.js';
import { TrendConnection, TrendEdge } from './trend.type.js';
import { spanBefore, type Span } from './trend-window.js';

/** Names the order in cursors; the ranking itself is made by trend-ranking.ts. */
const BY_SCORE: readonly Sort[] = [{ name: 'TREND', expression: '', descending: true }];

@Resolver()
export class TrendingResolver {
  @Query(() => TrendConnection, {
    description:
      'The topics and techniques whose share of the papers rises in a window, against the span of the same length before it; the clearest rise first.',
  })
  async trending(@Args(() => TrendArgs) args: TrendArgs, @Ctx() context: Context): Promise<ConnectionOf<TrendEdge>> {
    const window = windowOf({ first: args.first, after: args.after }, BY_SCORE);
    const span = await windowSpan(args, async () => (await context.daily.newest()).end);
    if (span === null) return emptyConnection(window);
    const comparison = await compare(span, context);
    const rises = risesOf(comparison, [...new Set(args.types ?? Object.values(TrendTypes))]);
    const page = pageOf(
      rises.map((item) => ({ item, place: { values: [item.score], id: `${item.type}:${item.id}` } })),
      window,
    );
    const connection = toConnection(
      TrendConnection,
      window,
      { ...page, items: await withNodes(page.items, context) },
      ({ node: { rise, node } }, cursor) => edgeOf(rise, node, comparison, cursor),
      () => Promise.resolve(rises.length),
    );
    return Object.assign(connection, {
      from: span.from,
      to: span.to,
      fromBefore: comparison.before.from,
      toBefore: comparison.before.to,
      papers: comparison.counts.papers,
      papersBefore: comparison.countsBefore.papers,
      undated: comparison.counts.undated,
    });
  }
}

@Resolver(() => TrendEdge)
export class TrendPapersResolver {
  @FieldResolver(() => [Paper], { description: 'The papers of the window that have it, newest first.' })
  async papers(
    @Root() { type, key, span }: TrendEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    const limit = checkFirst(first);
    return await loadPapers(await context.trends.papersBehind.load({ id: key, args: { type, span, limit } }), context);
  }
}

async function compare(span: Span, { trends }: Context): Promise<Comparison> {
  const before = spanBefore(span);
  const { repository } = trends;
  const [counts, countsBefore] = await Promise.all([repository.counts(span), repository.counts(before)]);
  return { span, before, counts, countsBefore };
}

interface Trend {
  readonly rise: Rise;
  readonly node: Topic | Technique;
}

async function withNodes(items: readonly PageItem<Rise, null>[], context: Context): Promise<PageItem<Trend, null>[]> {
  const nodes = await Promise.all(
    items.map(({ node: { type, id } }) => loadNode(type === 'TOPIC' ? 'Topic' : 'Technique', id, context)),
  );
  return items.flatMap((item, index) => {
    const node = nodes[index];
    return node instanceof Topic || node instanceof Technique ? [{ ...item, node: { rise: item.node, node } }] : [];
  });
}

function edgeOf(rise: Rise, node: Trend['node'], comparison: Comparison, cursor: string): TrendEdge {
  const { id, ...figures } = rise;
  const sentence = sentenceOf(rise, node.name, comparison);
  return Object.assign(new TrendEdge(), { ...figures, key: id, node, cursor, sentence, span: comparison.span });
}

/** A graph without dates has no newest day, so no window either. */
function emptyConnection(window: PageWindow): ConnectionOf<TrendEdge> {
  const connection = toConnection(
    TrendConnection,
    window,
    { items: [], more: false },
    () => new TrendEdge(),
    () => Promise.resolve(0),
  );
  return Object.assign(connection, {
    from: null,
    to: null,
    fromBefore: null,
    toBefore: null,
    papers: 0,
    papersBefore: 0,
    undated: 0,
  });
}
