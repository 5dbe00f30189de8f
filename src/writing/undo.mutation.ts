import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { toChange } from '../history/change.view.js';
import { isFailure } from './failure.js';
import { toFailure, UndoPayload, UndoSuccess, type FailureType } from './payload.type.js';

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
    const undone = await context.writing.undo(change);
    return isFailure(undone)
      ? toFailure(undone)
      : Object.assign(new UndoSuccess(), { change: toChange(undone.change) });
  }
}
