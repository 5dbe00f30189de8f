import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DamagedSource, filesAt, openSource, peek, unpacked } from '../../../src/ingest/sources/read.js';
import { decoded, linesOf } from '../../../src/ingest/sources/text.js';
import { bytesOf, collect } from './support.js';

async function textOf(content: string | Uint8Array, size?: number): Promise<string> {
  return (await collect(decoded(bytesOf(content, size)))).join('');
}

async function unpackedText(content: Uint8Array, size?: number): Promise<string> {
  return Buffer.concat(await collect(unpacked(bytesOf(content, size)))).toString();
}

describe('unpacked', () => {
  it('undoes gzip, also of several members and in chunks of one byte', async () => {
    const packed = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]);
    expect(await unpackedText(packed)).toBe('one\ntwo\n');
    expect(await unpackedText(packed, 1)).toBe('one\ntwo\n');
  });

  it.each(['', 'a', 'plain text'])('passes %j as it is', async (text) => {
    expect(await unpackedText(Buffer.from(text))).toBe(text);
  });

  it('gives out everything before a cut, then says that the data are damaged', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} ${Math.sin(index)}`).join('\n');
    const packed = gzipSync(lines);
    const cut = packed.subarray(0, packed.length - 1000);
    const pieces: Uint8Array[] = [];
    await expect(async () => {
      for await (const piece of unpacked(bytesOf(cut))) pieces.push(piece);
    }).rejects.toThrow(DamagedSource);
    const before = Buffer.concat(pieces).toString();
    expect(lines.startsWith(before)).toBe(true);
    expect(before.length).toBeGreaterThan(lines.length * 0.98);
  });

  it('passes over nulls behind the last member, and says that anything else is damage', async () => {
    expect(await unpackedText(Buffer.concat([gzipSync('one'), Buffer.alloc(512)]))).toBe('one');
    await expect(unpackedText(Buffer.concat([gzipSync('one'), Buffer.from('rubbish')]))).rejects.toThrow(DamagedSource);
  });

  it('says that bytes which only begin like gzip are damaged', async () => {
    await expect(unpackedText(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).rejects.toThrow(/damaged or cut off/);
  });

  it('ends the reading of its source when its own reader stops', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(Buffer.from('x'));
      } finally {
        closed = true;
      }
    }
    for await (const piece of unpacked(endless())) if (piece.length > 0) break;
    expect(closed).toBe(true);
  });
});

describe('peek', () => {
  it('shows the head and gives all bytes again', async () => {
    const { head, bytes } = await peek(bytesOf('abcdef', 2), 3);
    expect(head.toString()).toBe('abc');
    expect(Buffer.concat(await collect(bytes)).toString()).toBe('abcdef');
  });
});

describe('decoded', () => {
  const text = 'naïve Ελλάς 漢字 𝒳 end';
  const utf16le = Buffer.from(text, 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['UTF-16 LE without', utf16le],
    ['UTF-16 BE without', utf16be],
  ])('reads %s, in chunks of any size', async (_, bytes) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(await textOf(bytes, size)).toBe(text);
  });

  it('reads what is no UTF-8 as Windows-1252, byte by byte', async () => {
    const bytes = Buffer.concat([Buffer.from('caf\u00e9 \u0096 ', 'latin1'), Buffer.from('né ✓')]);
    for (const size of [1, 2, 1000]) expect(await textOf(bytes, size)).toBe('café – né ✓');
  });

  it.each([
    ['', ''],
    ['\u00e9', 'é'],
    ['\u00e2\u0082', 'â‚'],
    ['a\u00f0\u009f', 'aðŸ'],
  ])('reads the short or cut bytes %j', async (latin1, expected) => {
    expect(await textOf(Buffer.from(latin1, 'latin1'))).toBe(expected);
  });
});

describe('linesOf', () => {
  it('numbers lines, with and without carriage returns and a last line end', async () => {
    const lines = await collect(linesOf(bytesOf('one\r\n\ntwo\nthree', 2)));
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, 'one'],
      [2, ''],
      [3, 'two'],
      [4, 'three'],
    ]);
  });

  it('keeps only the beginning of a line that is too long', async () => {
    const lines = await collect(linesOf(bytesOf(`short\n${'x'.repeat(5000)}\nshort`, 100), 1000));
    expect(lines.map(({ number, tooLong }) => [number, tooLong])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    expect(lines[1]?.text.length).toBeLessThan(1000);
  });
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'related-work-read-'));
    await mkdir(join(folder, 'part'));
    await writeFile(join(folder, 'b.jsonl'), 'b');
    await writeFile(join(folder, 'a.txt'), gzipSync('packed under another name'));
    await writeFile(join(folder, 'part', 'c'), 'c');
    await writeFile(join(folder, '.hidden'), 'no');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are everything in a folder and below, in sorted order', async () => {
    expect(await filesAt(folder)).toEqual(['a.txt', 'b.jsonl', join('part', 'c')].map((name) => join(folder, name)));
    expect(await filesAt(join(folder, 'b.jsonl'))).toEqual([join(folder, 'b.jsonl')]);
    expect(await filesAt('-')).toEqual(['-']);
    await expect(filesAt(join(folder, 'absent'))).rejects.toThrow(/ENOENT/);
  });

  it('are unpacked by content, whatever their name', async () => {
    const bytes = Buffer.concat(await collect(openSource(join(folder, 'a.txt'))));
    expect(bytes.toString()).toBe('packed under another name');
    expect(() => gunzipSync(bytes)).toThrow();
  });
});
