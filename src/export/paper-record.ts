import type { AuthorList, PaperState } from '../ingest/merge.js';
import { parseMatchedText } from '../text/matched-text.js';

/** What a record needs to know of the nodes around a paper. */
export interface Surroundings {
  /** How a record names a topic: by id when it is described elsewhere, else by its name, with its scheme. */
  topic(id: string): { readonly topic: string; readonly scheme?: string };
  /** How a record names a technique. */
  technique(id: string): string;
  /** Every identifier of an author, the id among them. */
  authorIdentifiers(id: string): readonly string[];
}

/** A line of JSON. A value that is undefined is left out. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Everything that is known of a paper as one record of the product's own format:
 * loading it into an empty graph makes the same paper.
 */
export function paperRecordOf(id: string, state: PaperState, around: Surroundings): JsonRecord {
  const { values, annotation } = state;
  const published = values.published === undefined ? undefined : String(values.published.value);
  const { authors } = state;
  return {
    id,
    title: values.title?.value,
    summary: values.summary?.value,
    abstract: values.abstract?.value,
    authors: authors === null ? undefined : authorsOf(authors, around),
    authorCount: values.authorCount?.value,
    publishedOn: published !== undefined && published.length > 4 ? published : undefined,
    year: published === undefined ? undefined : Number(published.slice(0, 4)),
    arxivId: ofScheme(state.identifiers, 'arxiv'),
    doi: ofScheme(state.identifiers, 'doi'),
    url: values.url?.value,
    venue: values.venue?.value,
    upvotes: values.upvotes?.value,
    comments: values.commentCount?.value,
    keywords: nonEmpty(state.keywords),
    retracted: state.retracted ? true : undefined,
    topics: nonEmpty(
      edgesOf(state.topics, annotation?.topics).map(([topicId, { confidence, evidence, source }]) => ({
        ...around.topic(topicId),
        confidence,
        evidence: nonEmpty(evidence.map(parseMatchedText)),
        source,
      })),
    ),
    techniques: nonEmpty(
      edgesOf(state.techniques, annotation?.techniques).map(
        ([techniqueId, { role, confidence, evidence, source }]) => ({
          technique: around.technique(techniqueId),
          role,
          confidence,
          evidence: nonEmpty(evidence.map(parseMatchedText)),
          source,
        }),
      ),
    ),
    newTechniques: nonEmpty(
      edgesOf(annotation?.newTechniques ?? {}).map(([, { name, abbreviation, role, confidence, evidence }]) => ({
        name,
        abbreviation: abbreviation ?? undefined,
        role,
        confidence,
        evidence: nonEmpty(evidence.map(parseMatchedText)),
      })),
    ),
    annotatedBy: annotation?.key,
    rejected: nonEmpty(state.rejected),
    references: state.referencesStatus === 'UNKNOWN' ? undefined : state.references,
    referencesComplete: state.referencesStatus === 'UNKNOWN' ? undefined : state.referencesStatus === 'LOADED',
    externalReferences: state.externalReferences ?? undefined,
    identifiers: state.identifiers,
    source: values.title?.source,
    sources: state.sources,
    attributions: nonEmpty(state.attributions),
    provenance: {
      ...Object.fromEntries(edgesOf(values).map(([field, { source }]) => [field, source])),
      authors: authors?.source,
    },
    authorsRank: authors?.rank,
    matchKeys: state.matchKeys,
    alternateTitles: nonEmpty(state.titles),
  };
}

function authorsOf({ authors }: AuthorList, around: Surroundings): JsonRecord[] {
  return authors.map(({ id, name, affiliations, position }, index) => {
    const identifiers = around.authorIdentifiers(id).filter((identifier) => !identifier.startsWith('name:'));
    const orcid = ofScheme(identifiers, 'orcid');
    return {
      name,
      orcid,
      ids: nonEmpty(identifiers.filter((identifier) => identifier !== `orcid:${orcid}`)),
      affiliations: nonEmpty(affiliations),
      position: position === index ? undefined : position,
    };
  });
}

/** Edges by the id that they lead to, in order. */
function edgesOf<Edge>(
  told: Readonly<Record<string, Edge>>,
  read: Readonly<Record<string, Edge>> = {},
): [string, Edge][] {
  return Object.entries({ ...read, ...told }).sort(([left], [right]) => (left < right ? -1 : 1));
}

function ofScheme(identifiers: readonly string[], scheme: string): string | undefined {
  return identifiers.find((identifier) => identifier.startsWith(`${scheme}:`))?.slice(scheme.length + 1);
}

function nonEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
