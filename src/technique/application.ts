/** What a paper does with a technique, most telling first. */
export const TECHNIQUE_ROLES = ['INTRODUCES', 'STUDIES', 'USES', 'COMPARES'] as const;

export type TechniqueRole = (typeof TECHNIQUE_ROLES)[number];

/** What an APPLIES relationship knows of a paper and a technique. */
export interface Application {
  readonly role: TechniqueRole;
  /** 0 to 1. */
  readonly confidence: number;
  /** The matched words, each behind the field that holds them: `title: Dropout`. */
  readonly evidence: readonly string[] | null;
  readonly source: string | null;
}
