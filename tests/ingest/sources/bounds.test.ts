import { FORMATS } from '../../../src/ingest/sources/detect.js';
import type { Parsed } from '../../../src/ingest/sources/source.js';
import { faultOf, JSON_FORMATS, parse } from './support.js';

const GOOD = { title: 'Good', name: 'Good' };

function linesOfGood(parsed: readonly Parsed[]): (number | undefined)[] {
  return parsed.filter((item) => item.kind === 'paper' && item.paper.title === 'Good').map(({ place }) => place.line);
}

describe('bounds', () => {
  const MB = 1024 * 1024;

  /** Bytes that are made when they are asked for, and the most memory that was in use then. */
  function made(...parts: readonly [piece: string, times: number][]) {
    const use = { most: 0 };
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for (const [piece, times] of parts) {
        const chunk = Buffer.from(piece);
        for (let time = 0; time < times; time += 1) {
          if (time % 100 === 0) use.most = Math.max(use.most, process.memoryUsage().heapUsed);
          yield await Promise.resolve(chunk);
        }
      }
    }
    return { bytes: bytes(), use };
  }

  const good = JSON.stringify(GOOD);
  const filler = 'x'.repeat(64 * 1024);

  it.each([
    [
      'a line',
      [
        [`${good}\n{"title":"`, 1],
        [filler, 4000],
        [`"}\n${good}\n`, 1],
      ],
    ],
    [
      'a string in an array',
      [
        [`[${good},{"title":"`, 1],
        [filler, 4000],
        [`"},${good}]`, 1],
      ],
    ],
    [
      'a key in an array',
      [
        [`[${good},{"`, 1],
        [filler, 4000],
        [`":1},${good}]`, 1],
      ],
    ],
    [
      'a list in an array',
      [
        [`[${good},{"title":["x"`, 1],
        [',"x"'.repeat(20_000), 800],
        [`]},${good}]`, 1],
      ],
    ],
  ] as const)('%s of 64 to 256 MB is skipped in bounded memory', async (_, parts) => {
    const before = process.memoryUsage().heapUsed;
    const { bytes, use } = made(...(parts as unknown as [string, number][]));
    const parsed: Parsed[] = [];
    for await (const item of FORMATS['related-work'].parser(bytes, { file: 'test', today: new Date() }))
      parsed.push(item);
    expect(parsed.map((item) => (item.kind === 'rejected' ? item.reason : item.kind))).toEqual([
      'paper',
      'is longer than 16777216 characters',
      'paper',
    ]);
    expect((use.most - before) / MB).toBeLessThan(400);
  });

  it.each(JSON_FORMATS)('a field of 10 MB costs %s nothing but itself', async (format) => {
    const long = 'x '.repeat(5 * MB);
    for (const key of [
      'abstract',
      'title',
      'venue',
      'id',
      'url',
      'doi',
      'DOI',
      'authors',
      'categories',
      'note',
      'keyword',
      'abstract_inverted_index',
    ]) {
      const parsed = await parse(format, `${good}\n${JSON.stringify({ ...GOOD, [key]: long })}\n${good}`);
      expect(faultOf(parsed)).toBeUndefined();
      expect(linesOfGood(parsed)).toEqual(key === 'title' ? [1, 3] : [1, 2, 3]);
    }
  });
});
