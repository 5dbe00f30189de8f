import { FetchError } from '../../src/fetch/errors.js';
import { planOf, type FetchOptions } from '../../src/fetch/fetch.js';
import { paperIdOf } from '../../src/fetch/sources/semantic-scholar.js';
import { FakeClock } from './support/clock.js';

const clock = new FakeClock();

function ask(source: string, query: string, options: Pick<FetchOptions, 'order' | 'pageSize'> = {}) {
  const plan = planOf(source, query, { ...options, clock });
  const { path, query: parameters, body } = plan.request(plan.first, plan.pageSize);
  return { path, ...parameters, ...(body !== undefined && { body: JSON.parse(body) as unknown }) };
}

function refusal(source: string, query: string, options: Parameters<typeof planOf>[2] = {}): FetchError {
  try {
    planOf(source, query, { clock, ...options });
  } catch (error) {
    if (error instanceof FetchError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('what is refused', () => {
  it('an unknown source, naming those there are', () => {
    const { fault, message } = refusal('scopus', 'x');
    expect(fault).toBe('use');
    expect(message).toBe('There is no source "scopus"; there are arxiv, openalex, huggingface, semantic-scholar.');
    expect(refusal('constructor', 'x').message).toContain('There is no source');
  });

  it.each(['arxiv', 'openalex', 'hf', 's2'])('an empty query at %s', (source) => {
    expect(refusal(source, ' \n ').message).toBe('The query is empty; say what to fetch.');
  });

  it('quotes with nothing in them', () => {
    expect(refusal('arxiv', '""').message).toContain('empty');
  });

  it.each([
    ['2025-02-30', 'is no day of the calendar'],
    ['2025-13-01', 'is no day of the calendar'],
    ['2025-1-5', 'is no date'],
    ['2025/01/31', 'is no date'],
    ['31.01.2025', 'is no date'],
    ['20250131', 'is no date'],
    ['2025-W60', 'is no date'],
    ['2025-00', 'is no date'],
    ['2025-02-01', 'lies in the future (it is 2025-01-31)'],
    ['2025-02', 'lies in the future (it is 2025-01-31)'],
  ])('the date %s at Hugging Face', (date, fault) => {
    const { message } = refusal('huggingface', date);
    expect(message).toBe(`"${date}" ${fault}; give a day (2025-01-31), a week (2025-W05), a month (2025-01) or today.`);
  });

  it('a limit and a page size that are no counts', () => {
    for (const value of [0, -1, 1.5, Number.NaN]) {
      expect(refusal('arxiv', 'x', { limit: value }).message).toContain('The limit must be a whole number');
      expect(refusal('arxiv', 'x', { pageSize: value }).message).toContain('The page size must be');
    }
  });

  it('an order where there is none', () => {
    expect(refusal('hf', 'today', { order: 'newest' }).message).toContain('leave the order out');
    expect(refusal('arxiv', '2410.15460', { order: 'newest' }).message).toContain('leave the order out');
    expect(refusal('s2', '2410.15460', { order: 'newest' }).message).toContain('leave the order out');
    expect(refusal('arxiv', 'x', { order: 'oldest' as 'newest' }).message).toContain('relevance and newest');
  });

  it('a search that is too long for Hugging Face', () => {
    expect(refusal('hf', 'word '.repeat(60)).message).toContain('at most 250 characters');
  });
});

describe('arXiv', () => {
  it.each([
    ['cat:cs.LG AND ti:"graph neural"', 'cat:cs.LG AND ti:"graph neural"'],
    ['(au:bengio OR au:lecun) ANDNOT cat:cs.CV', '(au:bengio OR au:lecun) ANDNOT cat:cs.CV'],
    ['low-rank  adaptation', 'all:"low-rank adaptation"'],
    ['"low rank" adaptation', 'all:"low rank" AND all:"adaptation"'],
    ['attention: all you need', 'all:"attention: all you need"'],
    ['covid:19 x', 'all:"covid:19 x"'],
  ])('%s', (query, search_query) => {
    expect(ask('arXiv', query)).toEqual({ path: '/query', search_query, start: '0', max_results: '500' });
  });

  it('takes ids, each once, in lots', () => {
    expect(ask('arxiv', 'arxiv:2410.15460, hep-th/9711200v2 2410.15460')).toEqual({
      path: '/query',
      id_list: '2410.15460,hep-th/9711200v2',
      max_results: '2',
    });
    const many = Array.from({ length: 150 }, (_, index) => `2410.${10_000 + index}`).join(' ');
    expect(ask('arxiv', many)).toMatchObject({ max_results: '100' });
  });

  it('sorts by date when asked to, and never asks for more than 2,000', () => {
    expect(ask('arxiv', 'cat:cs.LG', { order: 'newest', pageSize: 5000 })).toMatchObject({
      sortBy: 'submittedDate',
      sortOrder: 'descending',
      max_results: '2000',
    });
  });

  it('stays within 30,000 records', () => {
    const plan = planOf('arxiv', 'cat:cs.LG', { clock });
    expect(plan.request(29_900, 500).query['max_results']).toBe('100');
  });
});

describe('OpenAlex', () => {
  it.each([
    ['publication_year:2024,type:article', { filter: 'publication_year:2024,type:article' }],
    ['title.search:graph neural networks', { filter: 'title.search:graph neural networks' }],
    ['graph neural networks', { search: 'graph neural networks' }],
    ['attention: a survey', { search: 'attention: a survey' }],
    ['BERT:x', { search: 'BERT:x' }],
  ])('%s', (query, parameters) => {
    expect(ask('openalex', query)).toEqual({ path: '/works', per_page: '100', cursor: '*', ...parameters });
  });
});

describe('Hugging Face', () => {
  it.each([
    ['today', { path: '/daily_papers', date: '2025-01-31', limit: '100', p: '0' }],
    ['2024-12-24', { path: '/daily_papers', date: '2024-12-24', limit: '100', p: '0' }],
    ['2025-w05', { path: '/daily_papers', week: '2025-W05', limit: '100', p: '0' }],
    ['2025-01', { path: '/daily_papers', month: '2025-01', limit: '100', p: '0' }],
    ['vision language', { path: '/papers/search', q: 'vision language', limit: '100' }],
    ['2410.15460', { path: '/papers/search', q: '2410.15460', limit: '100' }],
    ['3.5', { path: '/papers/search', q: '3.5', limit: '100' }],
  ])('%s', (query, request) => {
    expect(ask('Hugging-Face', query)).toEqual(request);
  });
});

describe('Semantic Scholar', () => {
  const id = 'A'.repeat(40);

  it('searches in bulk, or by relevance', () => {
    expect(ask('s2', 'graph')).toMatchObject({ path: '/paper/search/bulk', query: 'graph' });
    expect(ask('s2', 'graph')).not.toHaveProperty('token');
    expect(ask('s2', 'graph', { order: 'newest' })).toMatchObject({ sort: 'publicationDate:desc' });
    expect(ask('s2', 'graph', { order: 'relevance' })).toMatchObject({
      path: '/paper/search',
      offset: '0',
      limit: '100',
    });
  });

  it('keeps offset and limit below 1,000', () => {
    const plan = planOf('s2', 'graph', { order: 'relevance', clock });
    expect(plan.request(900, 100).query['limit']).toBe('99');
  });

  it('posts ids', () => {
    const { path, body } = ask('s2', `${id} doi:10.1/x`);
    expect({ path, body }).toEqual({ path: '/paper/batch', body: { ids: [id.toLowerCase(), 'DOI:10.1/x'] } });
  });

  it.each([
    ['arxiv:2410.15460v2', 'ARXIV:2410.15460'],
    ['hep-th/9711200', 'ARXIV:hep-th/9711200'],
    ['10.1145/3292500', 'DOI:10.1145/3292500'],
    ['corpusid:42', 'CorpusId:42'],
    ['URL:https://arxiv.org/abs/2410.15460', 'URL:https://arxiv.org/abs/2410.15460'],
    ['arxiv:nonsense', undefined],
    ['graph', undefined],
  ])('knows %s', (text, expected) => {
    expect(paperIdOf(text)).toBe(expected);
  });
});
