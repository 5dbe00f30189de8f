/** Longest random wait before the second try, in milliseconds; it doubles with each further try. */
const BASE_MS = 1000;
const MOST_MS = 60_000;

/**
 * How long to wait after a failed try (counted from 1): exponential back-off
 * with full jitter, so that callers that failed together do not return together.
 */
export function backOffMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(MOST_MS, BASE_MS * 2 ** (attempt - 1)));
}

/** Whether a further try may go well after this status. */
export function isPassing(status: number, retryAfterMs: number | undefined): boolean {
  // OpenAlex uses 403 for "slow down" too; only a stated wait tells that from a refusal.
  return status === 408 || status === 425 || status === 429 || status >= 500 || retryAfterMs !== undefined;
}

/**
 * The wait that an answer asks for, in milliseconds: `Retry-After` as seconds or
 * as an HTTP date, else the time to the reset that Hugging Face states in
 * `RateLimit` (`"api";r=0;t=55`) when nothing remains.
 */
export function retryAfterMs(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,9})?$/.test(after)) return Math.ceil(Number(after) * 1000);
  // A date has a name of a day; without it `Date.parse` would take numbers such as "-5" for years.
  const date = /^[a-z]/i.test(after) ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const reset = /;\s*r=0\s*;\s*t=(\d{1,9})\b/.exec(headers.get('ratelimit') ?? '')?.[1];
  return reset === undefined ? undefined : Number(reset) * 1000;
}

/** A time for people: `55 s`, `12 min`, `5 h`. */
export function describeMs(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 120_000) return `${Math.ceil(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.ceil(ms / 60_000)} min`;
  return `${Math.ceil(ms / 3_600_000)} h`;
}
