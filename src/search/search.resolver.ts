import { createHash } from 'node:crypto';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { Author } from '../author/author.type.js';
import { pageOf } from '../explore/ranked-list.js';
import type { Sort } from '../graph/page.js';
import { loadNode } from '../node/load-node.js';
import { PaperFilter } from '../paper/paper.args.js';
import { paperCondition } from '../paper/paper.conditions.js';
import { Paper } from '../paper/paper.type.js';
import { highlightsIn, type HighlightedWords } from './highlight.js';
import { fieldCondition, readQuery } from './search.conditions.js';
import { isAlways } from './search.repository.js';
import { NODE_TYPE } from './search-ref.js';
import { SEARCH_TYPES, type SearchKind } from './search-type.js';
import { SearchConnection, SearchEdge, SearchHighlight } from './search.type.js';
import { SearchType } from './suggest.type.js';

const DEFAULT_RESULTS = 20;

@Resolver(() => SearchEdge)
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      'Finds papers by their text, and techniques, topics and authors by their names, in one ranked list. Words are compared by their stems; `"two words"` must follow each other; `-word` must not be there; `author:`, `title:`, `technique:`, `topic:` (subtopics included), `venue:` and `year:` (`2020`, `2018..2020`, `2020..`) say what papers must meet, and `-author:` what they must not. Names are found with typing errors too.',
  })
  async search(
    @Arg('query', () => String, {
      description: 'The words, such as `low-rank adaptation` or `"lottery ticket" -vision author:frankle year:2019..`.',
    })
    text: string,
    @Arg('types', () => [SearchType], {
      nullable: true,
      description:
        'Only these; when absent all, or only papers if a filter or a field word says what papers must meet.',
    })
    types: SearchKind[] | null | undefined,
    @Arg('filter', () => PaperFilter, { nullable: true, description: 'Only papers that meet these conditions.' })
    filter: PaperFilter | null | undefined,
    @Arg('first', () => Int, { defaultValue: DEFAULT_RESULTS, description: 'How many from the start, 0 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only what stands behind this cursor.' })
    after: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<SearchEdge>> {
    const query = readQuery(text);
    const window = windowOf({ first, after: after ?? null }, sortsOf(text, types, filter));
    const [wanted, names] = await Promise.all([paperCondition(filter, context), context.search.names()]);
    const condition = { all: [wanted, fieldCondition(query, names)] };
    const kinds = types ?? (isAlways(condition) ? SEARCH_TYPES : (['PAPER'] as const));
    const hits = await context.search.answer({ query, kinds, condition });
    const page = pageOf(
      hits.map((hit) => ({
        item: hit,
        place: { values: [hit.score, hit.count, SEARCH_TYPES.indexOf(hit.kind)], id: hit.id },
      })),
      window,
    );
    const items = await Promise.all(
      page.items.map(async (item) => ({
        item,
        node: await loadNode(NODE_TYPE[item.node.kind], item.node.id, context),
      })),
    );
    const nodes = new Map(items.map(({ item, node }) => [item, node]));
    const terms = new Set(query.terms);
    return toConnection(
      SearchConnection,
      window,
      // What was deleted meanwhile is left out.
      { more: page.more, items: page.items.filter((item) => nodes.get(item) != null) },
      (item, cursor) =>
        Object.assign(new SearchEdge(), { node: nodes.get(item), cursor, score: item.node.score, terms }),
      () => Promise.resolve(hits.length),
    );
  }

  @FieldResolver(() => [SearchHighlight], {
    description: 'Where it has the words, in the order of its texts. Words that follow each other are one place.',
  })
  highlights(@Root() { node, terms }: SearchEdge): SearchHighlight[] {
    return textsOf(node)
      .flatMap(([field, text]) => highlightsIn(field, text, terms))
      .map((highlight: HighlightedWords) => Object.assign(new SearchHighlight(), highlight));
  }
}

/** The texts that a search looks at, as its answer shows them. */
function textsOf(node: SearchEdge['node']): readonly (readonly [field: string, text: string | null])[] {
  if (node instanceof Paper)
    return [
      ['title', node.title],
      ['abstract', node.abstract],
      ['summary', node.summary],
    ];
  if (node instanceof Author) return [['name', node.name]];
  return [['name', node.name], ...node.aliases.map((alias) => ['alias', alias] as const)];
}

/** The order of an answer. Its name holds what was asked, so that a cursor of another search is refused. */
function sortsOf(text: string, types: unknown, filter: unknown): readonly Sort[] {
  const asked = createHash('sha256').update(JSON.stringify([text, types ?? null, filter ?? null]));
  return [
    { name: `SCORE ${asked.digest('base64url').slice(0, 12)}`, expression: '', descending: true },
    { name: 'COUNT', expression: '', descending: true },
    { name: 'KIND', expression: '', descending: false },
  ];
}
