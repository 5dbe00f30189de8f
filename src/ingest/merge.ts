import { TECHNIQUE_ROLES } from '../technique/application.js';
import { annotationOf, type PaperAnnotation } from './annotation.js';
import type { TechniqueEdge, TopicEdge } from './edges.js';
import { VALUE_FIELDS, type Sourced, type ValueField, type Values } from './values.js';

/**
 * What is known of one paper, from all its records together. Joining two states
 * is commutative, associative and idempotent, so the order in which records
 * arrive and how they are split into loads does not matter.
 */
export interface PaperState {
  /** Sorted. The node's id is the best of them. */
  readonly identifiers: readonly string[];
  /** Match keys of all records, formatted and sorted. */
  readonly matchKeys: readonly string[];
  /** Normalised titles of all records, sorted. */
  readonly titles: readonly string[];
  readonly values: Values;
  readonly sources: readonly string[];
  readonly attributions: readonly string[];
  readonly keywords: readonly string[];
  readonly retracted: boolean;
  readonly topics: Readonly<Record<string, TopicEdge>>;
  readonly techniques: Readonly<Record<string, TechniqueEdge>>;
  /** Node ids of cited papers, sorted. */
  readonly references: readonly string[];
  readonly referencesStatus: ReferencesStatus;
  readonly externalReferences: number | null;
  readonly authors: AuthorList | null;
  /** What an editor says is not so: `value:venue`, `topic:id`, `technique:id`. Sorted. */
  readonly rejected: readonly string[];
  /** What was read out of the text; null when nobody has read the text as it is. */
  readonly annotation: PaperAnnotation | null;
}

export type ReferencesStatus = 'LOADED' | 'PARTIAL' | 'UNKNOWN';

/** The author list of one record, in order, each person once. */
export interface AuthorList {
  readonly source: string;
  /** Sorts lists, the fullest first. Made from the record alone, so it stays when two authors turn out to be one. */
  readonly rank: string;
  readonly authors: readonly ListedAuthor[];
}

export interface ListedAuthor {
  /** Id of the author's node. */
  readonly id: string;
  /** Place on the list, from 0. */
  readonly position: number;
  /** As the record spells it. */
  readonly name: string;
  readonly affiliations: readonly string[];
}

/** Two sources that contradict each other, and which one was kept. */
export interface Conflict {
  readonly field: ValueField;
  readonly kept: Sourced;
  readonly other: Sourced;
}

/** How far a source is trusted where values differ, the most trusted first; others come last. */
const TRUST = [
  'curated',
  'arxiv',
  'crossref',
  'openalex',
  'semantic-scholar',
  'papers-with-code',
  'huggingface',
  'bibtex',
  'daily-papers-page',
];

/** The source of what an editor said: it stands above all that other sources tell. */
export const EDITOR = 'editor';

function trust(source: string): number {
  const index = TRUST.indexOf(source);
  return index === -1 ? TRUST.length : index;
}

type Compare<Item> = (left: Item, right: Item) => number;

const ascending = (left: string | number, right: string | number): number => (left < right ? -1 : left > right ? 1 : 0);

/** The first comparison that tells the two apart. */
function by<Item>(...comparisons: readonly Compare<Item>[]): Compare<Item> {
  return (left, right) => {
    for (const compare of comparisons) {
      const difference = compare(left, right);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

const byTrust: Compare<Sourced> = (left, right) => trust(left.source) - trust(right.source);
const byEditor: Compare<{ readonly source: string }> = (left, right) =>
  Number(right.source === EDITOR) - Number(left.source === EDITOR);
const byLength: Compare<Sourced> = (left, right) => String(right.value).length - String(left.value).length;
const byValue: Compare<Sourced> = (left, right) => ascending(left.value, right.value);
const bySource: Compare<Sourced> = (left, right) => ascending(left.source, right.source);
const largest: Compare<Sourced> = (left, right) => Number(right.value) - Number(left.value);
/** A day tells more than a year. */
const byPrecision: Compare<Sourced> = byLength;

/** Which of two values is kept: the one that comes first. A richer value beats a poorer one, then trust decides. */
const ORDERS: Readonly<Record<ValueField, Compare<Sourced>>> = {
  title: by(byEditor, byTrust, byLength, byValue, bySource),
  summary: by(byEditor, byTrust, byLength, byValue, bySource),
  abstract: by(byEditor, byLength, byTrust, byValue, bySource),
  published: by(byEditor, byPrecision, byTrust, byValue, bySource),
  venue: by(byEditor, byTrust, byLength, byValue, bySource),
  url: by(byEditor, byTrust, byLength, byValue, bySource),
  authorCount: by(byEditor, byTrust, largest, bySource),
  upvotes: by(byEditor, largest, bySource),
  commentCount: by(byEditor, largest, bySource),
};

const byAuthors: Compare<AuthorList> = by(
  (left, right) => ascending(left.rank, right.rank),
  (left, right) => ascending(left.source, right.source),
);

const MOST_AUTHORS = 99_999;

/**
 * The rank of an author list: longer lists first, then those that identify more
 * people, then the more trusted source.
 *
 * @param content tells lists apart that are alike in all that.
 */
export function authorListRank(length: number, identified: number, source: string, content: string): string {
  // Sorts before every number.
  if (source === EDITOR) return `!${content}`;
  const places = [MOST_AUTHORS - length, MOST_AUTHORS - identified, trust(source)];
  return [...places.map((place) => String(place).padStart(5, '0')), content].join('|');
}

/** Keeps the first place of a person who is listed twice. */
export function distinctAuthors(list: AuthorList | null): AuthorList | null {
  if (list === null) return null;
  const seen = new Set<string>();
  const authors = [...list.authors]
    .sort((left, right) => left.position - right.position)
    .filter(({ id }) => seen.size < seen.add(id).size);
  return { ...list, authors };
}

const byTopic = by<TopicEdge>(
  byEditor,
  (left, right) => right.confidence - left.confidence,
  (left, right) => trust(left.source) - trust(right.source),
  (left, right) => ascending(left.source, right.source),
  (left, right) => ascending(left.evidence.join('\n'), right.evidence.join('\n')),
);

const byTechnique = by<TechniqueEdge>(
  byEditor,
  (left, right) => trust(left.source) - trust(right.source),
  (left, right) => right.confidence - left.confidence,
  (left, right) => TECHNIQUE_ROLES.indexOf(left.role) - TECHNIQUE_ROLES.indexOf(right.role),
  (left, right) => right.evidence.length - left.evidence.length,
  (left, right) => ascending(JSON.stringify(left), JSON.stringify(right)),
);

const STATUSES: readonly ReferencesStatus[] = ['LOADED', 'PARTIAL', 'UNKNOWN'];

/** Joins what two sets of records know of the same paper; an annotation stays while the text is the one it read. */
export function joinStates(left: PaperState, right: PaperState): PaperState {
  const rejected = union(left.rejected, right.rejected);
  const values = unlessRejected('value', joinValues(left.values, right.values), rejected);
  return {
    identifiers: union(left.identifiers, right.identifiers),
    matchKeys: union(left.matchKeys, right.matchKeys),
    titles: union(left.titles, right.titles),
    values,
    sources: union(left.sources, right.sources),
    attributions: union(left.attributions, right.attributions),
    keywords: union(left.keywords, right.keywords),
    retracted: left.retracted || right.retracted,
    topics: unlessRejected('topic', joinEdges(left.topics, right.topics, byTopic), rejected),
    techniques: unlessRejected('technique', joinEdges(left.techniques, right.techniques, byTechnique), rejected),
    rejected,
    references: union(left.references, right.references),
    referencesStatus:
      STATUSES[Math.min(STATUSES.indexOf(left.referencesStatus), STATUSES.indexOf(right.referencesStatus))] ??
      'UNKNOWN',
    externalReferences: most(left.externalReferences, right.externalReferences),
    authors: first(left.authors, right.authors, byAuthors),
    annotation: annotationOf(values, [left.annotation, right.annotation]),
  };
}

export type Rejectable = 'value' | 'topic' | 'technique';

export function rejectionOf(kind: Rejectable, id: string): string {
  return `${kind}:${id}`;
}

/** What sources tell without what an editor says is not so; what an editor tells stays. */
function unlessRejected<Told extends { readonly source: string }>(
  kind: Rejectable,
  told: Readonly<Record<string, Told>>,
  rejected: readonly string[],
): Record<string, Told> {
  if (rejected.length === 0) return told;
  return Object.fromEntries(
    Object.entries(told).filter(([id, { source }]) => source === EDITOR || !rejected.includes(rejectionOf(kind, id))),
  );
}

/** Where the two contradict each other: different titles or different years. */
export function conflictsOf(left: PaperState, right: PaperState): Conflict[] {
  return (['title', 'published'] as const).flatMap((field) => {
    const [a, b] = [left.values[field], right.values[field]];
    if (a === undefined || b === undefined || a.source === b.source) return [];
    const comparable = (value: string | number): string =>
      field === 'published'
        ? String(value).slice(0, 4)
        : String(value)
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N}]/gu, '');
    if (comparable(a.value) === comparable(b.value)) return [];
    const [kept, other] = ORDERS[field](a, b) <= 0 ? [a, b] : [b, a];
    return [{ field, kept, other }];
  });
}

function joinValues(left: Values, right: Values): Values {
  const joined: Partial<Record<ValueField, Sourced>> = {};
  for (const field of VALUE_FIELDS) {
    const value = first(left[field] ?? null, right[field] ?? null, ORDERS[field]);
    if (value !== null) joined[field] = value;
  }
  return joined;
}

function joinEdges<Edge>(
  left: Readonly<Record<string, Edge>>,
  right: Readonly<Record<string, Edge>>,
  compare: Compare<Edge>,
): Record<string, Edge> {
  const joined: Record<string, Edge> = {};
  for (const id of union(Object.keys(left), Object.keys(right))) {
    const edge = first(left[id] ?? null, right[id] ?? null, compare);
    if (edge !== null) joined[id] = edge;
  }
  return joined;
}

function first<Item>(left: Item | null, right: Item | null, compare: Compare<Item>): Item | null {
  if (left === null || right === null) return left ?? right;
  return compare(left, right) <= 0 ? left : right;
}

function most(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right);
}

function union(left: readonly string[], right: readonly string[]): string[] {
  return [...new Set([...left, ...right])].sort();
}
