import { aliasId } from '../ref/alias.repository.js';
import { normalizeName, searchTextOf, slugOf } from '../text/analysis.js';
import type { PaperRecord, TechniqueRecord, TopicRecord } from './record.js';

/** What a load brings: checked records. Techniques and topics that papers name by slug must be among them or in the graph. */
export interface Records {
  readonly papers: readonly PaperRecord[];
  readonly topics: readonly TopicRecord[];
  readonly techniques: readonly TechniqueRecord[];
}

type Row = Record<string, string | number | null | readonly string[]>;

/** The rows of one load, a list for each write statement. */
export interface Rows {
  readonly papers: Row[];
  readonly stubs: Row[];
  readonly authors: Row[];
  readonly topics: Row[];
  readonly techniques: Row[];
  readonly aliases: Row[];
  readonly authored: Row[];
  readonly about: Row[];
  readonly applies: Row[];
  readonly cites: Row[];
  readonly subtopicOf: Row[];
  readonly variantOf: Row[];
}

/** Turns checked records into rows. Pure: the same records always give the same rows. */
export function rowsOf({ papers, topics, techniques }: Records): Rows {
  const authors = new Map<string, Row>();
  const rows: Omit<Rows, 'authors'> = {
    papers: papers.map(paperRow),
    stubs: [...new Set(papers.flatMap(({ references = [] }) => references))].map((id) => ({ id })),
    topics: topics.map((topic) => ({
      ...named(topic),
      description: topic.description ?? null,
      scheme: topic.scheme,
    })),
    techniques: techniques.map((technique) => ({
      ...named(technique),
      description: technique.description ?? null,
      area: technique.area ?? null,
      kind: technique.kind ?? null,
      introducedYear: technique.introducedYear ?? null,
    })),
    aliases: [
      ...papers.flatMap((paper) =>
        identifiersOf(paper).map((identifier) => ({ id: aliasId('paper', identifier), targetId: paper.id })),
      ),
      ...topics.flatMap((topic) => namesOf(topic).map((name) => ({ id: aliasId('topic', name), targetId: topic.id }))),
      ...techniques.flatMap((technique) =>
        namesOf(technique).map((name) => ({ id: aliasId('technique', name), targetId: technique.id })),
      ),
    ],
    authored: papers.flatMap((paper) =>
      (paper.authors ?? []).map((author, position) => {
        const row = authorRow(author);
        authors.set(String(row['id']), { ...authors.get(String(row['id'])), ...row });
        return { authorId: row['id'] ?? null, paperId: paper.id, position };
      }),
    ),
    about: papers.flatMap((paper) =>
      paper.topics.map(({ topic, confidence, source }) => ({
        paperId: paper.id,
        topicId: slugOf(topic),
        confidence,
        source: source ?? paper.source,
      })),
    ),
    applies: papers.flatMap((paper) =>
      paper.techniques.map(({ technique, role, confidence, evidence, source }) => ({
        paperId: paper.id,
        techniqueId: slugOf(technique),
        role,
        confidence,
        evidence: evidence.map(({ field, text }) => `${field}: ${text}`),
        source: source ?? paper.source,
      })),
    ),
    cites: papers.flatMap((paper) =>
      (paper.references ?? []).map((referenceId) => ({ paperId: paper.id, referenceId })),
    ),
    subtopicOf: topics.flatMap((topic) => topic.parents.map((parentId) => ({ childId: topic.id, parentId }))),
    variantOf: techniques.flatMap((technique) =>
      technique.variantOf.map((parentId) => ({ variantId: technique.id, parentId })),
    ),
  };
  return {
    ...rows,
    authors: [...authors.values()],
    aliases: [
      ...rows.aliases,
      ...[...authors.values()].flatMap(({ id, orcid }) =>
        typeof orcid === 'string' ? [{ id: aliasId('author', orcid), targetId: id ?? null }] : [],
      ),
    ],
  };
}

function paperRow(paper: PaperRecord): Row {
  const year = paper.year ?? (paper.publishedOn === undefined ? undefined : Number(paper.publishedOn.slice(0, 4)));
  return {
    id: paper.id,
    title: paper.title,
    normalizedTitle: normalizeName(paper.title),
    // A paper known by its year alone sorts before those of a known day in that year.
    sortDate: paper.publishedOn ?? (year === undefined ? '' : String(year)),
    searchText: searchTextOf(paper),
    summary: paper.summary ?? null,
    abstract: paper.abstract ?? null,
    publishedOn: paper.publishedOn ?? null,
    year: year ?? null,
    arxivId: paper.arxivId ?? null,
    doi: paper.doi?.toLowerCase() ?? null,
    url: paper.url ?? null,
    venue: paper.venue ?? null,
    normalizedVenue: paper.venue === undefined ? null : normalizeName(paper.venue),
    authorCount: paper.authorCount ?? paper.authors?.length ?? null,
    upvotes: paper.upvotes ?? null,
    commentCount: paper.comments ?? null,
    identifiers: identifiersOf(paper),
    source: paper.source,
    referencesStatus: referencesStatus(paper),
  };
}

function referencesStatus({ references, referencesComplete }: PaperRecord): string | null {
  if (references === undefined) return null;
  return referencesComplete ? 'LOADED' : 'PARTIAL';
}

function identifiersOf({ id, arxivId, doi, identifiers }: PaperRecord): string[] {
  const known = [
    id,
    ...(arxivId === undefined ? [] : [`arxiv:${arxivId.toLowerCase()}`]),
    ...(doi === undefined ? [] : [`doi:${doi.toLowerCase()}`]),
    ...identifiers,
  ];
  return [...new Set(known)];
}

function authorRow({ name, ...known }: { name: string; orcid?: string; affiliations?: string[] }): Row {
  const normalizedName = normalizeName(name);
  return {
    id: known.orcid === undefined ? `name:${normalizedName || name}` : `orcid:${known.orcid}`,
    name,
    normalizedName,
    orcid: known.orcid ?? null,
    affiliations: known.affiliations ?? null,
  };
}

function named({ id, name, aliases }: { id: string; name: string; aliases: readonly string[] }): Row {
  return { id, name, normalizedName: normalizeName(name), aliases };
}

function namesOf({ id, name, aliases }: { id: string; name: string; aliases: readonly string[] }): string[] {
  return [...new Set([id, slugOf(name), ...aliases.map(slugOf)])].filter((slug) => slug !== '');
}
