import { none } from 'stream-chain/defs.js';
import { jsonParser as tokenizer, type Token } from 'stream-json/core/parser.js';
import { BrokenDocument, LIST_KEYS, RecordFinder, WRAPPER_KEY } from './json-document.js';
import { isObject, rejection, type JsonObject } from './shape.js';
import type { Parsed, Parser, ParseOptions, Place, Rejection } from './source.js';
import { decoded, linesOfText, MAX_RECORD_LENGTH, type Line } from './text.js';

interface JsonRecord {
  readonly kind: 'record';
  readonly value: unknown;
  readonly place: Place;
}

/** How much of a file is looked at to tell JSON lines from one document. */
const HEAD_LENGTH = 64 * 1024;

const TOO_LONG = `is longer than ${MAX_RECORD_LENGTH} characters`;

/**
 * Makes the parser of a JSON format from what turns one record into parsed ones.
 * Arrays, JSON lines, one object and the answers of APIs all come as records. The
 * `null` that an API puts in the place of what it does not know is passed over.
 */
export function parserOfJson(parse: (record: JsonObject, place: Place) => Iterable<Parsed>): Parser {
  return async function* (bytes, options) {
    for await (const record of jsonRecords(bytes, options)) {
      if (record.kind === 'rejected') yield record;
      else if (isObject(record.value)) yield* parse(record.value, record.place);
      else if (record.value !== null) yield rejection(record.place, 'record', 'must be a JSON object', record.value);
    }
  };
}

async function* jsonRecords(
  bytes: AsyncIterable<Uint8Array>,
  { file }: ParseOptions,
): AsyncGenerator<JsonRecord | Rejection> {
  const texts = decoded(bytes);
  let head = '';
  while (head.length < HEAD_LENGTH) {
    const next = await texts.next();
    if (next.done === true) break;
    head += next.value;
  }
  const all = replay(head, texts);
  if (layoutOf(head, head.length >= HEAD_LENGTH) === 'document') yield* recordsOfDocument(all, file);
  else for await (const line of linesOfText(all)) yield* recordsOfLine(line, file);
}

async function* replay(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield head;
    yield* rest;
  } finally {
    // Whoever stops at the head must not leave the file open.
    await rest.return(undefined);
  }
}

/**
 * The first records that the beginning of a JSON file shows, the last of them
 * perhaps incomplete: what its format is recognized by.
 */
export function recordsOfHead(head: string, isCut: boolean): JsonObject[] {
  if (layoutOf(head, isCut) === 'document') {
    const { records, unfinished } = readHead(head);
    return [...records, unfinished].filter(isObject);
  }
  const lines = head.split('\n');
  const whole = lines.flatMap((line) => {
    const value = parsed(line);
    return isObject(value) ? [...unwrapped(value)].filter(isObject) : [];
  });
  return whole.length > 0 ? whole : lines.map((line) => readHead(line).unfinished).filter(isObject);
}

/**
 * JSON lines or one document? A first line that is a whole value means lines. A
 * first line that is not may be a broken record, or belong to a document over
 * several lines: that is so when all goes on as a document, or when records stand
 * on lines of their own with commas between them.
 */
function layoutOf(head: string, isCut: boolean): 'lines' | 'document' {
  const text = head.trimStart();
  if (text.startsWith('[')) return 'document';
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines[0] ?? '';
  if (lines.length === 1 && isCut) return readHead(text).hasList ? 'document' : 'lines';
  if (parsed(first) !== undefined) return 'lines';
  const { isSound, isComplete } = readHead(text);
  if (isComplete || (isSound && isCut)) return 'document';
  const isRecord = (line: string): boolean => isObject(parsed(line));
  const hasRows = lines.some((line) => line.endsWith(',') && isRecord(line.slice(0, -1)));
  return !hasRows && lines.some(isRecord) ? 'lines' : 'document';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

interface HeadReading {
  readonly records: unknown[];
  readonly unfinished: unknown;
  /** Whether the text can be the beginning of a document. */
  readonly isSound: boolean;
  /** Whether a list of records has begun in it. */
  readonly hasList: boolean;
  /** Whether everything in it is closed. */
  readonly isComplete: boolean;
}

function readHead(text: string): HeadReading {
  const reader = new DocumentReader();
  let isSound = true;
  const records: unknown[] = [];
  try {
    for (const piece of pieces(text)) {
      reader.read(piece);
      records.push(...reader.finder.take().map(({ value }) => value));
    }
  } catch {
    isSound = false;
  }
  const { finder } = reader;
  return {
    records,
    unfinished: finder.unfinished,
    isSound,
    hasList: finder.hasList,
    isComplete: isSound && finder.isComplete,
  };
}

function* recordsOfLine(line: Line, file: string): Generator<JsonRecord | Rejection> {
  const place = { file, line: line.number };
  if (line.tooLong) {
    yield rejection(place, 'record', TOO_LONG, line.text);
    return;
  }
  if (line.text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    yield rejection(place, 'record', `is not JSON: ${messageOf(error)}`, line.text);
    return;
  }
  let record = 0;
  for (const part of unwrapped(value)) {
    record += 1;
    yield { kind: 'record', value: part, place: part === value ? place : { ...place, record } };
  }
}

/** The records inside an array or an API's answer that stands on one line. */
function* unwrapped(value: unknown): Generator {
  if (Array.isArray(value)) {
    yield* value as unknown[];
    return;
  }
  if (isObject(value)) {
    const wrapped = value[WRAPPER_KEY];
    if (isObject(wrapped)) {
      yield* unwrapped(wrapped);
      return;
    }
    for (const key of LIST_KEYS) {
      const list = value[key];
      if (!Array.isArray(list)) continue;
      yield* list as unknown[];
      return;
    }
  }
  yield value;
}

async function* recordsOfDocument(texts: AsyncIterable<string>, file: string): AsyncGenerator<JsonRecord | Rejection> {
  const reader = new DocumentReader();
  let record = 0;
  function* take(): Generator<JsonRecord | Rejection> {
    for (const { value, tooLong } of reader.finder.take()) {
      record += 1;
      const place = { file, record };
      // An array in an array is the next page of a file to which pages were appended.
      if (tooLong) yield rejection(place, 'record', TOO_LONG, value);
      else for (const part of unwrapped(value)) yield { kind: 'record', value: part, place };
    }
  }
  const broken = (reason: string): Rejection =>
    rejection({ file, record: record + 1 }, 'record', reason, reader.finder.unfinished);
  try {
    for await (const text of texts) {
      for (const piece of pieces(text)) {
        reader.read(piece);
        yield* take();
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenDocument)) throw error;
    yield broken(`${error.message} near line ${reader.line}; nothing after it was read`);
    return;
  }
  const isWhole = reader.end();
  yield* take();
  if (!isWhole) yield broken(`is cut off at the end of the file, line ${reader.line}`);
}

/** Reads a document piece by piece and knows the line it is at. */
class DocumentReader {
  readonly finder = new RecordFinder();
  line = 1;
  private readonly tokenize = tokenizer({ packValues: false, jsonStreaming: true });

  /** @throws BrokenDocument when the text is not JSON. */
  read(text: string): void {
    for (const token of this.tokens(text)) this.finder.add(token);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.line += 1;
  }

  /** Whether the document was complete. */
  end(): boolean {
    try {
      for (const token of this.tokens(none)) this.finder.add(token);
    } catch {
      return false;
    }
    return this.finder.isComplete;
  }

  private tokens(text: string | typeof none): readonly Token[] {
    try {
      const result = this.tokenize(text as string);
      return result === none ? [] : result.values;
    } catch (error) {
      throw new BrokenDocument(`is not JSON: ${messageOf(error)}`);
    }
  }
}

/**
 * Cuts a text behind every closing brace. When the tokenizer meets a fault it
 * gives out no token of that piece, and so no record that ended before is lost.
 */
function* pieces(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf('}'); end !== -1; end = text.indexOf('}', start)) {
    yield text.slice(start, end + 1);
    start = end + 1;
  }
  if (start < text.length) yield text.slice(start);
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Parser cannot parse input: /, '');
}
