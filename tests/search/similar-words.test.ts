import fc from 'fast-check';
import { similarWords, wordsFrom } from '../../src/search/similar-words.js';

/** Optimal string alignment distance, as its textbook writes it. */
function distance(left: string, right: string): number {
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const table: number[][] = [];
  for (let i = 0; i <= left.length; i += 1) {
    table.push([]);
    for (let j = 0; j <= right.length; j += 1) {
      if (i === 0 || j === 0) {
        table[i]![j] = i + j;
        continue;
      }
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      table[i]![j] = best;
    }
  }
  return at(left.length, right.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
const words = fc.uniqueArray(word, { maxLength: 40 }).map((all) => [...all].sort());

describe('similar words', () => {
  it.each([false, true])('are those that a plain comparison of all finds; as beginnings: %s', (asPrefix) => {
    fc.assert(
      fc.property(
        words,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 9 }),
        fc.nat(2),
        (list, typed, most) => {
          const near = (one: string): number =>
            asPrefix
              ? Math.min(...Array.from({ length: one.length + 1 }, (_, end) => distance(one.slice(0, end), typed)))
              : distance(one, typed);
          const expected = list.flatMap((one) => (near(one) <= most ? [`${one} ${near(one)}`] : []));
          const found = similarWords(list, typed, most, asPrefix).flatMap(({ from, to, edits }) =>
            list.slice(from, to).map((one) => `${one} ${edits}`),
          );
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('that begin with a text stand together', () => {
    fc.assert(
      fc.property(words, word, (list, beginning) => {
        const { from, to } = wordsFrom(list, beginning);
        expect(list.slice(from, to)).toEqual(list.filter((one) => one.startsWith(beginning)));
      }),
    );
  });
});
