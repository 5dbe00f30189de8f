import {
  ADD_AUTHORS,
  AUTHORED,
  DELETE_AUTHORS,
  DELETE_AUTHORS_WITHOUT_PAPERS,
  MOVE_AUTHORSHIPS,
  RENAME_AUTHORS,
  SUM_UP_AUTHORS,
  UNLINK_AUTHORS,
} from '../author/author.writes.js';
import type { Graph, WriteStep } from '../graph/graph.js';
import {
  ADD_ALTERNATE_TITLES,
  ADD_STUBS,
  CITE,
  COUNT_CITATIONS,
  COUNT_REFERENCES_OF_CITERS,
  DELETE_PAPERS,
  MOVE_CITATIONS,
  RENAME_PAPERS,
  UPSERT_PAPERS,
} from '../paper/paper.writes.js';
import { aliasId, AliasRepository, MOVE_ALIASES, VOCABULARY_ALIASES } from '../ref/alias.repository.js';
import { ADD_MENTIONED_TECHNIQUES, APPLIES, COUNT_TECHNIQUE_PAPERS } from '../technique/technique.writes.js';
import { countTerms, normalizeName } from '../text/analysis.js';
import { ADD_TERM_COUNTS, COUNT_PAPERS } from '../text/term.repository.js';
import { ABOUT, ADD_MENTIONED_TOPICS, COUNT_TOPIC_PAPERS } from '../topic/topic.writes.js';
import type { PaperState } from './merge.js';
import { planBatch, type Counts, type PaperConflict, type Plan, type Vocabulary } from './plan.js';
import type { PaperRecord, TechniqueRecord, TopicRecord } from './record.js';
import { distinct, resolveBatch } from './resolve.js';
import { vocabularySteps } from './vocabulary-rows.js';

/** What a load brings: checked records. */
export interface Records {
  readonly papers: readonly PaperRecord[];
  readonly topics: readonly TopicRecord[];
  readonly techniques: readonly TechniqueRecord[];
}

export interface BatchReport {
  readonly counts: Counts;
  readonly conflicts: readonly PaperConflict[];
}

/** The names that papers may use, read once a load. */
export async function readVocabulary(graph: Graph): Promise<Vocabulary> {
  const topics = new Map<string, string>();
  const techniques = new Map<string, string>();
  for (const { id, targetId } of await graph.read(VOCABULARY_ALIASES, {})) {
    const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
    (kind === 'topic' ? topics : techniques).set(name, targetId);
  }
  return { topics, techniques };
}

/**
 * Loads records in one transaction, nodes before relationships, counters and
 * document frequencies with them: all of it or nothing. The same paper from two
 * records becomes one node; loading the same records again changes nothing.
 *
 * @param also steps that are committed together with the records.
 */
export async function loadRecords(
  graph: Graph,
  { papers, topics, techniques }: Records,
  vocabulary: Vocabulary,
  also: readonly WriteStep[] = [],
): Promise<BatchReport> {
  const described = vocabularySteps(topics, techniques, vocabulary);
  const resolution = await resolveBatch(graph, papers);
  const plan = planBatch(resolution, described.vocabulary);
  const { changes, authorRenames, authorAliases, topics: named, techniques: used } = plan;
  const brings = changes.length + authorRenames.length + authorAliases.size + named.length + used.length > 0;
  const steps = brings ? stepsOf(plan) : [];
  if (described.steps.length + steps.length + also.length > 0)
    await graph.write([...described.steps, ...steps, ...also]);
  return { counts: plan.counts, conflicts: plan.conflicts };
}

/** The write steps of a plan, in an order in which each finds what it needs. */
export function stepsOf(plan: Plan): WriteStep[] {
  const { changes, paperRenames, authorRenames } = plan;
  const links = linksOf(plan);
  const mergedPapers = paperRenames.filter(({ merge }) => merge);
  const mergedAuthors = authorRenames.filter(({ merge }) => merge);
  const withNewAuthors = changes.filter(({ authorsChanged }) => authorsChanged);
  const orcidOf = (id: string): string | null => (id.startsWith('orcid:') ? id.slice('orcid:'.length) : null);
  const authors = new Map(
    withNewAuthors.flatMap(({ state }) =>
      (state.authors?.authors ?? []).map(({ id, name }) => [
        id,
        { id, name, normalizedName: normalizeName(name), orcid: orcidOf(id) },
      ]),
    ),
  );
  // The newest paper tells an author's affiliations, so a new date matters too.
  const redated = changes.filter(({ state, before }) =>
    before.some(({ values }) => values.published?.value !== state.values.published?.value),
  );
  const listed = (versions: readonly PaperState[]): string[] =>
    versions.flatMap((version) => version.authors?.authors.map(({ id }) => id) ?? []);
  // Only an author who stood on a replaced list, or became another, can be left without a paper.
  const leftAuthors = distinct([
    ...authorRenames.map(({ to }) => to),
    ...withNewAuthors.flatMap(({ before }) => listed(before)),
  ]);
  const touchedAuthors = distinct([
    ...authors.keys(),
    ...leftAuthors,
    ...redated.flatMap(({ state, before }) => listed([state, ...before])),
  ]);
  const steps: WriteStep[] = [
    { statement: ADD_MENTIONED_TOPICS, rows: plan.topics.map((topic) => ({ ...topic })) },
    { statement: ADD_MENTIONED_TECHNIQUES, rows: plan.techniques.map((technique) => ({ ...technique })) },
    { statement: RENAME_PAPERS, rows: paperRenames.filter(({ merge }) => !merge).map(fromTo) },
    { statement: UPSERT_PAPERS, rows: changes.map(({ row }) => row) },
    { statement: ADD_STUBS, rows: ids(links.cites.map(({ referenceId }) => referenceId)) },
    { statement: MOVE_CITATIONS, rows: mergedPapers.map(fromTo) },
    { statement: DELETE_PAPERS, rows: mergedPapers.map(fromTo) },
    {
      statement: RENAME_AUTHORS,
      rows: authorRenames
        .filter(({ merge }) => !merge)
        .map((rename) => ({ ...fromTo(rename), orcid: orcidOf(rename.to) })),
    },
    {
      statement: UNLINK_AUTHORS,
      rows: ids(
        withNewAuthors.filter(({ before }) => before.some(({ authors: list }) => list !== null)).map(({ id }) => id),
      ),
    },
    { statement: ADD_AUTHORS, rows: [...authors.values()] },
    { statement: MOVE_AUTHORSHIPS, rows: mergedAuthors.map(fromTo) },
    { statement: DELETE_AUTHORS, rows: mergedAuthors.map(fromTo) },
    { statement: MOVE_ALIASES, rows: [...plan.authorMoves].map(([from, to]) => ({ from, to })) },
    { statement: AliasRepository.upsert, rows: aliasRows(plan) },
    {
      statement: ADD_ALTERNATE_TITLES,
      // With its others stands the main title too: another record may make it an alternate one.
      rows: changes.flatMap(({ id, state }) =>
        state.titles.length < 2 ? [] : state.titles.map((title) => ({ paperId: id, title })),
      ),
    },
    { statement: AUTHORED, rows: links.authored },
    { statement: ABOUT, rows: links.about },
    { statement: APPLIES, rows: links.applies },
    { statement: CITE, rows: links.cites },
    {
      statement: COUNT_CITATIONS,
      rows: ids([...changes.map(({ id }) => id), ...changes.flatMap(({ state }) => state.references)]),
    },
    { statement: COUNT_REFERENCES_OF_CITERS, rows: ids(mergedPapers.map(({ to }) => to)) },
    { statement: SUM_UP_AUTHORS, rows: ids(touchedAuthors) },
    { statement: DELETE_AUTHORS_WITHOUT_PAPERS, rows: ids(leftAuthors) },
    {
      statement: COUNT_TOPIC_PAPERS,
      rows: ids(
        changes.flatMap(({ state, before }) => [state, ...before].flatMap(({ topics }) => Object.keys(topics))),
      ),
    },
    {
      statement: COUNT_TECHNIQUE_PAPERS,
      rows: ids(
        changes.flatMap(({ state, before }) => [state, ...before].flatMap(({ techniques }) => Object.keys(techniques))),
      ),
    },
    { statement: ADD_TERM_COUNTS, rows: termCounts(plan) },
  ];
  return [...steps.filter(({ rows }) => rows?.length !== 0), { statement: COUNT_PAPERS }];
}

interface Links {
  readonly authored: NonNullable<WriteStep['rows']>;
  readonly about: NonNullable<WriteStep['rows']>;
  readonly applies: NonNullable<WriteStep['rows']>;
  readonly cites: readonly { readonly paperId: string; readonly referenceId: string }[];
}

function linksOf({ changes }: Plan): Links {
  return {
    authored: changes
      .filter(({ authorsChanged }) => authorsChanged)
      .flatMap(({ id, state }) =>
        (state.authors?.authors ?? []).map((author) => ({
          authorId: author.id,
          paperId: id,
          position: author.position,
          name: author.name,
          normalizedName: normalizeName(author.name),
          affiliations: author.affiliations,
        })),
      ),
    about: changes.flatMap(({ id, state }) =>
      Object.entries(state.topics).map(([topicId, edge]) => ({ paperId: id, topicId, ...edge })),
    ),
    applies: changes.flatMap(({ id, state }) =>
      Object.entries(state.techniques).map(([techniqueId, edge]) => ({ paperId: id, techniqueId, ...edge })),
    ),
    cites: changes.flatMap(({ id, state }) => state.references.map((referenceId) => ({ paperId: id, referenceId }))),
  };
}

function aliasRows({ changes, authorAliases }: Plan): { id: string; targetId: string }[] {
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
function termCounts({ changes }: Plan): { id: string; delta: number }[] {
  const deltas = new Map<string, number>();
  const add = (searchText: string, delta: number): void => {
    for (const term of countTerms(searchText).keys()) deltas.set(term, (deltas.get(term) ?? 0) + delta);
  };
  for (const { row, oldTexts } of changes) {
    for (const text of oldTexts) add(text, -1);
    add(String(row['searchText']), 1);
  }
  return [...deltas].filter(([, delta]) => delta !== 0).map(([id, delta]) => ({ id, delta }));
}

function fromTo({ from, to }: { from: string; to: string }): { from: string; to: string } {
  return { from, to };
}

function ids(values: readonly string[]): { id: string }[] {
  return distinct(values).map((id) => ({ id }));
}
