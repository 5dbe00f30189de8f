import { createUnionType, Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { Author } from '../author/author.type.js';
import { Change } from '../history/change.type.js';
import { Paper } from '../paper/paper.type.js';
import { Technique } from '../technique/technique.type.js';
import { Topic } from '../topic/topic.type.js';
import type { Failure } from './failure.js';

@InterfaceType({ description: 'Why a mutation was not carried out. Nothing was changed.' })
export abstract class MutationFailure {
  @Field(() => String, { description: 'The reason, for a person.' })
  message!: string;
}

@ObjectType({ implements: MutationFailure, description: 'What an argument names is not here.' })
export class NotFound extends MutationFailure {
  @Field(() => String, { description: 'The ref or id that names nothing.' })
  ref!: string;
}

@ObjectType({
  implements: MutationFailure,
  description: 'It does not fit what the graph holds by now, such as an `expectedVersion` that is no longer current.',
})
export class Conflict extends MutationFailure {
  @Field(() => Int, { nullable: true, description: 'The current version, where versions differ.' })
  currentVersion!: number | null;

  changeId!: string | null;
}

@ObjectType({ description: 'One value of an input that is wrong.' })
export class InputIssue {
  @Field(() => String, { description: 'Path of the value, such as `input.authors.0.orcid`.' })
  path!: string;

  @Field(() => String, { description: 'What is wrong, and what would pass.' })
  message!: string;
}

@ObjectType({ implements: MutationFailure, description: 'Values of the input are wrong.' })
export class InvalidInput extends MutationFailure {
  @Field(() => [InputIssue], { description: 'Every wrong value.' })
  issues!: InputIssue[];
}

const CHANGE = { nullable: true, description: 'What was done; null when everything was so already.' } as const;

@ObjectType({ description: 'The paper as it is now.' })
export class PaperSuccess {
  @Field(() => Change, CHANGE)
  change!: Change | null;

  @Field(() => Paper, { description: 'The paper.' })
  paper!: Paper;
}

@ObjectType({ description: 'The paper is deleted.' })
export class DeletePaperSuccess {
  @Field(() => Change, CHANGE)
  change!: Change | null;

  @Field(() => Paper, { nullable: true, description: 'The stub that is left because other papers cite it; else null.' })
  stub!: Paper | null;
}

@ObjectType({ description: 'The technique as it is now.' })
export class TechniqueSuccess {
  @Field(() => Change, CHANGE)
  change!: Change | null;

  @Field(() => Technique, { description: 'The technique.' })
  technique!: Technique;
}

@ObjectType({ description: 'The topic as it is now.' })
export class TopicSuccess {
  @Field(() => Change, CHANGE)
  change!: Change | null;

  @Field(() => Topic, { description: 'The topic.' })
  topic!: Topic;
}

@ObjectType({ description: 'The author as the person is known now.' })
export class AuthorSuccess {
  @Field(() => Change, CHANGE)
  change!: Change | null;

  @Field(() => Author, { description: 'The author.' })
  author!: Author;
}

@ObjectType({ description: 'The change is undone.' })
export class UndoSuccess {
  @Field(() => Change, CHANGE)
  change!: Change | null;
}

const FAILURES = [NotFound, Conflict, InvalidInput] as const;

export const PaperPayload = payload('PaperPayload', PaperSuccess, 'a paper');
export const DeletePaperPayload = payload('DeletePaperPayload', DeletePaperSuccess, 'deleting a paper');
export const TechniquePayload = payload('TechniquePayload', TechniqueSuccess, 'a technique');
export const TopicPayload = payload('TopicPayload', TopicSuccess, 'a topic');
export const AuthorPayload = payload('AuthorPayload', AuthorSuccess, 'an author');
export const UndoPayload = payload('UndoPayload', UndoSuccess, 'undoing a change');

export type FailureType = NotFound | Conflict | InvalidInput;

function payload<Type extends object>(name: string, success: ClassType<Type>, what: string) {
  return createUnionType({
    name,
    description: `What became of a mutation of ${what}: done, or why not.`,
    types: () => [success, ...FAILURES] as const,
  });
}

/** A failure as the schema has it. */
export function toFailure(failure: Failure): FailureType {
  switch (failure.fault) {
    case 'NotFound':
      return Object.assign(new NotFound(), { message: failure.message, ref: failure.ref });
    case 'Conflict':
      return Object.assign(new Conflict(), {
        message: failure.message,
        currentVersion: failure.version,
        changeId: failure.change,
      });
    case 'InvalidInput':
      return Object.assign(new InvalidInput(), {
        message: failure.message,
        issues: failure.issues.map((issue) => Object.assign(new InputIssue(), issue)),
      });
  }
}
