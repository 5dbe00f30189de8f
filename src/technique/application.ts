import { ALWAYS, type Condition, type Test } from '../graph/condition.js';

/** What a paper does with a technique, most telling first. */
export const TECHNIQUE_ROLES = ['INTRODUCES', 'STUDIES', 'USES', 'COMPARES'] as const;

export type TechniqueRole = (typeof TECHNIQUE_ROLES)[number];

/** What an APPLIES relationship knows of a paper and a technique. */
export interface Application {
  readonly role: TechniqueRole;
  /** 0 to 1. */
  readonly confidence: number;
  /** The matched words, formatted. */
  readonly evidence: readonly string[] | null;
  readonly source: string | null;
}

/** A test on an APPLIES relationship that a list binds as `r`. */
const HAS_ROLE: Test = { name: 'role', text: (value) => `r.role = ${value}` };

/** Only in this role; in any when it is null. */
export function inRole(role: TechniqueRole | null): Condition {
  return role === null ? ALWAYS : { test: HAS_ROLE, value: role };
}
