import { fetcher } from '../../src/web/playground/fetcher.js';

const QUERY = 'query One { a } query Two { b }';

describe('the request of the playground', () => {
  let answer: () => Promise<Response>;
  let sent: RequestInit | undefined;

  beforeEach(() => {
    sent = undefined;
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (_address, init) => {
      sent = init;
      return await answer();
    });
    answer = () => Promise.resolve(Response.json({ data: { a: 1 } }));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const bodySent = (): unknown => JSON.parse(sent?.body as string);

  it('posts the operation as JSON and gives the answer', async () => {
    const operation = { query: QUERY, operationName: 'Two', variables: { x: 1 } };
    expect(await fetcher(operation, { headers: { 'x-note': 'yes' } })).toEqual({ data: { a: 1 } });
    expect(bodySent()).toEqual(operation);
    expect(sent?.method).toBe('POST');
    expect(sent?.headers).toMatchObject({ 'content-type': 'application/json', 'x-note': 'yes' });
  });

  it('drops the name of an operation that the document does not hold', async () => {
    await fetcher({ query: QUERY, operationName: 'Three' });
    expect(bodySent()).toEqual({ query: QUERY });
  });

  it('sends a document that cannot be read as it is, for the API to say what is wrong', async () => {
    await fetcher({ query: '{ a', operationName: 'One' });
    expect(bodySent()).toEqual({ query: '{ a', operationName: 'One' });
  });

  it('gives the errors of an answer with any status', async () => {
    const errors = [{ message: 'The server is overloaded.' }];
    answer = () => Promise.resolve(Response.json({ errors }, { status: 503 }));
    expect(await fetcher({ query: QUERY })).toEqual({ errors });
  });

  it('says, without a stack, that the API cannot be reached or does not speak JSON', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    const ask = async (): Promise<unknown> => await fetcher({ query: QUERY });
    const unreachable = await ask().catch((error: unknown) => error);
    expect(unreachable).toMatchObject({ message: expect.stringContaining('could not be reached') });
    expect(unreachable).not.toHaveProperty('stack');
    answer = () => Promise.resolve(new Response('<h1>Oops</h1>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(ask()).rejects.toThrow('The API answered 502 Bad Gateway without JSON: <h1>Oops');
  });
});
