import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { normalizeName } from '../text/analysis.js';
import type { NameConditions } from '../graph/names.js';
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

/** What a filter on an ordered value comes to: a closed range and a choice. */
export interface RangeConditions<Value> {
  readonly min?: Value;
  readonly max?: Value;
  readonly oneOf?: readonly Value[];
}

/** What a filter on a text comes to, normalised. */
export interface TextConditions {
  readonly oneOf?: readonly string[];
  readonly contains?: string;
  readonly startsWith?: string;
}

export function textConditions(filter: StringFilter | null | undefined, argument: string): TextConditions {
  if (filter == null) return {};
  const choice = choiceOf(filter.eq, filter.in, argument)?.map(normalizeName);
  return {
    ...(choice && { oneOf: choice }),
    ...(filter.contains != null && { contains: words(filter.contains, `${argument}.contains`) }),
    ...(filter.startsWith != null && { startsWith: words(filter.startsWith, `${argument}.startsWith`) }),
  };
}

/** The same, under the names that authors, topics and techniques share. */
export function nameConditions(filter: StringFilter | null | undefined, argument: string): NameConditions {
  const { oneOf, contains, startsWith } = textConditions(filter, argument);
  return {
    ...(oneOf && { nameIn: oneOf }),
    ...(contains !== undefined && { nameContains: contains }),
    ...(startsWith !== undefined && { nameStartsWith: startsWith }),
  };
}

export function intConditions(filter: IntFilter | null | undefined, argument: string): RangeConditions<number> {
  if (filter == null) return {};
  return rangeOf(
    filter,
    argument,
    (value, steps) => value + steps,
    (left, right) => left - right,
  );
}

export function dateConditions(filter: DateFilter | null | undefined, argument: string): RangeConditions<string> {
  if (filter == null) return {};
  return rangeOf(filter, argument, shiftDay, (left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

interface RangeFilter<Value> {
  eq?: Value | null;
  in?: Value[] | null;
  gt?: Value | null;
  gte?: Value | null;
  lt?: Value | null;
  lte?: Value | null;
}

function rangeOf<Value>(
  filter: RangeFilter<Value>,
  argument: string,
  shift: (value: Value, steps: number) => Value,
  compare: (left: Value, right: Value) => number,
): RangeConditions<Value> {
  const lowest = [filter.gte, filter.gt == null ? null : shift(filter.gt, 1)].filter((value) => value != null);
  const highest = [filter.lte, filter.lt == null ? null : shift(filter.lt, -1)].filter((value) => value != null);
  const choice = choiceOf(filter.eq, filter.in, argument);
  return {
    ...(lowest.length > 0 && { min: lowest.sort(compare).at(-1) }),
    ...(highest.length > 0 && { max: highest.sort(compare)[0] }),
    ...(choice && { oneOf: choice }),
  };
}

function choiceOf<Value>(
  one: Value | null | undefined,
  many: Value[] | null | undefined,
  argument: string,
): Value[] | undefined {
  if (many != null && many.length > MAX_FILTER_VALUES) {
    throw new BadUserInput(
      `${argument}.in has ${many.length} values.`,
      `${argument}.in`,
      `at most ${MAX_FILTER_VALUES}`,
    );
  }
  if (one == null) return many ?? undefined;
  return many == null || many.includes(one) ? [one] : [];
}

function words(text: string, argument: string): string {
  const normalized = normalizeName(text);
  if (normalized === '') throw new BadUserInput(`"${text}" has neither letters nor digits.`, argument, 'some words');
  return normalized;
}

function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
