import { createHash } from 'node:crypto';
import type { Value } from '../graph/graph.js';
import type { PaperStateRow } from '../paper/paper.state.js';
import type { TechniqueRole } from '../technique/application.js';
import { ANNOTATOR, formatMatchedText } from '../text/matched-text.js';
import { normalizeName, slugOf, type SearchedText } from '../text/analysis.js';
import type { PaperAnnotation } from './annotation.js';
import type { TechniqueEdge, TopicEdge } from './edges.js';
import { authorIdentifiersOf, bestIdentifier, matchKeysOf } from './identity.js';
import { authorListRank, type PaperState, type ReferencesStatus } from './merge.js';
import type { PaperRecord } from './record.js';
import type { Sourced, ValueField } from './values.js';

/** The node ids that the names and identifiers of a record lead to. */
export interface Resolved {
  /** The paper's identifiers, sorted. */
  readonly identifiers: readonly string[];
  topic(mention: string): string;
  technique(mention: string): string;
  author(position: number): string;
  reference(identifier: string): string;
}

/** What one record says of its paper. */
export function stateOfRecord(record: Omit<PaperRecord, 'id'>, resolved: Resolved): PaperState {
  const { source, references } = record;
  const sourced = (field: ValueField, value: string | number | undefined): [ValueField, Sourced][] =>
    value === undefined ? [] : [[field, { value, source: record.provenance?.[field] ?? source }]];
  const year = record.year === undefined ? undefined : String(record.year);
  const topics = record.topics.map((mention): [string, TopicEdge] => [
    resolved.topic(mention.topic),
    {
      confidence: mention.confidence,
      evidence: mention.evidence.map(formatMatchedText),
      source: mention.source ?? source,
    },
  ]);
  const techniques = record.techniques.map((mention): [string, TechniqueEdge] => [
    resolved.technique(mention.technique),
    {
      role: mention.role,
      confidence: mention.confidence,
      evidence: mention.evidence.map(formatMatchedText),
      source: mention.source ?? source,
    },
  ]);
  return {
    identifiers: resolved.identifiers,
    matchKeys: sorted(record.matchKeys ?? matchKeysOf(record, resolved.identifiers)),
    titles: sorted([normalizeName(record.title), ...(record.alternateTitles ?? [])]),
    values: Object.fromEntries([
      ...sourced('title', record.title),
      ...sourced('summary', record.summary),
      ...sourced('abstract', record.abstract),
      ...sourced('published', record.publishedOn ?? year),
      ...sourced('venue', record.venue),
      ...sourced('url', record.url),
      ...sourced(
        'authorCount',
        record.authorCount ?? (record.authors?.length === 0 ? undefined : record.authors?.length),
      ),
      ...sourced('upvotes', record.upvotes),
      ...sourced('commentCount', record.comments),
    ]),
    sources: sorted(record.sources ?? [source]),
    attributions: sorted(record.attributions ?? (record.attribution === undefined ? [] : [record.attribution])),
    keywords: sorted(record.keywords ?? []),
    retracted: record.retracted ?? false,
    topics: Object.fromEntries(topics.filter(isTold)),
    techniques: Object.fromEntries(techniques.filter(isTold)),
    references: sorted((references ?? []).map((identifier) => resolved.reference(identifier))),
    referencesStatus: references === undefined ? 'UNKNOWN' : record.referencesComplete ? 'LOADED' : 'PARTIAL',
    externalReferences: record.externalReferences ?? null,
    authors:
      record.authors === undefined || record.authors.length === 0
        ? null
        : {
            source: record.provenance?.authors ?? source,
            rank: record.authorsRank ?? rankOfAuthors(record),
            authors: record.authors.map(({ name, affiliations = [], position }, index) => ({
              id: resolved.author(index),
              position: position ?? index,
              name,
              affiliations,
            })),
          },
    rejected: sorted(record.rejected ?? []),
    annotation: brought(record, topics, techniques),
  };
}

/** The annotation that a record of an export brings with it. */
function brought(
  { annotatedBy, newTechniques = [] }: Omit<PaperRecord, 'id'>,
  topics: readonly (readonly [string, TopicEdge])[],
  techniques: readonly (readonly [string, TechniqueEdge])[],
): PaperAnnotation | null {
  if (annotatedBy === undefined) return null;
  return {
    key: annotatedBy,
    topics: Object.fromEntries(topics.filter(isRead)),
    techniques: Object.fromEntries(techniques.filter(isRead)),
    newTechniques: Object.fromEntries(
      newTechniques.map(({ name, abbreviation = null, role, confidence, evidence }) => [
        slugOf(name),
        { name, abbreviation, role, confidence, evidence: evidence.map(formatMatchedText) },
      ]),
    ),
  };
}

function isRead([, { source }]: readonly [string, { readonly source: string }]): boolean {
  return source === ANNOTATOR;
}

function isTold(entry: readonly [string, { readonly source: string }]): boolean {
  return !isRead(entry);
}

/** What the graph knows of a paper; a stub knows nothing but its identifiers. */
export function stateOfRow(row: PaperStateRow): PaperState {
  const sources = new Map(
    (row.valueSources ?? []).map((entry): [string, string] => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  const sourced = (field: ValueField, value: string | number | null): [ValueField, Sourced][] => {
    const source = sources.get(field);
    return value === null || source === undefined ? [] : [[field, { value, source }]];
  };
  const authors = [...row.authors].sort((left, right) => left.position - right.position);
  const topics = row.topics.map(({ id, confidence, evidence, source }): [string, TopicEdge] => [
    id,
    { confidence, evidence: evidence ?? [], source },
  ]);
  const techniques = row.techniques.map(({ id, role, confidence, evidence, source }): [string, TechniqueEdge] => [
    id,
    { role: role as TechniqueRole, confidence, evidence: evidence ?? [], source },
  ]);
  const newIds = new Set(row.newTechniques.map(({ id }) => id));
  return {
    identifiers: sorted(row.identifiers),
    matchKeys: sorted(row.matchKeys ?? []),
    titles: sorted(row.stub ? [] : [row.normalizedTitle, ...(row.alternateTitles ?? [])]),
    values: Object.fromEntries([
      ...sourced('title', row.title),
      ...sourced('summary', row.summary),
      ...sourced('abstract', row.abstract),
      ...sourced('published', row.publishedOn ?? (row.year === null ? null : String(row.year))),
      ...sourced('venue', row.venue),
      ...sourced('url', row.url),
      ...sourced('authorCount', row.authorCount),
      ...sourced('upvotes', row.upvotes),
      ...sourced('commentCount', row.commentCount),
    ]),
    sources: sorted(row.sources ?? []),
    attributions: sorted(row.attributions ?? []),
    keywords: sorted(row.keywords ?? []),
    retracted: row.retracted ?? false,
    topics: Object.fromEntries(topics.filter(isTold)),
    techniques: Object.fromEntries(techniques.filter(isTold)),
    references: sorted(row.references),
    referencesStatus: row.referencesStatus as ReferencesStatus,
    externalReferences: row.externalReferences,
    authors:
      authors.length === 0
        ? null
        : {
            source: sources.get('authors') ?? '',
            rank: row.authorsRank ?? '',
            authors: authors.map(({ affiliations, ...author }) => ({ ...author, affiliations: affiliations ?? [] })),
          },
    rejected: sorted(row.rejected ?? []),
    annotation:
      row.annotatedBy === null
        ? null
        : {
            key: row.annotatedBy,
            topics: Object.fromEntries(topics.filter(isRead)),
            // A new technique that has become one follows from NAMES.
            techniques: Object.fromEntries(techniques.filter((entry) => isRead(entry) && !newIds.has(entry[0]))),
            newTechniques: Object.fromEntries(
              row.newTechniques.map(({ id, name, abbreviation, role, confidence, evidence }) => [
                id,
                { name, abbreviation, role: role as TechniqueRole, confidence, evidence: evidence ?? [] },
              ]),
            ),
          },
  };
}

/** A row of UPSERT_PAPERS. */
export interface PaperRow {
  readonly id: string;
  /** ISO day; it becomes a date. */
  readonly publishedOn: string | null;
  /** Every other property. */
  readonly properties: Readonly<Record<string, string | number | boolean | null | readonly string[]>> & {
    readonly searchText: string;
    readonly sortDate: string;
  };
  readonly [key: string]: Value | undefined;
}

/**
 * The stored properties of a described paper.
 *
 * @param searchTextOf as of text/analysis; it may know the text already.
 * @param replaces whether the node has properties already: then those without a value are named, so that they go.
 */
export function rowOfState(
  state: PaperState,
  searchTextOf: (text: SearchedText) => string,
  replaces: boolean,
): PaperRow {
  const { values } = state;
  const text = (field: ValueField): string | null => {
    const value = values[field]?.value;
    return value === undefined ? null : String(value);
  };
  const title = text('title') ?? '';
  const published = text('published');
  const normalizedTitle = normalizeName(title);
  const valueSources = [
    ...Object.entries(values).map(([field, { source }]) => `${field}=${source}`),
    ...(state.authors === null ? [] : [`authors=${state.authors.source}`]),
  ];
  const properties = {
    title,
    normalizedTitle,
    alternateTitles: state.titles.filter((other) => other !== normalizedTitle),
    // A paper known by its year alone sorts before those of a known day in that year.
    sortDate: published ?? '',
    searchText: searchTextOf({ title, abstract: text('abstract'), summary: text('summary'), keywords: state.keywords }),
    summary: text('summary'),
    abstract: text('abstract'),
    year: published === null ? null : Number(published.slice(0, 4)),
    arxivId: ofScheme(state.identifiers, 'arxiv'),
    doi: ofScheme(state.identifiers, 'doi'),
    url: text('url'),
    venue: text('venue'),
    normalizedVenue: values.venue === undefined ? null : normalizeName(String(values.venue.value)),
    authorCount: numeric(values.authorCount),
    authorsRank: state.authors?.rank ?? null,
    upvotes: numeric(values.upvotes),
    commentCount: numeric(values.commentCount),
    identifiers: state.identifiers,
    matchKeys: state.matchKeys,
    valueSources: valueSources.sort(),
    sources: state.sources,
    source: values.title?.source ?? null,
    attributions: state.attributions,
    keywords: state.keywords,
    retracted: state.retracted,
    referencesStatus: state.referencesStatus,
    referenceCount: state.references.length,
    externalReferences: state.externalReferences,
    annotatedBy: state.annotation?.key ?? null,
    rejected: state.rejected.length === 0 ? null : state.rejected,
  };
  return {
    id: bestIdentifier(state.identifiers),
    publishedOn: published !== null && published.length > 4 ? published : null,
    properties: replaces ? properties : withoutNulls(properties),
  };
}

function withoutNulls<Properties extends object>(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)) as Properties;
}

function rankOfAuthors({ authors = [], source }: Omit<PaperRecord, 'id'>): string {
  const identifiers = authors.map(authorIdentifiersOf);
  const identified = identifiers.filter(([first = '']) => !first.startsWith('name:')).length;
  const content = createHash('sha1')
    .update(JSON.stringify(authors.map(({ name, affiliations }, index) => [name, identifiers[index], affiliations])))
    .digest('hex');
  return authorListRank(authors.length, identified, source, content.slice(0, 16));
}

function numeric(sourced: Sourced | undefined): number | null {
  return sourced === undefined ? null : Number(sourced.value);
}

function ofScheme(identifiers: readonly string[], scheme: string): string | null {
  const found = identifiers.find((identifier) => identifier.startsWith(`${scheme}:`));
  return found === undefined ? null : found.slice(scheme.length + 1);
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
