import { mergedInto } from '../author/author-merges.js';
import {
  ADD_AUTHOR_MERGES,
  ADD_AUTHORS,
  AUTHORED,
  DELETE_AUTHOR_MERGES,
  DELETE_AUTHORS,
  DELETE_AUTHORS_WITHOUT_PAPERS,
  MOVE_AUTHOR_MERGES,
  MOVE_AUTHORSHIPS,
  RENAME_AUTHORS,
  RENAME_LISTED_AUTHORS,
  SUM_UP_AUTHORS,
  UNLINK_AUTHORS,
} from '../author/author.writes.js';
import type { WriteStep } from '../graph/graph.js';
import { MOVE_CHANGES } from '../history/change.writes.js';
import {
  ADD_ALTERNATE_TITLES,
  ADD_CITED,
  CITE,
  COUNT_CITATIONS,
  COUNT_REFERENCES_OF_CITERS,
  DELETE_ALTERNATE_TITLES,
  DELETE_LONE_TITLES,
  DELETE_PAPERS,
  DELETE_UNCITED_STUBS,
  MOVE_CITATIONS,
  RENAME_PAPERS,
  STUB_PAPERS,
  UNCITE,
  UPSERT_PAPERS,
} from '../paper/paper.writes.js';
import { aliasId, AliasRepository, DELETE_ALIASES, MOVE_ALIASES } from '../ref/alias.repository.js';
import {
  APPLY_ACCEPTED_CANDIDATES,
  DELETE_UNNAMED_CANDIDATES,
  DELETE_UNPROPOSED_TECHNIQUES,
  NAME_CANDIDATES,
  PROPOSE_TECHNIQUES,
  SUM_UP_CANDIDATES,
  UNAPPLY_CANDIDATES,
  UNREAD_CANDIDATES,
} from '../technique/candidate.writes.js';
import {
  ADD_MENTIONED_TECHNIQUES,
  APPLIES,
  COUNT_TECHNIQUE_PAPERS,
  DELETE_UNMENTIONED_TECHNIQUES,
  NOT_APPLIES,
  UNREAD_TECHNIQUES,
} from '../technique/technique.writes.js';
import { ADD_PAPER_COUNT, ADD_TERM_COUNTS } from '../text/term.repository.js';
import {
  ABOUT,
  ADD_MENTIONED_TOPICS,
  COUNT_TOPIC_PAPERS,
  DELETE_UNMENTIONED_TOPICS,
  NOT_ABOUT,
  UNREAD_TOPICS,
} from '../topic/topic.writes.js';
import type { PaperState } from './merge.js';
import type { Plan } from './plan.js';
import { distinct } from './resolve.js';
import {
  aliasRows,
  authorRows,
  candidatesOf,
  citedRows,
  linksOf,
  orcidOf,
  removedOf,
  techniquesOf,
  termCounts,
  topicsOf,
} from './rows.js';

/**
 * The write steps of a plan, in an order in which each finds what it needs.
 *
 * @param described ids of techniques that are described in the same batch.
 * @param formerAuthors ids of authors whose papers may have gone to others.
 */
export function stepsOf(
  plan: Plan,
  described: readonly string[] = [],
  formerAuthors: readonly string[] = [],
): WriteStep[] {
  const { changes, paperRenames, authorRenames, authorMerges } = plan;
  const links = linksOf(plan);
  const mergedPapers = paperRenames.filter(({ merge }) => merge);
  const mergedAuthors = authorRenames.filter(({ merge }) => merge);
  const withNewAuthors = changes.filter(({ authorsChanged }) => authorsChanged);
  const authors = authorRows(plan);
  // The newest paper tells an author's affiliations, so a new date matters too.
  const redated = changes.filter(({ state, before }) =>
    before.some(({ values }) => values.published?.value !== state.values.published?.value),
  );
  const listed = (versions: readonly PaperState[]): string[] =>
    versions
      .flatMap((version) => version.authors?.authors.map(({ id }) => id) ?? [])
      .flatMap((id) => [id, mergedInto(authorMerges, id)]);
  // Only an author who stood on a replaced list, or became another, can be left without a paper.
  const leftAuthors = distinct([
    ...formerAuthors,
    ...authorRenames.map(({ to }) => to),
    ...withNewAuthors.flatMap(({ before }) => listed(before)),
  ]);
  // All papers of a new author are in this batch, so its row tells everything.
  const touchedAuthors = distinct([
    ...authors.map(({ id }) => id).filter((id) => !plan.newAuthors.has(id)),
    ...leftAuthors,
    ...redated.flatMap(({ state, before }) => listed([state, ...before])),
  ]);
  const unread = ids(
    changes.filter(({ annotationChanged, before }) => annotationChanged && before.length > 0).map(({ id }) => id),
  );
  const candidates = candidatesOf(plan, described);
  const removed = removedOf(plan);
  const steps: WriteStep[] = [
    { statement: ADD_MENTIONED_TOPICS, rows: plan.topics.map((topic) => ({ ...topic })) },
    { statement: ADD_MENTIONED_TECHNIQUES, rows: plan.techniques.map((technique) => ({ ...technique })) },
    { statement: RENAME_PAPERS, rows: paperRenames.filter(({ merge }) => !merge).map(fromTo) },
    {
      statement: MOVE_CHANGES,
      rows: paperRenames.map(({ from, to }) => ({ from: aliasId('paper', from), to: aliasId('paper', to) })),
    },
    { statement: UPSERT_PAPERS, rows: changes.filter(({ isDeleted }) => !isDeleted).map(({ row }) => row) },
    { statement: STUB_PAPERS, rows: changes.filter(({ isDeleted }) => isDeleted).map(({ row }) => row) },
    { statement: UNCITE, rows: removed.cites },
    { statement: ADD_CITED, rows: citedRows(links) },
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
    { statement: ADD_AUTHORS, rows: authors },
    { statement: MOVE_AUTHORSHIPS, rows: mergedAuthors.map(fromTo) },
    { statement: DELETE_AUTHORS, rows: mergedAuthors.map(fromTo) },
    { statement: MOVE_ALIASES, rows: [...plan.authorMoves].map(([from, to]) => ({ from, to })) },
    ...mergeSteps(plan),
    { statement: DELETE_ALIASES, rows: ids(removed.aliases) },
    { statement: AliasRepository.upsert, rows: aliasRows(plan) },
    { statement: DELETE_ALTERNATE_TITLES, rows: removed.titles },
    { statement: DELETE_LONE_TITLES, rows: removed.titles },
    {
      statement: ADD_ALTERNATE_TITLES,
      // With its others stands the main title too: another record may make it an alternate one.
      rows: changes.flatMap(({ id, state }) =>
        state.titles.length < 2 ? [] : state.titles.map((title) => ({ paperId: id, title })),
      ),
    },
    { statement: AUTHORED, rows: links.authored },
    { statement: UNREAD_TOPICS, rows: unread },
    { statement: UNREAD_TECHNIQUES, rows: unread },
    { statement: UNREAD_CANDIDATES, rows: unread },
    { statement: NOT_ABOUT, rows: removed.about },
    { statement: NOT_APPLIES, rows: removed.applies },
    { statement: ABOUT, rows: links.about },
    { statement: APPLIES, rows: links.applies },
    { statement: NAME_CANDIDATES, rows: links.names },
    { statement: SUM_UP_CANDIDATES, rows: candidates },
    { statement: UNAPPLY_CANDIDATES, rows: candidates },
    { statement: PROPOSE_TECHNIQUES, rows: candidates },
    { statement: APPLY_ACCEPTED_CANDIDATES, rows: candidates },
    { statement: DELETE_UNPROPOSED_TECHNIQUES, rows: candidates },
    { statement: CITE, rows: links.cites },
    {
      // Where papers become one, citations fall together.
      statement: COUNT_CITATIONS,
      rows:
        mergedPapers.length === 0
          ? []
          : ids([...changes.map(({ id }) => id), ...changes.flatMap(({ state }) => state.references)]),
    },
    { statement: COUNT_CITATIONS, rows: ids(removed.cites.map(({ referenceId }) => referenceId)) },
    { statement: COUNT_REFERENCES_OF_CITERS, rows: ids(mergedPapers.map(({ to }) => to)) },
    { statement: SUM_UP_AUTHORS, rows: ids(touchedAuthors) },
    { statement: DELETE_AUTHORS_WITHOUT_PAPERS, rows: ids(leftAuthors) },
    {
      statement: COUNT_TOPIC_PAPERS,
      rows: ids(
        changes.flatMap(({ state, before }) => [state, ...before].flatMap((version) => Object.keys(topicsOf(version)))),
      ),
    },
    {
      statement: COUNT_TECHNIQUE_PAPERS,
      rows: ids([
        ...changes.flatMap(({ state, before }) =>
          [state, ...before].flatMap((version) => Object.keys(techniquesOf(version))),
        ),
        ...candidates.map(({ id }) => id),
      ]),
    },
    { statement: DELETE_UNMENTIONED_TOPICS, rows: removed.about },
    { statement: DELETE_UNMENTIONED_TECHNIQUES, rows: removed.applies },
    { statement: DELETE_UNNAMED_CANDIDATES, rows: candidates },
    { statement: ADD_TERM_COUNTS, rows: termCounts(plan) },
    {
      statement: ADD_PAPER_COUNT,
      rows: [
        { delta: changes.reduce((sum, { described: before, isDeleted }) => sum + (isDeleted ? 0 : 1) - before, 0) },
      ],
    },
    {
      statement: DELETE_UNCITED_STUBS,
      rows: ids([
        ...removed.cites.map(({ referenceId }) => referenceId),
        ...changes.filter(({ isDeleted }) => isDeleted).map(({ id }) => id),
      ]),
    },
  ];
  return steps.filter(({ rows }) => rows?.length !== 0);
}

/** Keeps merges of authors right when an author becomes known by a better identifier. */
function mergeSteps({ authorMoves, authorMerges, mergedBefore }: Plan): WriteStep[] {
  const moves = [...authorMoves].map(([from, to]) => ({ from, to }));
  const away = moves.filter(({ from }) => mergedBefore.includes(from));
  return [
    {
      statement: RENAME_LISTED_AUTHORS,
      rows: away.map(({ from, to }) => ({ from, to, authorId: mergedInto(authorMerges, to) })),
    },
    { statement: DELETE_AUTHOR_MERGES, rows: away },
    {
      statement: ADD_AUTHOR_MERGES,
      rows: away.flatMap(({ to }) => {
        const into = authorMerges.get(to);
        return into === undefined ? [] : [{ from: to, into }];
      }),
    },
    { statement: MOVE_AUTHOR_MERGES, rows: mergedBefore.length === 0 ? [] : moves },
  ];
}

function fromTo({ from, to }: { from: string; to: string }): { from: string; to: string } {
  return { from, to };
}

function ids(values: readonly string[]): { id: string }[] {
  return distinct(values).map((id) => ({ id }));
}
