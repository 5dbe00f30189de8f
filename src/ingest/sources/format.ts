import type { JsonObject } from './shape.js';
import type { Parser } from './source.js';

/** What a file begins with: what its format is recognized by. */
export interface Head {
  readonly text: string;
  /** Its first records, when it is JSON. The last one may be incomplete. */
  readonly records: readonly JsonObject[];
}

/** An input format. */
export interface Format {
  /** What a person would call it. */
  readonly title: string;
  readonly parser: Parser;
  readonly recognizes: (head: Head) => boolean;
}

/** Recognizes a JSON format by its records. */
export function byRecord(recognizes: (record: JsonObject) => boolean): Format['recognizes'] {
  return ({ records }) => records.some(recognizes);
}
