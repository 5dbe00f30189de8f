import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { UnknownFormat } from '../../../src/ingest/sources/detect.js';
import { parseSource } from '../../../src/ingest/sources/parse-source.js';
import type { Parsed } from '../../../src/ingest/sources/source.js';
import { collect, fixture, fixturePath, papersOf, rejectionsOf, TODAY } from './support.js';

describe('parseSource', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'related-work-parse-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function file(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  it('reads a file by its content, packed or not', async () => {
    const packed = await file('any.name', gzipSync(fixture('library.bib')));
    const plain = await collect(parseSource(fixturePath('library.bib'), { today: TODAY }));
    expect(papersOf(await collect(parseSource(packed, { today: TODAY })))).toEqual(papersOf(plain));
    expect(papersOf(plain)).toHaveLength(7);
  });

  it('reads a file as the format that is named', async () => {
    const path = await file('odd.json', '[{"title":"No Sign of its Format"}]');
    await expect(collect(parseSource(path, { today: TODAY }))).rejects.toThrow(UnknownFormat);
    const parsed = await collect(parseSource(path, { today: TODAY, format: 'csl' }));
    expect(papersOf(parsed)).toEqual([{ title: 'No Sign of its Format', source: 'csl-json' }]);
  });

  it('reads standard input', async () => {
    const input = Readable.from([fixture('csl.json')]) as unknown as typeof process.stdin;
    const stdin = jest.spyOn(process, 'stdin', 'get').mockReturnValue(input);
    const parsed = await collect(parseSource('-', { today: TODAY }));
    stdin.mockRestore();
    expect(parsed.map(({ place }) => place)).toContainEqual({ file: 'standard input', record: 1 });
  });

  it('gives the records before a cut in packed data, and reports the cut', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) =>
      JSON.stringify({ id: `hash:${index}`, title: `Title ${Math.sin(index)}` }),
    );
    const packed = gzipSync(lines.join('\n'));
    const path = await file('cut.gz', packed.subarray(0, packed.length / 2));
    const parsed = await collect(parseSource(path, { today: TODAY }));
    const papers = papersOf(parsed);
    expect(papers.length).toBeGreaterThan(2000);
    expect(papers.map(({ id }) => id)).toEqual(papers.map((_, index) => `hash:${index}`));
    expect(rejectionsOf(parsed).at(-1)).toEqual(
      expect.objectContaining({
        place: { file: path },
        reason: expect.stringMatching(/damaged or cut off .*; nothing after that was read$/),
      }),
    );
  });

  it('reports packed data that are damaged from the beginning', async () => {
    const path = await file('broken.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
    const parsed = await collect(parseSource(path, { today: TODAY }));
    expect(parsed).toEqual([expect.objectContaining({ kind: 'rejected', place: { file: path } })]);
  });

  it('reads around a record that unpacks to 1 GB, in bounded memory', async () => {
    const filler = Buffer.alloc(1024 * 1024, 'x');
    function* content(): Generator<Buffer> {
      yield Buffer.from('{"id":"hash:1","title":"One"}\n{"title":"');
      for (let megabyte = 0; megabyte < 1024; megabyte += 1) yield filler;
      yield Buffer.from('"}\n{"id":"hash:2","title":"Two"}\n');
    }
    const path = await file('bomb.gz', await buffer(Readable.from(content()).pipe(createGzip({ level: 1 }))));
    const before = process.memoryUsage().rss;
    const parsed: Parsed[] = [];
    for await (const item of parseSource(path, { today: TODAY })) parsed.push(item);
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(rejectionsOf(parsed)).toEqual([expect.objectContaining({ place: { file: path, line: 2 } })]);
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(500);
  });

  it('closes its source when it stops early', async () => {
    for (const content of [fixture('csl.json'), gzipSync(fixture('csl.json')), Buffer.from('of no format')]) {
      const input = Readable.from([content]) as unknown as typeof process.stdin;
      const stdin = jest.spyOn(process, 'stdin', 'get').mockReturnValue(input);
      const reading = parseSource('-', { today: TODAY });
      await reading.next().catch(() => undefined);
      await reading.return(undefined);
      stdin.mockRestore();
      expect(input.destroyed).toBe(true);
    }
  });

  it('says what is wrong with a path', async () => {
    await expect(collect(parseSource(join(folder, 'absent'), { today: TODAY }))).rejects.toThrow(/ENOENT.*absent/);
    await expect(collect(parseSource(await file('empty', ''), { today: TODAY }))).rejects.toThrow(
      /empty: holds nothing/,
    );
  });
});
