import type { Line } from './text.js';

/** Longer entries are refused: the library is slow on them. */
export const MAX_ENTRY_LENGTH = 128 * 1024;

/** No real field nests its braces deeper; the library recurses. */
const MOST_LEVELS = 50;

/** An entry as it stands in its file, or why it is none. */
export interface RawEntry {
  /** Such as `article` or `string`, in lower case. */
  readonly type: string;
  readonly text: string;
  /** Line that it begins on. */
  readonly line: number;
  readonly fault?: string;
}

/** An entry that begins a line ends one that was not closed: braces inside values do not look like this. */
const BEGINNING = /^\s*@[A-Za-z]+\s*[{(]/;
const ENTRY = /@([A-Za-z]+)\s*([{(])/y;
const ENTRY_WITHOUT_BRACE = /@[A-Za-z]+\s*$/y;

/**
 * Splits a BibTeX file into its entries by braces, line by line, so that no more than
 * one entry is held and a broken one spoils only itself. Everything outside of
 * entries is commentary, as BibTeX has it.
 */
export class EntrySplitter {
  private entries: RawEntry[] = [];
  private open: OpenEntry | undefined;
  /** An `@article` at the end of a line, whose brace follows on the next. */
  private held = '';

  /** Takes the entries that are complete by now. */
  take(): RawEntry[] {
    const entries = this.entries;
    this.entries = [];
    return entries;
  }

  read(line: Line): void {
    if (this.open !== undefined && BEGINNING.test(line.text)) this.close('is not closed: its braces do not match');
    const text = this.held + line.text;
    this.held = '';
    let at = 0;
    while (at < text.length)
      at = this.open === undefined ? this.findEntry(text, at, line.number) : this.open.read(text, at, this);
    if (line.tooLong) {
      this.open ??= new OpenEntry('', line.number, false, line.text);
      this.close('has a line that is too long');
    }
    this.open?.endLine();
  }

  end(): void {
    this.close('is not closed: the file ends here');
  }

  /** Ends the entry that is open. */
  close(fault?: string): void {
    if (this.open === undefined) return;
    const { type, text, line } = this.open;
    this.entries.push({ type, text, line, ...(fault === undefined ? {} : { fault }) });
    this.open = undefined;
  }

  private findEntry(text: string, from: number, line: number): number {
    const at = from + text.slice(from).search(/[@%]/);
    if (at < from || text[at] === '%') return text.length;
    ENTRY.lastIndex = at;
    const [whole, type = '', brace] = ENTRY.exec(text) ?? [];
    if (whole !== undefined) {
      // What is a comment in braces is skipped like an entry.
      this.open = new OpenEntry(type.toLowerCase(), line, brace === '(', whole);
      return at + whole.length;
    }
    ENTRY_WITHOUT_BRACE.lastIndex = at;
    if (ENTRY_WITHOUT_BRACE.test(text)) this.held = text.slice(at).trimEnd();
    return this.held === '' ? at + 1 : text.length;
  }
}

/** An entry whose end was not read yet. */
class OpenEntry {
  text: string;
  private depth = 0;
  private isQuoted = false;
  private fault: string | undefined;

  constructor(
    readonly type: string,
    readonly line: number,
    /** Whether parentheses stand around it, and not braces. */
    private readonly isRound: boolean,
    opening: string,
  ) {
    this.text = opening;
  }

  /** Reads on in a line from a place, and returns the place behind what belongs to the entry. */
  read(text: string, from: number, splitter: EntrySplitter): number {
    const signs = /[\\{}()"]/g;
    signs.lastIndex = from;
    for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
      if (sign[0] === '\\') signs.lastIndex += 1;
      else if (this.isEnd(sign[0])) {
        this.add(text.slice(from, sign.index + 1));
        splitter.close(this.fault);
        return sign.index + 1;
      }
    }
    this.add(text.slice(from));
    return text.length;
  }

  endLine(): void {
    this.add('\n');
  }

  private isEnd(sign: string): boolean {
    if (sign === '{') this.depth += 1;
    if (this.depth > MOST_LEVELS) this.fault = `nests deeper than ${MOST_LEVELS} braces`;
    if (sign === '"' && this.depth === 0) this.isQuoted = !this.isQuoted;
    if (sign === ')') return this.isRound && this.depth === 0 && !this.isQuoted;
    if (sign !== '}') return false;
    this.depth -= 1;
    return this.depth < 0;
  }

  private add(text: string): void {
    if (this.text.length <= MAX_ENTRY_LENGTH) this.text += text.slice(0, MAX_ENTRY_LENGTH + 1);
    if (this.text.length > MAX_ENTRY_LENGTH) this.fault = `is longer than ${MAX_ENTRY_LENGTH} characters`;
  }
}
