/** What a property holds. A date is an ISO string on its way out of the graph. */
export type ColumnType = 'string' | 'int' | 'float' | 'boolean' | 'date' | 'string[]';

export type Columns = Readonly<Record<string, ColumnType>>;

/** What no export ever holds: keys are secrets of one installation. */
export const NOT_EXPORTED = ['AccessKey'] as const;

/** The properties of every label, beside `id`, which is a string and unique. */
export const NODES = {
  Paper: {
    title: 'string',
    stub: 'boolean',
    identifiers: 'string[]',
    summary: 'string',
    abstract: 'string',
    publishedOn: 'date',
    year: 'int',
    sortDate: 'string',
    arxivId: 'string',
    doi: 'string',
    url: 'string',
    venue: 'string',
    normalizedTitle: 'string',
    normalizedVenue: 'string',
    searchText: 'string',
    authorCount: 'int',
    authorsRank: 'string',
    upvotes: 'int',
    commentCount: 'int',
    source: 'string',
    sources: 'string[]',
    valueSources: 'string[]',
    alternateTitles: 'string[]',
    matchKeys: 'string[]',
    attributions: 'string[]',
    keywords: 'string[]',
    retracted: 'boolean',
    referencesStatus: 'string',
    externalReferences: 'int',
    citationCount: 'int',
    referenceCount: 'int',
    annotatedBy: 'string',
    rejected: 'string[]',
    version: 'int',
  },
  Author: {
    name: 'string',
    normalizedName: 'string',
    orcid: 'string',
    affiliations: 'string[]',
    paperCount: 'int',
  },
  Topic: {
    name: 'string',
    normalizedName: 'string',
    aliases: 'string[]',
    description: 'string',
    scheme: 'string',
    mentioned: 'boolean',
    edited: 'string[]',
    version: 'int',
    paperCount: 'int',
  },
  Technique: {
    name: 'string',
    normalizedName: 'string',
    aliases: 'string[]',
    description: 'string',
    area: 'string',
    kind: 'string',
    introducedYear: 'int',
    attribution: 'string',
    mentioned: 'boolean',
    proposed: 'boolean',
    edited: 'string[]',
    version: 'int',
    paperCount: 'int',
  },
  Candidate: {
    name: 'string',
    abbreviation: 'string',
    accepted: 'boolean',
    paperCount: 'int',
  },
  Alias: { targetId: 'string' },
  AlternateTitle: {},
  AuthorMerge: { into: 'string' },
  Term: { paperCount: 'int' },
  Statistic: { value: 'int' },
  Deletion: { paperId: 'string' },
  Change: {
    subject: 'string',
    kind: 'string',
    by: 'string',
    at: 'string',
    detail: 'string',
    undoes: 'string',
    undoneBy: 'string',
  },
} as const satisfies Readonly<Record<string, Columns>>;

export type Label = keyof typeof NODES;

interface Ends {
  readonly start: Label;
  readonly end: Label;
  /** The end with the fewer relationships of the type to a node: pages of them are read from there. */
  readonly readFrom: 'start' | 'end';
  readonly properties: Columns;
}

/** The labels that each type of relationship leads from and to, and its properties. */
export const RELATIONSHIPS = {
  AUTHORED: {
    start: 'Author',
    end: 'Paper',
    readFrom: 'end',
    properties: {
      position: 'int',
      name: 'string',
      normalizedName: 'string',
      affiliations: 'string[]',
      listedAs: 'string',
    },
  },
  TITLE_OF: { start: 'AlternateTitle', end: 'Paper', readFrom: 'end', properties: {} },
  CITES: { start: 'Paper', end: 'Paper', readFrom: 'start', properties: {} },
  ABOUT: {
    start: 'Paper',
    end: 'Topic',
    readFrom: 'start',
    properties: { confidence: 'float', evidence: 'string[]', source: 'string' },
  },
  APPLIES: {
    start: 'Paper',
    end: 'Technique',
    readFrom: 'start',
    properties: { role: 'string', confidence: 'float', evidence: 'string[]', source: 'string' },
  },
  NAMES: {
    start: 'Paper',
    end: 'Candidate',
    readFrom: 'start',
    properties: {
      name: 'string',
      abbreviation: 'string',
      role: 'string',
      confidence: 'float',
      evidence: 'string[]',
    },
  },
  SUBTOPIC_OF: { start: 'Topic', end: 'Topic', readFrom: 'start', properties: {} },
  VARIANT_OF: { start: 'Technique', end: 'Technique', readFrom: 'start', properties: {} },
} as const satisfies Readonly<Record<string, Ends>>;

export type RelationshipType = keyof typeof RELATIONSHIPS;

/** What other programs are shown of the graph; the rest is how this one works. */
export const PUBLIC_LABELS = ['Paper', 'Author', 'Topic', 'Technique'] as const satisfies readonly Label[];

export const PUBLIC_TYPES = [
  'AUTHORED',
  'CITES',
  'ABOUT',
  'APPLIES',
  'SUBTOPIC_OF',
  'VARIANT_OF',
] as const satisfies readonly RelationshipType[];

/** Properties that only this program has a use for. */
const INTERNAL = new Set([
  'sortDate',
  'normalizedTitle',
  'normalizedVenue',
  'normalizedName',
  'searchText',
  'authorsRank',
  'valueSources',
  'alternateTitles',
  'matchKeys',
  'annotatedBy',
  'rejected',
  'version',
  'edited',
  'listedAs',
]);

/** The columns that other programs are shown. */
export function publicColumns(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !INTERNAL.has(name)));
}
