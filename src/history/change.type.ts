import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../api/pagination.js';
import { CHANGE_KINDS, type ChangeKind } from './change.js';

/** The GraphQL enum of {@link ChangeKind}. */
export const ChangeKindEnum = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, kind])) as {
  [Kind in ChangeKind]: Kind;
};

registerEnumType(ChangeKindEnum, {
  name: 'ChangeKind',
  description: 'What somebody did.',
  valuesConfig: {
    CREATED: { description: 'Described what was not there.' },
    EDITED: { description: 'Described it anew.' },
    IMPORTED: { description: 'Brought a record of it.' },
    TAGGED: { description: 'Said that a paper has a technique or topic.' },
    UNTAGGED: { description: 'Said that a paper does not have a technique or topic.' },
    DELETED: { description: 'Deleted it.' },
    MERGED: { description: 'Made one of two.' },
    UNDONE: { description: 'Took another change back.' },
  },
});

@ObjectType({ description: 'One value before and after a change, as text.' })
export class ChangedValue {
  @Field(() => String, { description: 'What changed, such as `title`, `techniques.dropout` or `references`.' })
  path!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value before; null when there was none. Long ones are cut.',
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'The value after; null when there is none. Long ones are cut.' })
  after!: string | null;
}

@ObjectType({ description: 'One change: who did what, when.' })
export class Change {
  @Field(() => ID, { description: 'What `undo` takes.' })
  id!: string;

  @Field(() => ChangeKindEnum, { description: 'What was done.' })
  kind!: ChangeKind;

  @Field(() => String, { description: 'Name of the key that it was done with.' })
  by!: string;

  @Field(() => String, { description: 'When, in UTC, as ISO 8601 has it.' })
  at!: string;

  @Field(() => Boolean, { description: 'Whether it was taken back.' })
  isUndone!: boolean;

  @Field(() => [ChangedValue], { description: 'The values that it changed, at most 200, by path.' })
  values!: ChangedValue[];

  subject!: string;
  undoes!: string | null;
  undoneBy!: string | null;
}

@ObjectType({ description: 'A change in a history.' })
export class ChangeEdge {
  @Field(() => Change, { description: 'The change.' })
  node!: Change;

  @Field(() => String, { description: 'Where it stands in the history.' })
  cursor!: string;
}

export const ChangeConnection = connectionType(
  'ChangeConnection',
  'A page of a history, the newest change first.',
  () => ChangeEdge,
  () => Change,
);
