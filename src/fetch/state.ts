import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { SOURCES } from './apis.js';
import { codeOf, FetchError, messageOf } from './errors.js';
import { ORDERS } from './plan.js';

const count = z.int().min(0);

const STATE = z.object({
  version: z.literal(1),
  source: z.enum(SOURCES),
  /** The query as the source gets it. */
  query: z.string(),
  order: z.enum(ORDERS).optional(),
  /** Where to go on; absent when there is nothing more. */
  place: z
    .object({
      cursor: z.union([z.string(), z.number()]),
      recent: z.array(z.string()),
      pages: count,
      records: count,
    })
    .optional(),
  pages: count,
  records: count,
  total: count.optional(),
  end: z.enum(['all', 'cut', 'limit']).optional(),
  /** Length of the output without its tail; what follows it is not part of a page that counts. */
  bytes: count,
  startedAt: z.string(),
  updatedAt: z.string(),
});

/** What is kept beside an output, so that a fetch can go on. It holds no secrets. */
export type FetchState = z.output<typeof STATE>;

export function stateFileOf(output: string): string {
  return `${output}.fetch.json`;
}

/**
 * Reads the state beside an output.
 *
 * @throws FetchError when there is one that cannot be used.
 */
export async function readState(file: string): Promise<FetchState | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new FetchError('state', `${file} cannot be read: ${messageOf(error)}`);
  }
  try {
    return STATE.parse(JSON.parse(text));
  } catch {
    throw new FetchError('state', `${file} is not the state of a fetch; start afresh, which overwrites it.`);
  }
}

/** Writes the state whole or not at all, and only returns when it is on the disk. */
export async function writeState(file: string, state: FetchState): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(state, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}
