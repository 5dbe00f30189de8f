import type { Context } from '../api/context.js';
import { checkDepth, checkedCondition, combined } from '../api/filter-logic.js';
import { intConditions, textConditions, checkValues } from '../api/filters.js';
import { ALWAYS, type Condition } from '../graph/condition.js';
import { papersCondition } from '../paper/paper.conditions.js';
import { resolveNamed } from '../ref/named.refs.js';
import type { TechniqueFilter } from './technique.args.js';
import { TECHNIQUE_PAPERS, TECHNIQUE_TESTS } from './technique.repository.js';

/**
 * Turns a filter of techniques into a condition of the repository: names become ids.
 *
 * @throws BadUserInput when a value cannot be used.
 */
export async function techniqueCondition(
  filter: TechniqueFilter | null | undefined,
  context: Context,
): Promise<Condition> {
  return filter == null ? ALWAYS : checkedCondition(await conditionOf(filter, 'filter', context, 1), 'filter');
}

async function conditionOf(filter: TechniqueFilter, path: string, context: Context, depth: number): Promise<Condition> {
  checkDepth(depth, path);
  return await combined(
    filter,
    path,
    depth,
    [
      ...textConditions(filter.name, TECHNIQUE_TESTS.name, `${path}.name`),
      ...intConditions(filter.paperCount, TECHNIQUE_TESTS.paperCount, `${path}.paperCount`),
      ...(filter.areas == null
        ? []
        : [{ test: TECHNIQUE_TESTS.areaIn, value: checkValues(filter.areas, `${path}.areas`) }]),
      ...intConditions(filter.introducedYear, TECHNIQUE_TESTS.introducedYear, `${path}.introducedYear`),
      ...(filter.variantOf == null
        ? []
        : [
            {
              test: TECHNIQUE_TESTS.variantOf,
              value: present(await resolveNamed('technique', filter.variantOf, context)),
            },
          ]),
      ...(await papersCondition(filter.papers, TECHNIQUE_PAPERS, `${path}.papers`, context, depth)),
    ],
    async (part, at, below) => await conditionOf(part, at, context, below),
  );
}

/** A name that leads nowhere is met by nothing. */
function present(id: string | null): string[] {
  return id === null ? [] : [id];
}
