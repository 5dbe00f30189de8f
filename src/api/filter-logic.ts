import type { Condition } from '../graph/condition.js';
import { BadUserInput } from './errors.js';

/** Most conditions in one filter, and how deep filters may stand in each other. */
const MAX_CONDITIONS = 50;
const MAX_DEPTH = 8;

/** What every filter has beside its own conditions. */
interface Combinable<Filter> {
  AND?: Filter[] | null;
  OR?: Filter[] | null;
  NOT?: Filter | null;
}

/**
 * The condition of a filter: its own, and those of the filters inside it.
 *
 * @param conditionOf the condition of a filter inside, given its path and depth.
 * @throws BadUserInput when filters are nested too deep.
 */
export async function combined<Filter>(
  { AND, OR, NOT }: Combinable<Filter>,
  path: string,
  depth: number,
  own: readonly Condition[],
  conditionOf: (filter: Filter, path: string, depth: number) => Promise<Condition>,
): Promise<Condition> {
  checkDepth(depth, path);
  const inside = async (parts: readonly Filter[], name: string): Promise<Condition[]> =>
    await Promise.all(parts.map((part, index) => conditionOf(part, `${path}.${name}.${index}`, depth + 1)));
  return {
    all: [
      ...own,
      ...(AND == null ? [] : await inside(AND, 'AND')),
      ...(OR == null ? [] : [{ any: await inside(OR, 'OR') }]),
      ...(NOT == null ? [] : [{ not: await conditionOf(NOT, `${path}.NOT`, depth + 1) }]),
    ],
  };
}

/** @throws BadUserInput when a filter stands too deep in others. */
export function checkDepth(depth: number, path: string): void {
  if (depth > MAX_DEPTH)
    throw new BadUserInput('The filter is nested too deep.', path, `at most ${MAX_DEPTH} levels of filters`);
}

/** @throws BadUserInput when a filter has too many conditions. */
export function checkedCondition(condition: Condition, path: string): Condition {
  const conditions = countConditions(condition);
  if (conditions > MAX_CONDITIONS)
    throw new BadUserInput(`The filter has ${conditions} conditions.`, path, `at most ${MAX_CONDITIONS}`);
  return condition;
}

function countConditions(condition: Condition): number {
  if ('test' in condition) return 1;
  if ('through' in condition) return 1 + countConditions(condition.where);
  if ('not' in condition) return countConditions(condition.not);
  const parts = 'all' in condition ? condition.all : condition.any;
  return parts.reduce((sum, part) => sum + countConditions(part), 0);
}
