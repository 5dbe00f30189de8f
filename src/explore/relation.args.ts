import { BadUserInput } from '../api/errors.js';
import { RELATION_KINDS, type RelationKind } from './relation.js';

/** For descriptions of arguments. */
export const VIA = 'Only along relationships of these kinds; of every kind when absent.';

/** What a number may be, and what it is when it is not given. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}

/** What a level of a walk through the graph costs, in nodes that are read. */
export const LEVEL_COST = 50;

/** @throws BadUserInput when no kind is left to walk along. */
export function checkVia(via: readonly RelationKind[] | null | undefined): ReadonlySet<RelationKind> {
  if (via?.length === 0) throw new BadUserInput('via is empty.', 'via', 'at least one kind, or no via');
  return new Set(via ?? RELATION_KINDS);
}

/** @throws BadUserInput that names the argument. */
export function checkRange(value: number | null | undefined, argument: string, range: Range): number {
  const { least, most, otherwise } = range;
  const checked = value ?? otherwise;
  if (checked >= least && checked <= most) return checked;
  throw new BadUserInput(`${argument} is ${checked}.`, argument, `a whole number from ${least} to ${most}`);
}

/** The value for an estimate; what is out of range is refused where the field is resolved. */
export function inRange(value: unknown, { least, most, otherwise }: Range): number {
  return typeof value === 'number' ? Math.min(Math.max(value, least), most) : otherwise;
}
