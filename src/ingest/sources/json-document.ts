import type { Token } from 'stream-json/core/parser.js';
import { MAX_RECORD_LENGTH } from './text.js';

/** Keys under which an API's answer holds its list of records. */
export const LIST_KEYS: ReadonlySet<string> = new Set(['results', 'data', 'recommendedPapers', 'items']);
/** Crossref wraps its list, or its one record, in an object of its own. */
export const WRAPPER_KEY = 'message';

const MOST_LEVELS = 500;

/** A value of a document: a record, or one that was too long to keep. */
export interface Found {
  readonly value: unknown;
  readonly tooLong: boolean;
}

/** The document cannot be read any further. */
export class BrokenDocument extends Error {
  override readonly name = 'BrokenDocument';
}

type Frame = { kind: 'list' } | { kind: 'wrapper'; value: ValueBuilder; emptied: boolean };

/**
 * Finds the records in the tokens of a JSON document: the elements of an array,
 * or of the list inside an API's answer, or the one object that the document is.
 * Of everything outside of records, only what may turn out to be one is kept.
 */
export class RecordFinder {
  private readonly frames: Frame[] = [];
  private current: ValueBuilder | undefined;
  private found: Found[] = [];

  /** Takes the records that are complete by now. */
  take(): Found[] {
    const found = this.found;
    this.found = [];
    return found;
  }

  /** Whether a list of records has begun. */
  hasList = false;

  /** Whether the document has ended with everything closed. */
  get isComplete(): boolean {
    return this.frames.length === 0 && this.current === undefined;
  }

  /** As much as there is of a record that is not complete. */
  get unfinished(): unknown {
    const wrapper = this.frames.findLast((frame) => frame.kind === 'wrapper');
    return (this.current ?? wrapper?.value)?.root;
  }

  /** @throws BrokenDocument when the document nests deeper than any record does. */
  add(token: Token): void {
    if (this.current !== undefined) this.continueValue(this.current, token);
    else this.startValue(this.frames.at(-1), token);
  }

  private continueValue(value: ValueBuilder, token: Token): void {
    value.add(token);
    if (!value.isComplete) return;
    this.current = undefined;
    this.found.push({ value: value.root, tooLong: value.tooLong });
  }

  private startValue(frame: Frame | undefined, token: Token): void {
    if (frame?.kind === 'list') {
      if (token.name === 'endArray') this.frames.pop();
      else this.beginRecord(token);
    } else if (frame?.kind === 'wrapper') this.continueWrapper(frame, token);
    else if (token.name === 'startArray') this.pushList();
    else if (token.name === 'startObject') this.pushWrapper(token);
    else this.beginRecord(token);
  }

  private beginRecord(token: Token): void {
    this.current = new ValueBuilder();
    this.continueValue(this.current, token);
  }

  private pushList(): void {
    this.hasList = true;
    this.frames.push({ kind: 'list' });
  }

  private pushWrapper(token: Token): void {
    const value = new ValueBuilder();
    value.add(token);
    this.frames.push({ kind: 'wrapper', value, emptied: false });
  }

  private continueWrapper(frame: Frame & { kind: 'wrapper' }, token: Token): void {
    const key = frame.value.level === 1 ? frame.value.key : undefined;
    if (token.name === 'startArray' && key !== undefined && LIST_KEYS.has(key)) {
      frame.emptied = true;
      this.pushList();
      return;
    }
    if (token.name === 'startObject' && key === WRAPPER_KEY) {
      frame.emptied = true;
      this.pushWrapper(token);
      return;
    }
    frame.value.add(token);
    if (!frame.value.isComplete) return;
    this.frames.pop();
    if (!frame.emptied) this.found.push({ value: frame.value.root, tooLong: frame.value.tooLong });
  }
}

type Container = { list: unknown[] } | { object: Record<string, unknown> };

/** Builds one value from its tokens as JSON.parse would, up to a length. */
class ValueBuilder {
  root: unknown;
  isComplete = false;
  tooLong = false;
  /** The key whose value comes next. */
  key: string | undefined;
  /** How many containers are open. */
  level = 0;
  private readonly open: Container[] = [];
  private text = '';
  private length = 0;

  add(token: Token): void {
    switch (token.name) {
      case 'startObject':
        this.openContainer({ object: {} });
        break;
      case 'startArray':
        this.openContainer({ list: [] });
        break;
      case 'endObject':
      case 'endArray':
        this.closeContainer();
        break;
      case 'startKey':
      case 'startString':
      case 'startNumber':
        this.text = '';
        break;
      case 'stringChunk':
      case 'numberChunk':
        this.count(token.value.length);
        if (!this.tooLong) this.text += token.value;
        break;
      case 'endKey':
        this.key = this.text;
        break;
      case 'endString':
        this.put(this.text);
        break;
      case 'endNumber':
        this.put(Number(this.text));
        break;
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        this.put(token.value);
    }
  }

  private openContainer(container: Container): void {
    if (this.level === MOST_LEVELS) throw new BrokenDocument(`nests deeper than ${MOST_LEVELS} levels`);
    this.attach('list' in container ? container.list : container.object);
    this.level += 1;
    this.open.push(container);
  }

  private closeContainer(): void {
    this.open.pop();
    this.level -= 1;
    this.key = undefined;
    this.isComplete = this.level === 0;
  }

  private put(value: unknown): void {
    this.attach(value);
    this.isComplete = this.level === 0;
  }

  private attach(value: unknown): void {
    this.count(8);
    if (this.tooLong) return;
    const container = this.open.at(-1);
    if (container === undefined) this.root = value;
    else if ('list' in container) container.list.push(value);
    else if (this.key === '__proto__') {
      // An assignment would set the prototype; JSON.parse makes an own property, too.
      Object.defineProperty(container.object, this.key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else if (this.key !== undefined) container.object[this.key] = value;
    this.key = undefined;
  }

  private count(length: number): void {
    this.length += length;
    if (this.length <= MAX_RECORD_LENGTH || this.tooLong) return;
    this.tooLong = true;
    this.text = '';
  }
}
