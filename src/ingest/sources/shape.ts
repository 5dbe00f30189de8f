import type { Place, Rejection } from './source.js';

/** Helpers that read values of unknown shape: what is not as expected counts as absent. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** More elements than record.ts accepts in any list; the rest of a longer list is not worked on. */
const MOST_ELEMENTS = 50_000;

/** The elements, or none. */
export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  return value.length > MOST_ELEMENTS ? value.slice(0, MOST_ELEMENTS) : value;
}

/** The parts of a text between separators, trimmed; as many as of a list. */
export function partsOf(text: string | undefined, separator: RegExp): string[] {
  const parts = text?.split(separator, MOST_ELEMENTS) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** The objects among the elements. */
export function objectsOf(value: unknown): JsonObject[] {
  return listOf(value).filter(isObject);
}

/** A text that is not blank; a number counts as its digits. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The texts among the elements. */
export function textsOf(value: unknown): string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== undefined);
}

/** A whole number of things, also when it is written as text. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** A confidence from 0 to 1; what lies outside is moved to the nearer bound. */
export function confidenceOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : otherwise;
}

/** The object without the values that are unknown: a record leaves them out. */
export function known<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined && part !== null)) as Value;
}

export function rejection(place: Place, field: string, reason: string, record: unknown): Rejection {
  return { kind: 'rejected', place, field, reason, record: excerpt(record) };
}

const SHOWN_TEXT = 500;
const SHOWN_PARTS = 20;
const SHOWN_LEVELS = 4;

/** As much of a value as a report needs: long texts, long lists and deep levels are cut. */
export function excerpt(value: unknown, levels = SHOWN_LEVELS): unknown {
  if (typeof value === 'string') return value.length > SHOWN_TEXT ? `${copy(value.slice(0, SHOWN_TEXT))}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, SHOWN_PARTS).map((part) => excerpt(part, levels - 1));
  const parts: [string, unknown][] = [];
  for (const key in value) {
    if (parts.length === SHOWN_PARTS) break;
    if (Object.hasOwn(value, key))
      parts.push([copy(key.slice(0, SHOWN_TEXT)), excerpt(objectOf(value)[key], levels - 1)]);
  }
  return Object.fromEntries(parts);
}

/** A part of a long text that does not keep all of it in memory, as the engine's own parts do. */
function copy(part: string): string {
  return Buffer.from(part).toString();
}
