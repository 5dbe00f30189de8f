import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, FetchError, messageOf } from './errors.js';

const ENTRY = z.object({
  /** What was asked, without secrets. */
  request: z.string(),
  storedAt: z.number(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  text: z.string(),
});

/** An answer that is kept. */
export type CacheEntry = z.output<typeof ENTRY>;

/** Keeps answers in a folder, one file for each request, named by a hash of what was asked. */
export class Cache {
  constructor(
    private readonly folder: string,
    private readonly maxAgeMs: number,
  ) {}

  /** The kept answer to a request, if there is one. A file that cannot be used counts as none. */
  async get(request: string): Promise<CacheEntry | undefined> {
    let text: string;
    try {
      text = await readFile(this.#file(request), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw this.#unusable(error);
    }
    const entry = ENTRY.safeParse(parse(text));
    return entry.success && entry.data.request === request ? entry.data : undefined;
  }

  async put(entry: CacheEntry): Promise<void> {
    const file = this.#file(entry.request);
    const part = `${file}.${randomUUID()}.part`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(part, JSON.stringify(entry));
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw this.#unusable(error);
    }
  }

  /** Whether an answer is new enough to be used without asking. */
  isNew({ storedAt }: CacheEntry, now: number): boolean {
    return now >= storedAt && now - storedAt < this.maxAgeMs;
  }

  #file(request: string): string {
    return join(this.folder, `${createHash('sha256').update(request).digest('hex')}.json`);
  }

  #unusable(error: unknown): FetchError {
    return new FetchError('state', `The cache in ${this.folder} cannot be used: ${messageOf(error)}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
