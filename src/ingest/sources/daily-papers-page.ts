import { dateOfParts, monthOf } from './dates.js';
import type { Format } from './format.js';
import { paperOf } from './paper.js';
import { rejection } from './shape.js';
import type { Parsed, ParseOptions, Place } from './source.js';
import { linesOf, type Line } from './text.js';

const AUTHORS = /^\s*[•·*]\s*(\d+)\s+authors?\s*$/;
const DOT = /^\s*·\s*$/;
const DATE = /^\s*([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:,\s*(\d{4}))?(?:\s+(\d{1,6}))?\s*$/;
const PAGE_TITLE = /^\s*Daily Papers\s*$/;

/** The year of a page is settled after this many records, so that memory stays bounded. */
const MOST_HELD = 2000;

/** No record has more lines. */
const MOST_LINES = 100;

/** The text of a daily-papers page, as it is copied from a browser. */
export const dailyPapersPage: Format = {
  title: 'daily-papers page (text)',
  parser: parsePage,
  recognizes: ({ text }) => {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return lines.slice(0, 20).some((line) => PAGE_TITLE.test(line)) || lines.some((line) => AUTHORS.test(line));
  },
};

interface PageDate {
  readonly month: number;
  readonly day: number;
  readonly year?: number;
  readonly comments?: number;
}

interface Entry {
  readonly place: Place;
  readonly lines: readonly string[];
  readonly authorCount: number | undefined;
  readonly date: PageDate;
}

async function* parsePage(
  bytes: AsyncIterable<Uint8Array>,
  { file, year, today }: ParseOptions,
): AsyncGenerator<Parsed> {
  const reader = new PageReader(file);
  const held: (Entry | Parsed)[] = [];
  let settled = year;
  function* give(): Generator<Parsed> {
    settled ??= latestYear([reader.pageDate, ...held.map((item) => ('date' in item ? item.date : undefined))], today);
    for (const item of held.splice(0)) yield 'date' in item ? paperOfEntry(item, settled) : item;
  }
  for await (const line of linesOf(bytes)) {
    reader.read(line);
    held.push(...reader.take());
    if (held.length >= MOST_HELD) yield* give();
  }
  reader.end();
  held.push(...reader.take());
  yield* give();
}

/** Finds the records: the two lines above a number of authors, and the date below it. */
class PageReader {
  pageDate: PageDate | undefined;
  private found: (Entry | Parsed)[] = [];
  private isInHead = true;
  private sawTitle = false;
  private lines: Line[] = [];
  private authorCount: number | undefined;
  /** How many lines stand above the number of authors: those below it belong to the next record. */
  private above: number | undefined;
  private sawDot = false;
  /** Whether the first line stands where the date of the record before should, and was reported as that. */
  private isFirstReported = false;

  constructor(private readonly file: string) {}

  /** Takes the records that are complete by now. */
  take(): (Entry | Parsed)[] {
    const found = this.found;
    this.found = [];
    return found;
  }

  read(line: Line): void {
    const { text } = line;
    if (text.trim() === '' || line.tooLong || this.isHead(text)) return;
    const count = AUTHORS.exec(text)?.[1];
    const date = this.sawDot || this.authorCount !== undefined ? readDate(text) : undefined;
    if (count !== undefined) this.countAuthors(Number(count));
    else if (DOT.test(text)) this.sawDot = true;
    else if (date !== undefined) this.finish(date);
    else this.add(line);
  }

  end(): void {
    if (this.lines.length > 0) this.reject(this.lines, 'is missing: the page ends here');
  }

  private add(line: Line): void {
    if (this.sawDot) {
      this.reject(this.lines, `must be a date such as Oct 20, 2024, not ${line.text.trim().slice(0, 50)}`);
      this.reset();
      this.isFirstReported = true;
    }
    this.lines.push(line);
    // A page without any date must not fill memory.
    if (this.lines.length > MOST_LINES) this.lines.shift();
  }

  private countAuthors(count: number): void {
    if (this.authorCount !== undefined) {
      const next = this.lines.splice(this.above ?? 0);
      this.reject(this.lines, 'is missing');
      this.reset();
      this.lines = next;
    }
    this.authorCount = count;
    this.above = this.lines.length;
  }

  /** A record has a title and an abstract: lines above them are left of another one. */
  private finish(date: PageDate): void {
    const own = this.lines.slice(0, this.above);
    const left = own.splice(0, Math.max(0, own.length - 2));
    if (left.length > (this.isFirstReported ? 1 : 0)) this.reject(left, 'is missing');
    this.found.push({ ...this.shown(own), authorCount: this.authorCount, date });
    this.reset();
  }

  private reject(lines: readonly Line[], reason: string): void {
    const shown = this.shown(lines);
    this.found.push(rejection(shown.place, 'date', reason, { lines: shown.lines }));
  }

  private shown(lines: readonly Line[]): { place: Place; lines: string[] } {
    const line = lines[0]?.number;
    return {
      place: { file: this.file, ...(line === undefined ? {} : { line }) },
      lines: lines.map(({ text }) => text.trim()),
    };
  }

  /** The lines down to the page's own date are no record. A page that was copied without them begins with one. */
  private isHead(text: string): boolean {
    if (!this.isInHead) return false;
    const date = this.sawTitle ? readDate(text) : undefined;
    if (PAGE_TITLE.test(text)) this.sawTitle = true;
    else if (date !== undefined) {
      this.pageDate = date;
      this.isInHead = false;
    } else {
      if (AUTHORS.test(text)) this.isInHead = false;
      return false;
    }
    this.reset();
    return true;
  }

  private reset(): void {
    this.lines = [];
    this.authorCount = undefined;
    this.above = undefined;
    this.sawDot = false;
    this.isFirstReported = false;
  }
}

function readDate(text: string): PageDate | undefined {
  const [, name = '', day, year, comments] = DATE.exec(text) ?? [];
  const month = monthOf(name);
  if (month === undefined) return undefined;
  return {
    month,
    day: Number(day),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(comments === undefined ? {} : { comments: Number(comments) }),
  };
}

/** The latest year that makes days of all dates without year, and puts none of them into the future. */
function latestYear(dates: readonly (PageDate | undefined)[], today: Date): number | undefined {
  const open = dates.filter((date) => date !== undefined && date.year === undefined) as PageDate[];
  const newest = today.toISOString().slice(0, 10);
  const thisYear = today.getUTCFullYear();
  // A 29th of February may lie eight years back.
  for (let year = thisYear; year > thisYear - 10; year -= 1) {
    const days = open.map(({ month, day }) => dateOfParts(year, month, day).publishedOn);
    if (days.every((day) => day !== undefined && day <= newest)) return year;
  }
  return undefined;
}

function paperOfEntry({ place, lines, authorCount, date }: Entry, year: number | undefined): Parsed {
  const [title, ...abstract] = lines;
  return paperOf(
    {
      title,
      abstract: abstract.join(' '),
      authorCount,
      ...dateOfParts(date.year ?? year, date.month, date.day),
      comments: date.comments,
      source: 'daily-papers-page',
    },
    { place, record: { lines } },
  );
}
