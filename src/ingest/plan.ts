import { renamedMerges, type AuthorMerges } from '../author/author-merges.js';
import { normalizeName, searchTextOf, slugOf } from '../text/analysis.js';
import { annotatedTextOf, annotationOf, beyondTold, type Annotator, type PaperAnnotation } from './annotation.js';
import { authorIdentifiersOf } from './identity.js';
import { isEqual } from './equal.js';
import { conflictsOf, distinctAuthors, joinStates, type Conflict, type PaperState } from './merge.js';
import { rowOfState, stateOfRecord, stateOfRow, type PaperRow } from './paper-state.js';
import type { PaperRecord } from './record.js';
import type { PaperStateRow } from '../paper/paper.state.js';
import type { PaperGroup, Renames, Resolution } from './resolve.js';

/** The ids of described topics and techniques, by slug of any of their names. */
export interface KnownNames {
  readonly topics: ReadonlyMap<string, string>;
  readonly techniques: ReadonlyMap<string, string>;
}

/** What became of the records of a batch. Every record is counted in one of these. */
export interface Counts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Records of a paper that another record of the batch, or another source, has described too. */
  readonly merged: number;
}

/** A paper that records of several sources, or several records of one, describe. */
export interface Merged {
  readonly paperId: string;
  readonly title: string;
  /** Of all its records, also those loaded before. */
  readonly sources: readonly string[];
}

export interface PaperConflict extends Conflict {
  readonly paperId: string;
}

/** A paper that changes: what is written, and what was there before. */
export interface PaperChange {
  readonly id: string;
  readonly row: PaperRow;
  readonly state: PaperState;
  readonly before: readonly PaperState[];
  /** The stored texts that the new one replaces. */
  readonly oldTexts: readonly string[];
  /** How many of the nodes before were no stubs. */
  readonly described: number;
  /** References that its node does not have. */
  readonly newReferences: readonly string[];
  readonly authorsChanged: boolean;
  readonly annotationChanged: boolean;
  /** True when the paper is deleted: it stays as a stub while others cite it. */
  readonly isDeleted?: boolean;
}

export interface MentionedName {
  readonly id: string;
  readonly name: string;
  readonly normalizedName: string;
  readonly scheme?: string;
}

/** What a batch comes to. Pure data, ready to be turned into rows. */
export interface Plan {
  readonly changes: readonly PaperChange[];
  readonly paperRenames: readonly Rename[];
  readonly authorRenames: readonly Rename[];
  readonly authorMoves: ReadonlyMap<string, string>;
  readonly authorAliases: ReadonlyMap<string, string>;
  /** As they are after the batch. */
  readonly authorMerges: AuthorMerges;
  /** Ids that authors who were merged away had before the batch. */
  readonly mergedBefore: readonly string[];
  /** Authors of whom the graph had no node before the batch. */
  readonly newAuthors: ReadonlySet<string>;
  readonly topics: readonly MentionedName[];
  readonly techniques: readonly MentionedName[];
  readonly counts: Counts;
  readonly merged: readonly Merged[];
  readonly conflicts: readonly PaperConflict[];
}

export interface Rename {
  readonly from: string;
  readonly to: string;
  /** True when a node with the new id is there, or comes about by another rename of the batch. */
  readonly merge: boolean;
}

/** A stored paper of which another state is written. */
export function storedChange(row: PaperStateRow, state: PaperState): PaperChange {
  const before = stateOfRow(row);
  return {
    id: row.id,
    row: rowOfState(state, searchTextOf, true),
    state,
    before: [before],
    oldTexts: [row.searchText],
    described: row.stub ? 0 : 1,
    newReferences: beyond(state.references, before.references),
    authorsChanged: !isEqual(state.authors, before.authors),
    annotationChanged: !isSameReading(state.annotation, before.annotation),
  };
}

/** The plan that writes stored papers anew, and nothing else. */
export function planOfStored(changes: readonly PaperChange[], authorMerges: AuthorMerges): Plan {
  return {
    changes,
    paperRenames: [],
    authorRenames: [],
    authorMoves: new Map(),
    authorAliases: new Map(),
    authorMerges,
    mergedBefore: [],
    newAuthors: new Set(),
    topics: [],
    techniques: [],
    counts: { new: 0, changed: changes.length, unchanged: 0, merged: 0 },
    merged: [],
    conflicts: [],
  };
}

/** Changes what is known of a paper beyond what its records join to. */
export type Revise = (state: PaperState, brought: readonly PaperState[]) => PaperState;

/** Joins the records of a batch with what the graph knows of their papers. */
export function planBatch(resolution: Resolution, names: KnownNames, annotator: Annotator, revise?: Revise): Plan {
  const topics = new Mentions(names.topics);
  const techniques = new Mentions(names.techniques);
  const counts = { new: 0, changed: 0, unchanged: 0, merged: 0 };
  const merged: Merged[] = [];
  const conflicts: PaperConflict[] = [];
  const changes: PaperChange[] = [];
  for (const group of resolution.papers) {
    const before = group.rows.map(stateOfRow);
    const current = before.map((state) => renamed(state, group.id, resolution));
    const described = group.rows.filter(({ stub }) => !stub).length;
    const brought = group.records.map((record) => stateOf(record, group, resolution, topics, techniques));
    const parts = [...current, ...brought];
    const known = parts.reduce((left, right) => {
      conflicts.push(...conflictsOf(left, right).map((conflict) => ({ ...conflict, paperId: group.id })));
      return joinStates(left, right);
    });
    const joined = revise?.(known, brought) ?? known;
    const annotation = annotationFor(joined, revise === undefined ? current : [joined], brought, annotator);
    const state = { ...joined, annotation: beyondTold(annotation, joined) };
    const isSame =
      described === 1 && group.rows.length === 1 && group.rows[0]?.id === group.id && isEqual(state, before[0]);
    const tellers = new Set(current.flatMap(({ sources }) => sources));
    const isOld = brought.every(({ sources }) => sources.every((source) => tellers.has(source)));
    const fate = isSame ? 'unchanged' : described === 0 ? 'new' : isOld ? 'changed' : 'merged';
    counts[fate] += 1;
    counts.merged += group.records.length - 1;
    if (fate === 'merged' || group.records.length > 1)
      merged.push({ paperId: group.id, title: annotatedTextOf(state.values).title, sources: state.sources });
    if (isSame) continue;
    const isOwnNode = before.length === 1 && group.rows[0]?.id === group.id;
    changes.push({
      id: group.id,
      row: rowOfState(state, (text) => annotator.searchTextOf(text), described > 0),
      state,
      before,
      oldTexts: group.rows.map(({ searchText }) => searchText),
      described,
      // Where several nodes become one, those that go take their references with them.
      newReferences: current.length > 1 ? state.references : beyond(state.references, current[0]?.references ?? []),
      authorsChanged: !(isOwnNode && isEqual(state.authors?.authors ?? null, before[0]?.authors?.authors ?? null)),
      annotationChanged: !(isOwnNode && isSameReading(state.annotation, before[0]?.annotation)),
    });
  }
  return {
    changes,
    paperRenames: renameSteps(
      resolution.paperRenames,
      new Set(resolution.papers.flatMap(({ rows }) => rows.map(({ id }) => id))),
    ),
    authorRenames: renameSteps(resolution.authorRenames, resolution.existingAuthors),
    authorMoves: resolution.authorMoves,
    authorAliases: resolution.authorAliases,
    authorMerges: renamedMerges(resolution.authorMerges, resolution.authorMoves),
    mergedBefore: [...resolution.authorMerges.keys()],
    newAuthors: resolution.newAuthors,
    topics: topics.unknown(),
    techniques: techniques.unknown(),
    counts,
    merged,
    conflicts,
  };
}

/**
 * What is read out of a paper's text: what a record of an export brings, else what
 * this annotator once found, else what it finds now.
 */
function annotationFor(
  { values }: PaperState,
  current: readonly PaperState[],
  brought: readonly PaperState[],
  annotator: Annotator,
): PaperAnnotation {
  const own = current.map(({ annotation }) =>
    annotation !== null && annotator.isOwn(annotation.key) ? annotation : null,
  );
  const told = brought.map(({ annotation }) => annotation);
  return annotationOf(values, told) ?? annotationOf(values, own) ?? annotator.annotate(annotatedTextOf(values));
}

function stateOf(
  record: PaperRecord,
  group: PaperGroup,
  resolution: Resolution,
  topics: Mentions,
  techniques: Mentions,
): PaperState {
  const schemes = new Map(record.topics.map(({ topic, scheme }) => [topic, scheme ?? 'own']));
  const state = stateOfRecord(record, {
    identifiers: group.identifiers,
    topic: (mention) => topics.idOf(mention, schemes.get(mention)),
    technique: (mention) => techniques.idOf(mention),
    author: (position) => {
      const author = record.authors?.[position];
      return author === undefined ? '' : resolution.authorId(authorIdentifiersOf(author));
    },
    reference: resolution.paperId,
  });
  return {
    ...state,
    references: state.references.filter((id) => id !== group.id),
    authors: distinctAuthors(state.authors),
  };
}

/** The stored state with the ids that its neighbours get in this batch. */
function renamed(state: PaperState, ownId: string, { paperRenames, authorRenames }: Resolution): PaperState {
  return {
    ...state,
    references: [...new Set(state.references.map((id) => paperRenames.get(id) ?? id))]
      .filter((id) => id !== ownId)
      .sort(),
    authors: distinctAuthors(
      state.authors && {
        ...state.authors,
        authors: state.authors.authors.map((author) => ({ ...author, id: authorRenames.get(author.id) ?? author.id })),
      },
    ),
  };
}

function renameSteps(renames: Renames, existing: ReadonlySet<string>): Rename[] {
  const taken = new Set(existing);
  return [...renames]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([from, target]) => {
      const merge = taken.has(target);
      taken.add(target);
      return { from, to: target, merge };
    });
}

/** The topics or techniques that records name, and which of them nobody has described. */
class Mentions {
  private readonly names = new Map<string, MentionedName>();

  constructor(private readonly known: ReadonlyMap<string, string>) {}

  idOf(mention: string, scheme?: string): string {
    const slug = slugOf(mention) || mention;
    const id = this.known.get(slug);
    if (id !== undefined) return id;
    const before = this.names.get(slug);
    const name = before === undefined || mention < before.name ? mention : before.name;
    const least = [scheme, before?.scheme].filter((value) => value !== undefined).sort()[0];
    this.names.set(slug, {
      id: slug,
      name,
      normalizedName: normalizeName(name),
      ...(least !== undefined && { scheme: least }),
    });
    return slug;
  }

  unknown(): MentionedName[] {
    return [...this.names.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  }
}

function beyond(values: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return values;
  const known = new Set(others);
  return values.filter((value) => !known.has(value));
}

/** Whether the same was found, by whichever vocabulary. */
function isSameReading(left: PaperAnnotation | null, right: PaperAnnotation | null | undefined): boolean {
  const found = (annotation: PaperAnnotation | null | undefined): unknown =>
    annotation == null ? null : { ...annotation, key: '' };
  return isEqual(found(left), found(right));
}
