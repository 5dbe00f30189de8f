import { faultOf, fixture, papersOf, parse, rejectionsOf } from './support.js';

const FEED = fixture('arxiv-atom.xml').toString();
const SNAPSHOT = fixture('arxiv-snapshot.jsonl').toString();

describe('arXiv Atom', () => {
  it('gives papers with all that a record has a place for, and skips error entries', async () => {
    const parsed = await parse('arxiv-atom', FEED);
    expect(faultOf(parsed)).toBeUndefined();
    expect(parsed).toEqual([
      {
        kind: 'paper',
        place: { file: 'test', record: 1 },
        paper: {
          title: 'Folding Cranes & Counting n of Them',
          abstract: 'We show that a < b for all cranes. The bound is O(√n).',
          authors: [{ name: 'Ada Example', affiliations: ['Institute of Examples'] }, { name: 'B. Example' }],
          publishedOn: '2024-06-01',
          year: 2024,
          arxivId: '2406.00001',
          doi: '10.1234/example.2024.1',
          url: 'https://arxiv.org/abs/2406.00001',
          venue: 'Journal of Invented Results 1 (2024) 2-3',
          topics: [
            { topic: 'cs.LG', scheme: 'arXiv', confidence: 1 },
            { topic: 'stat.ML', scheme: 'arXiv', confidence: 1 },
          ],
          source: 'arxiv',
        },
      },
      {
        kind: 'paper',
        place: { file: 'test', record: 2 },
        paper: expect.objectContaining({
          arxivId: 'hep-th/9711200',
          authors: [{ name: 'Céline Example' }],
          retracted: true,
          publishedOn: '1997-11-27',
        }),
      },
    ]);
  });

  it('reads the same in chunks of any size', async () => {
    const whole = await parse('arxiv-atom', FEED);
    for (const chunk of [1, 7, 100]) expect(await parse('arxiv-atom', FEED, { chunk })).toEqual(whole);
  });

  it('rejects an entry with a fault and reads the ones around it', async () => {
    const entry = (id: number, inside: string): string =>
      `<entry><id>http://arxiv.org/abs/2406.0000${id}v1</id>${inside}</entry>`;
    const parsed = await parse(
      'arxiv-atom',
      `<feed>${entry(1, '<title>One</title>')}${entry(2, '<title>Two</summary>')}${entry(3, '<title>Three &nbsp;&eacute; &undefined;</title>')}<entry><title>Four</title>${entry(5, '<title>Five</title>')}${entry(6, '')}</feed>`,
    );
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(['One', 'Three é &undefined;', 'Five']);
    expect(rejectionsOf(parsed).map(({ place, field }) => [place.record, field])).toEqual([
      [2, 'record'],
      [4, 'record'],
      [6, 'title'],
      [7, 'record'],
    ]);
  });

  it('keeps the entries before a cut and says where it is', async () => {
    const parsed = await parse('arxiv-atom', FEED.slice(0, FEED.indexOf('An Old Scheme')));
    expect(papersOf(parsed)).toHaveLength(1);
    expect(rejectionsOf(parsed)).toEqual([
      expect.objectContaining({ place: { file: 'test', record: 2 }, reason: 'is cut off at the end of the file' }),
    ]);
  });

  it('expands no entities of a document type, a billion laughs or a file', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const parsed = await parse(
      'arxiv-atom',
      `<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY l0 "ha">${laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]><feed><entry><id>x</id><title>Laughs &l9; &f;</title></entry></feed>`,
    );
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(['Laughs &l9; &f;']);
  });

  it.each([
    ['deep nesting', `<feed>${'<a>'.repeat(100_000)}`, /nests deeper/],
    [
      'endless attributes',
      `<feed><entry ${Array.from({ length: 5000 }, (_, n) => `a${n}=""`).join(' ')}>`,
      /attributes/,
    ],
    ['no XML', 'nothing of the kind', /is not XML/],
    ['a long name', `<feed><entry><${'x'.repeat(300_000)}>`, /not well-formed|cut off/],
  ])('breaks off at %s', async (_, text, reason) => {
    expect(rejectionsOf(await parse('arxiv-atom', text))).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(reason) }),
    ]);
  });

  it('rejects an entry that is too long, and no other', async () => {
    const parsed = await parse(
      'arxiv-atom',
      `<feed><entry><title>${'x'.repeat(3_000_000)}</title></entry><entry><title>Good</title></entry></feed>`,
    );
    expect(papersOf(parsed).map(({ title }) => title)).toEqual(['Good']);
    expect(rejectionsOf(parsed)).toEqual([expect.objectContaining({ place: { file: 'test', record: 1 } })]);
  });
});

describe('the arXiv snapshot', () => {
  it('gives papers with all that a record has a place for', async () => {
    const parsed = await parse('arxiv-snapshot', SNAPSHOT);
    expect(faultOf(parsed)).toBeUndefined();
    expect(papersOf(parsed)).toEqual([
      {
        title: 'Invented Sums over Cranes',
        abstract: 'We sum σ over all cranes.',
        authors: [{ name: 'A. Example' }, { name: 'B. de la Example Jr.', affiliations: ['University of Examples'] }],
        publishedOn: '2007-04-02',
        year: 2007,
        arxivId: '0704.0001',
        doi: '10.1234/inv.76.013009',
        url: 'https://arxiv.org/abs/0704.0001',
        venue: 'J.Inv.Res.76:013009,2007',
        topics: [
          { topic: 'cs.DS', scheme: 'arXiv', confidence: 1 },
          { topic: 'cs.MS', scheme: 'arXiv', confidence: 1 },
        ],
        source: 'arxiv',
      },
      {
        title: 'Names in One Line',
        abstract: 'No parsed authors here.',
        authors: [{ name: 'C. Example' }, { name: 'D. Example' }, { name: 'E. Example' }],
        arxivId: 'hep-th/9901001',
        url: 'https://arxiv.org/abs/hep-th/9901001',
        retracted: true,
        topics: [{ topic: 'hep-th', scheme: 'arXiv', confidence: 1 }],
        source: 'arxiv',
      },
      // An id that became a number is left out, and so is a date that is none.
      {
        title: 'An Id That Became a Number',
        authors: [{ name: 'F. Example' }],
        topics: [{ topic: 'math.CO', scheme: 'arXiv', confidence: 1 }],
        source: 'arxiv',
      },
    ]);
  });
});
