import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  paperRecord,
  techniqueRecord,
  topicRecord,
  type PaperInput,
  type TechniqueInput,
} from '../../../src/ingest/record.js';
import { FORMAT_NAMES, FORMATS, type FormatName } from '../../../src/ingest/sources/detect.js';
import type { Parsed, ParseOptions, Rejection } from '../../../src/ingest/sources/source.js';

export const TODAY = new Date('2026-03-10T12:00:00Z');
const FIXTURES = join(__dirname, '../../fixtures/sources');
const SHARED = join(__dirname, '../../../../shared');

export const JSON_FORMATS = FORMAT_NAMES.filter(
  (name) => !['arxiv-atom', 'bibtex', 'daily-papers-page'].includes(name),
);

export function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name));
}

export function fixturePath(name: string): string {
  return join(FIXTURES, name);
}

/** A file of the data that developers share, or undefined where there is none. */
export function sharedFile(name: string): string | undefined {
  const path = join(SHARED, name);
  return existsSync(path) ? path : undefined;
}

/** Tests on shared data; where they are absent the tests show up as skipped. */
export function describeWith(file: string | undefined, name: string, body: (file: string) => void): void {
  if (file === undefined) describe.skip(`${name} (skipped: there is no ../shared)`, () => body(''));
  else describe(name, () => body(file));
}

/** The bytes of a content in chunks of a size. */
export async function* bytesOf(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size));
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

export async function parse(
  format: FormatName,
  content: string | Uint8Array,
  options: Partial<ParseOptions> & { chunk?: number } = {},
): Promise<Parsed[]> {
  const parser = FORMATS[format].parser;
  return collect(parser(bytesOf(content, options.chunk), { file: 'test', today: TODAY, ...options }));
}

export function papersOf(parsed: readonly Parsed[]): PaperInput[] {
  return parsed.flatMap((item) => (item.kind === 'paper' ? [item.paper] : []));
}

export function techniquesOf(parsed: readonly Parsed[]): TechniqueInput[] {
  return parsed.flatMap((item) => (item.kind === 'technique' ? [item.technique] : []));
}

export function rejectionsOf(parsed: readonly Parsed[]): Rejection[] {
  return parsed.filter((item) => item.kind === 'rejected');
}

/** The first fault that the check of record.ts finds in what was parsed. */
export function faultOf(parsed: readonly Parsed[]): string | undefined {
  for (const item of parsed) {
    if (item.kind !== 'paper' && item.kind !== 'topic' && item.kind !== 'technique') continue;
    const checked =
      item.kind === 'paper'
        ? paperRecord.safeParse(item.paper)
        : item.kind === 'topic'
          ? topicRecord.safeParse(item.topic)
          : techniqueRecord.safeParse(item.technique);
    if (!checked.success) return JSON.stringify({ item, issues: checked.error.issues });
    if (holdsNull(item)) return `holds null: ${JSON.stringify(item)}`;
  }
  return undefined;
}

function holdsNull(value: unknown): boolean {
  return typeof value === 'object' ? value === null || Object.values(value).some(holdsNull) : false;
}
