import { Arg, Ctx, Float, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { BadUserInput } from '../api/errors.js';
import { toChange } from '../history/change.view.js';
import { toPaper } from '../paper/paper.loaders.js';
import type { TechniqueRole } from '../technique/application.js';
import { Role } from '../technique/technique.type.js';
import { write } from './write.js';
import type { Environment } from './environment.js';
import { isFailure, type Failure } from './failure.js';
import { PaperInput } from './paper.input.js';
import { deletePaper, tagTechnique, tagTopic, untagTechnique, untagTopic, type PaperWritten } from './papers.js';
import {
  DeletePaperPayload,
  DeletePaperSuccess,
  PaperPayload,
  PaperSuccess,
  toFailure,
  type FailureType,
} from './payload.type.js';
import { paperTarget, techniqueTarget, topicTarget, type Target } from './refs.js';
import { upsertPaper, type PaperContent } from './upsert-paper.js';

type Written = PaperSuccess | FailureType;

const PAPER = 'The paper: an id, address or exact title.';
const EXPECTED = 'The version that you have seen; another one by now is a Conflict.';
const CONFIDENCE = 'How sure it is, 0 to 1.';

@Resolver()
export class PaperMutations {
  @Mutation(() => PaperPayload, {
    description:
      'Describes a paper, a known one anew. What is said here stands above what sources say, also later. Brings a deleted paper back.',
  })
  async upsertPaper(
    @Arg('input', () => PaperInput, { description: 'What is said of it.' }) input: PaperInput,
    @Arg('ref', () => String, {
      nullable: true,
      description: 'The paper to change. Without it, identifiers and title of the input tell which one it is.',
    })
    ref: string | null | undefined,
    @Arg('expectedVersion', () => Int, { nullable: true, description: `${EXPECTED} 0 is a paper that is not there.` })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<Written> {
    const target = ref == null ? null : await paperTarget(ref, 'ref', context);
    if (target !== null && isFailure(target)) return toFailure(target);
    const written = await write(context, (environment) =>
      upsertPaper(environment, { target, content: contentOf(input), expectedVersion }),
    );
    return await toWritten(written, context);
  }

  @Mutation(() => DeletePaperPayload, {
    description:
      'Deletes a paper. While others cite it a stub stays, so that their references stay whole. Loads leave a deleted paper out; upsertPaper and undo bring it back.',
  })
  async deletePaper(
    @Arg('ref', () => String, { description: PAPER }) ref: string,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<DeletePaperSuccess | FailureType> {
    const target = await paperTarget(ref, 'ref', context);
    if (isFailure(target)) return toFailure(target);
    const written = await write(context, (environment) => deletePaper(environment, { ...target, expectedVersion }));
    if (isFailure(written)) return toFailure(written);
    const row = await context.papers.byId.load(written.id);
    return Object.assign(new DeletePaperSuccess(), {
      stub: row && toPaper(row),
      change: written.change && toChange(written.change),
    });
  }

  @Mutation(() => PaperPayload, {
    description: 'Says that a paper works with a technique, and in which role. It stands above what others find.',
  })
  async tagTechnique(
    @Arg('paper', () => String, { description: PAPER }) paper: string,
    @Arg('technique', () => String, { description: 'A technique that is here: slug, name or alias.' })
    technique: string,
    @Arg('role', () => Role, { description: 'What the paper does with it.' }) role: TechniqueRole,
    @Arg('confidence', () => Float, { defaultValue: 1, description: CONFIDENCE }) confidence: number,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<Written> {
    checkConfidence(confidence);
    const found = await techniqueTarget(technique, 'technique', context);
    if (isFailure(found)) return toFailure(found);
    return await onPaper(paper, context, (environment, target) =>
      tagTechnique(environment, { ...target, expectedVersion }, found.id, role, confidence),
    );
  }

  @Mutation(() => PaperPayload, {
    description: 'Says that a paper does not work with a technique. No load and no annotation brings the tag back.',
  })
  async untagTechnique(
    @Arg('paper', () => String, { description: PAPER }) paper: string,
    @Arg('technique', () => String, { description: 'The technique: slug, name or alias.' }) technique: string,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<Written> {
    const found = await techniqueTarget(technique, 'technique', context);
    if (isFailure(found)) return toFailure(found);
    return await onPaper(paper, context, (environment, target) =>
      untagTechnique(environment, { ...target, expectedVersion }, found.id),
    );
  }

  @Mutation(() => PaperPayload, {
    description: 'Says that a paper is about a topic. It stands above what others find.',
  })
  async tagTopic(
    @Arg('paper', () => String, { description: PAPER }) paper: string,
    @Arg('topic', () => String, { description: 'A topic that is here: slug, name or alias.' }) topic: string,
    @Arg('confidence', () => Float, { defaultValue: 1, description: CONFIDENCE }) confidence: number,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<Written> {
    checkConfidence(confidence);
    const found = await topicTarget(topic, 'topic', context);
    if (isFailure(found)) return toFailure(found);
    return await onPaper(paper, context, (environment, target) =>
      tagTopic(environment, { ...target, expectedVersion }, found.id, confidence),
    );
  }

  @Mutation(() => PaperPayload, {
    description: 'Says that a paper is not about a topic. No load and no annotation brings the tag back.',
  })
  async untagTopic(
    @Arg('paper', () => String, { description: PAPER }) paper: string,
    @Arg('topic', () => String, { description: 'The topic: slug, name or alias.' }) topic: string,
    @Arg('expectedVersion', () => Int, { nullable: true, description: EXPECTED })
    expectedVersion: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<Written> {
    const found = await topicTarget(topic, 'topic', context);
    if (isFailure(found)) return toFailure(found);
    return await onPaper(paper, context, (environment, target) =>
      untagTopic(environment, { ...target, expectedVersion }, found.id),
    );
  }
}

async function onPaper(
  ref: string,
  context: Context,
  work: (environment: Environment, target: Target) => Promise<PaperWritten | Failure>,
): Promise<Written> {
  const target = await paperTarget(ref, 'paper', context);
  if (isFailure(target)) return toFailure(target);
  return await toWritten(await write(context, (environment) => work(environment, target)), context);
}

export async function toWritten(written: PaperWritten | Failure, context: Context): Promise<Written> {
  if (isFailure(written)) return toFailure(written);
  const row = await context.papers.byId.load(written.id);
  if (row === null) throw new Error(`The paper ${written.id} was written and is not there.`);
  return Object.assign(new PaperSuccess(), { paper: toPaper(row), change: written.change && toChange(written.change) });
}

function checkConfidence(confidence: number): void {
  if (confidence < 0 || confidence > 1)
    throw new BadUserInput(`confidence is ${confidence}.`, 'confidence', 'a number from 0 to 1');
}

/** An input as a record has it; what is null inside its lists is left out. */
export function contentOf(input: PaperInput): PaperContent {
  const known = <Item extends object>(item: Item): Item =>
    Object.fromEntries(Object.entries(item).filter(([, value]) => value != null)) as Item;
  const { authors, techniques, topics, ...rest } = input;
  return {
    ...rest,
    ...(authors !== undefined && { authors: authors?.map(known) ?? null }),
    ...(techniques !== undefined && { techniques: techniques?.map(known) ?? null }),
    ...(topics !== undefined && { topics: topics?.map(known) ?? null }),
  } as PaperContent;
}
