/** Lengths of a window that ends with a day; `BETWEEN` has both ends given. */
export const WINDOWS = ['DAYS_7', 'DAYS_30', 'DAYS_90', 'YEAR', 'YEARS_3', 'YEARS_5', 'BETWEEN'] as const;

export type WindowKind = (typeof WINDOWS)[number];

/** Days of the calendar, both included, as `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;

/** The window of this length that ends with a day. */
export function spanOf(kind: Exclude<WindowKind, 'BETWEEN'>, to: string): Span {
  const [unit, number = '1'] = kind.split('_');
  return {
    from: unit === 'DAYS' ? addDays(to, 1 - Number(number)) : addDays(yearsEarlier(to, Number(number)), 1),
    to,
  };
}

/**
 * The window of the same length that ends on the day before this one. Whole
 * calendar years are preceded by as many whole calendar years, which leap days
 * would otherwise shift.
 */
export function spanBefore({ from, to }: Span): Span {
  const end = addDays(from, -1);
  const years = wholeYears({ from, to });
  if (years > 0) return { from: addDays(yearsEarlier(end, years), 1), to: end };
  return { from: addDays(end, -daysBetween(from, to)), to: end };
}

/** How many years the span has exactly, so that it starts and ends on the same day of the year; 0 when none. */
function wholeYears({ from, to }: Span): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 1 : 0);
  return years > 0 && addDays(yearsEarlier(to, years), 1) === from ? years : 0;
}

/** The calendar years that lie in a span whole; none when the first is after the last. */
export function yearsWithin({ from, to }: Span): { readonly first: string; readonly last: string } {
  const [firstYear, lastYear] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return {
    first: yearText(from.endsWith('-01-01') ? firstYear : firstYear + 1),
    last: yearText(to.endsWith('-12-31') ? lastYear : lastYear - 1),
  };
}

/** 29 February becomes 28 February in a year without one. */
function yearsEarlier(day: string, years: number): string {
  const year = yearText(Number(day.slice(0, 4)) - years);
  const moved = `${year}${day.slice(4)}`;
  return day.endsWith('-02-29') && addDays(moved, 0) !== moved ? `${year}-02-28` : moved;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

function yearText(year: number): string {
  return String(year).padStart(4, '0');
}
