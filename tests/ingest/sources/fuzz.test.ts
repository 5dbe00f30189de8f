import fc from 'fast-check';
import { FORMAT_NAMES, type FormatName } from '../../../src/ingest/sources/detect.js';
import type { Parsed } from '../../../src/ingest/sources/source.js';
import { faultOf, fixture, JSON_FORMATS, papersOf, parse, rejectionsOf } from './support.js';

const SAMPLES: Record<FormatName, readonly string[]> = {
  'arxiv-atom': ['arxiv-atom.xml'],
  'arxiv-snapshot': ['arxiv-snapshot.jsonl'],
  bibtex: ['library.bib'],
  csl: ['csl.json', 'crossref.json'],
  'daily-papers-page': ['daily-papers-page.txt'],
  huggingface: ['huggingface-daily.json', 'huggingface-flat.json'],
  openalex: ['openalex-api.json'],
  'papers-with-code': ['papers-with-code-papers.json', 'papers-with-code-methods.json'],
  'related-work': ['related-work.jsonl'],
  'semantic-scholar': ['semantic-scholar-batch.json', 'semantic-scholar-edges.json'],
};

/** What is wrong with what was parsed: nothing may lack a place or a reason, or fail the check of record.ts. */
function unsound(parsed: readonly Parsed[]): string | undefined {
  for (const item of parsed) {
    if (item.place.file !== 'test') return `no place: ${JSON.stringify(item)}`;
    if (item.kind !== 'rejected') continue;
    if (item.field === '' || item.reason === '') return `no reason: ${JSON.stringify(item)}`;
    if (JSON.stringify(item).length > 1_000_000) return `too long a rejection: ${item.reason}`;
  }
  return faultOf(parsed);
}

/** Something that a text is damaged by. */
const splinter = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\udfff',
    '\r',
    '\n',
    '\ufeff',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '&',
    '@',
    '%',
    '$',
    ',',
  ),
  fc.constantFrom(
    'null',
    '{"__proto__":{"title":1}}',
    '"constructor":',
    '1e999',
    '-',
    '\\u',
    '\\ud834',
    '<![CDATA[',
    '&lt',
    '@string{',
    '·',
    '</entry>',
    '<entry>',
  ),
);

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(40), fc.constant(1e9)),
  instead: splinter,
});

function damaged(text: string, damages: readonly { at: number; length: number; instead: string }[]): string {
  return damages.reduce((current, { at, length, instead }) => {
    const start = Math.floor(at * current.length);
    return current.slice(0, start) + instead + current.slice(start + length);
  }, text);
}

describe.each(FORMAT_NAMES)('%s', (format) => {
  it('survives damage anywhere, in chunks of any size', async () => {
    const samples = SAMPLES[format].map((name) => fixture(name).toString());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(damage, { maxLength: 4 }),
        fc.constantFrom(50, 500, 65_536),
        fc.constantFrom('utf8', 'latin1', 'utf16le') as fc.Arbitrary<BufferEncoding>,
        async (sample, damages, chunk, encoding) => {
          expect(
            unsound(await parse(format, Buffer.from(damaged(sample, damages), encoding), { chunk })),
          ).toBeUndefined();
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('survives random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(unsound(await parse(format, bytes))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same in any chunks', async () => {
    const sample = fixture(SAMPLES[format][0] ?? '');
    const whole = await parse(format, sample);
    for (const chunk of [1, 2, 5, 17]) expect(await parse(format, sample, { chunk })).toEqual(whole);
  });

  it('survives deep nesting and repeated signs', async () => {
    for (const sign of [
      '[',
      '{"a":',
      '<a>',
      '@a{',
      '{',
      '"',
      '·\n',
      '@string{a=a#',
      '  • 1 authors\n',
      '<entry>',
      '[{"title":',
      '\\',
      '\n',
    ])
      expect(unsound(await parse(format, sign.repeat(100_000 / sign.length)))).toBeUndefined();
  });
});

/** Values of any shape, also under the keys that objects inherit. */
const anyValue = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      -1,
      1e300,
      0.5,
      '',
      ' ',
      '\u0000',
      '10.1234/x',
      '2020-13-45',
      'arXiv:2001.00001',
      '\ud800',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(fc.constant(null), fc.constant({}), fc.constant([[]]), fc.constant('x')), {
      maxLength: 3,
    }),
  },
);

/** The records of a sample, and the keys they have at any depth. */
function recordsOf(format: FormatName): Record<string, unknown>[] {
  return SAMPLES[format].flatMap((name) => {
    const text = fixture(name).toString();
    if (name.endsWith('.jsonl')) return [JSON.parse(text.split('\n')[0] ?? '') as Record<string, unknown>];
    const value = JSON.parse(text) as { results?: unknown; data?: unknown; message?: { items: unknown } };
    const list = Array.isArray(value) ? value : (value.results ?? value.data ?? value.message?.items ?? [value]);
    return (list as (Record<string, unknown> | null)[]).filter((record) => record !== null);
  });
}

const GOOD = { title: 'Good', name: 'Good' };

describe.each(JSON_FORMATS)('%s', (format) => {
  const records = recordsOf(format);
  const keys = [...new Set(JSON.stringify(records).match(/"[^"]+"(?=:)/g) ?? [])].map((key) => key.slice(1, -1));
  const key = fc.constantFrom(...keys, '__proto__', 'constructor', 'toString', 'length');
  /** A record with wrong values in it, at any depth, written as JSON. */
  const wrongRecord = fc
    .record({
      record: fc.constantFrom(...records),
      changes: fc.array(fc.tuple(key, anyValue), { minLength: 1, maxLength: 6 }),
    })
    .map(({ record, changes }) => {
      const instead = new Map(changes);
      const json = JSON.stringify(record, (name, value: unknown) => (instead.has(name) ? instead.get(name) : value));
      // JSON.stringify drops a key named __proto__ that is set as one, so it is written by hand.
      return instead.has('__proto__')
        ? json.replace('{', `{"__proto__":${JSON.stringify(instead.get('__proto__'))},`)
        : json;
    });

  it('reads the good lines around a record with wrong values', async () => {
    await fc.assert(
      fc.asyncProperty(wrongRecord, async (wrong) => {
        const parsed = await parse(format, [JSON.stringify(GOOD), wrong, JSON.stringify(GOOD)].join('\n'));
        expect(unsound(parsed)).toBeUndefined();
        expect(parsed.filter(({ place }) => place.line === 2).length).toBeGreaterThan(0);
        expectGood(parsed, [1, 3]);
      }),
      { numRuns: 1000 },
    );
    expect({}).not.toHaveProperty('title');
  });

  it('reads the good elements around a record with wrong values', async () => {
    await fc.assert(
      fc.asyncProperty(wrongRecord, fc.constantFrom(40, 1000), async (wrong, chunk) => {
        const parsed = await parse(format, `[${JSON.stringify(GOOD)},\n${wrong}, ${JSON.stringify(GOOD)}]`, { chunk });
        expect(unsound(parsed)).toBeUndefined();
        expect(papersOf(parsed).filter(({ title }) => title === 'Good').length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the good lines around one that is cut anywhere', async () => {
    const lines = records.map((record) => JSON.stringify(record));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lines), fc.double({ min: 0, max: 0.999, noNaN: true }), async (line, at) => {
        const cut = line.slice(0, 1 + Math.floor(at * (line.length - 1)));
        const parsed = await parse(format, [JSON.stringify(GOOD), cut, JSON.stringify(GOOD)].join('\r\n'));
        expectGood(parsed, [1, 3]);
        expect(rejectionsOf(parsed).map(({ place }) => place.line)).toEqual([2]);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the elements before a cut, and says where it is', async () => {
    const text = `[${JSON.stringify(GOOD)},${JSON.stringify(GOOD)},${JSON.stringify(records[0])},${JSON.stringify(GOOD)}]`;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: text.length - 1 }), splinter, async (at, instead) => {
        const parsed = await parse(format, text.slice(0, at));
        const whole = [1, 2].filter((count) => at >= count * (JSON.stringify(GOOD).length + 1)).length;
        expect(papersOf(parsed).filter(({ title }) => title === 'Good').length).toBeGreaterThanOrEqual(whole);
        expect(rejectionsOf(parsed).length).toBe(1);
        expect(unsound(await parse(format, text.slice(0, at) + instead + text.slice(at)))).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});

function expectGood(parsed: readonly Parsed[], lines: readonly number[]): void {
  const good = parsed
    .filter((item) => item.kind === 'paper' && item.paper.title === 'Good')
    .map(({ place }) => place.line);
  expect(good).toEqual(expect.arrayContaining([...lines]));
}

describe('the good entries around one that is cut anywhere', () => {
  it('of BibTeX are read', async () => {
    const entry = fixture('library.bib').toString().split('\n\n')[1] ?? '';
    const good = '@misc{good, title = {Good}}';
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: entry.length - 2 }), async (at) => {
        const parsed = await parse('bibtex', [good, entry.slice(0, at), good].join('\n'));
        expect(papersOf(parsed).filter(({ title }) => title === 'Good')).toHaveLength(2);
        expect(rejectionsOf(parsed).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('of a daily-papers page are read', async () => {
    const good = 'Good\n\nAn abstract.\n\n  • 2 authors\n·\nMay 1, 2020\n';
    const entry = 'A Title\n\nOne line of abstract.\n\n  • 3 authors\n·\nMay 2, 2020 3\n';
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: entry.length - 1 }), async (at) => {
        const parsed = await parse('daily-papers-page', [good, entry.slice(0, at), good].join('\n'));
        const goodOnes = papersOf(parsed).filter(
          ({ title, abstract }) => title === 'Good' && abstract === 'An abstract.',
        );
        expect(goodOnes).toHaveLength(2);
        expect(parsed).toHaveLength(3);
      }),
      { numRuns: 500 },
    );
  });
});
