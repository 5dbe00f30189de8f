/** What is known of when a paper appeared: a day implies its year. */
export interface WrittenDate {
  readonly publishedOn?: string;
  readonly year?: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The number of an English month, from 1, by its first three letters or its number. */
export function monthOf(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return index === -1 ? undefined : index + 1;
}

/** A date from its parts. A day that no calendar has is left out, and its year kept. */
export function dateOfParts(year: unknown, month?: unknown, day?: unknown): WrittenDate {
  const [y, m, d] = [year, month, day].map((part) =>
    typeof part === 'number' || (typeof part === 'string' && /^\s*\d{1,4}\s*$/.test(part)) ? Number(part) : NaN,
  ) as [number, number, number];
  if (!Number.isInteger(y) || y < 1500 || y > 2100) return {};
  const time = new Date(Date.UTC(y, m - 1, d));
  const isDay = time.getUTCFullYear() === y && time.getUTCMonth() === m - 1 && time.getUTCDate() === d;
  return isDay ? { publishedOn: time.toISOString().slice(0, 10), year: y } : { year: y };
}

/** Reads a year, `2024-10`, `2024-10-20` (with or without a time) or `Sun, 20 Oct 2024 10:00:00 GMT`. */
export function dateOf(value: unknown): WrittenDate {
  if (typeof value === 'number') return dateOfParts(value);
  if (typeof value !== 'string') return {};
  const iso = /^\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)/.exec(value);
  if (iso !== null) return dateOfParts(iso[1], iso[2], iso[3]);
  const written = /^\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})(?!\d)/.exec(value);
  if (written !== null) return dateOfParts(written[3], monthOf(written[2] ?? ''), written[1]);
  return {};
}
