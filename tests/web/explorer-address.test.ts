import fc from 'fast-check';
import {
  paperPath,
  playgroundPath,
  readRelated,
  readRoute,
  relatedVariables,
  writeRelated,
  type RelatedState,
} from '../../src/web/explorer/address.js';
import { readLink } from '../../src/web/playground/link.js';

const START: RelatedState = {
  to: [],
  notTo: [],
  preset: 'RELATED',
  weights: {},
  fromYear: null,
  toYear: null,
  diversity: 0,
  first: 20,
  pick: null,
  layout: 'both',
};

describe('the address of a view', () => {
  it.each([
    ['/', { view: 'home' }],
    ['/paper/2410.15460', { view: 'paper', ref: '2410.15460' }],
    ['/paper/10.1145/3292500.3330701', { view: 'paper', ref: '10.1145/3292500.3330701' }],
    ['/paper/https://arxiv.org/abs/2410.15460', { view: 'paper', ref: 'https://arxiv.org/abs/2410.15460' }],
    ['/author/Geoffrey%20Hinton', { view: 'author', ref: 'Geoffrey Hinton' }],
    ['/paper/100%', { view: 'paper', ref: '100%' }],
    ['/path', { view: 'path' }],
    ['/paper', { view: 'nowhere' }],
    ['/paper/', { view: 'nowhere' }],
    ['/set/more', { view: 'nowhere' }],
    ['/elsewhere', { view: 'nowhere' }],
  ])('%s is %j', (path, route) => {
    expect(readRoute(path)).toEqual(route);
  });

  it('leads back to any ref, as a browser resolves it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (doi) => {
        const { pathname, search, hash } = new URL(paperPath({ id: 'x', doi }), 'http://localhost');
        expect({ ...readRoute(pathname), search, hash }).toEqual({ view: 'paper', ref: doi, search: '', hash: '' });
      }),
    );
  });

  it('names a paper by what a person knows it by', () => {
    expect(paperPath({ id: 'i', arxivId: '2410.15460', doi: '10.1/x' })).toBe('/paper/2410.15460');
    expect(paperPath({ id: 'i', arxivId: null, doi: '10.1/x(y)' })).toBe('/paper/10.1/x(y)');
    expect(paperPath({ id: 'i' })).toBe('/paper/i');
  });
});

describe('the state of a list of related papers', () => {
  it('is empty at the start', () => {
    expect(writeRelated(START)).toBe('');
    expect(readRelated('')).toEqual(START);
  });

  it('comes back from its address whole', () => {
    const ref = fc.string({ minLength: 1 });
    const state = fc.record({
      to: fc.array(ref, { maxLength: 4 }),
      notTo: fc.array(ref, { maxLength: 4 }),
      preset: fc.constantFrom('RELATED' as const, 'REFERENCES' as const),
      weights: fc.dictionary(
        fc.constantFrom('text', 'cites', 'coCitation'),
        fc.integer({ min: 0, max: 40 }).map((steps) => steps / 4),
      ),
      fromYear: fc.option(fc.integer({ min: 1000, max: 9999 })),
      toYear: fc.option(fc.integer({ min: 1000, max: 9999 })),
      diversity: fc.integer({ min: 0, max: 20 }).map((steps) => steps / 20),
      first: fc.integer({ min: 1, max: 100 }),
      pick: fc.option(ref),
      layout: fc.constantFrom('both' as const, 'list' as const, 'graph' as const),
    });
    fc.assert(
      fc.property(state, (given) =>
        expect(readRelated(writeRelated(given))).toEqual({ ...given, weights: { ...given.weights } }),
      ),
    );
  });

  it.each([
    '?w=text',
    '?w=text:',
    '?w=text:x',
    '?w=text:-1',
    '?w=:5',
    '?w=__proto__:5',
    '?from=20',
    '?n=0',
    '?n=1000',
    '?diversity=2',
    '?view=x',
    '?to=',
  ])('is not changed by %s', (search) => {
    expect(readRelated(search)).toEqual(START);
  });

  it('asks for the papers of the view first', () => {
    const state = { ...START, to: ['b'], notTo: ['c'], weights: { text: 0 }, fromYear: 2019 };
    expect(relatedVariables(state, ['a'])).toEqual({
      to: ['a', 'b'],
      notTo: ['c'],
      preset: 'RELATED',
      weights: { text: 0 },
      filter: { year: { gte: 2019 } },
      diversity: 0,
    });
  });
});

it('opens in the playground what the page asks', () => {
  const { search, pathname } = new URL(playgroundPath('query A { b }\n', { c: 'd & e' }), 'http://localhost');
  expect(pathname).toBe('/playground');
  expect(readLink(search)).toEqual({ query: 'query A { b }', variables: '{\n  "c": "d & e"\n}', operationName: null });
});
