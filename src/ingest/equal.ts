import { isDeepStrictEqual } from 'node:util';

/** Whether two values are the same as JSON, in whatever order their keys stand. */
export function isEqual(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || canonical(left) === canonical(right);
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)))
      : item,
  );
}
