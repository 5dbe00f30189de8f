import { arxivAtom } from './arxiv-atom.js';
import { arxivSnapshot } from './arxiv-snapshot.js';
import { bibtex } from './bibtex.js';
import { csl } from './csl.js';
import { dailyPapersPage } from './daily-papers-page.js';
import type { Format } from './format.js';
import { huggingface } from './huggingface.js';
import { recordsOfHead } from './json-records.js';
import { openalex } from './openalex.js';
import { papersWithCode } from './papers-with-code.js';
import { relatedWork } from './related-work.js';
import { semanticScholar } from './semantic-scholar.js';
import { decoded } from './text.js';

/** Every input format by its name, in the order in which they are tried. */
export const FORMATS = {
  openalex,
  'semantic-scholar': semanticScholar,
  'papers-with-code': papersWithCode,
  'arxiv-snapshot': arxivSnapshot,
  csl,
  'related-work': relatedWork,
  huggingface,
  'arxiv-atom': arxivAtom,
  bibtex,
  'daily-papers-page': dailyPapersPage,
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/** How many bytes `detectFormat` wants to see. */
export const HEAD_BYTES = 64 * 1024;

/** The content is of no format that is known. The message says which there are. */
export class UnknownFormat extends Error {
  override readonly name = 'UnknownFormat';
}

/**
 * Recognizes a format by what a file begins with; its name does not count.
 *
 * @throws UnknownFormat when it is none.
 */
export async function detectFormat(head: Uint8Array, file: string): Promise<FormatName> {
  let text = '';
  for await (const piece of decoded(only(head))) text += piece;
  const isCut = head.length >= HEAD_BYTES;
  const isJson = /^\s*[[{]/.test(text);
  const records = isJson ? recordsOfHead(text, isCut) : [];
  const name = FORMAT_NAMES.find((format) => FORMATS[format].recognizes({ text: isJson ? '' : text, records }));
  if (name === undefined) throw new UnknownFormat(`${file}: ${whatItIs(head, text)} ${howToName()}`);
  return name;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a decoder reads what comes over time
async function* only(head: Uint8Array): AsyncGenerator<Uint8Array> {
  yield head;
}

function whatItIs(head: Uint8Array, text: string): string {
  const first = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (text.trim() === '') return 'holds nothing that could be read.';
  if (first === '%PDF') return 'is a PDF, not the metadata of papers.';
  if (first.startsWith('PK')) return 'is a ZIP archive: unpack it first.';
  if (first.startsWith('\u001f\u008b')) return 'is packed twice with gzip: unpack it once first.';
  if (/^\s*<(?:!doctype html|html)/i.test(text)) return 'is a web page: save its text, or the data behind it.';
  return `begins like no format that is known: ${JSON.stringify(text.trim().slice(0, 60))}.`;
}

function howToName(): string {
  const names = FORMAT_NAMES.map((name) => `  ${name}: ${FORMATS[name].title}`);
  return ['It could be one of these; --format names the right one where it is not recognized:', ...names].join('\n');
}
