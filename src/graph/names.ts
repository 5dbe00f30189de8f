/** Conditions on the normalised name of an author, topic or technique; an absent one always holds. */
export interface NameConditions {
  readonly nameIn?: readonly string[];
  readonly nameContains?: string;
  readonly nameStartsWith?: string;
}

export const NO_NAME_CONDITIONS = { nameIn: null, nameContains: null, nameStartsWith: null } satisfies Record<
  keyof NameConditions,
  null
>;

/** The constant Cypher of {@link NameConditions} for one variable of a statement. */
export function nameMatches(variable: 'a' | 't'): string {
  return `($nameIn IS NULL OR ${variable}.normalizedName IN $nameIn)
AND ($nameContains IS NULL OR ${variable}.normalizedName CONTAINS $nameContains)
AND ($nameStartsWith IS NULL OR ${variable}.normalizedName STARTS WITH $nameStartsWith)`;
}
