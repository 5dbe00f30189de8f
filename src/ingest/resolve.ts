import { readAuthorMerges, type AuthorMerges } from '../author/author-merges.js';
import { EXISTING_AUTHORS } from '../author/author.writes.js';
import type { Graph } from '../graph/graph.js';
import { PAPER_STATES, PAPERS_BY_ALTERNATE_TITLE, PAPERS_BY_TITLE, type PaperStateRow } from '../paper/paper.state.js';
import { aliasId, FIND_ALIASES } from '../ref/alias.repository.js';
import { normalizeName } from '../text/analysis.js';
import {
  authorIdentifiersOf,
  bestAuthorIdentifier,
  bestIdentifier,
  Groups,
  identifiersOf,
  isSamePaper,
  matchKeysOf,
  parseMatch,
  type MatchKey,
} from './identity.js';
import type { PaperRecord } from './record.js';

/** One paper of a batch: the records that describe it and the nodes that it is already known as. */
export interface PaperGroup {
  /** Id that its node will have. */
  readonly id: string;
  readonly identifiers: readonly string[];
  readonly records: readonly PaperRecord[];
  readonly rows: readonly PaperStateRow[];
}

/** Old id → new id of the nodes that get another; where several get the same, they become one. */
export type Renames = ReadonlyMap<string, string>;

/** Which nodes the records of a batch are about. */
export interface Resolution {
  readonly papers: readonly PaperGroup[];
  /** The node id of a cited paper's identifier. */
  readonly paperId: (identifier: string) => string;
  readonly paperRenames: Renames;
  /** The node id of an author with these identifiers. */
  readonly authorId: (identifiers: readonly string[]) => string;
  readonly authorRenames: Renames;
  /** Author nodes that are there, of those that the records name. */
  readonly existingAuthors: ReadonlySet<string>;
  /** Ids that authors of the records get, and no author of the graph has. */
  readonly newAuthors: ReadonlySet<string>;
  /** Former author ids, also of people whose papers are all gone, and the ids that take their place. */
  readonly authorMoves: ReadonlyMap<string, string>;
  /** Author aliases that the records bring: identifier → node id. */
  readonly authorAliases: ReadonlyMap<string, string>;
  readonly authorMerges: AuthorMerges;
}

/**
 * Finds out which papers and authors the records are about, in the graph and
 * among each other. Seven reads, whatever the number of records.
 */
export async function resolveBatch(graph: Graph, records: readonly PaperRecord[]): Promise<Resolution> {
  const known = records.map((record) => {
    const identifiers = identifiersOf(record);
    const keys = (record.matchKeys ?? matchKeysOf(record, identifiers)).map(parseMatch);
    const titles = [normalizeName(record.title), ...(record.alternateTitles ?? [])];
    return { record, identifiers, keys, titles };
  });
  const identifiers = new Set(known.flatMap((entry) => entry.identifiers));
  const cited = records.flatMap(({ references = [] }) => references);
  const identified = identifiedAuthors(records);
  const titles = distinct(known.flatMap((entry) => entry.titles));

  const [aliases, byTitle, byAlternateTitle, existingAuthors, authorMerges] = await Promise.all([
    graph.read(FIND_ALIASES, {
      ids: distinct([
        ...[...identifiers, ...cited].map((identifier) => aliasId('paper', identifier)),
        ...identified.flat().map((identifier) => aliasId('author', identifier)),
      ]),
    }),
    graph.read(PAPERS_BY_TITLE, { titles }),
    graph.read(PAPERS_BY_ALTERNATE_TITLE, { titles }),
    graph.read(EXISTING_AUTHORS, { ids: distinct(identified.filter((ids) => ids.length > 1).flat()) }),
    readAuthorMerges(graph),
  ]);
  const targets = new Map(aliases.map(({ id, targetId }) => [id, targetId]));
  const titled = [...byTitle, ...byAlternateTitle];
  const matched = matchByTitle(known, titled);
  const authors = groupAuthors(
    identified,
    targets,
    existingAuthors.map(({ id }) => id),
  );
  const named = new Set(
    records.flatMap((record) => (record.authors ?? []).map((author) => authors.authorId(authorIdentifiersOf(author)))),
  );
  const [states, there] = await Promise.all([
    graph.read(PAPER_STATES, {
      ids: distinct([
        ...identifiers,
        ...[...identifiers].flatMap((identifier) => targets.get(aliasId('paper', identifier)) ?? []),
        ...matched.nodes.map(([, id]) => id),
      ]),
    }),
    graph.read(EXISTING_AUTHORS, { ids: [...named] }),
  ]);
  for (const { id } of there) named.delete(id);

  const papers = groupPapers(known, states, targets, matched);
  const paperIds = new Map(papers.flatMap(({ id, identifiers: all }) => all.map((identifier) => [identifier, id])));
  const paperRenames = renamesOf(papers.flatMap(({ id, rows }) => rows.map((row): [string, string] => [row.id, id])));
  return {
    papers,
    paperRenames,
    authorMerges,
    paperId: (identifier) => {
      const target = targets.get(aliasId('paper', identifier)) ?? identifier;
      return paperIds.get(identifier) ?? paperRenames.get(target) ?? target;
    },
    newAuthors: named,
    ...authors,
  };
}

interface Known {
  readonly record: PaperRecord;
  readonly identifiers: readonly string[];
  readonly keys: readonly MatchKey[];
}

interface Matched {
  /** Record number → node id. */
  readonly nodes: readonly (readonly [number, string])[];
  /** Pairs of record numbers. */
  readonly records: readonly (readonly [number, number])[];
}

function matchByTitle(
  known: readonly Known[],
  titled: readonly { readonly id: string; readonly matchKeys: readonly string[] | null }[],
): Matched {
  const byTitle = new Map<string, { readonly key: MatchKey; readonly of: number | string }[]>();
  const add = (key: MatchKey, of: number | string): unknown =>
    byTitle.set(key.title, [...(byTitle.get(key.title) ?? []), { key, of }]);
  for (const { id, matchKeys } of titled) for (const key of matchKeys ?? []) add(parseMatch(key), id);
  const nodes: [number, string][] = [];
  const records: [number, number][] = [];
  for (const [index, { keys }] of known.entries()) {
    for (const key of keys) {
      for (const other of byTitle.get(key.title) ?? []) {
        if (!isSamePaper(key, other.key)) continue;
        if (typeof other.of === 'string') nodes.push([index, other.of]);
        else records.push([index, other.of]);
      }
      add(key, index);
    }
  }
  return { nodes, records };
}

function groupPapers(
  known: readonly Known[],
  states: readonly PaperStateRow[],
  targets: ReadonlyMap<string, string>,
  matched: Matched,
): PaperGroup[] {
  const groups = new Groups();
  const record = (index: number): string => `record ${index}`;
  for (const [index, { identifiers }] of known.entries()) {
    for (const identifier of identifiers) {
      groups.join(record(index), identifier);
      const target = targets.get(aliasId('paper', identifier));
      if (target !== undefined) groups.join(identifier, target);
    }
  }
  for (const [index, id] of matched.nodes) groups.join(record(index), id);
  for (const [left, right] of matched.records) groups.join(record(left), record(right));

  const members = new Map<string, { records: Known[]; rows: PaperStateRow[] }>();
  for (const [index, entry] of known.entries()) {
    const root = groups.find(record(index));
    const group = members.get(root) ?? { records: [], rows: [] };
    group.records.push(entry);
    members.set(root, group);
  }
  for (const row of states) members.get(groups.find(row.id))?.rows.push(row);
  return [...members.values()].map(({ records, rows }) => {
    const identifiers = distinct([
      ...records.flatMap((entry) => entry.identifiers),
      ...rows.flatMap((row) => row.identifiers),
    ]).sort();
    return {
      id: bestIdentifier(identifiers),
      identifiers,
      records: records.map((entry) => entry.record),
      rows: rows.sort((left, right) => (left.id < right.id ? -1 : 1)),
    };
  });
}

/** The identifiers of each author who has any of the world's. */
function identifiedAuthors(records: readonly PaperRecord[]): string[][] {
  const found = new Map<string, string[]>();
  for (const { authors = [] } of records) {
    for (const author of authors) {
      if (author.orcid === undefined && (author.ids ?? []).length === 0) continue;
      const identifiers = authorIdentifiersOf(author);
      found.set(identifiers.join(' '), identifiers);
    }
  }
  return [...found.values()];
}

function groupAuthors(
  identified: readonly (readonly string[])[],
  targets: ReadonlyMap<string, string>,
  existing: readonly string[],
): Pick<Resolution, 'authorId' | 'authorRenames' | 'authorMoves' | 'authorAliases' | 'existingAuthors'> {
  const groups = new Groups();
  const nodes = new Set(existing);
  const everyone = new Set<string>();
  for (const identifiers of identified) {
    for (const identifier of identifiers) {
      everyone.add(identifier);
      groups.join(identifiers[0] ?? identifier, identifier);
      const target = targets.get(aliasId('author', identifier));
      if (target === undefined) continue;
      groups.join(identifier, target);
      everyone.add(target);
      nodes.add(target);
    }
  }
  const members = new Map<string, string[]>();
  for (const identifier of everyone) {
    const root = groups.find(identifier);
    members.set(root, [...(members.get(root) ?? []), identifier]);
  }
  const best = new Map([...members].map(([root, all]) => [root, bestAuthorIdentifier(all)]));
  const idOf = (identifier: string): string => best.get(groups.find(identifier)) ?? identifier;
  const authorMoves = renamesOf([...everyone].map((id) => [id, idOf(id)]));
  return {
    authorId: (identifiers) => idOf(identifiers[0] ?? ''),
    authorRenames: renamesOf([...nodes].map((id) => [id, idOf(id)])),
    existingAuthors: nodes,
    authorMoves,
    authorAliases: new Map([...authorMoves].filter(([id, target]) => targets.get(aliasId('author', id)) !== target)),
  };
}

function renamesOf(pairs: readonly (readonly [string, string])[]): Renames {
  return new Map(pairs.filter(([from, to]) => from !== to));
}

export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
