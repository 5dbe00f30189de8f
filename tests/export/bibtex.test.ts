import fc from 'fast-check';
import childProcess from 'node:child_process';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { cleanText, type BibliographicPaper } from '../../src/export/bibliography.js';
import { citationKey, toBibtex, writeBibtex } from '../../src/export/bibtex.js';
import type { CslItem } from '../../src/export/csl.js';
import type { PaperInput } from '../../src/ingest/record.js';
import { plainText } from '../../src/ingest/sources/plain-text.js';
import { faultOf, papersOf, parse, rejectionsOf } from '../ingest/sources/support.js';
import { rawSeeds } from '../seeds/files.js';

const require = createRequire(__filename);

const SEEDS = rawSeeds().papers.map(({ authors = [], ...seed }) => ({
  ...seed,
  authors: (authors as unknown[]).map((author) => (typeof author === 'string' ? { name: author } : author)),
})) as unknown as readonly BibliographicPaper[];

const PAPER: BibliographicPaper = { id: 'hash:1', title: 'Cranes', authors: [] };

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

async function written(papers: readonly BibliographicPaper[]): Promise<string> {
  const out = new PassThrough();
  const [result] = await Promise.all([text(out), writeBibtex(each(papers), out)]);
  return result;
}

/** What citation-js reads in a file: items, and the fields of each entry as they stand there. */
function readByCitationJs(bibtex: string): { items: CslItem[]; entries: { properties: Record<string, string> }[] } {
  const { plugins } = require('@citation-js/core') as {
    plugins: {
      input: { chain: (input: string, options: object) => never; data: (input: string, type: string) => never };
    };
  };
  require('@citation-js/plugin-bibtex');
  return {
    items: plugins.input.chain(bibtex, { forceType: '@biblatex/text', generateGraph: false }),
    entries: plugins.input.data(bibtex, '@biblatex/text'),
  };
}

type CitedName = Partial<Record<'given' | 'non-dropping-particle' | 'family' | 'suffix' | 'literal', string>>;

function nameOf(name: CitedName): string {
  const parts = [name.given, name['non-dropping-particle'], name.family, name.suffix, name.literal];
  return parts.filter((part) => part !== undefined).join(' ');
}

const keysIn = (bibtex: string): (string | undefined)[] =>
  Array.from(bibtex.matchAll(/^@\w+\{(.*),$/gm), ([, key]) => key);
const fieldOf = (bibtex: string, name: string): string | undefined =>
  new RegExp(`^  ${name} = (.*?),?$`, 'm').exec(bibtex)?.[1];

describe('toBibtex', () => {
  it('writes a preprint', () => {
    const paper = {
      id: 'arxiv:1706.03762',
      title: 'Attention Is All You Need',
      authors: [{ name: 'Ashish Vaswani' }, { name: 'Ludwig van der Berg Jr.' }, { name: 'Gemini Team' }],
      authorCount: 8,
      publishedOn: '2017-06-12',
      arxivId: '1706.03762',
      url: 'https://arxiv.org/abs/1706.03762',
      abstract: 'Better -- by 50% & more.',
      keywords: ['attention', 'R&D'],
      retracted: true,
    };
    expect(toBibtex(paper)).toBe(`@misc{vaswani2017attention,
  title = {Attention Is All You Need},
  author = {Vaswani, Ashish and van der Berg, Jr., Ludwig and {Gemini Team} and others},
  year = {2017},
  month = jun,
  day = {12},
  eprint = {1706.03762},
  archivePrefix = {arXiv},
  eprinttype = {arxiv},
  url = {https://arxiv.org/abs/1706.03762},
  keywords = {attention, R\\&D},
  abstract = {Better -- by 50\\% \\& more.},
  note = {Retracted}
}
`);
  });

  it('names the fields of the venue and leaves out what is unknown', () => {
    expect(toBibtex({ ...PAPER, venue: 'ICLR <i> & Friends 2020', year: 2020 })).toBe(
      '@inproceedings{anon2020cranes,\n  title = {Cranes},\n  booktitle = {ICLR \\textless{}i\\textgreater{} \\& Friends 2020},\n  year = {2020}\n}\n',
    );
    const article = toBibtex({
      ...PAPER,
      venue: 'Journal of {Birds}',
      doi: '10.1234/a_b{',
      url: 'https://e.org/~a b%20',
    });
    expect(article).toMatch(/^@article\{/);
    expect(fieldOf(article, 'journal')).toBe('{Journal of \\{Birds\\}}');
    expect(fieldOf(article, 'doi')).toBe('{10.1234/a_b%7B}');
    expect(fieldOf(article, 'url')).toBe('{https://e.org/~a%20b%20}');
    expect(toBibtex({ ...PAPER, authorCount: 5 })).toBe('@misc{anoncranes,\n  title = {Cranes}\n}\n');
  });

  it.each([
    ['BERT: A LoRA-like Method for GPT-4o', '{BERT}: A {LoRA}-like Method for {GPT}-4o'],
    ['Q-Learning with 3D Data and LLMs', '{Q}-Learning with {3D} Data and {LLMs}'],
    ['Neural collapse under Gaussian noise: The case', 'Neural collapse under {Gaussian} noise: The case'],
    ['Deep Learning using Reinforcement', 'Deep Learning using Reinforcement'],
    ['100% of $5 & #1 in a_b', '100\\% of \\$5 \\& \\#1 in a\\_b'],
    ['~x^2 \\ y | a < b', '\\textasciitilde{}x\\textasciicircum{}2 \\textbackslash{} y \\textbar{} a \\textless{} b'],
    ['sets {0,1}', 'sets \\{0,1\\}'],
    ['a lone { and }{', 'a lone \\textbraceleft{} and \\textbraceright{}\\textbraceleft{}'],
    ["-- ``x'' ?`", "-{}- `{}`x'{}' ?{}`"],
    ['Études über 学习', 'Études über 学习'],
  ])('writes the title %s', (title, latex) => {
    expect(fieldOf(toBibtex({ ...PAPER, title }), 'title')).toBe(`{${latex}}`);
  });

  it.each([
    ['Blaise Agüera y Arcas', '{Agüera y Arcas}, Blaise'],
    ['Bento Dias-da-Silva', '{Dias-da-Silva}, Bento'],
    ["Florence d'Alché-Buc", "{d'Alché-Buc}, Florence"],
    ["Jean d'Alembert", "d'Alembert, Jean"],
    ['Christopher De Sa', 'De Sa, Christopher'],
    ['Plato', '{Plato}'],
    ['A and B', '{A and B}'],
    ['Ben & Jerry', '{Ben \\& Jerry}'],
    ['Meta AI, FAIR', '{Meta AI, FAIR}'],
    ['王小明', '{王小明}'],
  ])('writes the author %s', (name, author) => {
    expect(fieldOf(toBibtex({ ...PAPER, authors: [{ name }] }), 'author')).toBe(`{${author}}`);
  });
});

describe('keys', () => {
  it.each([
    ['Łukasz Højgård', 2018, 'On the Measure of Things', 'hojgard2018measure'],
    ['Laurens van der Maaten', 2008, "t-SNE's View", 'maaten2008sne'],
    ['The LIGO Collaboration', 2016, '3D Waves', 'ligo20163d'],
    ['王小明', 2020, '深度学习', 'anon2020hash1'],
    [undefined, undefined, 'Cranes', 'anoncranes'],
  ])('are readable: %s, %s, %s', (name, year, title, key) => {
    expect(citationKey({ ...PAPER, authors: name === undefined ? [] : [{ name }], year, title })).toBe(key);
  });

  it('differ in a file, and stay with their papers in any order', async () => {
    const papers = Array.from({ length: 40 }, (_, index) => ({ ...PAPER, id: `hash:${index}` }));
    const keys = keysIn(await written(papers));
    expect(new Set(keys).size).toBe(40);
    expect(keys[0]).toBe('anoncranes');
    expect(keys.slice(1)).toEqual(
      Array.from({ length: 39 }, () => expect.stringMatching(/^anoncranes_[a-z]{3}$/) as unknown),
    );
    const [first, ...others] = papers;
    expect(keysIn(await written([first!, ...others.reverse()])).slice(1)).toEqual(keys.slice(1).reverse());
    expect(new Set(keysIn(await written([PAPER, PAPER, PAPER]))).size).toBe(3);
  });
});

describe('round trips', () => {
  const seedsWith = (field: keyof BibliographicPaper) => SEEDS.map((paper) => paper[field] ?? undefined);

  it('brings the seeds back through our own parser', async () => {
    const parsed = await parse('bibtex', await written(SEEDS));
    expect(rejectionsOf(parsed)).toEqual([]);
    expect(faultOf(parsed)).toBeUndefined();
    const read = papersOf(parsed);
    expect(read.length).toBeGreaterThan(35);
    const fields = ['title', 'year', 'publishedOn', 'doi', 'arxivId', 'url', 'venue', 'abstract'] as const;
    for (const field of fields) expect(read.map((paper) => paper[field])).toEqual(seedsWith(field));
    expect(read.map(({ authors = [] }) => authors)).toEqual(
      SEEDS.map(({ authors }) => authors.map(({ name }) => ({ name }))),
    );
  });

  it('brings the seeds back through citation-js', async () => {
    const { items, entries } = readByCitationJs(await written(SEEDS));
    expect(items.map(({ title }) => title)).toEqual(seedsWith('title'));
    expect(items.map(({ DOI }) => DOI)).toEqual(seedsWith('doi'));
    expect(items.map(({ issued }) => issued?.['date-parts'][0]?.[0])).toEqual(seedsWith('year'));
    expect(entries.map(({ properties }) => properties['eprint'])).toEqual(seedsWith('arxivId'));
    const names = items.map(({ author = [] }) => author.map(nameOf).filter((name) => name !== 'others'));
    expect(names).toEqual(SEEDS.map(({ authors }) => authors.map(({ name }) => name)));
  });
});

const PIECES =
  '$ % & # _ { } ~ ^ \\ " \' ` < > | ; , @ = - -- \n \0 \ud800 \udc00 \u202e 😀 👩‍🔬 שלום 学习 Études \\alpha <i> @a{ BERT van Jr. and AND';
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...PIECES.split(' ')), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((parts) => fc.constantFrom('', ' ').map((separator) => parts.join(separator)));

/** What our own parser makes of a text that nothing was done to. */
function readAs(given: string): string {
  return plainText(cleanText(given) ?? '');
}

describe('nasty texts', () => {
  const titles = nasty.filter((given) => readAs(given) !== '');
  const names = nasty.map((given) => given.replaceAll(',', '')).filter((given) => /\p{L}/u.test(readAs(given)));
  const known = { year: 2001, doi: '10.1234/ä_(1)', arxivId: '2001.00001' };

  it('come back through both parsers, and no entry spoils the next', async () => {
    await fc.assert(
      fc.asyncProperty(titles, fc.array(names, { maxLength: 4 }), nasty, nasty, async (...given) => {
        const [title, authorNames, other, abstract] = given;
        const authors = authorNames.map((name) => ({ name }));
        const paper = { id: 'x:1', title, authors, venue: other, keywords: [other], abstract, ...known };
        const bibtex = await written([paper, { ...PAPER, authors: [{ name: other }] }, PAPER]);

        const parsed = await parse('bibtex', bibtex);
        expect(rejectionsOf(parsed)).toEqual([]);
        const [read, , last]: PaperInput[] = papersOf(parsed);
        expect(read).toMatchObject({ title: readAs(title), ...known });
        expect(read?.authors ?? []).toEqual(authorNames.map((name) => ({ name: readAs(name) })));
        expect(last?.title).toBe('Cranes');

        const { items, entries } = readByCitationJs(bibtex);
        expect(items.map((item) => item.title)).toEqual([cleanText(title), 'Cranes', 'Cranes']);
        expect(items[0]?.author?.map(nameOf) ?? []).toEqual(authorNames.map(cleanText));
        expect(items[0]).toMatchObject({ DOI: known.doi, issued: { 'date-parts': [[2001]] } });
        expect(entries[0]?.properties['eprint']).toBe(known.arxivId);
      }),
      { numRuns: 400 },
    );
  });
});

describe('citation-js', () => {
  it('is loaded by the first entry, and not before', async () => {
    await jest.isolateModulesAsync(async () => {
      const loading = jest.fn();
      jest.doMock('@citation-js/core', () => {
        loading();
        return jest.requireActual<object>('@citation-js/core');
      });
      const { toBibtex: write } = await import('../../src/export/bibtex.js');
      expect(loading).not.toHaveBeenCalled();
      expect(write(PAPER)).toBe(toBibtex(PAPER));
      expect(loading).toHaveBeenCalledTimes(1);
    });
  });

  it('asks the network for nothing that looks like an address', () => {
    const connect = jest.spyOn(Socket.prototype, 'connect');
    const run = jest.spyOn(childProcess, 'execFileSync');
    for (const value of ['https://example.org/a.bib', '10.1234/a', 'Q21972834', 'doi:10.1234/a'])
      toBibtex({
        id: value,
        title: value,
        authors: [{ name: value }],
        venue: value,
        url: value,
        doi: value,
        abstract: value,
      });
    expect(connect).not.toHaveBeenCalled();
    expect(run).not.toHaveBeenCalled();
  });
});
