import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { loadNode } from '../node/load-node.js';
import { toPaper } from '../paper/paper.loaders.js';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import { explainBridge } from './bridge-explanation.js';
import { findBridges, type BridgeSide, type ShoreOf } from './bridge.js';
import { Bridge, BridgeEnd, TopicOrTechnique } from './bridge.type.js';
import { checkFirst, DEFAULT_EVIDENCE, HOW_MANY, loadPapers } from './papers-behind.js';
import { SUBJECT_REF, subjectsOf, type Subject } from './subject.refs.js';

const DEFAULT_BRIDGES = 10;

@Resolver()
export class BridgesResolver {
  @Query(() => [Bridge], {
    description:
      'The papers that join two topics or techniques, the firmest first: they are about both, about one and cite into the other, or cite into both. Empty when nothing joins them.',
  })
  async bridges(
    @Arg('from', () => String, { description: `The one side: ${SUBJECT_REF}.` }) from: string,
    @Arg('to', () => String, { description: 'The other side, written alike.' }) to: string,
    @Arg('first', () => Int, { defaultValue: DEFAULT_BRIDGES, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Bridge[]> {
    checkFirst(first);
    const sides = await Promise.all([subjectsOf(from, 'from', context), subjectsOf(to, 'to', context)]);
    checkDifferent(sides);
    const [left, right] = await shoresOf(sides, context);
    const found = findBridges(left, right).slice(0, first);
    const names = { from: sides[0][0]?.name ?? from, to: sides[1][0]?.name ?? to };
    const rows = await Promise.all(found.map(({ id }) => context.papers.byId.load(id)));
    return found.flatMap((bridge, index) => {
      const row = rows[index];
      if (row == null) return [];
      return [
        Object.assign(new Bridge(), {
          paper: toPaper(row),
          score: bridge.score,
          explanation: explainBridge(bridge, row.title, names),
          from: toEnd(bridge.from),
          to: toEnd(bridge.to),
        }),
      ];
    });
  }
}

@Resolver(() => BridgeEnd)
export class BridgeEndResolver {
  @FieldResolver(() => [TopicOrTechnique], {
    description: 'What of this side the paper itself is about or works with; empty when it only cites.',
  })
  async subjects(@Root() { side }: BridgeEnd, @Ctx() context: Context): Promise<(Topic | Technique)[]> {
    const nodes = await Promise.all(
      side.subjects.map(({ kind, id }) => loadNode(kind === 'topic' ? 'Topic' : 'Technique', id, context)),
    );
    return nodes.filter((node) => node instanceof Topic || node instanceof Technique);
  }

  @FieldResolver(() => [Paper], { description: 'Papers of this side alone that it cites.' })
  async cited(
    @Root() { side }: BridgeEnd,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await loadPapers(side.cited.slice(0, checkFirst(first)), context);
  }
}

type Sides<Item> = readonly [readonly Item[], readonly Item[]];

function checkDifferent([from, to]: Sides<Subject>): void {
  const same = from.find(({ kind, id }) => to.some((other) => other.kind === kind && other.id === id));
  if (same !== undefined) {
    throw new BadUserInput(
      `from and to both name the ${same.kind} ${same.name}.`,
      'to',
      'another topic or technique than from',
    );
  }
}

/** The papers of all subjects of both sides, in a read for each kind. */
async function shoresOf([from, to]: Sides<Subject>, { bridges }: Context): Promise<Sides<ShoreOf>> {
  const idsOf = (kind: Subject['kind']): string[] =>
    [...from, ...to].filter((subject) => subject.kind === kind).map(({ id }) => id);
  const [topics, techniques] = await Promise.all([
    bridges.ofTopics(idsOf('topic')),
    bridges.ofTechniques(idsOf('technique')),
  ]);
  const shores = { topic: topics, technique: techniques };
  const join = (subject: Subject): ShoreOf => {
    const { members = [], citers = [] } = shores[subject.kind].find(({ id }) => id === subject.id) ?? {};
    return { ...subject, members, citers };
  };
  return [from.map(join), to.map(join)];
}

function toEnd(side: BridgeSide): BridgeEnd {
  return Object.assign(new BridgeEnd(), { strength: side.strength, citedCount: side.cited.length, side });
}
