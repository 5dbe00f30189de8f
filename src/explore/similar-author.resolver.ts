import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { toConnection, windowOf, type ConnectionOf } from '../api/pagination.js';
import { toAuthor } from '../author/author.loaders.js';
import { Author } from '../author/author.type.js';
import type { Sort } from '../graph/page.js';
import { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import { Technique } from '../technique/technique.type.js';
import { checkFirst, DEFAULT_EVIDENCE, HOW_MANY, loadPapers } from './papers-behind.js';
import { pageOf, withRows } from './ranked-list.js';
import { explainSimilarAuthor } from './similar-author-explanation.js';
import {
  CitationBetween,
  SimilarAuthorArgs,
  SimilarAuthorConnection,
  SimilarAuthorEdge,
} from './similar-author.type.js';

const BY_SCORE: readonly Sort[] = [{ name: 'SCORE', expression: '', descending: true }];

@Resolver(() => Author)
export class SimilarAuthorsResolver {
  @FieldResolver(() => SimilarAuthorConnection, {
    description:
      'Who works like the author: with the same techniques, or citing and cited by the author’s papers. Most alike first, each with the reasons.',
  })
  async similar(
    @Root() { key }: Author,
    @Args(() => SimilarAuthorArgs) args: SimilarAuthorArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<SimilarAuthorEdge>> {
    const window = windowOf(args, BY_SCORE);
    const all = await context.coauthors.similar.load(key);
    const wanted = args.coauthors ? all : all.filter(({ isCoauthor }) => !isCoauthor);
    const placed = wanted.map((item) => ({ item, place: { values: [item.score], id: item.id } }));
    return toConnection(
      SimilarAuthorConnection,
      window,
      await withRows(pageOf(placed, window), context.authors.byId),
      ({ node: { row, ...similar } }, cursor) =>
        Object.assign(new SimilarAuthorEdge(), {
          node: toAuthor(row),
          cursor,
          score: similar.score,
          techniqueSimilarity: similar.techniqueSimilarity,
          citationStrength: similar.citationStrength,
          isCoauthor: similar.isCoauthor,
          explanation: explainSimilarAuthor(similar),
          similar,
        }),
      () => Promise.resolve(wanted.length),
    );
  }
}

@Resolver(() => SimilarAuthorEdge)
export class SimilarAuthorEdgeResolver {
  @FieldResolver(() => [Technique], { description: 'The techniques that both work with, the most telling first.' })
  async techniques(
    @Root() { similar }: SimilarAuthorEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Technique[]> {
    const shown = similar.techniques.slice(0, checkFirst(first));
    const rows = await Promise.all(shown.map(({ id }) => context.techniques.byId.load(id)));
    return rows.flatMap((row) => (row === null ? [] : [toTechnique(row)]));
  }

  @FieldResolver(() => [Paper], {
    description: "The other's papers that show it: by their techniques or citations, the most telling first.",
  })
  async papers(
    @Root() { similar }: SimilarAuthorEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await loadPapers(similar.papers.slice(0, checkFirst(first)), context);
  }

  @FieldResolver(() => [CitationBetween], {
    description: 'The citations between papers of the one and papers of the other.',
  })
  async citations(
    @Root() { similar }: SimilarAuthorEdge,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<CitationBetween[]> {
    const shown = similar.citations.slice(0, checkFirst(first));
    const pairs = await Promise.all(shown.map(({ citing, cited }) => loadPapers([citing, cited], context)));
    return pairs.flatMap(([citing, cited]) =>
      citing === undefined || cited === undefined ? [] : [Object.assign(new CitationBetween(), { citing, cited })],
    );
  }
}
