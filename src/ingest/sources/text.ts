import { isUtf8 } from 'node:buffer';

/**
 * The longest record that is read, in characters; whatever is longer is reported
 * and skipped. It bounds memory, also against a file that unpacks to endless text.
 */
export const MAX_RECORD_LENGTH = 16 * 1024 * 1024;

/** How much of a line that is too long is kept for the report. */
const SHOWN_OF_LONG_LINE = 500;

/** The line as it stands, or only its beginning when `tooLong`. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly tooLong: boolean;
}

type Decode = (bytes: Buffer) => { text: string; rest: Buffer };

/**
 * Reads bytes as text. A byte-order mark is dropped; UTF-16 is known by its mark,
 * or by the null bytes around its first characters. Everything else is UTF-8, in
 * which a byte that is no part of UTF-8 counts as Windows-1252, so that a Latin-1
 * file and a file of mixed origin both keep their letters.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Buffer = Buffer.alloc(0);
  let decode: Decode | undefined;
  for await (const chunk of bytes) {
    held = held.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([held, chunk]);
    if (decode === undefined) {
      if (held.length < 4) continue;
      [decode, held] = decoderFor(held);
    }
    const { text, rest } = decode(held);
    held = rest;
    if (text !== '') yield text;
  }
  if (decode === undefined) [decode, held] = decoderFor(held);
  const { text, rest } = decode(held);
  const last = text + (rest.length > 0 ? decodeMixed(rest) : '');
  if (last !== '') yield last;
}

/** Splits bytes into lines, whose ends may be `\n` or `\r\n`. Keeps no more than `longest` characters of any line. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  longest = MAX_RECORD_LENGTH,
): AsyncGenerator<Line, void, undefined> {
  yield* linesOfText(decoded(bytes), longest);
}

/** The same for text that is decoded already. */
export async function* linesOfText(
  texts: AsyncIterable<string>,
  longest = MAX_RECORD_LENGTH,
): AsyncGenerator<Line, void, undefined> {
  let number = 1;
  let held = '';
  let tooLong = false;
  const add = (piece: string): void => {
    if (tooLong) return;
    held += piece;
    tooLong = held.length > longest;
    if (tooLong) held = held.slice(0, SHOWN_OF_LONG_LINE);
  };
  const take = (): Line => {
    const text = held.endsWith('\r') ? held.slice(0, -1) : held;
    const line = { number, text, tooLong };
    number += 1;
    held = '';
    tooLong = false;
    return line;
  };
  for await (const text of texts) {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      add(text.slice(start, end));
      yield take();
      start = end + 1;
    }
    add(text.slice(start));
  }
  if (held !== '') yield take();
}

function decoderFor(head: Buffer): [Decode, Buffer] {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return [decodeUtf8, head.subarray(3)];
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const littleEndian = marked ? head[0] === 0xff : head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0;
  const bigEndian = marked ? head[0] === 0xfe : head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0;
  if (!littleEndian && !bigEndian) return [decodeUtf8, head];
  const utf16 = new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be');
  const decode: Decode = (bytes) => ({ text: utf16.decode(bytes, { stream: true }), rest: Buffer.alloc(0) });
  return [decode, head];
}

const decodeUtf8: Decode = (bytes) => {
  const end = bytes.length - unfinished(bytes);
  const whole = bytes.subarray(0, end);
  return { text: isUtf8(whole) ? whole.toString('utf8') : decodeMixed(whole), rest: bytes.subarray(end) };
};

/** How many bytes at the end begin a character that the next chunk may finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2) return lengthByLead(byte) > back ? back : 0;
  }
  return 0;
}

/** What Windows-1252 has from 0x80 to 0x9F, where Latin-1 has controls. Node 20's own decoder takes the two for the same. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The character of a byte, or of a control character that was such a byte, in Windows-1252. */
export function windows1252(code: number): string {
  return WINDOWS_1252[code - 0x80] ?? String.fromCharCode(code);
}

function decodeMixed(bytes: Buffer): string {
  let text = '';
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = validLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += bytes.toString('utf8', start, at) + windows1252(bytes[at] ?? 0);
    at += 1;
    start = at;
  }
  return text + bytes.toString('utf8', start);
}

function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** Length of the well-formed UTF-8 character that begins at a place, 0 when none does. */
function validLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lengthByLead(lead);
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
