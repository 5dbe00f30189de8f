import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SourceName } from './apis.js';
import { SYSTEM_CLOCK } from './clock.js';
import { formOf, type DocumentForm } from './document.js';
import { codeOf, FetchError, messageOf } from './errors.js';
import { fetchPlan, planOf, type FetchedPage, type FetchEnd, type FetchOptions } from './fetch.js';
import type { Plan } from './plan.js';
import { readState, stateFileOf, writeState, type FetchState } from './state.js';

export interface FileOptions extends Omit<FetchOptions, 'from'> {
  /** Whether to begin anew and overwrite what an earlier fetch left. */
  readonly restart?: boolean;
}

export interface FetchSummary {
  readonly source: SourceName;
  /** The query as the source got it. */
  readonly query: string;
  readonly file: string;
  readonly stateFile: string;
  /** Pages and records in the file. */
  readonly pages: number;
  readonly records: number;
  /** Records that this run added. */
  readonly added: number;
  /** How many the source has, when it says so. */
  readonly total?: number;
  /** Ids asked for in this run that the source does not know. */
  readonly missing: readonly string[];
  readonly end: FetchEnd;
}

/**
 * Fetches the records of a source into a file that is one valid document after
 * every page. A state beside it says where the fetch stands: the same call goes
 * on after an interruption or with a higher limit, and does nothing when all is there.
 *
 * @throws FetchError when it cannot go on, with the file and the state as of the last whole page.
 */
export async function fetchToFile(
  source: string,
  query: string,
  file: string,
  options: FileOptions,
): Promise<FetchSummary> {
  const plan = planOf(source, query, options);
  try {
    return await new FileFetch(plan, file, options).run();
  } catch (error) {
    if (error instanceof FetchError || codeOf(error) === undefined) throw error;
    throw new FetchError('state', `${file} cannot be written: ${messageOf(error)}`);
  }
}

/** One run that writes into a file. */
class FileFetch {
  readonly #stateFile: string;

  constructor(
    private readonly plan: Plan,
    private readonly file: string,
    private readonly options: FileOptions,
  ) {
    this.#stateFile = stateFileOf(file);
  }

  async run(): Promise<FetchSummary> {
    const { limit = Infinity, onProgress } = this.options;
    const size = await sizeOf(this.file);
    const kept = this.options.restart ? undefined : await readState(this.#stateFile);
    this.#check(kept, size);
    if (kept !== undefined && (!kept.place || kept.records >= limit)) {
      return this.#summary(kept, 0, [], kept.place ? 'limit' : (kept.end ?? 'all'));
    }
    const now = this.#now();
    const form = formOf(this.plan, now);
    let state = kept ?? this.#begin(now);
    await mkdir(dirname(this.file), { recursive: true });
    // The state is there before the output, so that an output without one is never ours.
    if (!kept) await writeState(this.#stateFile, state);
    const handle = await open(this.file, state.bytes === 0 ? 'w' : 'r+');
    try {
      if (state.bytes === 0) state = { ...state, bytes: await write(handle, 0, form.head, form.tail) };
      if (state.pages > 0) onProgress?.({ kind: 'resume', page: state.pages, count: state.records });
      return await this.#fill(handle, form, state);
    } finally {
      await handle.close();
    }
  }

  async #fill(handle: FileHandle, form: DocumentForm, from: FetchState): Promise<FetchSummary> {
    const missing: string[] = [];
    let state = from;
    const pages = fetchPlan(this.plan, { ...this.options, ...(from.place && { from: from.place }) });
    for await (const page of pages) {
      // First the records, then the state: a run killed in between writes over the page it did not record.
      const bytes = await write(handle, state.bytes, form.body(page.records), form.tail);
      state = this.#after(state, page, bytes);
      await writeState(this.#stateFile, state);
      missing.push(...page.missing);
    }
    return this.#summary(state, state.records - from.records, missing, state.end ?? 'all');
  }

  /** @throws FetchError when what an earlier fetch left is not of this one, or was changed. */
  #check(kept: FetchState | undefined, size: number | undefined): void {
    const { plan, file, options } = this;
    if (options.restart) return;
    if (kept === undefined) {
      if (size === undefined || size === 0) return;
      throw new FetchError(
        'state',
        `${file} is there already and no fetch of ours; name another file, or start afresh.`,
      );
    }
    const [theirs, ours] = [kept, { source: plan.source, query: plan.about, order: options.order }].map(
      ({ source, query, order }) => `${source} "${query}"${order === undefined ? '' : ` by ${order}`}`,
    );
    if (theirs !== ours) {
      throw new FetchError(
        'state',
        `${file} holds a fetch of ${theirs ?? ''}, not of ${ours ?? ''}; name another file, or start afresh.`,
      );
    }
    if ((size ?? 0) < kept.bytes) {
      throw new FetchError(
        'state',
        `${file} has ${size ?? 0} bytes, fewer than the ${kept.bytes} that were fetched into it; start afresh.`,
      );
    }
  }

  #begin(now: number): FetchState {
    const { order } = this.options;
    const time = new Date(now).toISOString();
    return {
      version: 1,
      source: this.plan.source,
      query: this.plan.about,
      ...(order !== undefined && { order }),
      place: { cursor: this.plan.first, recent: [], pages: 0, records: 0 },
      pages: 0,
      records: 0,
      bytes: 0,
      startedAt: time,
      updatedAt: time,
    };
  }

  #after(state: FetchState, page: FetchedPage, bytes: number): FetchState {
    return {
      ...state,
      place: page.next && { ...page.next, recent: [...page.next.recent] },
      pages: page.page,
      records: page.count,
      total: page.total ?? state.total,
      end: page.end,
      bytes,
      updatedAt: new Date(this.#now()).toISOString(),
    };
  }

  #summary(state: FetchState, added: number, missing: readonly string[], end: FetchEnd): FetchSummary {
    const { pages, records, total } = state;
    const { file } = this;
    return {
      source: this.plan.source,
      query: this.plan.about,
      file,
      stateFile: this.#stateFile,
      pages,
      records,
      added,
      ...(total !== undefined && { total }),
      missing,
      end,
    };
  }

  #now(): number {
    return (this.options.clock ?? SYSTEM_CLOCK).now();
  }
}

/** Writes a text and the tail at a place, ends the file there, and returns where the text ends. */
async function write(handle: FileHandle, at: number, text: string, tail: string): Promise<number> {
  const bytes = Buffer.from(text + tail);
  let done = 0;
  while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  await handle.truncate(at + bytes.length);
  await handle.sync();
  return at + bytes.length - Buffer.byteLength(tail);
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
