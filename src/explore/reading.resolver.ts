import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { toPaper } from '../paper/paper.loaders.js';
import { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import { Technique } from '../technique/technique.type.js';
import { checkFirst, loadPapers } from './papers-behind.js';
import { readingOrderOf } from './reading-order.js';
import { ReadingStep } from './reading.type.js';
import { subjectOf } from './subject.refs.js';

const DEFAULT_STEPS = 10;
const MOST_STEPS = 50;

@Resolver(() => ReadingStep)
export class ReadingOrderResolver {
  @Query(() => [ReadingStep], {
    description:
      'The most important papers of a topic or a technique, in an order in which each comes behind what it builds on. A topic includes the topics below it; a technique the papers that introduce what it varies and what varies it.',
  })
  async readingOrder(
    @Arg('topic', () => String, { nullable: true, description: 'Slug, name or alias of a topic; or a global id.' })
    topic: string | null | undefined,
    @Arg('technique', () => String, {
      nullable: true,
      description: 'Slug, name or alias of a technique; or a global id. Give either this or `topic`.',
    })
    technique: string | null | undefined,
    @Arg('first', () => Int, {
      defaultValue: DEFAULT_STEPS,
      description: `How many papers at most, 1 to ${MOST_STEPS}.`,
    })
    first: number,
    @Ctx() context: Context,
  ): Promise<ReadingStep[]> {
    checkFirst(first, MOST_STEPS);
    const { kind, ref } = oneOf(topic, technique);
    const subject = await subjectOf(kind, ref, kind, context);
    const { reading, papers } = context;
    const candidates = await (kind === 'topic' ? reading.ofTopic(subject.id) : reading.ofTechnique(subject.id));
    const entries = readingOrderOf(candidates, subject, first);
    const rows = await Promise.all(entries.map(({ paperId }) => papers.byId.load(paperId)));
    return entries.flatMap((entry, index) => {
      const row = rows[index];
      return row == null ? [] : [Object.assign(new ReadingStep(), { ...entry, paper: toPaper(row) })];
    });
  }

  @FieldResolver(() => [Paper], { description: 'The earlier papers of this order that it builds on, in their order.' })
  async requires(@Root() { requiredIds }: ReadingStep, @Ctx() context: Context): Promise<Paper[]> {
    return await loadPapers(requiredIds, context);
  }

  @FieldResolver(() => [Technique], { description: 'The techniques that it introduces.' })
  async introduces(@Root() { introducedIds }: ReadingStep, @Ctx() { techniques }: Context): Promise<Technique[]> {
    const rows = await Promise.all(introducedIds.map((id) => techniques.byId.load(id)));
    return rows.flatMap((row) => (row === null ? [] : [toTechnique(row)]));
  }
}

/** @throws BadUserInput unless exactly one is given. */
function oneOf(
  topic: string | null | undefined,
  technique: string | null | undefined,
): { readonly kind: 'topic' | 'technique'; readonly ref: string } {
  if (topic != null && technique != null) {
    throw new BadUserInput('Both topic and technique are given.', 'technique', 'one of them');
  }
  if (topic != null) return { kind: 'topic', ref: topic };
  if (technique != null) return { kind: 'technique', ref: technique };
  throw new BadUserInput('Neither topic nor technique is given.', 'topic', 'one of them');
}
