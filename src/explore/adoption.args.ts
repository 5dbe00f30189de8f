import { ArgsType, Field } from 'type-graphql';
import { BadUserInput } from '../api/errors.js';
import { MAX_PERIODS, periodNumber, type AdoptionUnit, type PeriodRange } from './adoption-curve.js';
import { Unit } from './adoption.type.js';

@ArgsType()
export class AdoptionArgs {
  @Field(() => Unit, { defaultValue: Unit.YEAR, description: 'The length of the periods.' })
  by!: AdoptionUnit;

  @Field(() => String, {
    nullable: true,
    description:
      'The first period, as `2019`, or by month as `2019-07` or `2019`; that of the first paper when absent.',
  })
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The last period, written alike; the newest of the graph when absent. At most ${MAX_PERIODS} periods are given: the first of them when only \`from\` is given, else the last.`,
  })
  to?: string | null;
}

const EARLIEST_YEAR = 1500;
const LATEST_YEAR = 2100;

/** @throws BadUserInput when an end is no period, or they are in the wrong order or too far apart. */
export function rangeOf({ by, from, to }: AdoptionArgs): PeriodRange {
  const range = { from: periodOf(from, by, 'from', '01'), to: periodOf(to, by, 'to', '12') };
  if (range.from === undefined || range.to === undefined) return range;
  const periods = periodNumber(range.to) - periodNumber(range.from) + 1;
  if (periods < 1) {
    throw new BadUserInput(`from (${from ?? ''}) is after to (${to ?? ''}).`, 'from', `${to ?? ''} or earlier`);
  }
  if (periods > MAX_PERIODS) {
    throw new BadUserInput(`from and to span ${periods} periods.`, 'from', `at most ${MAX_PERIODS} periods`);
  }
  return range;
}

function periodOf(
  text: string | null | undefined,
  by: AdoptionUnit,
  argument: string,
  otherMonth: string,
): string | undefined {
  if (text == null) return undefined;
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  const inRange = Number(year) >= EARLIEST_YEAR && Number(year) <= LATEST_YEAR;
  if (year === undefined || !inRange || (by === 'YEAR' && month !== undefined)) {
    const years = `from ${EARLIEST_YEAR} to ${LATEST_YEAR}`;
    throw new BadUserInput(
      `${argument} is "${text}".`,
      argument,
      by === 'YEAR' ? `a year such as 2019, ${years}` : `a month such as 2019-07, or a year, ${years}`,
    );
  }
  return by === 'YEAR' ? year : `${year}-${month ?? otherMonth}`;
}
