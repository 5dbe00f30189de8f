import { AuthorRepository } from '../author/author.repository.js';
import { mergedInto, readAuthorMerges, type AuthorMerges } from '../author/author-merges.js';
import { ADD_AUTHOR_MERGES, DELETE_AUTHOR_MERGES } from '../author/author.writes.js';
import { statement, type Graph, type WriteStep } from '../graph/graph.js';
import { PAPER_STATES, type PaperStateRow } from '../paper/paper.state.js';
import { stateOfRow } from './paper-state.js';
import { planOfStored, storedChange } from './plan.js';
import type { AuthorMergeRecord } from './record.js';
import { stepsOf } from './steps.js';

/** The authors cannot be merged, or not parted. The message says why. */
export class AuthorMergeError extends Error {
  override readonly name = 'AuthorMergeError';
}

const PAPERS_OF_AUTHORS = statement<{ id: string }>(
  'papers of authors',
  `MATCH (a:Author) WHERE a.id IN $ids MATCH (a)-[:AUTHORED]->(p:Paper)
RETURN DISTINCT p.id AS id ORDER BY id`,
);

const PAPERS_OF_BOTH = statement<{ title: string }>(
  'papers of both authors',
  `MATCH (a:Author {id: $left}) MATCH (a)-[:AUTHORED]->(p:Paper) MATCH (p)<-[:AUTHORED]-(b:Author {id: $right})
RETURN p.title AS title ORDER BY title LIMIT 3`,
);

/**
 * Makes one author of two that no source knows to be the same person. Every
 * author list keeps whom it names, also of papers that come later, so
 * {@link unmergeAuthor} parts the two again.
 *
 * @param into id of the author who stays.
 * @param from id of the author who becomes that one.
 * @returns the number of papers that moved.
 * @throws AuthorMergeError when one is unknown, or both stand on one author list.
 */
export async function mergeAuthors(graph: Graph, into: string, from: string): Promise<number> {
  const { steps, papers } = await planAuthorMerge(graph, into, from);
  await graph.write(steps);
  return papers.length;
}

/** A merge of authors, or its undoing, before it is written. */
export interface PlannedAuthorMerge {
  readonly into: string;
  readonly from: string;
  readonly steps: readonly WriteStep[];
  /** The papers whose author lists are written anew. */
  readonly papers: readonly PaperStateRow[];
}

/** Finds out what {@link mergeAuthors} would write. */
export async function planAuthorMerge(graph: Graph, into: string, from: string): Promise<PlannedAuthorMerge> {
  const authors = new AuthorRepository(graph);
  const found = await authors.byIds([into, from]);
  const [stays, goes] = [found.get(into)?.id, found.get(from)?.id];
  if (stays === undefined) throw new AuthorMergeError(`There is no author ${into}.`);
  if (goes === undefined) throw new AuthorMergeError(`There is no author ${from}.`);
  if (stays === goes) throw new AuthorMergeError(`${into} and ${from} are one author already.`);
  const both = await graph.read(PAPERS_OF_BOTH, { left: stays, right: goes });
  if (both.length > 0) {
    const titles = both.map(({ title }) => `"${title}"`).join(', ');
    throw new AuthorMergeError(`${into} and ${from} are two people: both wrote ${titles}.`);
  }
  const merges = new Map([...(await readAuthorMerges(graph)), [goes, stays]]);
  const planned = await placeAnew(graph, [goes], merges, {
    statement: ADD_AUTHOR_MERGES,
    rows: [{ from: goes, into: stays }],
  });
  return { into: stays, from: goes, ...planned };
}

/** Adds the merges that an export holds; one that would lead in a circle is left out. */
export async function addAuthorMerges(graph: Graph, merges: readonly AuthorMergeRecord[]): Promise<void> {
  const all = new Map(await readAuthorMerges(graph));
  const rows: { from: string; into: string }[] = [];
  for (const { id, into } of merges) {
    if (mergedInto(all, into) === id) continue;
    all.set(id, into);
    rows.push({ from: id, into });
  }
  const { steps } = await placeAnew(
    graph,
    rows.map(({ from }) => from),
    all,
    { statement: ADD_AUTHOR_MERGES, rows },
  );
  await graph.write(steps);
}

/**
 * Takes a merge of authors back.
 *
 * @param from id of the author who was merged away.
 * @returns the number of papers whose author lists were placed anew.
 * @throws AuthorMergeError when that author was not merged.
 */
export async function unmergeAuthor(graph: Graph, from: string): Promise<number> {
  const { steps, papers } = await planAuthorUnmerge(graph, from);
  await graph.write(steps);
  return papers.length;
}

/** Finds out what {@link unmergeAuthor} would write. */
export async function planAuthorUnmerge(graph: Graph, from: string): Promise<PlannedAuthorMerge> {
  const before = await readAuthorMerges(graph);
  if (!before.has(from)) throw new AuthorMergeError(`The author ${from} was not merged into another.`);
  const merges = new Map([...before].filter(([id]) => id !== from));
  const into = mergedInto(before, from);
  return {
    into,
    from,
    ...(await placeAnew(graph, [into], merges, { statement: DELETE_AUTHOR_MERGES, rows: [{ from }] })),
  };
}

/** The steps that write the author lists of all papers of some authors anew, under other merges. */
async function placeAnew(
  graph: Graph,
  authorIds: readonly string[],
  authorMerges: AuthorMerges,
  step: WriteStep,
): Promise<Pick<PlannedAuthorMerge, 'steps' | 'papers'>> {
  const papers = await graph.read(PAPERS_OF_AUTHORS, { ids: authorIds });
  const rows = await graph.read(PAPER_STATES, { ids: papers.map(({ id }) => id) });
  const changes = rows.map((row) => ({ ...storedChange(row, stateOfRow(row)), authorsChanged: true }));
  const plan = planOfStored(changes, authorMerges);
  return { steps: [step, ...stepsOf(plan, [], authorIds)], papers: rows };
}
