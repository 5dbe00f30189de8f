import pLimit from 'p-limit';
import { GraphConflictError, statement, type Graph, type Statement, type WriteStep } from '../graph/graph.js';
import { ADD_CHANGES, MARK_UNDONE, UNDONE_MEANWHILE } from '../history/change.writes.js';
import type { ChangeRow } from '../history/change.js';
import { isFailure, type Failure } from './failure.js';

type Guarded = 'Paper' | 'Topic' | 'Technique';

/** What a node was like when the write was planned. */
export interface Seen {
  readonly label: Guarded;
  readonly id: string;
  /** Null for a node that was not there. */
  readonly version: number | null;
}

/** A write that is ready: what it rests on, what it does, and what is told of it. */
export interface Planned<Result extends object> {
  readonly seen: readonly Seen[];
  readonly steps: readonly WriteStep[];
  readonly changes: readonly ChangeRow[];
  readonly result: Result;
}

const MOST_ATTEMPTS = 8;

/** Makes writers of several processes wait for each other: who sets it has the lock until the end. */
const LOCK = statement(
  'lock for writing',
  `UNWIND $rows AS row
MERGE (s:Statistic {id: row.id}) SET s.value = coalesce(s.value, 0) + 1`,
);

const GUARDS: Readonly<Record<Guarded, Statement<never>>> = {
  Paper: guard('Paper'),
  Topic: guard('Topic'),
  Technique: guard('Technique'),
};

function guard(label: Guarded): Statement<never> {
  return statement(
    `guard of ${label}`,
    `UNWIND $rows AS row
WITH row.id AS id, row.there AS there, row.version AS version
CALL (id) { MATCH (n:${label} {id: id}) RETURN count(n) AS found, coalesce(max(n.version), 0) AS current }
WITH id, there, version, found, current WHERE found <> there OR current <> version
RETURN id AS id`,
  );
}

const queues = new WeakMap<Graph, ReturnType<typeof pLimit>>();

/**
 * Plans a write and commits it in one transaction, with its history, as long as what
 * was planned on still holds then; otherwise it is planned anew. Writes of this process
 * queue up, those of others are told apart by the versions of the nodes, so nothing of
 * anybody is lost.
 *
 * @param plan reads and plans; it may run several times.
 */
export async function transact<Result extends object>(
  graph: Graph,
  plan: () => Promise<Planned<Result> | Failure>,
): Promise<Result | Failure> {
  const queue = queues.get(graph) ?? pLimit(1);
  queues.set(graph, queue);
  return await queue(async () => {
    for (let attempt = 1; ; attempt += 1) {
      const planned = await plan();
      if (isFailure(planned)) return planned;
      if (planned.steps.length + planned.changes.length === 0) return planned.result;
      try {
        await graph.write(stepsOf(planned));
        return planned.result;
      } catch (error) {
        if (!(error instanceof GraphConflictError) || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  });
}

function stepsOf({ seen, steps, changes }: Planned<object>): WriteStep[] {
  const undone = changes.flatMap(({ id, undoes }) => (undoes === null ? [] : [{ id: undoes, undoneBy: id }]));
  return [
    { statement: LOCK, rows: [{ id: 'writes' }] },
    ...(['Paper', 'Topic', 'Technique'] as const).map((label): WriteStep => ({
      statement: GUARDS[label],
      isGuard: true,
      rows: seen
        .filter((node) => node.label === label)
        .map(({ id, version }) => ({ id, there: version === null ? 0 : 1, version: version ?? 0 })),
    })),
    { statement: UNDONE_MEANWHILE, rows: undone, isGuard: true },
    ...steps,
    { statement: ADD_CHANGES, rows: changes.map((change) => ({ ...change })) },
    { statement: MARK_UNDONE, rows: undone },
  ].filter(({ rows }) => rows === undefined || rows.length > 0);
}
