import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { normalizeName } from '../text/analysis.js';
import type { Condition, RangeTests, TextTests } from '../graph/condition.js';
import { BadUserInput } from './errors.js';
import { DateScalar } from './scalars.js';

export const MAX_FILTER_VALUES = 100;

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end of an order comes first.',
  valuesConfig: { ASC: { description: 'Smallest first.' }, DESC: { description: 'Largest first.' } },
});

@InputType({
  description: 'Conditions on a text. Case, accents and punctuation do not count. All given ones must hold.',
})
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Is this text.' })
  eq?: string | null;

  @Field(() => [String], { nullable: true, description: 'Is one of these texts.' })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Holds this text.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Starts with this text.' })
  startsWith?: string | null;
}

@InputType({ description: 'Conditions on a whole number. All given ones must hold.' })
export class IntFilter {
  @Field(() => Int, { nullable: true, description: 'Is this number.' })
  eq?: number | null;

  @Field(() => [Int], { nullable: true, description: 'Is one of these numbers.' })
  in?: number[] | null;

  @Field(() => Int, { nullable: true, description: 'Is greater than this.' })
  gt?: number | null;

  @Field(() => Int, { nullable: true, description: 'Is this or greater.' })
  gte?: number | null;

  @Field(() => Int, { nullable: true, description: 'Is less than this.' })
  lt?: number | null;

  @Field(() => Int, { nullable: true, description: 'Is this or less.' })
  lte?: number | null;
}

@InputType({ description: 'Conditions on a day. All given ones must hold; a paper without a known day meets none.' })
export class DateFilter {
  @Field(() => DateScalar, { nullable: true, description: 'Is this day.' })
  eq?: string | null;

  @Field(() => [DateScalar], { nullable: true, description: 'Is one of these days.' })
  in?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Is after this day.' })
  gt?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Is this day or after.' })
  gte?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Is before this day.' })
  lt?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Is this day or before.' })
  lte?: string | null;
}

/** The conditions of a filter on a text. Case, accents and punctuation do not count. */
export function textConditions(
  filter: StringFilter | null | undefined,
  tests: TextTests,
  argument: string,
): Condition[] {
  if (filter == null) return [];
  const choice = choiceOf(filter.eq, filter.in, argument);
  return [
    ...(choice ? [{ test: tests.in, value: choice.map(normalizeName) }] : []),
    ...(filter.contains == null
      ? []
      : [{ test: tests.contains, value: words(filter.contains, `${argument}.contains`) }]),
    ...(filter.startsWith == null
      ? []
      : [{ test: tests.startsWith, value: words(filter.startsWith, `${argument}.startsWith`) }]),
  ];
}

export function intConditions(filter: IntFilter | null | undefined, tests: RangeTests, argument: string): Condition[] {
  return rangeConditions(
    filter,
    tests,
    argument,
    (value, steps) => value + steps,
    (left, right) => left - right,
  );
}

export function dateConditions(
  filter: DateFilter | null | undefined,
  tests: RangeTests,
  argument: string,
): Condition[] {
  return rangeConditions(filter, tests, argument, shiftDay, (left, right) =>
    left < right ? -1 : left > right ? 1 : 0,
  );
}

interface RangeFilter<Item> {
  eq?: Item | null;
  in?: Item[] | null;
  gt?: Item | null;
  gte?: Item | null;
  lt?: Item | null;
  lte?: Item | null;
}

/** A filter on an ordered value comes to a closed range and a choice. */
function rangeConditions<Item extends string | number>(
  filter: RangeFilter<Item> | null | undefined,
  tests: RangeTests,
  argument: string,
  shift: (value: Item, steps: number) => Item,
  compare: (left: Item, right: Item) => number,
): Condition[] {
  if (filter == null) return [];
  const lowest = [filter.gte, filter.gt == null ? null : shift(filter.gt, 1)].filter((value) => value != null);
  const highest = [filter.lte, filter.lt == null ? null : shift(filter.lt, -1)].filter((value) => value != null);
  const min = lowest.sort(compare).at(-1);
  const max = highest.sort(compare)[0];
  const choice = choiceOf(filter.eq, filter.in, argument);
  return [
    ...(min === undefined ? [] : [{ test: tests.min, value: min }]),
    ...(max === undefined ? [] : [{ test: tests.max, value: max }]),
    ...(choice ? [{ test: tests.in, value: choice }] : []),
  ];
}

function choiceOf<Value>(
  one: Value | null | undefined,
  many: Value[] | null | undefined,
  argument: string,
): Value[] | undefined {
  if (many != null) checkValues(many, `${argument}.in`);
  if (one == null) return many ?? undefined;
  return many == null || many.includes(one) ? [one] : [];
}

/** @throws BadUserInput when there are too many values to choose from. */
export function checkValues<Value>(values: Value[], argument: string): Value[] {
  if (values.length > MAX_FILTER_VALUES)
    throw new BadUserInput(`${argument} has ${values.length} values.`, argument, `at most ${MAX_FILTER_VALUES}`);
  return values;
}

function words(text: string, argument: string): string {
  const normalized = normalizeName(text);
  if (normalized === '') throw new BadUserInput(`"${text}" has neither letters nor digits.`, argument, 'some words');
  return normalized;
}

function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  // No day follows the last one that four digits can write.
  return date.getUTCFullYear() > 9999 ? '9999-12-32' : date.toISOString().slice(0, 10);
}
