/** Every label, all keyed by a unique string `id`. */
export const LABELS = [
  'Paper',
  'Author',
  'AuthorMerge',
  'Topic',
  'Technique',
  'Candidate',
  'Alias',
  'AlternateTitle',
  'Term',
  'Statistic',
  'Deletion',
  'Change',
  'AccessKey',
] as const;

/** Further properties that reads start or sort from. */
export const INDEXED_PROPERTIES = [
  ['Paper', 'sortDate'],
  ['Paper', 'normalizedTitle'],
  ['Author', 'normalizedName'],
  ['Alias', 'targetId'],
  ['Topic', 'normalizedName'],
  ['Technique', 'normalizedName'],
  ['Change', 'subject'],
] as const;

/** Analysed text of a paper lives in this property; see text/analysis. */
export const TEXT_INDEX = { name: 'paper_text', label: 'Paper', property: 'searchText' } as const;

/** The names of all constraints and indexes, without those of one engine alone. */
export function schemaNames(): string[] {
  return [
    ...LABELS.map((label) => `${label.toLowerCase()}_id`),
    ...INDEXED_PROPERTIES.map(([label, property]) => `${label.toLowerCase()}_${property}`),
  ];
}

/** Constraints and plain indexes, in the syntax that both engines share. Each statement is idempotent. */
export function schemaStatements(): string[] {
  return [
    ...LABELS.map(
      (label) => `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
    ),
    ...INDEXED_PROPERTIES.map(
      ([label, property]) =>
        `CREATE INDEX ${label.toLowerCase()}_${property} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`,
    ),
  ];
}

/** The embedded engine looks up a unique key by scanning unless an index stands beside the constraint. */
export function embeddedKeyIndexes(): string[] {
  return LABELS.map((label) => `CREATE INDEX ${label.toLowerCase()}_key IF NOT EXISTS FOR (n:${label}) ON (n.id)`);
}
