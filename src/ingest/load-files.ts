import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { statement, type Graph, type WriteStep } from '../graph/graph.js';
import { ADD_CHANGES } from '../history/change.writes.js';
import { ADD_DELETIONS } from '../paper/deletion.writes.js';
import type { Vocabulary } from '../annotate/compile.js';
import { check, type Checked } from './faults.js';
import { NO_ANNOTATOR } from './annotation.js';
import { GraphAnnotator } from './graph-annotator.js';
import { loadRecords, readKnownNames } from './load.js';
import { addAuthorMerges } from './merge-authors.js';
import type { KnownNames, Merged, PaperConflict } from './plan.js';
import { ReadAhead } from './read-ahead.js';
import {
  techniqueRecord,
  topicRecord,
  authorMergeRecord,
  changeRecord,
  deletionRecord,
  type AuthorMergeRecord,
  type ChangeRecord,
  type DeletionRecord,
  type PaperRecord,
  type TechniqueRecord,
  type TopicRecord,
} from './record.js';
import type { FormatName } from './sources/detect.js';
import { checkPaper } from './sources/paper.js';
import { parseSource } from './sources/parse-source.js';
import { STANDARD_INPUT } from './sources/read.js';
import { rejection } from './sources/shape.js';
import type { Parsed, Place, Rejection } from './sources/source.js';

export interface LoadOptions {
  /** Instead of the format that each file's content shows. */
  readonly format?: FormatName | undefined;
  /** Year of a daily-papers page, whose own dates may lack it. */
  readonly year?: number | undefined;
  readonly today: Date;
  /** Finds topics and techniques in the papers; without it only what the records tell is loaded. */
  readonly vocabulary?: Vocabulary | undefined;
  /** Records committed together. */
  readonly batch: number;
  /** Reads and checks everything, writes nothing. */
  readonly dryRun: boolean;
  /** Goes on after the last committed batch of an interrupted load of the same files. */
  readonly resume: boolean;
  /** Whether records bring back papers that an editor has deleted. */
  readonly restores?: boolean | undefined;
  /** Stops after the running batch. */
  readonly signal?: AbortSignal | undefined;
}

/** What the caller hears while a load runs. */
export interface LoadEvents {
  rejected?(rejection: Rejection): void;
  merged?(merged: Merged): void;
  conflict?(conflict: PaperConflict): void;
  progress?(report: LoadReport): void;
  /** Bytes of the files read so far, before unpacking. */
  bytes?(count: number): void;
}

/** What became of the records. Every one that was read is in exactly one of the other counts. */
export interface LoadReport {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Described a paper that another record or source had described. */
  readonly merged: number;
  readonly rejected: number;
  /** Techniques described, not papers. */
  readonly techniques: number;
  /** Topics described, not papers. */
  readonly topics: number;
  /** Left out because an earlier run had committed them. */
  readonly skipped: number;
  readonly conflicts: number;
  /** Left out because an editor has deleted their paper. */
  readonly deleted: number;
  /** True when the signal stopped it before the end. */
  readonly stopped: boolean;
}

const READ_PROGRESS = statement<{ value: number }>(
  'read load progress',
  'MATCH (s:Statistic {id: $id}) RETURN s.value AS value',
);
const SAVE_PROGRESS = statement(
  'save load progress',
  'UNWIND $rows AS row MERGE (s:Statistic {id: row.id}) SET s.value = row.value',
);
const FORGET_PROGRESS = statement(
  'forget load progress',
  'UNWIND $rows AS row MATCH (s:Statistic {id: row.id}) DELETE s',
);

/**
 * Loads files of any known format, batch by batch; each batch is committed
 * whole, together with how far the file was read. A bad record is reported and
 * left out.
 *
 * @throws UnknownFormat when the content of a file shows no format and none is named.
 */
export async function loadFiles(
  graph: Graph,
  files: readonly string[],
  options: LoadOptions,
  events: LoadEvents = {},
): Promise<LoadReport> {
  const load = new FileLoad(graph, options, events, await readKnownNames(graph));
  const markers: string[] = [];
  for (const file of files) {
    if (options.signal?.aborted) break;
    const marker = await markerOf(file, options);
    if (marker !== undefined) markers.push(marker);
    await load.file(file, marker);
  }
  const stopped = options.signal?.aborted ?? false;
  if (!stopped && !options.dryRun && markers.length > 0) {
    await graph.write([{ statement: FORGET_PROGRESS, rows: markers.map((id) => ({ id })) }]);
  }
  return { ...load.report, stopped };
}

type Counted = { -readonly [Key in keyof Omit<LoadReport, 'stopped'>]: number };

/** What was read since the last batch, and how far that is. */
interface Batch {
  read: number;
  readonly papers: PaperRecord[];
  readonly techniques: TechniqueRecord[];
  readonly topics: TopicRecord[];
  readonly merges: AuthorMergeRecord[];
  readonly deletions: DeletionRecord[];
  readonly changes: ChangeRecord[];
  readonly rejections: Rejection[];
  /** What was read of its texts already. */
  readonly ahead: ReadAhead;
}

class FileLoad {
  readonly report: Counted & { stopped: boolean } = {
    read: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    merged: 0,
    rejected: 0,
    techniques: 0,
    topics: 0,
    skipped: 0,
    conflicts: 0,
    deleted: 0,
    stopped: false,
  };
  private bytes = 0;
  /** Whether most papers of the last batch had to be read, so that those of the next are read ahead. */
  private reads = false;
  private annotator: GraphAnnotator | undefined;

  constructor(
    private readonly graph: Graph,
    private readonly options: LoadOptions,
    private readonly events: LoadEvents,
    private names: KnownNames,
  ) {
    this.know(names);
  }

  /** Loads one file; `marker` names its place for a later resume. The next batch is read while one is committed. */
  async file(file: string, marker: string | undefined): Promise<void> {
    const { format, year, today, batch: most, resume, signal } = this.options;
    const done = resume && marker !== undefined ? await this.committed(marker) : 0;
    let position = 0;
    let batch = this.emptyBatch();
    let committing = Promise.resolve();
    let isCommitting = false;
    const source = parseSource(file, {
      today,
      ...(format !== undefined && { format }),
      ...(year !== undefined && { year }),
      onBytes: (count) => this.events.bytes?.((this.bytes += count)),
    });
    try {
      for await (const parsed of source) {
        position += 1;
        if (position <= done) {
          this.report.skipped += 1;
          continue;
        }
        this.take(parsed, batch);
        // So that the engine gets its next statement when it is done with one.
        if (isCommitting) await setImmediate();
        if (batch.read < most) continue;
        await committing;
        if (signal?.aborted) return;
        isCommitting = true;
        committing = this.commit(batch, marker, position).finally(() => (isCommitting = false));
        // Whoever awaits it next hears of a failure; until then it must not count as unheard.
        committing.catch(() => undefined);
        batch = this.emptyBatch();
      }
    } finally {
      await committing;
    }
    if (!(signal?.aborted ?? false)) await this.commit(batch, marker, position);
  }

  private know(names: KnownNames): void {
    const { vocabulary } = this.options;
    this.names = names;
    this.annotator = vocabulary && new GraphAnnotator(vocabulary, names);
  }

  private emptyBatch(): Batch {
    return {
      read: 0,
      papers: [],
      techniques: [],
      topics: [],
      merges: [],
      deletions: [],
      changes: [],
      rejections: [],
      ahead: new ReadAhead(this.annotator ?? NO_ANNOTATOR),
    };
  }

  private take(parsed: Parsed, batch: Batch): void {
    batch.read += 1;
    switch (parsed.kind) {
      case 'rejected':
        batch.rejections.push(parsed);
        break;
      case 'paper': {
        const paper = keep(parsed.place, parsed.paper, checkPaper(parsed.paper), batch.papers, batch);
        if (paper !== undefined && this.reads) batch.ahead.read(paper);
        break;
      }
      case 'technique':
        keep(parsed.place, parsed.technique, check(techniqueRecord, parsed.technique), batch.techniques, batch);
        break;
      case 'topic':
        keep(parsed.place, parsed.topic, check(topicRecord, parsed.topic), batch.topics, batch);
        break;
      case 'deletion':
        keep(parsed.place, parsed.deletion, check(deletionRecord, parsed.deletion), batch.deletions, batch);
        break;
      case 'change':
        keep(parsed.place, parsed.change, check(changeRecord, parsed.change), batch.changes, batch);
        break;
      case 'author-merge':
        keep(parsed.place, parsed.merge, check(authorMergeRecord, parsed.merge), batch.merges, batch);
        break;
    }
  }

  private async commit(batch: Batch, marker: string | undefined, position: number): Promise<void> {
    const { papers, topics, techniques, merges, rejections } = batch;
    const also: WriteStep[] = [
      { statement: ADD_DELETIONS, rows: batch.deletions.map(({ id, of }) => ({ id, paperId: of })) },
      { statement: ADD_CHANGES, rows: batch.changes.map(({ changeKind: kind, ...change }) => ({ ...change, kind })) },
      { statement: SAVE_PROGRESS, rows: marker === undefined ? [] : [{ id: marker, value: position }] },
    ].filter(({ rows }) => rows.length > 0);
    if (!this.options.dryRun) {
      if (merges.length > 0) await addAuthorMerges(this.graph, merges);
      const { names, annotator } = this;
      const records = { papers, topics, techniques };
      // The annotator is another when the batch before has described topics or techniques.
      const reader = annotator ?? NO_ANNOTATOR;
      const ahead = batch.ahead.annotator === reader ? batch.ahead : new ReadAhead(reader);
      const loaded = await loadRecords(this.graph, records, {
        names,
        annotator,
        ahead,
        also,
        restores: this.options.restores,
      });
      this.reads = ahead.asked * 2 > papers.length;
      for (const count of ['new', 'changed', 'unchanged', 'merged'] as const)
        this.report[count] += loaded.counts[count];
      this.report.deleted += loaded.deleted;
      this.report.conflicts += loaded.conflicts.length;
      for (const paper of loaded.merged) this.events.merged?.(paper);
      for (const conflict of loaded.conflicts) this.events.conflict?.(conflict);
      if (loaded.namesChanged) this.know(await readKnownNames(this.graph));
    }
    this.report.read += batch.read;
    this.report.rejected += rejections.length;
    this.report.techniques += techniques.length;
    this.report.topics += topics.length;
    for (const rejected of rejections) this.events.rejected?.(rejected);
    this.events.progress?.(this.report);
  }

  private async committed(marker: string): Promise<number> {
    const [row] = await this.graph.read(READ_PROGRESS, { id: marker });
    return row?.value ?? 0;
  }
}

function keep<Kept>(
  place: Place,
  record: unknown,
  checked: Checked<Kept>,
  list: Kept[],
  { rejections }: Batch,
): Kept | undefined {
  if (checked.ok) {
    list.push(checked.value);
    return checked.value;
  }
  const { faults } = checked;
  const reason = faults.map((fault) => (faults.length === 1 ? fault.reason : `${fault.field} ${fault.reason}`));
  rejections.push(rejection(place, faults[0]?.field ?? 'record', reason.join('; '), record));
  return undefined;
}

/** Names the place reached in a file as it is now; standard input has none. */
async function markerOf(file: string, { format, year }: LoadOptions): Promise<string | undefined> {
  if (file === STANDARD_INPUT) return undefined;
  const { size, mtimeMs } = await stat(file);
  const what = JSON.stringify([resolve(file), size, mtimeMs, format ?? null, year ?? null]);
  return `load:${createHash('sha1').update(what).digest('hex')}`;
}
