import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import { Technique } from '../technique/technique.type.js';
import { toTopic } from '../topic/topic.loaders.js';
import { Topic } from '../topic/topic.type.js';
import { explainGap } from './gap-explanation.js';
import { searchGaps } from './gap-search.js';
import { Gap, GapSuggestion } from './gap.type.js';
import { checkFirst, DEFAULT_EVIDENCE, HOW_MANY, loadPapers } from './papers-behind.js';
import { subjectOf } from './subject.refs.js';

const DEFAULT_GAPS = 10;

@Resolver()
export class GapsResolver {
  @Query(() => [Gap], {
    description:
      'Techniques and topics that one would expect together and does not find, the most surprising first: techniques like it (variants, siblings, used with) are applied to the topic, it is not. Over all techniques when none is named, those of the most papers; empty when there is no gap.',
  })
  async gaps(
    @Arg('topic', () => String, {
      nullable: true,
      description: 'Only at this topic: a slug, name, alias or global id.',
    })
    topic: string | null | undefined,
    @Arg('technique', () => String, {
      nullable: true,
      description: 'Only of this technique: a slug, name, alias or global id.',
    })
    technique: string | null | undefined,
    @Arg('first', () => Int, { defaultValue: DEFAULT_GAPS, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Gap[]> {
    checkFirst(first);
    const [atTopic, ofTechnique] = await Promise.all([
      topic == null ? null : subjectOf('topic', topic, 'topic', context),
      technique == null ? null : subjectOf('technique', technique, 'technique', context),
    ]);
    const found = await searchGaps(context.gaps, {
      topic: atTopic?.id ?? null,
      technique: ofTechnique?.id ?? null,
    });
    const gaps = await Promise.all(
      found.slice(0, first).map(async (gap) => {
        const [techniqueRow, topicRow] = await Promise.all([
          context.techniques.byId.load(gap.technique),
          context.topics.byId.load(gap.topic),
        ]);
        if (techniqueRow === null || topicRow === null) return null;
        return Object.assign(new Gap(), {
          technique: toTechnique(techniqueRow),
          topic: toTopic(topicRow),
          expected: gap.expected,
          observed: gap.observed,
          score: gap.score,
          explanation: explainGap(gap, techniqueRow.name, topicRow.name),
          suggestedBy: Object.assign(new GapSuggestion(), { found: gap }),
        });
      }),
    );
    return gaps.filter((gap) => gap !== null);
  }
}

@Resolver(() => GapSuggestion)
export class GapSuggestionResolver {
  @FieldResolver(() => [Technique], {
    description: 'Techniques like it that are applied to the topic, those that suggest it most first.',
  })
  async techniques(
    @Root() { found }: GapSuggestion,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Technique[]> {
    const ids = found.techniques.slice(0, checkFirst(first)).map(({ id }) => id);
    const rows = await Promise.all(ids.map((id) => context.techniques.byId.load(id)));
    return rows.flatMap((row) => (row === null ? [] : [toTechnique(row)]));
  }

  @FieldResolver(() => [Topic], {
    description: "Other topics that the technique's papers share with those papers, the most common first.",
  })
  async topics(
    @Root() { found }: GapSuggestion,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Topic[]> {
    const rows = await Promise.all(found.topics.slice(0, checkFirst(first)).map((id) => context.topics.byId.load(id)));
    return rows.flatMap((row) => (row === null ? [] : [toTopic(row)]));
  }

  @FieldResolver(() => [Paper], {
    description: 'The papers that apply those techniques to the topic or a part of it, the most telling first.',
  })
  async papers(
    @Root() { found }: GapSuggestion,
    @Arg('first', () => Int, { defaultValue: DEFAULT_EVIDENCE, description: HOW_MANY }) first: number,
    @Ctx() context: Context,
  ): Promise<Paper[]> {
    return await loadPapers(found.papers.slice(0, checkFirst(first)), context);
  }
}
