import { makeChange, type ChangeRow } from '../history/change.js';
import { check } from '../ingest/faults.js';
import { planLoad, readKnownNames } from '../ingest/load.js';
import { paperRecord, type PaperRecord } from '../ingest/record.js';
import { annotatorOf, type Environment } from './environment.js';
import type { Failure, Issue } from './failure.js';
import { nodePatchOf } from './paper-plan.js';
import { transact, type Planned, type Seen } from './transaction.js';
import type { PaperContent } from './upsert-paper.js';

/** Most records of one import. What is more is for `related-work load`, which reads files of any size. */
export const MOST_RECORDS = 1_000;

export const IMPORT_STATUSES = ['CREATED', 'CHANGED', 'UNCHANGED', 'MERGED', 'DELETED', 'REJECTED'] as const;

export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What became of one record. */
export interface ImportedRecord {
  readonly status: ImportStatus;
  /** Its paper; null for a rejected record. */
  readonly id: string | null;
  readonly issues: readonly Issue[];
  readonly change: ChangeRow | null;
}

export interface Imported {
  /** In the order of the input. */
  readonly records: readonly ImportedRecord[];
}

export interface ImportRequest {
  readonly records: readonly PaperContent[];
  /** Where the records come from; sources differ in how far they are trusted. */
  readonly source: string;
  /** Whether records of deleted papers bring these back. */
  readonly restore: boolean;
}

/**
 * Loads records as the command line does, in one transaction: good records are joined
 * with what is known, bad ones reported. Every paper that changes has it in its history.
 */
export async function importPapers(
  { graph, caller }: Environment,
  { records, source, restore }: ImportRequest,
): Promise<Imported | Failure> {
  const checked = records.map((record) =>
    check(paperRecord, {
      ...Object.fromEntries(Object.entries(record).filter(([, value]) => value != null)),
      source,
    }),
  );
  const papers = checked.flatMap((result) => (result.ok ? [result.value] : []));
  return await transact(graph, async (): Promise<Planned<Imported>> => {
    const names = await readKnownNames(graph);
    const loaded = await planLoad(
      graph,
      { papers, topics: [], techniques: [] },
      { names, annotator: await annotatorOf(graph), restores: restore },
    );
    const { plan, resolution, deleted, restored } = loaded;
    const changed = new Map(plan.changes.map((change) => [change.id, change]));
    const seen: Seen[] = [];
    const changes: ChangeRow[] = [];
    const fates = new Map<PaperRecord, Omit<ImportedRecord, 'issues'>>();
    for (const record of deleted) fates.set(record, { status: 'DELETED', id: null, change: null });
    for (const { id, rows, records: own, identifiers } of resolution.papers) {
      seen.push(
        ...(rows.length === 0
          ? [{ label: 'Paper' as const, id, version: null }]
          : rows.map((row) => ({ label: 'Paper' as const, id: row.id, version: row.version ?? 0 }))),
      );
      const change = changed.get(id);
      const described = rows.filter(({ stub }) => !stub);
      let made: ChangeRow | null = null;
      if (change !== undefined) {
        const removed = restored.filter((deletion) => identifiers.includes(deletion.id));
        // Where papers become one by what a record tells, the history says so; only mergePapers can be undone.
        const nodes = rows.length > 1 ? [] : [nodePatchOf({ row: rows[0], id, next: change.state }, id)];
        made = makeChange('paper', id, rows.length > 1 ? 'MERGED' : 'IMPORTED', caller, {
          nodes,
          ...(removed.length > 0 && { deletions: { added: [], removed } }),
        });
        changes.push(made);
      }
      for (const [index, record] of own.entries()) {
        const first: ImportStatus =
          change === undefined
            ? 'UNCHANGED'
            : described.length === 0
              ? 'CREATED'
              : isOwn(described, source)
                ? 'CHANGED'
                : 'MERGED';
        fates.set(record, { status: index > 0 ? 'MERGED' : first, id, change: made });
      }
    }
    return {
      seen,
      steps: loaded.steps,
      changes,
      result: {
        records: checked.map((result) =>
          result.ok
            ? { issues: [], ...(fates.get(result.value) ?? { status: 'UNCHANGED', id: null, change: null }) }
            : { status: 'REJECTED', id: null, change: null, issues: result.faults.map(issueOf) },
        ),
      },
    };
  });
}

/** Whether the paper was known from this source alone: then a record changes it, and joins nothing. */
function isOwn(described: readonly { readonly sources: readonly string[] | null }[], source: string): boolean {
  return described.length === 1 && (described[0]?.sources ?? []).includes(source);
}

function issueOf({ field, reason }: { readonly field: string; readonly reason: string }): Issue {
  return { path: field, message: reason };
}
