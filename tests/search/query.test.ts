import fc from 'fast-check';
import { MalformedQuery, parseQuery, parseYears, type SearchQuery } from '../../src/search/query.js';

describe('a search', () => {
  it('is words, phrases, what must not be there, and field words', () => {
    expect(parseQuery('pruned networks "lottery tickets" -vision -"image net" author:"Jane Doe" -year:..2018')).toEqual(
      {
        words: 'pruned networks lottery tickets',
        terms: ['prune', 'network', 'lotteri', 'ticket'],
        phrases: [['lotteri', 'ticket']],
        without: [['vision'], ['imag', 'net']],
        fields: [
          { field: 'author', value: 'Jane Doe', excluded: false },
          { field: 'year', value: '..2018', excluded: true },
        ],
      },
    );
  });

  it('knows no operators: what other engines would read as such are words', () => {
    expect(parseQuery('title^4 AND (lora~2 OR rank*) +must [a TO b] \\"').terms).toEqual(['titl', 'lora', 'rank']);
  });

  it('ends an open quote with the text', () => {
    expect(parseQuery('"low rank').phrases).toEqual([['low', 'rank']]);
  });

  it('takes a colon behind another word for none', () => {
    expect(parseQuery('BERT:Pre-training of 10:30 LoRA: low').fields).toEqual([]);
    expect(parseQuery('BERT:Pre-training').terms).toEqual(['bert', 'pre', 'train']);
  });

  it.each([
    ['', /neither letters nor digits/],
    ['?! … 😀', /neither letters nor digits/],
    ['-only -without', /only says what is not wanted/],
    ['auther:hinton', /"auther:" is no field word/],
    ['authors:hinton', /"authors:" is no field word/],
    ['words '.repeat(2000), /has 12000 characters/],
  ])('is refused: %s', (text, message) => {
    expect(() => parseQuery(text)).toThrow(MalformedQuery);
    expect(() => parseQuery(text)).toThrow(message);
  });

  it('is read or refused, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom('"', '-', ':', 'author:', 'year:', '..', ' ', '~', '*', '(', '\\', 'مرحبا', '😀', 'é', '\u0000'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const { terms, phrases } = readOrRefused(pieces.join(''));
        expect(new Set(terms).size).toBe(terms.length);
        expect(terms).toEqual(expect.arrayContaining(phrases.flat()));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('years', () => {
  it.each([
    ['2020', { from: 2020, to: 2020 }],
    ['2020..', { from: 2020 }],
    ['..2020', { to: 2020 }],
    ['2018..2020', { from: 2018, to: 2020 }],
  ])('%s', (text, years) => {
    expect(parseYears(text)).toEqual(years);
  });

  it.each(['', '..', '20x0', '2020-2021', '20201', '2020...2021', '-2020'])('are not %j', (text) => {
    expect(() => parseYears(text)).toThrow(MalformedQuery);
  });
});

/** A search, or an empty one where the text is refused as it should be. */
function readOrRefused(text: string): Pick<SearchQuery, 'terms' | 'phrases'> {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof MalformedQuery) return { terms: [], phrases: [] };
    throw error;
  }
}
