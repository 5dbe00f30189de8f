import { makeChange } from '../history/change.js';
import { check } from '../ingest/faults.js';
import { formatMatch, matchOf } from '../ingest/identity.js';
import { planLoad, readKnownNames } from '../ingest/load.js';
import { EDITOR, rejectionOf, type PaperState } from '../ingest/merge.js';
import { stateOfRow } from '../ingest/paper-state.js';
import { planBatch } from '../ingest/plan.js';
import { paperRecord, type PaperInput, type PaperRecord } from '../ingest/record.js';
import { resolveBatch } from '../ingest/resolve.js';
import { VALUE_FIELDS, type Sourced, type ValueField } from '../ingest/values.js';
import type { PaperStateRow } from '../paper/paper.state.js';
import { annotatorOf, type Environment } from './environment.js';
import { checkVersion, conflict, invalid, notFound, type Failure } from './failure.js';
import { nodePatchOf, readPaper, stepsAround } from './paper-plan.js';
import { planRevision, withItem, without, withoutKey, type PaperWritten } from './papers.js';
import { transact, type Planned } from './transaction.js';

/** What an editor may say of a paper; null takes a value away, undefined leaves it. */
export type PaperContent = { readonly [Field in keyof PaperInput]?: PaperInput[Field] | null };

export interface UpsertPaper {
  /** The paper to change; without it the content tells which one it is, or a new one comes about. */
  readonly target: { readonly id: string | null; readonly ref: string } | null;
  readonly content: PaperContent;
  readonly expectedVersion?: number | null | undefined;
}

/** Fields of the content that are values of the paper, by the value's name. */
const CONTENT_OF_VALUE: Readonly<Partial<Record<ValueField, readonly (keyof PaperInput)[]>>> = {
  title: ['title'],
  summary: ['summary'],
  abstract: ['abstract'],
  published: ['publishedOn', 'year'],
  venue: ['venue'],
  url: ['url'],
  authorCount: ['authorCount', 'authors'],
};

/**
 * Describes a paper anew, or for the first time, as an editor: each value that is given
 * replaces what was known and stands above what later loads bring.
 */
export async function upsertPaper(
  environment: Environment,
  { target, content, expectedVersion }: UpsertPaper,
): Promise<PaperWritten | Failure> {
  const { graph } = environment;
  return await transact(graph, async () => {
    if (target !== null && target.id === null) return notFound('paper', target.ref);
    const named = target?.id == null ? undefined : await readPaper(graph, target.id);
    if (target !== null && named === undefined) return notFound('paper', target.ref);
    const checked = check(paperRecord, recordOf(content, named));
    if (!checked.ok)
      return invalid(checked.faults.map(({ field, reason }) => ({ path: `input.${field}`, message: reason })));
    const record = checked.value;
    const resolution = await resolveBatch(graph, [record]);
    const [group] = resolution.papers;
    const rows = (group?.rows ?? []).filter(({ stub }) => !stub);
    const [row] = rows;
    if (rows.length > 1) {
      const ids = rows.map(({ id }) => id).join(' and ');
      return conflict(`The input describes ${rows.length} papers: ${ids}. mergePapers makes one of them.`);
    }
    const stale = checkVersion(expectedVersion, row?.version ?? 0, 'The paper');
    if (stale !== undefined) return stale;
    if (row === undefined || group === undefined) return await planNew(environment, record);
    const names = await readKnownNames(graph);
    let brought: PaperState | undefined;
    const plan = planBatch(resolution, names, await annotatorOf(graph), (state, [said]) => {
      brought = said;
      return state;
    });
    const current = stateOfRow(row);
    const next = brought === undefined ? current : revised(current, brought, content);
    // A stub that turns out to be this paper is taken in by a load; here it would be a second node.
    if (group.rows.length > 1) {
      const others = group.rows.filter(({ id }) => id !== row.id).map(({ id }) => id);
      return conflict(
        `${others.join(', ')} is known as another paper, which others cite. mergePapers makes one of them.`,
      );
    }
    return await planRevision(environment, row, 'EDITED', next, stepsAround(plan));
  });
}

/** The whole record that the content makes, with what must be known of the paper that it changes. */
function recordOf(content: PaperContent, row: PaperStateRow | undefined): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(content).filter(([, value]) => value != null));
  const known = row?.stub === false ? row : undefined;
  return {
    referencesComplete: false,
    ...given,
    ...(content.title === null && { title: '' }),
    ...(known !== undefined && content.title === undefined && { title: known.title }),
    ...(row !== undefined && { identifiers: [...row.identifiers, ...(content.identifiers ?? [])] }),
    ...(known !== undefined && { matchKeys: matchKeysOf(content, known) }),
    source: EDITOR,
  };
}

/** The keys of the record as it will be recognized, not of the part of it that the content tells. */
function matchKeysOf({ title, authors, publishedOn, year }: PaperContent, row: PaperStateRow): string[] {
  const known = row.matchKeys ?? [];
  if (title == null) return [...known];
  const first = [...row.authors].sort((left, right) => left.position - right.position)[0];
  const named = (authors ?? (first === undefined ? [] : [first.name])).map((author) =>
    typeof author === 'string' ? { name: author } : { name: author.name },
  );
  const key = matchOf({
    title,
    authors: named,
    publishedOn: publishedOn ?? row.publishedOn ?? undefined,
    year: year ?? (publishedOn == null ? (row.year ?? undefined) : undefined),
  });
  return [...new Set([...known, formatMatch(key)])].sort();
}

/** What is known with what the editor says in its place. */
function revised(current: PaperState, brought: PaperState, content: PaperContent): PaperState {
  let values: Record<string, Sourced> = { ...current.values };
  let rejected: readonly string[] = current.rejected;
  for (const field of VALUE_FIELDS) {
    const given = (CONTENT_OF_VALUE[field] ?? []).map((name) => content[name]).filter((value) => value !== undefined);
    if (given.length === 0) continue;
    const value = brought.values[field];
    if (given.some((item) => item !== null) && value !== undefined) {
      values[field] = value;
      rejected = without(rejected, rejectionOf('value', field));
    } else {
      values = withoutKey(values, field);
      rejected = withItem(rejected, rejectionOf('value', field));
    }
  }
  const tagged = [
    ...Object.keys(brought.topics).map((id) => rejectionOf('topic', id)),
    ...Object.keys(brought.techniques).map((id) => rejectionOf('technique', id)),
  ];
  const union = (left: readonly string[], right: readonly string[]): string[] =>
    [...new Set([...left, ...right])].sort();
  return {
    ...current,
    identifiers: union(current.identifiers, brought.identifiers),
    matchKeys: union(current.matchKeys, brought.matchKeys),
    titles: union(current.titles, brought.titles),
    values,
    rejected: rejected.filter((entry) => !tagged.includes(entry)),
    sources: union(current.sources, brought.sources),
    keywords: content.keywords === undefined ? current.keywords : brought.keywords,
    retracted: content.retracted === undefined ? current.retracted : brought.retracted,
    topics: { ...current.topics, ...brought.topics },
    techniques: { ...current.techniques, ...brought.techniques },
    references: union(current.references, brought.references),
    referencesStatus: statusOf(current, brought),
    authors: content.authors == null ? current.authors : brought.authors,
    annotation: current.annotation,
  };
}

function statusOf(current: PaperState, brought: PaperState): PaperState['referencesStatus'] {
  const order = ['UNKNOWN', 'PARTIAL', 'LOADED'] as const;
  return order[Math.max(order.indexOf(current.referencesStatus), order.indexOf(brought.referencesStatus))] ?? 'UNKNOWN';
}

async function planNew({ graph, caller }: Environment, record: PaperRecord): Promise<Planned<PaperWritten>> {
  const annotator = await annotatorOf(graph);
  const { plan, steps, resolution, restored } = await planLoad(
    graph,
    { papers: [record], topics: [], techniques: [] },
    { names: await readKnownNames(graph), annotator, restores: true },
  );
  const rows = resolution.papers[0]?.rows ?? [];
  const [change] = plan.changes;
  if (change === undefined) throw new Error('A new paper came to nothing.');
  const { id, state } = change;
  const patch = nodePatchOf({ row: rows[0], id, next: state }, id);
  const made = makeChange('paper', id, 'CREATED', caller, {
    nodes: [patch],
    ...(restored.length > 0 && { deletions: { added: [], removed: restored } }),
  });
  return {
    seen:
      rows.length === 0
        ? [{ label: 'Paper', id, version: null }]
        : rows.map((row) => ({ label: 'Paper', id: row.id, version: row.version ?? 0 })),
    steps,
    changes: [made],
    result: { id, change: made },
  };
}
