import { fold, normalizeName } from '../text/analysis.js';
import { beginningOf, wordSpans } from '../text/spans.js';
import { allowedEdits, similarWords } from './similar-words.js';

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The parts of a name that were typed: whole words, and of the last one its beginning. */
export function typedRanges(name: string, typed: string, withErrors: boolean): Range[] {
  const words = normalizeName(typed)
    .split(' ')
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const ranges: Range[] = [];
  for (const span of wordSpans(name)) {
    const folded = fold(span.word);
    if (words.includes(folded)) ranges.push({ start: span.start, end: span.end });
    else if (last !== '' && folded.startsWith(last)) {
      const { start, end } = beginningOf(span, last.length);
      ranges.push({ start, end });
    } else if (withErrors && words.some((word, index) => isSimilar(folded, word, index === words.length - 1)))
      ranges.push({ start: span.start, end: span.end });
  }
  return ranges;
}

function isSimilar(word: string, typed: string, asPrefix: boolean): boolean {
  return similarWords([word], typed, allowedEdits(typed.length), asPrefix).length > 0;
}
