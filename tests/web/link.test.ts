import { readLink } from '../../src/web/playground/link.js';

describe('a link to a query', () => {
  it('gives the query, its variables indented, and the operation', () => {
    const search = new URLSearchParams({ query: '{ a }', variables: '{"b":1}', operationName: 'C' });
    expect(readLink(`?${search.toString()}`)).toEqual({
      query: '{ a }',
      variables: '{\n  "b": 1\n}',
      operationName: 'C',
    });
  });

  it('needs nothing but the query', () => {
    expect(readLink('?query=%7B%20a%20%7D')).toEqual({ query: '{ a }', variables: null, operationName: null });
    expect(readLink('?query={a}&variables=&operationName=')).toEqual({
      query: '{a}',
      variables: null,
      operationName: null,
    });
  });

  it('leaves variables that are not JSON for the editor to mark', () => {
    expect(readLink('?query={a}&variables={b')?.variables).toBe('{b');
  });

  it.each(['', '?', '?query=', '?query=%20%0A', '?variables={}', '?Query={a}'])('is none in %j', (search) => {
    expect(readLink(search)).toBeNull();
  });
});
