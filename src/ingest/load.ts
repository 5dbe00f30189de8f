import { AUTHORED, COUNT_AUTHOR_PAPERS, UPSERT_AUTHORS } from '../author/author.writes.js';
import type { Graph, WriteStep } from '../graph/graph.js';
import { ADD_STUBS, CITE, COUNT_CITATIONS, SEARCH_TEXTS, UPSERT_PAPERS } from '../paper/paper.writes.js';
import { AliasRepository } from '../ref/alias.repository.js';
import { APPLIES, COUNT_TECHNIQUE_PAPERS, UPSERT_TECHNIQUES, VARIANT_OF } from '../technique/technique.writes.js';
import { countTerms } from '../text/analysis.js';
import { ADD_TERM_COUNTS, COUNT_PAPERS } from '../text/term.repository.js';
import { ABOUT, COUNT_TOPIC_PAPERS, SUBTOPIC_OF, UPSERT_TOPICS } from '../topic/topic.writes.js';
import { rowsOf, type Records, type Rows } from './rows.js';

/**
 * Upserts records in one transaction, nodes before relationships, counters and
 * document frequencies with them: all of it or nothing. Loading the same
 * records again changes nothing.
 */
export async function loadRecords(graph: Graph, records: Records): Promise<void> {
  const rows = rowsOf(records);
  const stored = await graph.read(SEARCH_TEXTS, { ids: rows.papers.map(({ id }) => String(id)) });
  const before = new Map(stored.map(({ id, searchText }) => [id, searchText ?? '']));
  await graph.write([...upserts(rows), ...counts(rows), termCounts(rows, before)]);
}

function upserts(rows: Rows): WriteStep[] {
  return [
    { statement: UPSERT_TOPICS, rows: rows.topics },
    { statement: UPSERT_TECHNIQUES, rows: rows.techniques },
    { statement: UPSERT_PAPERS, rows: rows.papers },
    { statement: ADD_STUBS, rows: rows.stubs },
    { statement: UPSERT_AUTHORS, rows: rows.authors },
    { statement: AliasRepository.upsert, rows: rows.aliases },
    { statement: AUTHORED, rows: rows.authored },
    { statement: ABOUT, rows: rows.about },
    { statement: APPLIES, rows: rows.applies },
    { statement: CITE, rows: rows.cites },
    { statement: SUBTOPIC_OF, rows: rows.subtopicOf },
    { statement: VARIANT_OF, rows: rows.variantOf },
  ];
}

function counts(rows: Rows): WriteStep[] {
  return [
    { statement: COUNT_CITATIONS, rows: ids([...rows.papers.map(({ id }) => id), ...rows.stubs.map(({ id }) => id)]) },
    { statement: COUNT_AUTHOR_PAPERS, rows: ids(rows.authors.map(({ id }) => id)) },
    { statement: COUNT_TOPIC_PAPERS, rows: ids(rows.about.map(({ topicId }) => topicId)) },
    { statement: COUNT_TECHNIQUE_PAPERS, rows: ids(rows.applies.map(({ techniqueId }) => techniqueId)) },
    { statement: COUNT_PAPERS },
  ];
}

/** The change in how many papers hold each term, from the texts before and after. */
function termCounts(rows: Rows, before: ReadonlyMap<string, string>): WriteStep {
  const deltas = new Map<string, number>();
  const add = (searchText: string, delta: number): void => {
    for (const term of countTerms(searchText).keys()) deltas.set(term, (deltas.get(term) ?? 0) + delta);
  };
  for (const { id, searchText } of rows.papers) {
    add(before.get(String(id)) ?? '', -1);
    add(String(searchText), 1);
  }
  const changed = [...deltas].filter(([, delta]) => delta !== 0);
  return { statement: ADD_TERM_COUNTS, rows: changed.map(([id, delta]) => ({ id, delta })) };
}

function ids(values: readonly unknown[]): { id: string }[] {
  return [...new Set(values.map(String))].map((id) => ({ id }));
}
