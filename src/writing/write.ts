import type { Context } from '../api/context.js';
import { isFailure, type Failure } from './failure.js';
import type { Environment } from './environment.js';

/**
 * Writes on behalf of the caller of a request, and lets the rest of the operation see what was written. The context is the one
 * that the resolver has: the server hands resolvers a copy of what it was given.
 */
export async function write<Result extends object>(
  context: Context,
  work: (environment: Environment) => Promise<Result | Failure>,
): Promise<Result | Failure> {
  const { caller, writing } = context;
  // The server has refused mutations without a key long before.
  if (caller === null) throw new Error('A write needs a caller.');
  const result = await work({ graph: writing.graph, caller });
  if (!isFailure(result)) Object.assign(context, writing.freshLoaders());
  return result;
}
