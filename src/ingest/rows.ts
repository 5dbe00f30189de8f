import { placeAuthors, type AuthorMerges, type Placed } from '../author/author-merges.js';
import type { Value, WriteStep } from '../graph/graph.js';
import { aliasId } from '../ref/alias.repository.js';
import { countTerms, normalizeName } from '../text/analysis.js';
import type { ListedAuthor, PaperState } from './merge.js';
import type { Plan } from './plan.js';
import { distinct } from './resolve.js';

export interface Links {
  readonly authored: NonNullable<WriteStep['rows']>;
  readonly about: NonNullable<WriteStep['rows']>;
  readonly applies: NonNullable<WriteStep['rows']>;
  readonly names: NonNullable<WriteStep['rows']>;
  readonly cites: readonly { readonly paperId: string; readonly referenceId: string }[];
}

export function linksOf({ changes, authorMerges }: Plan): Links {
  return {
    authored: changes
      .filter(({ authorsChanged }) => authorsChanged)
      .flatMap(({ id, state }) =>
        placed(state, authorMerges).map((author) => ({
          ...author,
          paperId: id,
          normalizedName: normalizeName(author.name),
        })),
      ),
    about: changes.flatMap(({ id, state }) =>
      Object.entries(topicsOf(state)).map(([topicId, edge]) => ({ paperId: id, topicId, ...edge })),
    ),
    applies: changes.flatMap(({ id, state }) =>
      Object.entries(techniquesOf(state)).map(([techniqueId, edge]) => ({ paperId: id, techniqueId, ...edge })),
    ),
    names: changes
      .filter(({ annotationChanged }) => annotationChanged)
      .flatMap(({ id, state }) =>
        Object.entries(state.annotation?.newTechniques ?? {}).map(([candidateId, edge]) => ({
          paperId: id,
          candidateId,
          ...edge,
        })),
      ),
    cites: changes.flatMap(({ id, newReferences }) =>
      newReferences.map((referenceId) => ({ paperId: id, referenceId })),
    ),
  };
}

export interface Removed {
  readonly about: readonly { readonly paperId: string; readonly id: string }[];
  readonly applies: readonly { readonly paperId: string; readonly id: string }[];
  readonly cites: readonly { readonly paperId: string; readonly referenceId: string }[];
  readonly titles: readonly { readonly paperId: string; readonly title: string }[];
  /** Ids of aliases. */
  readonly aliases: readonly string[];
}

/**
 * What papers had and have no more. Records only add; an editor, and the undoing of a
 * change, takes away. Where several nodes become one, those that go take theirs with them.
 */
export function removedOf({ changes }: Plan): Removed {
  const lost = (of: (state: PaperState) => readonly string[]): { paperId: string; value: string }[] =>
    changes.flatMap(({ id, state, before }) => {
      const [only, ...others] = before;
      if (only === undefined || others.length > 0) return [];
      const kept = new Set(of(state));
      return of(only)
        .filter((value) => !kept.has(value))
        .map((value) => ({ paperId: id, value }));
    });
  // With one title left there is no other title to tell it from.
  const listedTitles = ({ titles }: PaperState): readonly string[] => (titles.length < 2 ? [] : titles);
  return {
    about: lost((state) => Object.keys(topicsOf(state))).map(({ paperId, value: id }) => ({ paperId, id })),
    applies: lost((state) => Object.keys(techniquesOf(state))).map(({ paperId, value: id }) => ({ paperId, id })),
    cites: lost(({ references }) => references).map(({ paperId, value }) => ({ paperId, referenceId: value })),
    titles: lost(listedTitles).map(({ paperId, value: title }) => ({ paperId, title })),
    aliases: lost(({ identifiers }) => identifiers).map(({ value }) => aliasId('paper', value)),
  };
}

/** How many papers cite each paper that they did not cite before. */
export function citedRows({ cites }: Links): { id: string; citations: number }[] {
  const citations = new Map<string, number>();
  for (const { referenceId } of cites) citations.set(referenceId, (citations.get(referenceId) ?? 0) + 1);
  return [...citations].map(([id, count]) => ({ id, citations: count }));
}

export type PlacedAuthor = Placed & Omit<ListedAuthor, 'id'>;

/** The author list of a paper, each author at the node that merges make of the person. */
export function placed({ authors }: PaperState, merges: AuthorMerges): PlacedAuthor[] {
  const list = authors?.authors ?? [];
  return placeAuthors(
    merges,
    list.map(({ id }) => id),
  ).flatMap((place, index) => {
    const author = list[index];
    if (author === undefined) return [];
    const { position, name, affiliations } = author;
    return [{ ...place, position, name, affiliations }];
  });
}

/** An author as the papers of a batch tell of the person. */
export interface AuthorRow {
  readonly id: string;
  readonly name: string;
  readonly normalizedName: string;
  readonly orcid: string | null;
  readonly paperCount: number;
  readonly affiliations: readonly string[] | null;
  readonly [key: string]: Value | undefined;
}

/**
 * Sums up the authors of the lists that change: the fullest spelling of the name, and
 * the affiliations on the newest paper that tells any, as SUM_UP_AUTHORS does in the graph.
 */
export function authorRows({ changes, authorMerges }: Plan): AuthorRow[] {
  const places = new Map<
    string,
    { readonly author: PlacedAuthor; readonly published: string; readonly id: string }[]
  >();
  for (const { id, row, state, authorsChanged } of changes) {
    if (!authorsChanged) continue;
    for (const author of placed(state, authorMerges)) {
      const place = { author, published: row.properties.sortDate, id };
      const others = places.get(author.authorId);
      if (others === undefined) places.set(author.authorId, [place]);
      else others.push(place);
    }
  }
  return [...places].map(([id, all]) => {
    const { name } = all.map(({ author }) => author).reduce((best, other) => (isFuller(other, best) ? other : best));
    const latest = all
      .filter(({ author }) => author.affiliations.length > 0)
      .sort((left, right) => compareText(right.published, left.published) || compareText(left.id, right.id))[0];
    return {
      id,
      name,
      normalizedName: normalizeName(name),
      orcid: orcidOf(id),
      paperCount: all.length,
      affiliations: latest?.author.affiliations ?? null,
    };
  });
}

function isFuller({ name }: PlacedAuthor, { name: other }: PlacedAuthor): boolean {
  if (name === other) return false;
  const difference = Array.from(name).length - Array.from(other).length;
  return difference > 0 || (difference === 0 && compareText(name, other) < 0);
}

/** As the engines order texts: by code points. */
function compareText(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

export function orcidOf(id: string): string | null {
  return id.startsWith('orcid:') ? id.slice('orcid:'.length) : null;
}

/** What a paper is about, told and read. */
export function topicsOf({ topics, annotation }: PaperState): PaperState['topics'] {
  return { ...annotation?.topics, ...topics };
}

/** What a paper works with, told and read. */
export function techniquesOf({ techniques, annotation }: PaperState): PaperState['techniques'] {
  return { ...annotation?.techniques, ...techniques };
}

/** The candidates whose papers change, or that may have become techniques. */
export function candidatesOf({ changes }: Plan, described: readonly string[]): { id: string; words: string }[] {
  const named = changes
    .filter(({ annotationChanged }) => annotationChanged)
    .flatMap(({ state, before }) =>
      [state, ...before].flatMap(({ annotation }) => Object.keys(annotation?.newTechniques ?? {})),
    );
  return distinct([...named, ...described]).map((id) => ({ id, words: id.replaceAll('-', ' ') }));
}

export function aliasRows({ changes, authorAliases }: Plan): { id: string; targetId: string }[] {
  return [
    ...changes.flatMap(({ id, state }) =>
      state.identifiers
        .filter((identifier) => identifier !== id)
        .map((identifier) => ({ id: aliasId('paper', identifier), targetId: id })),
    ),
    ...[...authorAliases].map(([identifier, targetId]) => ({ id: aliasId('author', identifier), targetId })),
  ];
}

/** The change in how many papers hold each term, from the texts before and after. */
export function termCounts({ changes }: Plan): { id: string; delta: number }[] {
  const deltas = new Map<string, number>();
  const add = (searchText: string, delta: number): void => {
    for (const term of countTerms(searchText).keys()) deltas.set(term, (deltas.get(term) ?? 0) + delta);
  };
  for (const { row, oldTexts } of changes) {
    for (const text of oldTexts) add(text, -1);
    add(row.properties.searchText, 1);
  }
  return [...deltas].filter(([, delta]) => delta !== 0).map(([id, delta]) => ({ id, delta }));
}
