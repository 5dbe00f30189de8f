import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedRecords } from '../../src/ingest/seeds.js';
import { SEEDS } from '../support/seeded.js';

export type Raw = Readonly<Record<string, unknown>> & { readonly id: string };

/** The seed files as they stand, before the loader sees them. */
export function rawSeeds(): Record<keyof SeedRecords, readonly Raw[]> {
  const text = (file: string) => readFileSync(join(SEEDS, file), 'utf8');
  return {
    papers: text('papers.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Raw),
    techniques: JSON.parse(text('techniques.json')) as Raw[],
    topics: JSON.parse(text('topics.json')) as Raw[],
  };
}

export interface PageRecord {
  readonly title: string;
  readonly abstract: string;
  readonly authorCount: number;
  /** The date as the page shows it, such as `Oct 20, 2024`, or `Apr 9` in the page's own year. */
  readonly date: string;
  readonly comments: number | undefined;
}

export interface Fact {
  readonly n: number;
  readonly title: string;
  readonly arxivId: string;
  readonly authors: readonly string[];
  readonly nAuthorsInFile: number;
  readonly date: string;
  readonly comments: number | null;
  readonly venue: string | null;
  readonly venueStatus: string;
  readonly primaryCategory: string | null;
  readonly primaryCategoryStatus: string;
  readonly categories: readonly string[];
  readonly categoriesStatus: string;
}

export interface Label {
  readonly n: number;
  readonly topics: readonly string[];
  readonly techniques: readonly { readonly name: string; readonly relation: string; readonly lexical: boolean }[];
}

export interface Taxonomy {
  readonly techniques: readonly { readonly name: string; readonly variantOf: readonly string[] }[];
  readonly topics: readonly { readonly name: string; readonly parent: string | null }[];
}

export interface Citation {
  readonly fromArxivId: string;
  readonly toArxivId: string;
}

export interface Source {
  readonly pageText: string;
  readonly page: readonly PageRecord[];
  readonly facts: readonly Fact[];
  readonly labels: readonly Label[];
  readonly taxonomy: Taxonomy;
  readonly citations: readonly Citation[];
}

const SOURCE_FOLDER = ['..', 'shared', 'data', 'seed'];

/** A suite that needs what the seeds were made from; it is skipped, and says so, where that is absent. */
export function describeWithSource(title: string, suite: (source: Source) => void): void {
  const folder = join(process.cwd(), ...SOURCE_FOLDER);
  if (existsSync(folder)) {
    const source = readSource(folder);
    describe(title, () => suite(source));
  } else {
    describe.skip(`${title} (no ${SOURCE_FOLDER.join('/')})`, () => {
      it('did not run', () => undefined);
    });
  }
}

function readSource(folder: string): Source {
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  const pageText = text('daily-papers-page.txt');
  return {
    pageText,
    page: recordsOf(pageText),
    facts: text('facts.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Fact),
    labels: JSON.parse(text('labels.json')) as Label[],
    taxonomy: JSON.parse(text('taxonomy.json')) as Taxonomy,
    citations: JSON.parse(text('citations.json')) as Citation[],
  };
}

const HEADER_LINES = 6;
const RECORD_LINES = 5;

function recordsOf(pageText: string): PageRecord[] {
  const lines = pageText.split('\n').filter((line) => line.trim() !== '');
  const records: PageRecord[] = [];
  for (let at = HEADER_LINES; at + RECORD_LINES <= lines.length; at += RECORD_LINES) {
    const [title = '', abstract = '', authors = '', , dateLine = ''] = lines.slice(at, at + RECORD_LINES);
    const [, date = '', comments] = /^(\w{3} \d{1,2}(?:, \d{4})?)(?: (\d+))?$/.exec(dateLine) ?? [];
    const authorCount = Number(/(\d+) authors/.exec(authors)?.[1]);
    records.push({
      title,
      abstract,
      authorCount,
      date,
      comments: comments === undefined ? undefined : Number(comments),
    });
  }
  return records;
}
