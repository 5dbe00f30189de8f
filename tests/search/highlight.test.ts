import fc from 'fast-check';
import { highlightsIn } from '../../src/search/highlight.js';
import { analyze } from '../../src/text/analysis.js';
import { wordSpans } from '../../src/text/spans.js';

describe('word spans', () => {
  it('are the words of the analysis, where they stand', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('ﬁ', 'é', 'e\u0301', 'A', '²', '中', ' ', '-', '😀', 'ไ', 'ﷺ') }),
    );
    fc.assert(
      fc.property(text, (written) => {
        const spans = wordSpans(written);
        expect(spans.flatMap(({ word }) => analyze(word).map(({ term }) => term))).toEqual(
          analyze(written).map(({ term }) => term),
        );
        const starts = spans.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((left, right) => left - right));
        expect(spans.every(({ start, end }) => start < end && end <= written.length)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('highlights', () => {
  it('mark words by their stems, and join those that follow each other', () => {
    const text = 'Pruning the networks: “Pruned” networks — ﬁne';
    const found = highlightsIn('title', text, new Set(['prune', 'network', 'fine']));
    expect(found.map((one) => one.text)).toEqual(['Pruning the networks: “Pruned” networks — ﬁne']);
    expect(highlightsIn('title', text, new Set(['network'])).map(({ start, end }) => text.slice(start, end))).toEqual([
      'networks',
      'networks',
    ]);
  });
});
