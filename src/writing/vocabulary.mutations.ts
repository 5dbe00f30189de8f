import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { toChange } from '../history/change.view.js';
import { toTechnique } from '../technique/technique.loaders.js';
import { toTopic } from '../topic/topic.loaders.js';
import { write } from './write.js';
import { isFailure, type Failure } from './failure.js';
import {
  TechniquePayload,
  TechniqueSuccess,
  toFailure,
  TopicPayload,
  TopicSuccess,
  type FailureType,
} from './payload.type.js';
import { techniqueTarget, topicTarget, type Target } from './refs.js';
import { upsertNamed } from './vocabulary.js';
import { TechniqueInput, TopicInput } from './vocabulary.input.js';

const EXPECTED = 'The version that you have seen; another one by now is a Conflict. 0 is one that is not there.';

@Resolver()
export class VocabularyMutations {
  @Mutation(() => TechniquePayload, {
    description: 'Describes a technique, a known one anew. Loads leave what is said here as it is.',
  })
  async upsertTechnique(
    @Arg('input', () => TechniqueInput, { description: 'What is said of it.' }) input: TechniqueInput,
    @Arg('ref', () => String, {
      nullable: true,
      description:
        'The technique to change: slug, name or alias. Without it the name of the input tells which one it is.',
    })
    ref: string | null | undefined,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<TechniqueSuccess | FailureType> {
    const target = ref == null ? null : await techniqueTarget(ref, 'ref', context);
    if (target !== null && isFailure(target)) return toFailure(target);
    const { variantOf, ...content } = input;
    const parents = await parentsOf(variantOf, (parent, index) =>
      techniqueTarget(parent, `input.variantOf.${index}`, context),
    );
    if (parents !== undefined && 'fault' in parents) return toFailure(parents);
    const written = await write(context, (environment) =>
      upsertNamed(environment, {
        kind: 'technique',
        target,
        content: { ...content, ...(parents && { parents }) },
        expectedVersion,
      }),
    );
    if (isFailure(written)) return toFailure(written);
    const row = await context.techniques.byId.load(written.id);
    if (row === null) throw new Error(`The technique ${written.id} was written and is not there.`);
    return Object.assign(new TechniqueSuccess(), {
      technique: toTechnique(row),
      change: written.change && toChange(written.change),
    });
  }

  @Mutation(() => TopicPayload, {
    description: 'Describes a topic, a known one anew. Loads leave what is said here as it is.',
  })
  async upsertTopic(
    @Arg('input', () => TopicInput, { description: 'What is said of it.' }) input: TopicInput,
    @Arg('ref', () => String, {
      nullable: true,
      description: 'The topic to change: slug, name or alias. Without it the name of the input tells which one it is.',
    })
    ref: string | null | undefined,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<TopicSuccess | FailureType> {
    const target = ref == null ? null : await topicTarget(ref, 'ref', context);
    if (target !== null && isFailure(target)) return toFailure(target);
    const { parents: given, ...content } = input;
    const parents = await parentsOf(given, (parent, index) => topicTarget(parent, `input.parents.${index}`, context));
    if (parents !== undefined && 'fault' in parents) return toFailure(parents);
    const written = await write(context, (environment) =>
      upsertNamed(environment, {
        kind: 'topic',
        target,
        content: { ...content, ...(parents && { parents }) },
        expectedVersion,
      }),
    );
    if (isFailure(written)) return toFailure(written);
    const row = await context.topics.byId.load(written.id);
    if (row === null) throw new Error(`The topic ${written.id} was written and is not there.`);
    return Object.assign(new TopicSuccess(), {
      topic: toTopic(row),
      change: written.change && toChange(written.change),
    });
  }
}

/** The ids that refs name; undefined when nothing was said of them. */
async function parentsOf(
  refs: readonly string[] | null | undefined,
  find: (ref: string, index: number) => Promise<Target | Failure>,
): Promise<string[] | Failure | undefined> {
  if (refs === undefined) return undefined;
  const found = await Promise.all((refs ?? []).map(find));
  const failure = found.find((item) => isFailure(item));
  if (failure !== undefined) return failure;
  return [...new Set(found.map((item) => (item as Target).id))];
}
