import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';

/** The bytes of a source are damaged from some point on; what came before is good. */
export class DamagedSource extends Error {
  override readonly name = 'DamagedSource';
}

/** Name of standard input among paths. */
export const STANDARD_INPUT = '-';

/**
 * The files that a path stands for: itself, or everything inside a folder, in
 * sorted order, also in folders below; names that begin with a dot are left out.
 */
export async function filesAt(path: string): Promise<string[]> {
  if (path === STANDARD_INPUT || !(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true });
  const files: string[] = [];
  for (const entry of entries.sort()) {
    if (/(^|[\\/])\./.test(entry)) continue;
    const file = join(path, entry);
    if ((await stat(file)).isFile()) files.push(file);
  }
  return files;
}

/**
 * The bytes of a file or of standard input, unpacked when they are gzip, whatever the name says.
 *
 * @param onBytes hears of each piece as it is read, before unpacking.
 */
export function openSource(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Uint8Array> = path === STANDARD_INPUT ? process.stdin : createReadStream(path);
  return unpacked(onBytes === undefined ? stream : counted(stream, onBytes));
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/**
 * A step that gzip can expand to no more than 16 MB: unpacking waits until that
 * much is taken, so that a small file which unpacks to terabytes fills no memory.
 */
const GZIP_STEP = 16 * 1024;

/**
 * Undoes gzip, also of several members in a row; other bytes pass as they are.
 *
 * @throws DamagedSource after everything that could be unpacked was given out.
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, bytes: all } = await peek(bytes, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  let ready: Uint8Array[] = [];
  let fault: Error | undefined;
  const take = (): Uint8Array[] => {
    const taken = ready;
    ready = [];
    return taken;
  };
  gunzip.on('data', (piece: Buffer) => ready.push(piece));
  gunzip.on('error', (error) => (fault = error));
  const closed = new Promise<void>((resolve) => gunzip.once('close', resolve));
  try {
    for await (const chunk of all) {
      for (let start = 0; start < chunk.length && fault === undefined; start += GZIP_STEP) {
        const step = chunk.subarray(start, start + GZIP_STEP);
        await Promise.race([new Promise<void>((resolve) => gunzip.write(step, () => resolve())), closed]);
        yield* take();
      }
    }
    gunzip.end();
    await closed;
    yield* take();
  } finally {
    gunzip.destroy();
  }
  if (fault !== undefined) throw new DamagedSource(`the gzip data are damaged or cut off (${fault.message})`);
}

/** The first bytes of a source, which `bytes` gives again with all the others. */
interface Peeked {
  readonly head: Buffer;
  readonly bytes: AsyncGenerator<Uint8Array>;
  /** Closes the source for one who does not read `bytes` to their end. */
  readonly close: () => Promise<void>;
}

/** Looks at the first bytes without taking them away. */
export async function peek(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Peeked> {
  const iterator = bytes[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  let fault: Error | undefined;
  while (size < length) {
    try {
      const next = await iterator.next();
      if (next.done === true) break;
      held.push(next.value);
      size += next.value.length;
    } catch (error) {
      if (held.length === 0) throw error;
      // The fault comes up again where the reader of `bytes` gets there, after the good bytes before it.
      fault = error instanceof Error ? error : new Error(String(error));
      break;
    }
  }
  const head = Buffer.concat(held);
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head: head.subarray(0, length), bytes: replayed(head, iterator, fault), close };
}

async function* replayed(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
  fault: Error | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    if (fault !== undefined) throw fault;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
