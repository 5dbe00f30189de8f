import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { BadUserInput } from '../api/errors.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../api/pagination.js';
import { DateScalar } from '../api/scalars.js';
import type { TrendType } from './trend-ranking.js';
import { spanOf, type Span, type WindowKind } from './trend-window.js';

/** The GraphQL enum of {@link WindowKind}. */
export const TrendWindow = {
  DAYS_7: 'DAYS_7',
  DAYS_30: 'DAYS_30',
  DAYS_90: 'DAYS_90',
  YEAR: 'YEAR',
  YEARS_3: 'YEARS_3',
  YEARS_5: 'YEARS_5',
  BETWEEN: 'BETWEEN',
} as const satisfies { [Kind in WindowKind]: Kind };

registerEnumType(TrendWindow, {
  name: 'Window',
  description:
    'A span of time that ends with the newest day on which a paper of the graph appeared, or, where no paper has a day, with the newest year. It is compared with the span of the same length before it.',
  valuesConfig: {
    DAYS_7: { description: 'Seven days.' },
    DAYS_30: { description: '30 days.' },
    DAYS_90: { description: '90 days.' },
    YEAR: { description: 'One year.' },
    YEARS_3: { description: 'Three years.' },
    YEARS_5: { description: 'Five years.' },
    BETWEEN: { description: 'From the day `from` to the day `to`.' },
  },
});

/** The GraphQL enum of {@link TrendType}. */
export const TrendTypes = { TOPIC: 'TOPIC', TECHNIQUE: 'TECHNIQUE' } as const satisfies { [Type in TrendType]: Type };

registerEnumType(TrendTypes, {
  name: 'TrendType',
  description: 'What can rise.',
  valuesConfig: { TOPIC: { description: 'Topics.' }, TECHNIQUE: { description: 'Techniques.' } },
});

@ArgsType()
export class TrendArgs {
  @Field(() => TrendWindow, { description: 'The span of time to look at.' })
  window!: WindowKind;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the window; only with BETWEEN.' })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day of the window. Needed with BETWEEN; with the others it takes the place of the newest day.',
  })
  to?: string | null;

  @Field(() => [TrendTypes], { nullable: true, description: 'Only these; topics and techniques when absent.' })
  types?: TrendType[] | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many, 0 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} when absent.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what stands behind this cursor.' })
  after?: string | null;
}

const EARLIEST = '1500-01-01';
const LATEST = '2100-12-31';

/**
 * The window that is asked for.
 *
 * @param newest the day with which windows end, read only where it is needed.
 * @returns null where the graph has no dated paper, and so no newest day.
 * @throws BadUserInput when the ends do not fit the window or each other.
 */
export async function windowSpan(
  { window, from, to }: TrendArgs,
  newest: () => Promise<string | null>,
): Promise<Span | null> {
  checkDay(from, 'from');
  checkDay(to, 'to');
  if (window !== 'BETWEEN') {
    if (from != null)
      throw new BadUserInput(`from does not go with ${window}.`, 'from', 'the window BETWEEN, or no from');
    const end = to ?? (await newest());
    return end === null ? null : spanOf(window, end);
  }
  if (from == null || to == null) {
    const missing = from == null ? 'from' : 'to';
    throw new BadUserInput(`BETWEEN has no ${missing}.`, missing, 'a day as YYYY-MM-DD');
  }
  if (from > to) throw new BadUserInput(`from (${from}) is after to (${to}).`, 'from', `${to} or earlier`);
  return { from, to };
}

function checkDay(day: string | null | undefined, argument: string): void {
  if (day != null && (day < EARLIEST || day > LATEST)) {
    throw new BadUserInput(`${argument} is ${day}.`, argument, `a day from ${EARLIEST} to ${LATEST}`);
  }
}
