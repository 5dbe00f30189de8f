import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paperRecord } from '../../../src/ingest/record.js';
import { parseSource } from '../../../src/ingest/sources/parse-source.js';
import type { Parsed } from '../../../src/ingest/sources/source.js';
import {
  collect,
  faultOf,
  fixture,
  describeWith,
  papersOf,
  parse,
  rejectionsOf,
  sharedFile,
  TODAY,
} from './support.js';

describe('Related Work JSON lines', () => {
  it('gives records of a corpus and of an export', async () => {
    const parsed = await parse('related-work', fixture('related-work.jsonl'));
    expect(faultOf(parsed)).toBeUndefined();
    expect(papersOf(parsed)).toEqual([
      {
        id: 'doi:10.1234/rw.1',
        title: 'A Corpus Record with Markup',
        abstract: 'It computes O(n²) cranes.',
        authors: [{ name: 'Ada Example' }, { name: 'B. Example' }],
        year: 2001,
        doi: '10.1234/rw.1',
        venue: 'Conference on Invented Results',
        topics: ['Paper Folding'],
        references: ['doi:10.1234/rw.0'],
        externalReferences: 10,
        source: 'example',
      },
      {
        id: 'acl:X01-0001',
        title: 'No Abstract and No Year',
        keywords: ['a'],
        externalReferences: 0,
        source: 'example',
      },
      {
        id: 'arxiv:2401.00001',
        title: 'What an Export Writes',
        summary: 'Two sentences. Both ours.',
        authors: [
          {
            name: 'Ada Example',
            ids: ['openalex:A5000000001'],
            orcid: '0000-0002-1825-0097',
            affiliations: ['Institute of Examples'],
          },
        ],
        authorCount: 1,
        publishedOn: '2024-01-01',
        year: 2024,
        arxivId: '2401.00001',
        url: 'https://arxiv.org/abs/2401.00001',
        upvotes: 3,
        comments: 2,
        topics: [{ topic: 'cs-lg', scheme: 'arXiv', confidence: 1, source: 'arxiv' }],
        techniques: [
          {
            technique: 'lora',
            role: 'USES',
            confidence: 0.9,
            evidence: [{ field: 'title', text: 'LoRA' }],
            source: 'curated',
          },
        ],
        references: [],
        referencesComplete: true,
        identifiers: ['openalex:W1000003'],
        attribution: 'Example, CC BY 4.0',
        source: 'curated',
      },
      // What is wrong and not needed is left out, down to the parts of an author.
      {
        id: 'hash:1',
        title: 'Values That Are Wrong',
        authors: ['C. Example'],
        authorCount: 3,
        year: 2024,
        source: 'related-work',
      },
    ]);
    expect(rejectionsOf(parsed)).toEqual([
      {
        kind: 'rejected',
        place: { file: 'test', line: 5 },
        field: 'title',
        reason: 'is missing',
        record: { id: 'hash:2', abstract: 'A record without title.' },
      },
      expect.objectContaining({
        place: { file: 'test', line: 6 },
        field: 'record',
        reason: expect.stringMatching(/^is not JSON: /),
      }),
      expect.objectContaining({ place: { file: 'test', line: 8 }, reason: 'must be a JSON object', record: 'text' }),
    ]);
  });

  it('cuts lists that are too long, and says that they are not complete', async () => {
    const record = {
      id: 'hash:1',
      title: 'Long Lists',
      authors: Array.from({ length: 10_001 }, (_, n) => `A. Example${n}`),
      references: Array.from({ length: 20_001 }, (_, n) => `doi:10.1234/${n}`),
      keywords: ['fine', 'x'.repeat(201)],
      abstract: 'x '.repeat(30_000),
    };
    const parsed = await parse('related-work', JSON.stringify(record));
    expect(faultOf(parsed)).toBeUndefined();
    const [paper] = papersOf(parsed);
    expect([paper?.authors?.length, paper?.authorCount]).toEqual([10_000, 10_001]);
    expect([paper?.references?.length, paper?.referencesComplete]).toEqual([20_000, false]);
    expect(paper?.keywords).toEqual(['fine']);
    expect(paper?.abstract).toBeUndefined();
  });

  it.each([
    ['a title that is too long', { title: 'x'.repeat(1001) }, 'must have at most 1000 characters'],
    ['a title of silent characters', { title: '\u200b\u00ad' }, 'is missing'],
    ['a title that is no text', { title: ['x'] }, 'is missing'],
  ])('rejects %s', async (_, record, reason) => {
    expect(rejectionsOf(await parse('related-work', JSON.stringify(record)))).toEqual([
      expect.objectContaining({ field: 'title', reason }),
    ]);
  });

  for (const name of ['vis-4k', 'papers-10k', 'papers-100k']) {
    describeWith(sharedFile(`data/corpus/${name}.jsonl.gz`), `of ${name}`, (file) => {
      it('gives the first 2,000 papers, in plain text', async () => {
        const parsed: Parsed[] = [];
        for await (const item of parseSource(file, { today: TODAY })) {
          parsed.push(item);
          if (parsed.length === 2000) break;
        }
        expect(papersOf(parsed)).toHaveLength(2000);
        expect(faultOf(parsed)).toBeUndefined();
        expect(parsed.map(({ place }) => place.line)).toEqual(parsed.map((_, index) => index + 1));
        const texts = papersOf(parsed).map(({ title, abstract }) => `${title} ${abstract ?? ''}`);
        expect(texts.filter((text) => /<\/?(?:i|b|em|sub|sup)>|&amp;|<>$/.test(text))).toEqual([]);
      });
    });
  }

  it('gives the seeds as they are', async () => {
    const path = join(__dirname, '../../../seeds/papers.jsonl');
    const written = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => paperRecord.parse(JSON.parse(line)));
    const parsed = await collect(parseSource(path, { today: TODAY }));
    const read = papersOf(parsed).map((paper) => paperRecord.parse(paper));
    expect(read).toEqual(written);
    expect(rejectionsOf(parsed)).toEqual([]);
  });
});
