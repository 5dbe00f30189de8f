import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { encodeCursor, MAX_PAGE_SIZE, pageInfoOf, windowOf, type ConnectionOf } from '../api/pagination.js';
import type { PageWindow, Sort } from '../graph/page.js';
import { loadNode } from '../node/load-node.js';
import { paperCondition } from '../paper/paper.conditions.js';
import { toPaper } from '../paper/paper.loaders.js';
import { Paper } from '../paper/paper.type.js';
import { explain, wordsOf } from './explain.js';
import type { Evidence } from './facts.js';
import { FORMULA, FORMULA_VERSION, PRESETS, SIGNAL_KINDS } from './formula.js';
import { checkDiversity, RelatedArgs, weightsOf } from './related.args.js';
import type { Manner } from './related.loader.js';
import { askOf } from './related.refs.js';
import { HUB_DEGREE } from './related.repository.js';
import {
  FormulaSignal,
  PresetFormula,
  RelatedEvidence,
  RelatedFormula,
  RelatedPaperConnection,
  RelatedPaperEdge,
  RelatedPreset,
  RelatedSignal,
  Term,
} from './related.type.js';
import { evidenceOf, type Scored } from './score.js';

/** Names the order in cursors; the ranking itself is made by score.ts. */
const BY_RANK: readonly Sort[] = [{ name: 'RANK', expression: '', descending: false }];

type Found = typeof RelatedEvidence;

@Resolver(() => Paper)
export class PaperRelatedResolver {
  @FieldResolver(() => RelatedPaperConnection, {
    description: 'The papers most strongly related to this one, each with how strongly and why.',
  })
  async related(
    @Root() { key }: Paper,
    @Args(() => RelatedArgs) args: RelatedArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<RelatedPaperEdge>> {
    const manner = await mannerOf(args, context);
    return await connectionOf(args, await context.related.ofPaper.load({ id: key, args: manner }), 1, context);
  }
}

@Resolver()
export class RelatedResolver {
  @Query(() => RelatedPaperConnection, {
    description: 'The papers most strongly related to several papers, techniques and topics together, and why.',
  })
  async related(
    @Arg('to', () => [String], {
      description:
        'What they should be like: refs of papers, techniques and topics, 1 to 20. A name of several kinds is taken for the first of technique, topic and paper; a prefix such as `topic:` says which is meant.',
    })
    to: string[],
    @Arg('notTo', () => [String], { nullable: true, description: 'What they should not be like, in the same way.' })
    notTo: string[] | null | undefined,
    @Args(() => RelatedArgs) args: RelatedArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<RelatedPaperEdge>> {
    const manner = await mannerOf(args, context);
    const ask = await askOf(to, notTo ?? [], context);
    const [ranked = []] = await context.related.answer([ask], manner);
    const { paperIds, techniqueIds, topicIds } = ask.like;
    return await connectionOf(args, ranked, paperIds.length + techniqueIds.length + topicIds.length, context);
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
    const signals = SIGNAL_KINDS.map((kind) =>
      Object.assign(new FormulaSignal(), { kind, weight: PRESETS.RELATED[kind], ...FORMULA[kind] }),
    );
    return Object.assign(new RelatedFormula(), {
      version: FORMULA_VERSION,
      signals: signals.sort((left, right) => right.weight - left.weight),
      presets: Object.values(RelatedPreset).map((preset) =>
        Object.assign(new PresetFormula(), {
          preset,
          age: PRESETS[preset].age,
          weights: SIGNAL_KINDS.map((kind) => ({ kind, weight: PRESETS[preset][kind] })).sort(
            (left, right) => right.weight - left.weight,
          ),
        }),
      ),
      hubDegree: HUB_DEGREE,
    });
  }
}

async function mannerOf(args: RelatedArgs, context: Context): Promise<Manner> {
  return {
    weights: weightsOf(args),
    condition: await paperCondition(args.filter, context),
    diversity: checkDiversity(args.diversity),
  };
}

async function connectionOf(
  args: RelatedArgs,
  ranked: readonly Scored[],
  asked: number,
  context: Context,
): Promise<ConnectionOf<RelatedPaperEdge>> {
  const window = windowOf(args, BY_RANK);
  const { scored, more } = slice(ranked, window);
  const rows = await context.papers.byId.loadMany(scored.map(({ paperId }) => paperId));
  const edges = scored.flatMap((item, index) => {
    const row = rows[index];
    if (row instanceof Error) throw row;
    return row == null ? [] : [toEdge(item, ranked.indexOf(item), toPaper(row), asked)];
  });
  return Object.assign(new RelatedPaperConnection(), {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: pageInfoOf(window, more, edges),
    count: () => Promise.resolve(ranked.length),
  });
}

function toEdge(scored: Scored, place: number, node: Paper, asked: number): RelatedPaperEdge {
  return Object.assign(new RelatedPaperEdge(), {
    node,
    score: scored.score,
    penalty: scored.penalty,
    cursor: encodeCursor(BY_RANK, { values: [place], id: scored.paperId }),
    signals: scored.signals.map((signal) => {
      const words = new Map(
        signal.kind === 'TEXT'
          ? signal.parts.flatMap(({ subject }) => (subject === undefined ? [] : [...wordsOf(subject.row)]))
          : [],
      );
      return Object.assign(new RelatedSignal(), {
        kind: signal.kind,
        strength: signal.strength,
        share: signal.share,
        explanation: explain(signal, scored, asked),
        found: evidenceOf(signal),
        wordFor: (term: string) => words.get(term) ?? term,
      });
    }),
  });
}

/**
 * The window of a ranking. A cursor keeps its place behind its paper, also when the
 * graph has changed; when that paper has gone, behind as many as stood before it.
 */
function slice(
  ranked: readonly Scored[],
  { limit, start, backward }: PageWindow,
): { scored: readonly Scored[]; more: boolean } {
  const found = start === undefined ? -1 : ranked.findIndex(({ paperId }) => paperId === start.id);
  const place = found === -1 ? Number(start?.values[0] ?? -1) : found;
  const rest =
    start === undefined ? ranked : backward ? ranked.slice(0, place) : ranked.slice(found === -1 ? place : place + 1);
  const scored = backward ? rest.slice(Math.max(0, rest.length - limit)) : rest.slice(0, limit);
  return { scored, more: rest.length > limit };
}

async function loadEvidence(
  { type, id }: Evidence,
  wordFor: (term: string) => string,
  context: Context,
): Promise<Found | null> {
  if (type === 'Term') return Object.assign(new Term(), { text: wordFor(id), stem: id });
  return await loadNode(type, id, context);
}
