import type { Context } from '../api/context.js';
import { checkDepth, checkedCondition, combined } from '../api/filter-logic.js';
import { intConditions, textConditions } from '../api/filters.js';
import { ALWAYS, type Condition } from '../graph/condition.js';
import { papersCondition } from '../paper/paper.conditions.js';
import type { AuthorFilter } from './author.args.js';
import { AUTHOR_PAPERS, AUTHOR_TESTS } from './author.repository.js';

/**
 * Turns a filter of authors into a condition of the repository: names become ids.
 *
 * @throws BadUserInput when a value cannot be used.
 */
export async function authorCondition(filter: AuthorFilter | null | undefined, context: Context): Promise<Condition> {
  return filter == null ? ALWAYS : checkedCondition(await conditionOf(filter, 'filter', context, 1), 'filter');
}

async function conditionOf(filter: AuthorFilter, path: string, context: Context, depth: number): Promise<Condition> {
  checkDepth(depth, path);
  return await combined(
    filter,
    path,
    depth,
    [
      ...textConditions(filter.name, AUTHOR_TESTS.name, `${path}.name`),
      ...intConditions(filter.paperCount, AUTHOR_TESTS.paperCount, `${path}.paperCount`),
      ...(await papersCondition(filter.papers, AUTHOR_PAPERS, `${path}.papers`, context, depth)),
    ],
    async (part, at, below) => await conditionOf(part, at, context, below),
  );
}
