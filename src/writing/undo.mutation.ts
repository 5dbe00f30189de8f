import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Change } from '../history/change.type.js';
import { toChange } from '../history/change.view.js';
import { write } from './write.js';
import { isFailure } from './failure.js';
import { Conflict, toFailure, UndoPayload, UndoSuccess, type FailureType } from './payload.type.js';
import { undo } from './undo.js';

@Resolver(() => Conflict)
export class ConflictResolver {
  @FieldResolver(() => Change, { nullable: true, description: 'The change that stands in the way, where it is one.' })
  async laterChange(@Root() { changeId }: Conflict, @Ctx() context: Context): Promise<Change | null> {
    const row = changeId === null ? null : await context.changes.byId.load(changeId);
    return row && toChange(row);
  }
}

@Resolver()
export class UndoMutation {
  @Mutation(() => UndoPayload, {
    description:
      'Brings back what was before a change. What was changed again since is a Conflict that names the later change. An undo is a change that can be undone.',
  })
  async undo(
    @Arg('change', () => ID, { description: 'Id of the change, from a history or a payload.' }) change: string,
    @Ctx() context: Context,
  ): Promise<UndoSuccess | FailureType> {
    const undone = await write(context, (environment) => undo(environment, change));
    return isFailure(undone)
      ? toFailure(undone)
      : Object.assign(new UndoSuccess(), { change: toChange(undone.change) });
  }
}
