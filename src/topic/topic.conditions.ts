import type { Context } from '../api/context.js';
import { checkDepth, checkedCondition, combined } from '../api/filter-logic.js';
import { intConditions, textConditions, checkValues } from '../api/filters.js';
import { ALWAYS, type Condition } from '../graph/condition.js';
import { papersCondition } from '../paper/paper.conditions.js';
import { resolveNamed } from '../ref/named.refs.js';
import type { TopicFilter } from './topic.args.js';
import { TOPIC_PAPERS, TOPIC_TESTS } from './topic.repository.js';

/**
 * Turns a filter of topics into a condition of the repository: names become ids.
 *
 * @throws BadUserInput when a value cannot be used.
 */
export async function topicCondition(filter: TopicFilter | null | undefined, context: Context): Promise<Condition> {
  return filter == null ? ALWAYS : checkedCondition(await conditionOf(filter, 'filter', context, 1), 'filter');
}

async function conditionOf(filter: TopicFilter, path: string, context: Context, depth: number): Promise<Condition> {
  checkDepth(depth, path);
  return await combined(
    filter,
    path,
    depth,
    [
      ...textConditions(filter.name, TOPIC_TESTS.name, `${path}.name`),
      ...intConditions(filter.paperCount, TOPIC_TESTS.paperCount, `${path}.paperCount`),
      ...(filter.schemes == null
        ? []
        : [{ test: TOPIC_TESTS.schemeIn, value: checkValues(filter.schemes, `${path}.schemes`) }]),
      ...(filter.under == null
        ? []
        : [{ test: TOPIC_TESTS.under, value: present(await resolveNamed('topic', filter.under, context)) }]),
      ...(await papersCondition(filter.papers, TOPIC_PAPERS, `${path}.papers`, context, depth)),
    ],
    async (part, at, below) => await conditionOf(part, at, context, below),
  );
}

/** A name that leads nowhere is met by nothing. */
function present(id: string | null): string[] {
  return id === null ? [] : [id];
}
