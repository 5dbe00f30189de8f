import { gzipSync } from 'node:zlib';
import { detectFormat, FORMAT_NAMES, HEAD_BYTES, UnknownFormat } from '../../../src/ingest/sources/detect.js';
import { openSource, peek } from '../../../src/ingest/sources/read.js';
import { fixture, describeWith, sharedFile } from './support.js';

const FIXTURES = [
  ['arxiv-atom.xml', 'arxiv-atom'],
  ['arxiv-snapshot.jsonl', 'arxiv-snapshot'],
  ['crossref.json', 'csl'],
  ['csl.json', 'csl'],
  ['daily-papers-page.txt', 'daily-papers-page'],
  ['huggingface-daily.json', 'huggingface'],
  ['huggingface-flat.json', 'huggingface'],
  ['library.bib', 'bibtex'],
  ['openalex-api.json', 'openalex'],
  ['papers-with-code-methods.json', 'papers-with-code'],
  ['papers-with-code-papers.json', 'papers-with-code'],
  ['related-work.jsonl', 'related-work'],
  ['semantic-scholar-batch.json', 'semantic-scholar'],
  ['semantic-scholar-edges.json', 'semantic-scholar'],
] as const;

describe('detectFormat', () => {
  it.each(FIXTURES)('recognizes %s by its content alone', async (name, format) => {
    expect(await detectFormat(fixture(name), 'no-name')).toBe(format);
  });

  it.each(FIXTURES)('recognizes %s behind a mark and white space, with CRLF and in UTF-16', async (name, format) => {
    const text = fixture(name).toString();
    expect(await detectFormat(Buffer.from(`\ufeff  \n${text.replaceAll('\n', '\r\n')}`), 'x')).toBe(format);
    expect(await detectFormat(Buffer.from(`\ufeff${text}`, 'utf16le'), 'x')).toBe(format);
  });

  it.each(FIXTURES.filter(([name]) => /\.jsonl?$/.test(name)))(
    'recognizes %s without its line breaks',
    async (name, format) => {
      const text = fixture(name).toString();
      const line = name.endsWith('.jsonl') ? (text.split('\n')[0] ?? '') : JSON.stringify(JSON.parse(text));
      expect(await detectFormat(Buffer.from(line), 'x')).toBe(format);
    },
  );

  it('recognizes a record that the head does not hold whole', async () => {
    const long = `"abstract":"${'x'.repeat(HEAD_BYTES)}"`;
    const cases = [
      [`{"meta":{},"results":[{"id":"https://openalex.org/W12",${long}`, 'openalex'],
      [`[{"paperId":"a",${long}`, 'semantic-scholar'],
      [`{"id":"acl:1","title":"x",${long}`, 'related-work'],
      [`{"status":"ok","message":{"items":[{"type":"article","DOI":"10.1/x",${long}`, 'csl'],
    ] as const;
    for (const [text, format] of cases)
      expect(await detectFormat(Buffer.from(text).subarray(0, HEAD_BYTES), 'x')).toBe(format);
  });

  describeWith(sharedFile('data/corpus/papers-10k.jsonl.gz'), 'on a corpus', (file) => {
    it('recognizes it packed', async () => {
      const { head } = await peek(openSource(file), HEAD_BYTES);
      expect(await detectFormat(head, file)).toBe('related-work');
    });
  });

  it.each([
    ['nothing', '', /holds nothing/],
    ['white space', ' \n ', /holds nothing/],
    ['prose', 'Dear reader,', /begins like no format that is known: "Dear reader,"/],
    ['other JSON', '{"a":1}', /begins like no format/],
    ['a PDF', '%PDF-1.7', /PDF/],
    ['a ZIP archive', 'PK\u0003\u0004', /unpack it first/],
    ['a web page', '<!DOCTYPE html><html><feed>', /web page/],
    ['gzip in gzip', gzipSync('x'), /packed twice/],
    ['random bytes', Buffer.from([0, 1, 2, 250, 251]), /begins like no format/],
  ])('says of %s what it could be and how to name it', async (_, content, reason) => {
    const fault = detectFormat(Buffer.from(content), 'papers.dat');
    await expect(fault).rejects.toThrow(UnknownFormat);
    await expect(fault).rejects.toThrow(reason);
    for (const name of ['papers.dat', '--format', ...FORMAT_NAMES]) await expect(fault).rejects.toThrow(name);
  });
});
