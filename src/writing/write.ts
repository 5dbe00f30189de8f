import type { Context } from '../api/context.js';
import { isFailure, type Failure } from './failure.js';
import type { Writing } from './writing.js';

/**
 * Writes, and lets the rest of the operation see what was written. The context is the one
 * that the resolver has: the server hands resolvers a copy of what it was given.
 */
export async function write<Result extends object>(
  context: Context,
  work: (writing: Writing) => Promise<Result | Failure>,
): Promise<Result | Failure> {
  const result = await work(context.writing);
  if (!isFailure(result)) Object.assign(context, context.writing.freshLoaders());
  return result;
}
