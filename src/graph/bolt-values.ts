import neo4j, { type Record as Neo4jRecord } from 'neo4j-driver';
import type { Parameters, Value } from './graph.js';

/** What the driver takes and gives. */
export type BoltValues = Record<string, unknown>;

/** Bolt sends a JavaScript number as a float; LIMIT and stored counts need integers. */
export function toBolt(value: Parameters): BoltValues {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toBoltValue(item)]));
}

function toBoltValue(value: Value | undefined): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toBoltValue);
  if (typeof value === 'object' && value !== null) return toBolt(value as Parameters);
  return value ?? null;
}

/** A record as a plain object. */
export function rowOf(record: Neo4jRecord): BoltValues {
  const row: BoltValues = {};
  for (const key of record.keys) row[String(key)] = fromBolt(record.get(key));
  return row;
}

/** Dates as text. Lists and maps are the driver's own, made for this answer, so they are changed in place. */
function fromBolt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (typeof item === 'object') value[index] = fromBolt(item);
    }
    return value;
  }
  if (neo4j.isDate(value) || neo4j.isDateTime(value)) return value.toString();
  const map = value as Record<string, unknown>;
  for (const key of Object.keys(map)) {
    const item = map[key];
    if (typeof item === 'object') map[key] = fromBolt(item);
  }
  return map;
}
