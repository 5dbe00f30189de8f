import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';

export interface ExportOptions {
  /** Aborting it ends the export with the signal's reason; what stood in the directory before stays. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how many nodes and relationships were read. */
  progress?(done: number): void;
}

export interface ExportReport {
  /** Paths of the files. */
  readonly files: string[];
  readonly nodes: number;
  readonly relationships: number;
}

/** An export cannot be written where it should go, or not in the format asked for. The message is for the person who asked. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

/** Writes one file of an export, piece by piece, no faster than the disk takes it. */
export type WriteFile = (
  name: string,
  pieces: AsyncIterable<string> | Iterable<string>,
  mode?: number,
) => Promise<void>;

const TEMPORARY = '.part';
const CHUNK_CHARACTERS = 65_536;

/** How an earlier export of a format is known: files of these names, among them one that begins so. */
export interface Mark {
  readonly names: RegExp;
  readonly file: string;
  readonly beginning: string;
}

/**
 * Lets `fill` write files into a directory, which is made when it is missing.
 * They have temporary names until all are there; when `fill` fails, they go and
 * the directory is as before.
 *
 * @param mark for a format that takes a directory for itself: one that holds
 * anything but an earlier export of the format is refused.
 * @returns the paths of the files, in the order in which they were written.
 */
export async function fillDirectory(
  directory: string,
  { signal }: ExportOptions,
  fill: (write: WriteFile) => Promise<void>,
  mark?: Mark,
): Promise<string[]> {
  const names: string[] = [];
  const temporary = (name: string): string => join(directory, `${name}${TEMPORARY}`);
  try {
    await mkdir(directory, { recursive: true });
    if (mark !== undefined) await expectEarlierExport(directory, mark);
    await fill(async (name, pieces, mode = 0o666) => {
      names.push(name);
      const target = createWriteStream(temporary(name), { mode });
      await pipeline(Readable.from(inChunks(pieces)), target, { signal });
    });
    for (const name of names) await rename(temporary(name), join(directory, name));
  } catch (error) {
    for (const name of names) await rm(temporary(name), { force: true });
    if (signal?.aborted) throw signal.reason;
    throw isSystemError(error) ? new ExportError(`${directory}: ${error.message}`, { cause: error }) : error;
  }
  return names.map((name) => join(directory, name));
}

async function expectEarlierExport(directory: string, { names, file, beginning }: Mark): Promise<void> {
  const present = (await readdir(directory)).map((name) => ({ name, base: withoutTemporary(name) }));
  if (present.length === 0) return;
  const stranger = present.find(({ base }) => !names.test(base));
  const isMarked = await Promise.all(
    present.filter(({ base }) => base === file).map(({ name }) => beginsWith(join(directory, name), beginning)),
  );
  if (stranger === undefined && isMarked.includes(true)) return;
  throw new ExportError(
    `${directory} is not empty${stranger === undefined ? '' : ` (it holds ${stranger.name})`}, and this export takes a directory for itself. Name a new one, or one that holds an earlier export of the same format.`,
  );
}

/** Joins short pieces to chunks that are worth a write. */
async function* inChunks(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

function isSystemError(error: unknown): error is Error {
  return isNativeError(error) && 'syscall' in error;
}

function withoutTemporary(name: string): string {
  return name.endsWith(TEMPORARY) ? name.slice(0, -TEMPORARY.length) : name;
}

async function beginsWith(file: string, beginning: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const expected = Buffer.from(beginning);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(expected.length), 0, expected.length, 0);
    return bytesRead === expected.length && buffer.equals(expected);
  } finally {
    await handle.close();
  }
}
