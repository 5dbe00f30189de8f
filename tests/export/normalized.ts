import type { Dump } from '../support/dump.js';

/**
 * Neo4j's importer knows no empty lists: without items, or with one that is
 * empty, a list arrives as nothing. The product reads both alike.
 */
export function withoutEmptyLists(dump: Dump): Dump {
  return Object.fromEntries(
    Object.entries(dump).map(([part, rows]) => [
      part,
      rows.map((row) => JSON.stringify(cleared(JSON.parse(row) as Readonly<Record<string, unknown>>))).sort(),
    ]),
  );
}

/** The same of the properties of one node or relationship. */
export function cleared<Value>(properties: Readonly<Record<string, Value>>): Record<string, Value | null> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isEmptyList(value) ? null : value]),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.join('') === '' && value.length < 2;
}
