import { faultOf, fixture, papersOf, parse, rejectionsOf } from './support.js';

describe('BibTeX', () => {
  it('gives entries with LaTeX, strings, names and hidden arXiv ids undone', async () => {
    const parsed = await parse('bibtex', fixture('library.bib'));
    expect(faultOf(parsed)).toBeUndefined();
    expect(papersOf(parsed)).toEqual([
      {
        title: 'The BERT of Cranes: Études on α and Folding',
        abstract: 'We fold “cranes” — 50% of them.',
        authors: [
          { name: 'Ada Example' },
          { name: 'B. van der Example Jr' },
          { name: 'The Crane Group' },
          { name: 'Károl Über' },
        ],
        publishedOn: '2020-02-29',
        year: 2020,
        doi: '10.1234/bib_1',
        url: 'https://example.org/~ada/a_b',
        venue: 'Journal of Invented Results B (Letters)',
        keywords: ['birds', 'cranes', 'folding'],
        source: 'bibtex',
      },
      {
        title: 'A Round (Bracketed) Entry',
        authors: [{ name: 'C. Example' }, { name: 'D. Example' }],
        year: 2019,
        venue: 'Proceedings of the ICIR',
        source: 'bibtex',
      },
      {
        title: 'An Eprint',
        authors: [{ name: 'E. Example' }],
        year: 2021,
        arxivId: '2101.00002',
        topics: [{ topic: 'cs.CL', scheme: 'arXiv', confidence: 1 }],
        source: 'bibtex',
      },
      {
        title: 'Hidden in the Journal',
        authors: [{ name: 'F. Example' }],
        year: 2022,
        arxivId: '2201.00002',
        source: 'bibtex',
      },
      {
        title: 'In the Volume',
        authors: [{ name: 'G. Example' }],
        year: 2017,
        arxivId: '1701.00003',
        identifiers: ['dblp:journals/corr/Example17'],
        source: 'bibtex',
      },
      { title: 'The Same Key Again, for $5', authors: [{ name: 'I. Example' }], source: 'bibtex' },
      { title: 'A $100 Question', authors: [{ name: 'J. Example' }], year: 2016, source: 'bibtex' },
    ]);
    expect(rejectionsOf(parsed).map(({ place, field, reason }) => [place.line, field, reason])).toEqual([
      [33, 'record', 'is not closed: its braces do not match'],
      [38, 'title', 'is missing'],
    ]);
  });

  it('reads the same in chunks of any size and with CRLF', async () => {
    const whole = await parse('bibtex', fixture('library.bib'));
    expect(await parse('bibtex', fixture('library.bib'), { chunk: 3 })).toEqual(whole);
    const crlf = fixture('library.bib').toString().replaceAll('\n', '\r\n');
    expect(papersOf(await parse('bibtex', crlf))).toEqual(papersOf(whole));
  });

  it.each([
    ['a brace on the next line', '@article\n{a,\n title={One}}', ['One']],
    [
      'entries side by side',
      '@a{x,title={One}}@b{y,title={Two}} mail a@b.c @c(z,title={Three})',
      ['One', 'Two', 'Three'],
    ],
    ['braces that are escaped', '@a{x,title={One \\{ brace}}\n@a{y,title={Two}}', ['One { brace', 'Two']],
    ['a string without a definition', '@a{x,title={One},journal=unknown}', ['One']],
    ['an entry without key', '@a{,title={One}}', ['One']],
    ['a comma too many', '@a{x,,title={One},,}', ['One']],
    ['double braces', '@a{x,title={{One Two}}}', ['One Two']],
  ])('reads %s', async (_, text, titles) => {
    const parsed = await parse('bibtex', text);
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(titles);
    expect(rejectionsOf(parsed)).toEqual([]);
  });

  it.each([
    ['a value that is not closed', '@a{x,title={One}\n@a{y,title={Two}}'],
    ['an equals sign that is missing', '@a{x,title {One}}\n@a{y,title={Two}}'],
    ['deep nesting', `@a{x,title=${'{'.repeat(5000)}x${'}'.repeat(5000)}}\n@a{y,title={Two}}`],
    ['an entry that is too long', `@a{x,title={One},abstract={${'word '.repeat(200_000)}}}\n@a{y,title={Two}}`],
    ['a definition that is none', '@string{x}\n@a{y,title={Two}}'],
  ])('rejects %s, and no other entry', async (_, text) => {
    const parsed = await parse('bibtex', text);
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(['Two']);
    expect(rejectionsOf(parsed)).toEqual([
      expect.objectContaining({ place: { file: 'test', line: 1 }, field: 'record' }),
    ]);
  });

  it('does not expand strings beyond a bound', async () => {
    const bomb = Array.from(
      { length: 12 },
      (_, n) => `@string{s${n + 1} = ${Array.from({ length: 10 }, () => `s${n}`).join(' # ')}}`,
    );
    const parsed = await parse(
      'bibtex',
      [
        '@string{s0 = "ha"}',
        ...bomb,
        `@a{x, title = ${Array.from({ length: 20_000 }, () => 's2').join(' # ')}}`,
        '@a{y, title = s1}',
      ].join('\n'),
    );
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(['ha'.repeat(10)]);
    expect(rejectionsOf(parsed).map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/stands for more than/),
    );
  });
});
