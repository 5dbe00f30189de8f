import fc from 'fast-check';
import { backOffMs, describeMs, isPassing, retryAfterMs } from '../../src/fetch/retry.js';

const NOW = Date.parse('2025-01-31T12:00:00Z');

describe('back-off', () => {
  it('doubles its bound up to a minute', () => {
    const most = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((attempt) => backOffMs(attempt, () => 1));
    expect(most).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('is anything from nothing to its bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const ms = backOffMs(attempt, () => chance);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(Math.min(60_000, 1000 * 2 ** (attempt - 1)));
      }),
    );
    expect(backOffMs(3, () => 0)).toBe(0);
  });
});

describe('the wait that an answer asks for', () => {
  it.each([
    [{ 'retry-after': '5' }, 5000],
    [{ 'retry-after': ' 120 ' }, 120_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Fri, 31 Jan 2025 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Friday, 31-Jan-25 12:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Fri, 31 Jan 2025 11:00:00 GMT' }, 0],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
    [{ ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ ratelimit: '"api";r=12;t=55' }, undefined],
    [{ 'retry-after': '7', ratelimit: '"api";r=0;t=55' }, 7000],
  ])('of %j is %s ms', (headers, ms) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(ms);
  });
});

describe('a status', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('%i may pass', (status) => {
    expect(isPassing(status, undefined)).toBe(true);
  });

  it.each([400, 401, 403, 404, 410, 414])('%i does not pass by itself', (status) => {
    expect(isPassing(status, undefined)).toBe(false);
    expect(isPassing(status, 1000)).toBe(true);
  });
});

it('tells times in words', () => {
  expect([5, 1000, 55_000, 600_000, 86_400_000].map(describeMs)).toEqual(['5 ms', '1 s', '55 s', '10 min', '24 h']);
});
