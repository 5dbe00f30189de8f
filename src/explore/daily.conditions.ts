import type { Condition, Test } from '../graph/condition.js';

/** A paper known by its year alone has a shorter sort date, so it is of no day. */
const ON_DAY: Test = { name: 'on day', text: (value) => `p.sortDate = ${value}` };

/** Papers that appeared on a day; none when there is no day. */
export function onDay(day: string | null): Condition {
  return day === null ? { any: [] } : { test: ON_DAY, value: day };
}
