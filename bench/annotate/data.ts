import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where the data of others lie, beside the project. They are read in place and never copied. */
const SHARED = join(process.cwd(), '..', 'shared', 'data');

/** The path of a data file, or undefined when this machine does not have it. */
export function shared(...path: string[]): string | undefined {
  const full = join(SHARED, ...path);
  return existsSync(full) ? full : undefined;
}

/** The lines of a text file, unpacked when its name ends in `.gz`. */
export function linesOf(path: string): string[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}

export function recordsOf<Record>(path: string): Record[] {
  return linesOf(path).map((line) => JSON.parse(line) as Record);
}

/** A text of `method-spans-dev` with marked names. */
export interface MarkedText {
  readonly source: string;
  readonly split: 'train' | 'dev';
  readonly unit: 'title' | 'abstract' | 'sentence';
  readonly text: string;
  readonly entities: readonly { readonly text: string; readonly type: string }[];
}

/** The texts of a paper of the corpus; some have no abstract. */
export interface PaperText {
  readonly title: string;
  readonly abstract?: string | null;
}

/** A paper of `ijcai-topics-dev` with the areas its authors chose. */
export interface AreaPaper {
  readonly title: string;
  readonly abstract: string;
  readonly areas: readonly string[];
}

/** A paper of the daily page with what a reader marked by hand. */
export interface LabeledPaper {
  readonly title: string;
  readonly abstract: string;
  readonly year: number | undefined;
  readonly techniques: readonly {
    readonly name: string;
    readonly aliases: readonly string[];
    readonly relation: string;
    readonly lexical: boolean;
  }[];
  readonly contextOnly: readonly { readonly name: string }[];
  readonly topics: readonly string[];
}

const HEADER_LINES = 6;
const LINES_PER_PAPER = 5;

/** The papers of the daily page: labels joined with the texts of the page, in its order. */
export function readPage(page: string, labels: string): LabeledPaper[] {
  const lines = linesOf(page).slice(HEADER_LINES);
  const marked = JSON.parse(readFileSync(labels, 'utf8')) as Omit<LabeledPaper, 'abstract' | 'year'>[];
  return marked.map((paper, index) => {
    const [title = '', abstract = '', , , date = ''] = lines.slice(
      index * LINES_PER_PAPER,
      (index + 1) * LINES_PER_PAPER,
    );
    if (title !== paper.title) throw new Error(`The page and the labels differ at "${paper.title}"`);
    const year = /\b\d{4}\b/.exec(date)?.[0];
    return { ...paper, abstract, year: year === undefined ? undefined : Number(year) };
  });
}

/** Aligned columns; numbers with three digits after the point. */
export function printTable(title: string, rows: readonly object[]): void {
  const cells = rows.map((row) => new Map(Object.entries(row) as [string, string | number][]));
  const columns = Object.keys(rows[0] ?? {});
  const text = (value: string | number | undefined): string =>
    typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : String(value ?? '');
  const widths = columns.map((column) => Math.max(column.length, ...cells.map((row) => text(row.get(column)).length)));
  const line = (values: readonly string[]): string =>
    values
      .map((value, i) => value.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n${line(columns)}\n${line(widths.map((width) => '-'.repeat(width)))}`);
  for (const row of cells) console.log(line(columns.map((column) => text(row.get(column)))));
}
