import { papersOf, parse, rejectionsOf } from './support.js';

const one = '{"title":"One"}';
const two = '{"title":"Two"}';

async function titlesOf(text: string, chunk?: number): Promise<string[]> {
  const parsed = await parse('related-work', text, { chunk });
  expect(rejectionsOf(parsed)).toEqual([]);
  return papersOf(parsed).map(({ title }) => title);
}

describe('records of JSON', () => {
  it.each([
    ['lines', `${one}\n${two}\n`],
    ['lines with empty ones between and CRLF', `\r\n${one}\r\n\r\n${two}`],
    ['an array on one line', `[${one},${two}]`],
    ['an array over lines', `[\n  ${one},\n  ${two}\n]\n`],
    ['an indented array', JSON.stringify([{ title: 'One' }, { title: 'Two' }], null, 2)],
    ['an answer on one line', `{"meta":{"results":1},"results":[${one},${two}]}`],
    [
      'an indented answer',
      JSON.stringify({ total: 2, data: [{ title: 'One' }, { title: 'Two' }], next: null }, null, 2),
    ],
    ['an answer with its records on lines', `{"data": [\n${one},\n${two}\n]}`],
    [
      'an answer inside a message',
      JSON.stringify({ status: 'ok', message: { items: [{ title: 'One' }, { title: 'Two' }] } }, null, 1),
    ],
    ['answers on lines', `{"data":[${one}]}\n{"data":[${two}]}`],
    ['answers one after the other', `{\n"data":[${one}]}\n{\n"data":[${two}]}`],
    ['arrays one after the other', `[${one}]\n[${two}]`],
    ['an array of answers', `[{"results":[${one}]},{"results":[${two}]}]`],
    ['indented objects one after the other', `{\n"title": "One"\n}\n{\n"title": "Two"\n}`],
    ['nulls among them', `[null,${one},null,${two}]`],
  ])('come from %s', async (_, text) => {
    for (const chunk of [1, 1000]) expect(await titlesOf(text, chunk)).toEqual(['One', 'Two']);
  });

  it.each(['', ' \n', '[]', '{"results":[]}', '[[],[]]', 'null'])('are none in %j', async (text) => {
    expect(await parse('related-work', text)).toEqual([]);
  });

  it('come from an answer that is longer than any line may be', async () => {
    const titles = Array.from({ length: 3000 }, (_, index) => `Title ${index}`);
    const records = titles.map((title) => ({ abstract: 'x'.repeat(6000), title }));
    expect(await titlesOf(JSON.stringify({ meta: {}, results: records }))).toEqual(titles);
  });

  it('have their line, or their number in a document, or both', async () => {
    const places = async (text: string) =>
      (await parse('related-work', text)).map(({ place: { line, record } }) => [line, record]);
    expect(await places(`${one}\n\n${two}`)).toEqual([
      [1, undefined],
      [3, undefined],
    ]);
    expect(await places(`[${one},null,${two}]`)).toEqual([
      [undefined, 1],
      [undefined, 3],
    ]);
    expect(await places(`{"data":[${one},${two}]}`)).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it.each([
    ['a line', `${one}\n{"title":\n${two}`, { line: 2 }, /^is not JSON: /, ['One', 'Two']],
    ['the first line', `{"title":"Cut\n${one}\n${two}`, { line: 1 }, /^is not JSON: /, ['One', 'Two']],
    ['the first line at a colon', `{"title":\n${one}\n${two}`, { line: 1 }, /^is not JSON: /, ['One', 'Two']],
    ['a line that is no object', `${one}\n12\n${two}`, { line: 2 }, /^must be a JSON object$/, ['One', 'Two']],
    [
      'an array',
      `[${one},${two},{"title":Three},${one}]`,
      { record: 3 },
      /^is not JSON: .* near line 1; nothing after it was read$/,
      ['One', 'Two'],
    ],
    [
      'an array over lines',
      `[\n${one},\n${two}\n${one}\n]`,
      { record: 3 },
      /near line 3; nothing after it was read$/,
      ['One', 'Two'],
    ],
    [
      'an array that is cut off',
      `[${one},${two},{"title":"Th`,
      { record: 3 },
      /^is cut off at the end of the file, line 1$/,
      ['One', 'Two'],
    ],
    ['an answer that is cut off', `{\n"data":[${one},${two}`, { record: 3 }, /^is cut off/, ['One', 'Two']],
    [
      'an element that is no object',
      `[${one},"text",${two}]`,
      { record: 2 },
      /^must be a JSON object$/,
      ['One', 'Two'],
    ],
    [
      'nesting',
      `[${one},${two},{"title":${'['.repeat(100_000)}`,
      { record: 3 },
      /^nests deeper than 500 levels/,
      ['One', 'Two'],
    ],
  ])('are reported with place and reason where %s is broken', async (_, text, place, reason, titles) => {
    for (const chunk of [1000, 7]) {
      const parsed = await parse('related-work', text, { chunk });
      expect(papersOf(parsed).map(({ title }) => title)).toEqual(titles);
      expect(rejectionsOf(parsed)).toEqual([
        expect.objectContaining({
          place: { file: 'test', ...place },
          field: 'record',
          reason: expect.stringMatching(reason),
        }),
      ]);
    }
  });

  it('show as much of a broken record as was read', async () => {
    const [rejection] = rejectionsOf(await parse('related-work', `[{"id":"hash:1","title":"Cut`));
    expect(rejection?.record).toEqual({ id: 'hash:1' });
  });

  it('take keys of objects for what they are', async () => {
    const text =
      '{"__proto__":{"title":"Wrong"},"constructor":1,"toString":2,"title":"Right","authors":[{"__proto__":{"name":"x"}}]}';
    for (const form of [text, `[${text}]`]) {
      const parsed = await parse('related-work', form);
      expect(papersOf(parsed)).toEqual([{ title: 'Right', authorCount: 1, source: 'related-work' }]);
    }
    expect({}).not.toHaveProperty('title');
  });
});
