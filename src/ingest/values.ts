/** Values of a paper that one source wins. `published` is a day, or a year alone. */
export const VALUE_FIELDS = [
  'title',
  'summary',
  'abstract',
  'published',
  'venue',
  'url',
  'authorCount',
  'upvotes',
  'commentCount',
] as const;

export type ValueField = (typeof VALUE_FIELDS)[number];

export interface Sourced {
  readonly value: string | number;
  readonly source: string;
}

export type Values = Readonly<Partial<Record<ValueField, Sourced>>>;
