import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { statement, type Graph, type WriteStep } from '../graph/graph.js';
import { check } from './faults.js';
import { loadRecords, readVocabulary } from './load.js';
import type { PaperConflict, Vocabulary } from './plan.js';
import { paperRecord, techniqueRecord, type PaperRecord, type TechniqueRecord } from './record.js';
import type { FormatName } from './sources/detect.js';
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
  /** Records committed together. */
  readonly batch: number;
  /** Reads and checks everything, writes nothing. */
  readonly dryRun: boolean;
  /** Goes on after the last committed batch of an interrupted load of the same files. */
  readonly resume: boolean;
  /** Stops after the running batch. */
  readonly signal?: AbortSignal | undefined;
}

/** What the caller hears while a load runs. */
export interface LoadEvents {
  rejected?(rejection: Rejection): void;
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
  /** Left out because an earlier run had committed them. */
  readonly skipped: number;
  readonly conflicts: number;
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
  const load = new FileLoad(graph, options, events, await readVocabulary(graph));
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

class FileLoad {
  readonly report: Counted & { stopped: boolean } = {
    read: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    merged: 0,
    rejected: 0,
    techniques: 0,
    skipped: 0,
    conflicts: 0,
    stopped: false,
  };
  private papers: PaperRecord[] = [];
  private techniques: TechniqueRecord[] = [];
  private bytes = 0;

  constructor(
    private readonly graph: Graph,
    private readonly options: LoadOptions,
    private readonly events: LoadEvents,
    private vocabulary: Vocabulary,
  ) {}

  /** Loads one file; `marker` names its place for a later resume. */
  async file(file: string, marker: string | undefined): Promise<void> {
    const { format, year, today, batch, resume, signal } = this.options;
    const done = resume && marker !== undefined ? await this.committed(marker) : 0;
    let position = 0;
    const source = parseSource(file, {
      today,
      ...(format !== undefined && { format }),
      ...(year !== undefined && { year }),
      onBytes: (count) => this.events.bytes?.((this.bytes += count)),
    });
    for await (const parsed of source) {
      position += 1;
      if (position <= done) {
        this.report.skipped += 1;
        continue;
      }
      this.take(parsed);
      if (this.papers.length + this.techniques.length >= batch) {
        await this.commit(marker, position);
        if (signal?.aborted) return;
      }
    }
    await this.commit(marker, position);
  }

  private take(parsed: Parsed): void {
    this.report.read += 1;
    if (parsed.kind === 'rejected') {
      this.reject(parsed);
    } else if (parsed.kind === 'paper') {
      const checked = check(paperRecord, parsed.paper);
      if (checked.ok) this.papers.push(checked.value);
      else this.rejectFor(parsed.place, checked.faults, parsed.paper);
    } else {
      const checked = check(techniqueRecord, parsed.technique);
      if (checked.ok) this.techniques.push(checked.value);
      else this.rejectFor(parsed.place, checked.faults, parsed.technique);
    }
  }

  private rejectFor(place: Place, faults: readonly { field: string; reason: string }[], record: unknown): void {
    const reason = faults.map((fault) => (faults.length === 1 ? fault.reason : `${fault.field} ${fault.reason}`));
    this.reject(rejection(place, faults[0]?.field ?? 'record', reason.join('; '), record));
  }

  private reject(rejected: Rejection): void {
    this.report.rejected += 1;
    this.events.rejected?.(rejected);
  }

  private async commit(marker: string | undefined, position: number): Promise<void> {
    const records = { papers: this.papers, topics: [], techniques: this.techniques };
    const also: WriteStep[] =
      marker === undefined ? [] : [{ statement: SAVE_PROGRESS, rows: [{ id: marker, value: position }] }];
    this.papers = [];
    this.techniques = [];
    if (!this.options.dryRun) {
      const { counts, conflicts } = await loadRecords(this.graph, records, this.vocabulary, also);
      for (const count of ['new', 'changed', 'unchanged', 'merged'] as const) this.report[count] += counts[count];
      this.report.conflicts += conflicts.length;
      for (const conflict of conflicts) this.events.conflict?.(conflict);
      if (records.techniques.length > 0) this.vocabulary = await readVocabulary(this.graph);
    }
    this.report.techniques += records.techniques.length;
    this.events.progress?.(this.report);
  }

  private async committed(marker: string): Promise<number> {
    const [row] = await this.graph.read(READ_PROGRESS, { id: marker });
    return row?.value ?? 0;
  }
}

/** Names the place reached in a file as it is now; standard input has none. */
async function markerOf(file: string, { format, year }: LoadOptions): Promise<string | undefined> {
  if (file === STANDARD_INPUT) return undefined;
  const { size, mtimeMs } = await stat(file);
  const what = JSON.stringify([resolve(file), size, mtimeMs, format ?? null, year ?? null]);
  return `load:${createHash('sha1').update(what).digest('hex')}`;
}
