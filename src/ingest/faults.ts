import type { z } from 'zod';

/** What is wrong with one value of a record: where, and what would pass. */
export interface Fault {
  /** Path of the value, such as `techniques.0.role`; `record` for the whole. */
  readonly field: string;
  readonly reason: string;
}

/** A checked value, or everything that is wrong with it. */
export type Checked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks a value against a schema and explains each fault to the person who wrote the value. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(value, { error: explainType, reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, []));
  return { ok: false, faults: faults.filter(isFirstOfField) };
}

/** A value that fails its form fails all that is built on it; the first reason is the telling one. */
function isFirstOfField({ field }: Fault, index: number, all: readonly Fault[]): boolean {
  return all.findIndex((fault) => fault.field === field) === index;
}

function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    // A list takes a name or an object; whoever wrote an object wants to know what is wrong in it.
    const branch = issue.errors.find((issues) => issues.every((inner) => inner.path.length > 0));
    if (branch !== undefined && branch.length > 0) return branch.flatMap((inner) => faultsOf(inner, path));
  }
  return [{ field: path.map(String).join('.') || 'record', reason: issue.message }];
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function explainType(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_union') return 'must be a text or an object with the right fields';
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
}
