import { readFileSync } from 'node:fs';
import { parseSource } from '../../../src/ingest/sources/parse-source.js';
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

const PAGE = fixture('daily-papers-page.txt').toString();

interface Fact {
  title: string;
  date: string;
  comments: number | null;
  nAuthorsInFile: number;
}

describe('the daily-papers page', () => {
  it('gives titles, abstracts, dates, comments and numbers of authors', async () => {
    const parsed = await parse('daily-papers-page', PAGE);
    expect(faultOf(parsed)).toBeUndefined();
    expect(parsed.map(({ place }) => place.line)).toEqual([13, 21, 29, 35]);
    expect(papersOf(parsed)).toEqual([
      {
        title: 'An Invented Study of Paper Cranes',
        abstract: 'We fold cranes and count them. The count is right in 99% of all cases.',
        authorCount: 3,
        publishedOn: '2024-02-28',
        year: 2024,
        comments: 4,
        source: 'daily-papers-page',
      },
      expect.objectContaining({ authorCount: 1, publishedOn: '2024-02-29' }),
      {
        title: 'A Title without Abstract',
        authorCount: 12,
        publishedOn: '2019-10-09',
        year: 2019,
        comments: 1,
        source: 'daily-papers-page',
      },
      expect.objectContaining({ publishedOn: '2018-12-31' }),
    ]);
  });

  const short = (pageDate: string, date: string): string =>
    `Daily Papers\nbyAK\n${pageDate}\nT\nA\n  • 2 authors\n·\n${date}\n`;

  it.each([
    ['the latest that leaves no date in the future', 'Dec 18', 'Apr 9 3', undefined, '2025-04-09'],
    ['this one for a page of today', 'Mar 10', 'Feb 1', undefined, '2026-02-01'],
    ['the one before for a page of tomorrow', 'Mar 11', 'Feb 1', undefined, '2025-02-01'],
    ['the last leap year for a 29th of February', 'Mar 1', 'Feb 29', undefined, '2024-02-29'],
    ['the one that is named', 'Dec 18', 'Apr 9 3', 2021, '2021-04-09'],
    ['no other than the one that is written', 'Dec 18', 'Apr 9, 2019', 2021, '2019-04-09'],
  ])('takes as year %s', async (_, pageDate, date, year, publishedOn) => {
    const parsed = await parse('daily-papers-page', short(pageDate, date), { today: TODAY, year });
    expect(papersOf(parsed)).toEqual([expect.objectContaining({ publishedOn })]);
  });

  it('keeps a paper whose date is no day, and its comments', async () => {
    const [paper] = papersOf(await parse('daily-papers-page', short('Dec 18', 'Feb 31, 2020 7')));
    expect(paper).toEqual({
      title: 'T',
      abstract: 'A',
      authorCount: 2,
      year: 2020,
      comments: 7,
      source: 'daily-papers-page',
    });
  });

  it.each([
    ['a lost date', /·\nFeb 28 4\n/, '', 13, 'is missing'],
    ['a date that is none', /Feb 28 4/, 'yesterday', 13, 'must be a date such as Oct 20, 2024, not yesterday'],
  ])('rejects a record for %s and reads the ones after it', async (_, what, instead, line, reason) => {
    const parsed = await parse('daily-papers-page', PAGE.replace(what, instead));
    expect(rejectionsOf(parsed)).toEqual([
      expect.objectContaining({ place: { file: 'test', line }, field: 'date', reason }),
    ]);
    expect(
      papersOf(parsed)
        .map(({ title }) => title)
        .slice(-3),
    ).toEqual(['Leaps and the Days They Fall On', 'A Title without Abstract', 'Old Cranes, New Paper']);
  });

  it('rejects a record that the page ends in', async () => {
    const parsed = await parse('daily-papers-page', PAGE.slice(0, PAGE.lastIndexOf('·')));
    expect(papersOf(parsed)).toHaveLength(3);
    expect(rejectionsOf(parsed)).toEqual([
      expect.objectContaining({ field: 'date', reason: 'is missing: the page ends here' }),
    ]);
  });

  it('reads a page that was copied without its head', async () => {
    const parsed = await parse('daily-papers-page', PAGE.slice(PAGE.indexOf('An Invented')));
    expect(papersOf(parsed)).toHaveLength(4);
    expect(rejectionsOf(parsed)).toEqual([]);
  });

  describeWith(sharedFile('data/seed/daily-papers-page.txt'), 'of the seed', (file) => {
    it('gives its 35 papers as they were verified', async () => {
      const facts = readFileSync(sharedFile('data/seed/facts.jsonl') ?? '', 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Fact)
        .map(({ title, date, comments, nAuthorsInFile }) => ({ title, date, comments, nAuthorsInFile }));
      const parsed = await collect(parseSource(file, { today: new Date('2025-12-20') }));
      const read = papersOf(parsed).map(({ title, publishedOn, comments, authorCount }) => ({
        title,
        date: publishedOn,
        comments: comments ?? null,
        nAuthorsInFile: authorCount,
      }));
      expect(read).toEqual(facts);
      expect(read).toHaveLength(35);
      expect(papersOf(parsed).every(({ abstract = '' }) => abstract.length > 200)).toBe(true);
      expect(faultOf(parsed)).toBeUndefined();
    });
  });
});
