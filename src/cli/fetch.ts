import { pipeline } from 'node:stream/promises';
import { readFetchSettings } from '../fetch/settings.js';
import { FetchError } from '../fetch/errors.js';
import { fetchDocument, type FetchOptions, type FetchProgress } from '../fetch/fetch.js';
import { fetchToFile } from '../fetch/file.js';
import type { Order } from '../fetch/plan.js';

export interface FetchFlags {
  readonly output?: string;
  readonly limit?: number;
  readonly order?: Order;
  readonly pageSize?: number;
  readonly restart?: boolean;
  readonly json?: boolean;
}

/** Shorter waits are the source's usual pace. */
const LONG_WAIT_MS = 5_000;

/**
 * Fetches records from a source's API, as the source gives them, to a file or
 * to standard output. Progress and the summary of a file go to standard error.
 *
 * @throws FetchError with a message for the person who asked.
 */
export async function fetchFrom(source: string, query: string, flags: FetchFlags, version: string): Promise<void> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const { output, restart, json, ...choices } = flags;
  const options: FetchOptions = {
    ...choices,
    settings: readFetchSettings(process.env),
    version,
    signal: stop.signal,
    onProgress: progressTeller(),
  };
  try {
    if (output === undefined) {
      await pipeline(fetchDocument(source, query, options), process.stdout, { end: false });
      return;
    }
    const summary = await fetchToFile(source, query, output, { ...options, ...(restart && { restart }) });
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
    const { records, added, total, missing, end } = summary;
    const lines = [
      `${output} has ${records} records, ${added} of them new${total === undefined ? '' : `; the source has ${total}`}.`,
      ...(end === 'limit' ? ['Stopped at the limit; a higher --limit goes on from here.'] : []),
      ...(end === 'cut' ? ['The source gives no more than this for one query; a narrower query gets the rest.'] : []),
      ...(missing.length > 0
        ? [`Not known there: ${missing.slice(0, 20).join(', ')}${missing.length > 20 ? ', …' : ''}`]
        : []),
      `Load it with: related-work load ${output}`,
    ];
    process.stderr.write(`${lines.join('\n')}\n`);
  } catch (error) {
    const goesOn = error instanceof FetchError && ['network', 'stopped'].includes(error.fault) && output !== undefined;
    if (goesOn) process.stderr.write('What was fetched is kept; run the same command again to go on.\n');
    throw error;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** A line for each page and each longer wait. */
function progressTeller(): (progress: FetchProgress) => void {
  let records = 0;
  return (progress) => {
    if (progress.kind === 'wait') {
      if (progress.ms >= LONG_WAIT_MS) say(`Waiting ${Math.round(progress.ms / 1000)} s: ${progress.reason}`);
      return;
    }
    if (progress.kind === 'resume') {
      records = progress.count;
      say(`Going on behind ${records} records.`);
      return;
    }
    records += progress.count;
    say(`Page ${progress.page}: ${records} records${progress.total === undefined ? '' : ` of ${progress.total}`}`);
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
