import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { encodeCursor, MAX_PAGE_SIZE, PageArgs, pageInfoOf, windowOf, type ConnectionOf } from '../api/pagination.js';
import type { PageStart, PageWindow, Sort } from '../graph/page.js';
import { loadNode } from '../node/load-node.js';
import { toPaper } from '../paper/paper.loaders.js';
import { Paper } from '../paper/paper.type.js';
import { FORMULA, FORMULA_VERSION, SIGNAL_KINDS } from './formula.js';
import type { Ranking } from './related.loader.js';
import {
  FormulaSignal,
  RelatedEvidence,
  RelatedFormula,
  RelatedPaperConnection,
  RelatedPaperEdge,
  RelatedSignal,
  Term,
} from './related.type.js';
import { HUB_DEGREE } from './retrieve.js';
import type { Evidence, Scored } from './score.js';

/** Names the order in cursors; the ranking itself is made by score.ts. */
const BY_SCORE: readonly Sort[] = [{ name: 'SCORE', expression: '', descending: true }];

type Found = typeof RelatedEvidence;

@Resolver(() => Paper)
export class PaperRelatedResolver {
  @FieldResolver(() => RelatedPaperConnection, {
    description: 'The papers most strongly related to this one, each with how strongly and why.',
  })
  async related(
    @Root() paper: Paper,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<RelatedPaperEdge>> {
    const window = windowOf(args, BY_SCORE);
    const ranking = await context.related.load(paper.key);
    const { scored, more } = slice(ranking.ranked, window);
    const rows = await context.papers.byId.loadMany(scored.map(({ paperId }) => paperId));
    const edges = scored.flatMap((item, index) => {
      const row = rows[index];
      if (row instanceof Error) throw row;
      return row == null ? [] : [toEdge(item, toPaper(row), ranking)];
    });
    return Object.assign(new RelatedPaperConnection(), {
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: pageInfoOf(window, more, edges),
      count: () => Promise.resolve(ranking.ranked.length),
    });
  }
}

@Resolver(() => RelatedSignal)
export class RelatedSignalResolver {
  @FieldResolver(() => [RelatedEvidence], {
    description: 'What the two papers have in common in this way, the most telling first.',
  })
  async evidence(
    @Root() { found, wordFor }: RelatedSignal,
    @Arg('first', () => Int, { defaultValue: 5, description: `How many at most, 1 to ${MAX_PAGE_SIZE}.` })
    first: number,
    @Ctx() context: Context,
  ): Promise<Found[]> {
    if (first < 1 || first > MAX_PAGE_SIZE) {
      throw new BadUserInput(`first is ${first}.`, 'first', `a whole number from 1 to ${MAX_PAGE_SIZE}`);
    }
    const nodes = await Promise.all(found.slice(0, first).map((evidence) => loadEvidence(evidence, wordFor, context)));
    return nodes.filter((node) => node !== null);
  }
}

@Resolver()
export class RelatedFormulaResolver {
  @Query(() => RelatedFormula, {
    description: 'How related papers are scored: every signal, its weight, meaning and source.',
  })
  relatedFormula(): RelatedFormula {
    const signals = SIGNAL_KINDS.map((kind) => Object.assign(new FormulaSignal(), { kind, ...FORMULA[kind] }));
    return Object.assign(new RelatedFormula(), {
      version: FORMULA_VERSION,
      signals: signals.sort((left, right) => right.weight - left.weight),
      hubDegree: HUB_DEGREE,
    });
  }
}

function toEdge(scored: Scored, node: Paper, ranking: Ranking): RelatedPaperEdge {
  return Object.assign(new RelatedPaperEdge(), {
    node,
    score: scored.score,
    cursor: encodeCursor(BY_SCORE, positionOf(scored)),
    signals: scored.signals.map((signal) =>
      Object.assign(new RelatedSignal(), {
        kind: signal.kind,
        strength: signal.strength,
        share: signal.share,
        explanation: ranking.explain(scored, signal),
        found: signal.evidence,
        wordFor: ranking.wordFor,
      }),
    ),
  });
}

function positionOf({ score, paperId }: Scored): PageStart {
  return { values: [score], id: paperId };
}

/** The window of a ranking; a cursor keeps its place by score and id also when the graph has changed. */
function slice(
  ranked: readonly Scored[],
  { limit, start, backward }: PageWindow,
): { scored: readonly Scored[]; more: boolean } {
  const behind = (item: Scored): boolean => start === undefined || comparePlace(item, start) > 0;
  const before = (item: Scored): boolean => start === undefined || comparePlace(item, start) < 0;
  const rest = ranked.filter(backward ? before : behind);
  const scored = backward ? rest.slice(Math.max(0, rest.length - limit)) : rest.slice(0, limit);
  return { scored, more: rest.length > limit };
}

function comparePlace({ score, paperId }: Scored, { values, id }: PageStart): number {
  const byScore = Number(values[0]) - score;
  if (byScore !== 0) return byScore;
  return paperId < id ? -1 : paperId > id ? 1 : 0;
}

async function loadEvidence(
  { type, id }: Evidence,
  wordFor: (term: string) => string,
  context: Context,
): Promise<Found | null> {
  if (type === 'Term') return Object.assign(new Term(), { text: wordFor(id), stem: id });
  return await loadNode(type, id, context);
}
