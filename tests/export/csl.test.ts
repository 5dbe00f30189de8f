import fc from 'fast-check';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { cleanText, type BibliographicPaper } from '../../src/export/bibliography.js';
import { cslName, toCsl, writeCsl } from '../../src/export/csl.js';
import { plainText } from '../../src/ingest/sources/plain-text.js';
import { faultOf, papersOf, parse, rejectionsOf } from '../ingest/sources/support.js';
import { rawSeeds } from '../seeds/files.js';

const filled = z.string().min(1);

/** The rules of csl-data.json 1.0.2 for the variables that are written; any other is refused. */
const cslItem = z.strictObject({
  id: filled,
  type: z.enum(['article', 'article-journal', 'paper-conference', 'document']),
  title: filled,
  author: z
    .array(
      z.union([
        z.strictObject({ literal: filled }),
        z.strictObject({
          family: filled,
          given: filled,
          'non-dropping-particle': filled.optional(),
          suffix: filled.optional(),
        }),
      ]),
    )
    .min(1)
    .optional(),
  issued: z
    .strictObject({
      'date-parts': z.tuple([
        z.union([z.tuple([z.int()]), z.tuple([z.int(), z.int().min(1).max(12), z.int().min(1).max(31)])]),
      ]),
    })
    .optional(),
  'container-title': filled.optional(),
  publisher: filled.optional(),
  number: filled.optional(),
  archive: filled.optional(),
  archive_location: filled.optional(),
  DOI: filled.optional(),
  URL: filled.optional(),
  abstract: filled.optional(),
  keyword: filled.optional(),
  status: filled.optional(),
});

const PAPERS = rawSeeds().papers.map(({ authors = [], ...seed }) => ({
  ...seed,
  authors: (authors as unknown[]).map((author) => (typeof author === 'string' ? { name: author } : author)),
})) as unknown as readonly BibliographicPaper[];

const PAPER: BibliographicPaper = { id: 'hash:1', title: 'Cranes', authors: [] };

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

async function written(papers: readonly BibliographicPaper[]): Promise<string> {
  const out = new PassThrough();
  const [result] = await Promise.all([text(out), writeCsl(each(papers), out)]);
  return result;
}

describe('CSL-JSON', () => {
  it('describes a preprint', () => {
    expect(
      toCsl({
        id: 'arxiv:1706.03762',
        title: 'Attention  Is All\nYou Need',
        authors: [{ name: 'Ashish Vaswani' }, { name: 'Niki Parmar' }],
        authorCount: 8,
        publishedOn: '2017-06-12',
        year: 2017,
        venue: 'arXiv.org',
        arxivId: '1706.03762',
        doi: null,
        url: 'https://arxiv.org/abs/1706.03762',
        abstract: 'We propose the Transformer.',
        keywords: ['attention', ' ', 'sequences'],
        retracted: true,
      }),
    ).toStrictEqual({
      id: 'arxiv:1706.03762',
      type: 'article',
      title: 'Attention Is All You Need',
      author: [
        { family: 'Vaswani', given: 'Ashish' },
        { family: 'Parmar', given: 'Niki' },
      ],
      issued: { 'date-parts': [[2017, 6, 12]] },
      publisher: 'arXiv',
      number: 'arXiv:1706.03762',
      archive: 'arXiv',
      archive_location: '1706.03762',
      URL: 'https://arxiv.org/abs/1706.03762',
      abstract: 'We propose the Transformer.',
      keyword: 'attention, sequences',
      status: 'retracted',
    });
  });

  it('leaves out what is unknown', () => {
    const unknown = { authorCount: 3, publishedOn: null, year: null, venue: null, url: null, keywords: null };
    expect(toCsl({ ...PAPER, ...unknown })).toStrictEqual({ id: 'hash:1', type: 'document', title: 'Cranes' });
    expect(toCsl({ ...PAPER, year: 1989 }).issued).toEqual({ 'date-parts': [[1989]] });
  });

  it.each([
    ['article-journal', 'Journal of Machine Learning Research'],
    ['article-journal', 'JMLR 18, 2018'],
    ['article-journal', 'Applied Sciences 14, 2024'],
    ['article-journal', 'Proceedings of the National Academy of Sciences'],
    ['article-journal', 'IEEE Transactions on Neural Networks and Learning Systems, 2022'],
    ['article-journal', 'ACM Computing Surveys'],
    ['article-journal', 'Neurocomputing'],
    ['paper-conference', 'NeurIPS 2020'],
    ['paper-conference', 'Interspeech 2022'],
    ['paper-conference', 'ECML PKDD 2021'],
    ['paper-conference', 'iros'],
    ['paper-conference', 'Proceedings of the 38th International Conference on Machine Learning'],
    ['paper-conference', 'Advances in Neural Information Processing Systems'],
    ['article', 'CoRR'],
    ['article', undefined],
  ])('takes for a %s what appeared in %s', (type, venue) => {
    expect(toCsl({ ...PAPER, arxivId: '2001.00001', venue }).type).toBe(type);
  });

  it.each([
    ['Ada Lovelace', { family: 'Lovelace', given: 'Ada' }],
    ['Lovelace, Ada', { family: 'Lovelace', given: 'Ada' }],
    ['Ludwig van der Berg', { family: 'Berg', given: 'Ludwig', 'non-dropping-particle': 'van der' }],
    ['van der Berg, Ludwig', { family: 'Berg', given: 'Ludwig', 'non-dropping-particle': 'van der' }],
    ['Christopher De Sa', { family: 'De Sa', given: 'Christopher' }],
    ['David Van den Bout', { family: 'Van den Bout', given: 'David' }],
    ["Jean Le Rond d'Alembert", { family: "d'Alembert", given: 'Jean Le Rond' }],
    ['Blaise Agüera y Arcas', { family: 'Agüera y Arcas', given: 'Blaise' }],
    ['García Márquez, Gabriel', { family: 'García Márquez', given: 'Gabriel' }],
    ['Le Yu', { family: 'Yu', given: 'Le' }],
    ['Quoc V. Le', { family: 'Le', given: 'Quoc V.' }],
    ['X. Y. Han', { family: 'Han', given: 'X. Y.' }],
    ['bell hooks', { family: 'hooks', given: 'bell' }],
    ['Martin Luther King Jr.', { family: 'King', given: 'Martin Luther', suffix: 'Jr.' }],
    ['Martin Luther King, Jr.', { family: 'King', given: 'Martin Luther', suffix: 'Jr.' }],
    ['King, Martin Luther, Jr.', { family: 'King', given: 'Martin Luther', suffix: 'Jr.' }],
    ['King, Jr., Martin Luther', { family: 'King', given: 'Martin Luther', suffix: 'Jr.' }],
    ['Eric H. Nyberg III', { family: 'Nyberg', given: 'Eric H.', suffix: 'III' }],
    ['Иван Петров', { family: 'Петров', given: 'Иван' }],
    ['نجيب محفوظ', { family: 'محفوظ', given: 'نجيب' }],
    ['Plato', { literal: 'Plato' }],
    ['Charles Jr.', { literal: 'Charles Jr.' }],
    ['王小明', { literal: '王小明' }],
    ['王 小明', { literal: '王 小明' }],
    ['김철수', { literal: '김철수' }],
    ['Gemini Team', { literal: 'Gemini Team' }],
    ['The LIGO Scientific Collaboration', { literal: 'The LIGO Scientific Collaboration' }],
    ['Meta AI, FAIR', { literal: 'Meta AI, FAIR' }],
    ['Technische Universität München', { literal: 'Technische Universität München' }],
    ['A. Huang and S. Teller', { literal: 'A. Huang and S. Teller' }],
    ['Jean- Pierre Serre', { literal: 'Jean- Pierre Serre' }],
    ['Miriam -- Serre', { literal: 'Miriam -- Serre' }],
    ['a, b, c, d', { literal: 'a, b, c, d' }],
    ['Wei Wang 0001', { literal: 'Wei Wang 0001' }],
    [' \ud800 ', undefined],
  ])('splits %s', (name, parts) => {
    expect(cslName(name)).toStrictEqual(parts);
  });

  it('accepts by its rules what it should, and nothing else', () => {
    const item = { id: 'a', type: 'article', title: 'T' };
    expect(cslItem.safeParse(item).success).toBe(true);
    for (const wrong of [{ type: 'misc' }, { title: '' }, { eprint: '1' }, { author: [] }, { author: [{ name: 'x' }] }])
      expect(cslItem.safeParse({ ...item, ...wrong }).success).toBe(false);
    expect(cslItem.safeParse({ ...item, issued: { 'date-parts': [[2017, 6]] } }).success).toBe(false);
  });
});

describe('writeCsl', () => {
  it('writes the seeds so that our own parser reads the same', async () => {
    const json = await written(PAPERS);
    const items = z.array(cslItem).parse(JSON.parse(json));
    expect(items.map(({ id }) => id)).toEqual(PAPERS.map(({ id }) => id));
    const parsed = await parse('csl', json);
    expect(rejectionsOf(parsed)).toEqual([]);
    expect(faultOf(parsed)).toBeUndefined();
    const fields = ['title', 'authors', 'year', 'publishedOn', 'doi', 'arxivId', 'venue', 'url', 'abstract'] as const;
    const shown = PAPERS.map((paper) => fields.map((field) => paper[field] ?? undefined));
    const read = papersOf(parsed).map((paper) =>
      fields.map((field) => paper[field] ?? (field === 'authors' ? [] : undefined)),
    );
    expect(read.length).toBeGreaterThan(35);
    expect(read).toEqual(shown);
  });

  it('writes an array of any length', async () => {
    expect(await written([])).toBe('[]\n');
    expect(JSON.parse(await written([PAPER]))).toEqual([toCsl(PAPER)]);
    expect((await written([PAPER, { ...PAPER, id: 'hash:2' }])).split('\n')).toHaveLength(5);
  });

  it('asks for no paper before there is room for it', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<BibliographicPaper> {
      for (;;) yield await Promise.resolve({ ...PAPER, id: `hash:${(asked += 1)}` });
    }
    let release: () => void = () => undefined;
    let received = 0;
    const out = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        received += 1;
        release = done;
      },
    });
    const writing = writeCsl(endless(), out);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(received).toBe(1);
    expect(asked).toBeLessThan(5);
    release();
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(received).toBe(2);
    out.destroy();
    await expect(writing).rejects.toThrow(/premature close/i);
  });

  it('lets go of the papers when nobody reads on, and fails when they do', async () => {
    let isReleased = false;
    async function* held(): AsyncGenerator<BibliographicPaper> {
      try {
        for (;;) yield await Promise.resolve(PAPER);
      } finally {
        isReleased = true;
      }
    }
    const gone = new PassThrough();
    gone.once('data', () => gone.destroy());
    await expect(writeCsl(held(), gone)).rejects.toThrow(/premature close/i);
    expect(isReleased).toBe(true);

    async function* failing(): AsyncGenerator<BibliographicPaper> {
      yield await Promise.resolve(PAPER);
      throw new Error('The graph is gone.');
    }
    const out = new PassThrough().resume();
    await expect(writeCsl(failing(), out)).rejects.toThrow('The graph is gone.');
    expect(out.destroyed).toBe(true);
  });
});

const PIECES =
  '$ % & # _ { } ~ ^ \\ " \' ` < > | ; , @ - \n \0 \ud800 \udc00 \u202e 😀 👩‍🔬 שלום 学习 Études \\alpha <i> BERT van Jr. and';
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...PIECES.split(' ')), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((parts) => fc.constantFrom('', ' ').map((separator) => parts.join(separator)));

/** What our own parsers make of a text that nothing was done to. */
function readAs(text: string): string {
  return plainText(cleanText(text) ?? '');
}

it('takes any title and name, and our own parser reads the same', async () => {
  const title = nasty.filter((text) => readAs(text) !== '');
  const name = nasty.map((text) => text.replaceAll(',', '')).filter((text) => /\p{L}/u.test(readAs(text)));
  await fc.assert(
    fc.asyncProperty(
      title,
      fc.array(name, { maxLength: 4 }),
      fc.integer({ min: 1500, max: 2100 }),
      async (...given) => {
        const [title, names, year] = given;
        const known = { arxivId: '2001.00001', doi: '10.1234/ä_(1)', year };
        const json = await written([{ id: 'x:1', title, authors: names.map((name) => ({ name })), ...known }]);
        expect(json).not.toMatch(/\\u[dD][89a-fA-F]/);
        z.array(cslItem).parse(JSON.parse(json));
        const [read] = papersOf(await parse('csl', json));
        expect(read).toMatchObject({ title: readAs(title), ...known });
        expect(read?.authors ?? []).toEqual(names.map((name) => ({ name: readAs(name) })));
      },
    ),
    { numRuns: 500 },
  );
});
