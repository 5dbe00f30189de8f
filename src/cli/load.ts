import { SingleBar } from 'cli-progress';
import { createWriteStream, type WriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import { loadVocabulary } from '../annotate/files.js';
import type { Settings } from '../config.js';
import { loadFiles, type LoadReport } from '../ingest/load-files.js';
import { UnknownFormat, type FormatName } from '../ingest/sources/detect.js';
import { filesAt, STANDARD_INPUT } from '../ingest/sources/read.js';
import type { Place, Rejection } from '../ingest/sources/source.js';
import { openSeededGraph, SEEDS_FOLDER } from './open-graph.js';

export interface LoadFlags {
  readonly format?: FormatName;
  readonly year?: number;
  readonly batch: number;
  readonly rejects?: string;
  /** Vocabulary files beside the shipped ones. */
  readonly vocabulary: readonly string[];
  /** False: only what the records tell is loaded. */
  readonly annotate: boolean;
  readonly dryRun?: boolean;
  readonly resume?: boolean;
  /** Brings back what editors have deleted. */
  readonly restore?: boolean;
  readonly json?: boolean;
}

/** A file to load cannot be read. The message is for the person who named it. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}

const SHOWN = 10;
const TELL_EVERY_MS = 5_000;

/**
 * Loads files into the graph and prints a report.
 *
 * @returns whether every record was taken.
 */
export async function load(paths: readonly string[], flags: LoadFlags, settings: Settings): Promise<boolean> {
  const files = await filesOf(paths);
  const vocabulary = flags.annotate ? await loadVocabulary(SEEDS_FOLDER, flags.vocabulary) : undefined;
  const graph = await openSeededGraph(settings, tell);
  const stop = new AbortController();
  const interrupt = (): void => {
    tell('Stopping after this batch; the same command with --resume goes on from there.');
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const rejects = flags.rejects === undefined ? undefined : createWriteStream(flags.rejects);
  const progress = new Progress(await totalBytes(files));
  const shown: string[] = [];
  const merged: string[] = [];
  const begun = performance.now();
  try {
    const report = await loadFiles(
      graph,
      files,
      {
        format: flags.format,
        year: flags.year,
        today: new Date(),
        vocabulary,
        batch: flags.batch,
        dryRun: flags.dryRun ?? false,
        resume: flags.resume ?? false,
        restores: flags.restore ?? false,
        signal: stop.signal,
      },
      {
        rejected: (rejection) => {
          rejects?.write(`${JSON.stringify(rejectOf(rejection))}\n`);
          if (shown.length < SHOWN) shown.push(`  ${placeOf(rejection.place)}: ${rejection.field} ${rejection.reason}`);
        },
        merged: ({ paperId, title, sources }) => {
          if (merged.length < SHOWN) merged.push(`  ${paperId} "${title}": ${sources.join(', ')}`);
        },
        conflict: ({ paperId, field, kept, other }) => {
          if (shown.length < SHOWN)
            shown.push(
              `  ${paperId}: ${field} is "${kept.value}" by ${kept.source} (kept), "${other.value}" by ${other.source}`,
            );
        },
        progress: (sofar) => progress.records(sofar.read),
        bytes: (count) => progress.bytes(count),
      },
    );
    progress.end();
    const seconds = (performance.now() - begun) / 1000;
    if (flags.json) process.stdout.write(`${JSON.stringify({ ...report, seconds: Number(seconds.toFixed(2)) })}\n`);
    else printReport(report, seconds, flags, merged, shown);
    return report.rejected === 0;
  } catch (error) {
    progress.end();
    if (error instanceof UnknownFormat) throw new LoadError(error.message, { cause: error });
    throw error;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await closed(rejects);
    await graph.close();
  }
}

/** The files that paths name, folders opened; `-` stays. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (path === STANDARD_INPUT) files.push(path);
    else {
      const found = await filesAt(path).catch((error: unknown) => {
        throw new LoadError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      });
      if (found.length === 0) throw new LoadError(`${path} is a folder without files.`);
      files.push(...found);
    }
  }
  return files;
}

async function totalBytes(files: readonly string[]): Promise<number | undefined> {
  if (files.includes(STANDARD_INPUT)) return undefined;
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function printReport(
  report: LoadReport,
  seconds: number,
  { dryRun, rejects }: LoadFlags,
  merged: readonly string[],
  shown: readonly string[],
): void {
  const { read, skipped, techniques, conflicts, stopped, ...rest } = report;
  const lines = [
    dryRun
      ? `Checked ${read} records, wrote nothing: ${read - rest.rejected} would be loaded, ${rest.rejected} refused.`
      : `Read ${read} records in ${seconds.toFixed(1)} s: ${rest.new} new, ${rest.changed} changed, ${rest.unchanged} unchanged, ${rest.merged} merged, ${rest.rejected} refused${techniques > 0 ? `, ${techniques} techniques described` : ''}.`,
    ...(skipped > 0 ? [`Went on behind ${skipped} records that were loaded before.`] : []),
    ...(rest.deleted > 0
      ? [`Left out ${rest.deleted} records of papers that an editor has deleted; --restore brings these back.`]
      : []),
    ...(merged.length > 0 ? ['Papers that several records or sources describe:', ...merged] : []),
    ...(rest.merged > merged.length && merged.length > 0 ? ['  …'] : []),
    ...(conflicts > 0 ? [`Sources contradict each other ${conflicts} times; the more trusted one was kept.`] : []),
    ...shown,
    ...(rest.rejected + conflicts > shown.length && shown.length > 0
      ? [
          `  … and ${rest.rejected + conflicts - shown.length} more${rejects === undefined ? '; --rejects FILE keeps what was refused' : ''}`,
        ]
      : []),
    ...(rejects !== undefined && rest.rejected > 0 ? [`What was refused is in ${rejects}.`] : []),
    ...(stopped ? ['Stopped before the end; the same command with --resume goes on.'] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function rejectOf({ place, field, reason, record }: Rejection): object {
  return { ...place, field, reason, record };
}

function placeOf({ file, line, record }: Place): string {
  if (line !== undefined) return `${file}:${line}`;
  return record === undefined ? file : `${file} record ${record}`;
}

/** A bar with rate and time left on a terminal, a line every few seconds otherwise; both on standard error. */
class Progress {
  private readonly bar: SingleBar | undefined;
  private readonly begun = performance.now();
  private told = this.begun;
  private read = 0;
  private done = 0;

  constructor(private readonly total: number | undefined) {
    if (total === undefined || total === 0 || !process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: '{bar} {percentage}% | {records} records, {rate}/s | {eta_formatted} left',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.bar.start(total, 0, { records: 0, rate: 0 });
  }

  bytes(done: number): void {
    this.done = done;
    this.show();
  }

  records(read: number): void {
    this.read = read;
    this.show();
  }

  end(): void {
    this.bar?.stop();
  }

  private show(): void {
    const now = performance.now();
    const rate = Math.round((this.read * 1000) / Math.max(1, now - this.begun));
    if (this.bar !== undefined) {
      this.bar.update(this.done, { records: this.read, rate });
    } else if (now - this.told >= TELL_EVERY_MS) {
      this.told = now;
      const share =
        this.total === undefined || this.total === 0
          ? ''
          : ` (${Math.floor((100 * this.done) / this.total)} % of the bytes)`;
      tell(`${this.read} records${share}, ${rate}/s`);
    }
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function closed(stream: WriteStream | undefined): Promise<void> {
  if (stream === undefined) return;
  stream.end();
  await once(stream, 'close');
}
