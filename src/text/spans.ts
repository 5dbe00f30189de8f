import { fold } from './analysis.js';

/** A word of a text and where it stands there, in UTF-16 code units. */
export interface WordSpan {
  /** The word in Unicode's compatibility form, as the analysis sees it. */
  readonly word: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

// eslint-disable-next-line no-control-regex -- ASCII begins with control characters
const ASCII = /^[\u0000-\u007F]*$/;
const WORD = /[\p{L}\p{N}]+/gu;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The words that the analysis finds in a text, with their places in the text as
 * it is written: normalizing can make one character of several, and several of one.
 */
export function wordSpans(text: string): WordSpan[] {
  if (ASCII.test(text))
    return spansOf(
      text,
      (index) => index,
      (index) => index,
    );
  let normalized = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const form = segment.normalize('NFKC');
    starts.push(...Array<number>(form.length).fill(index));
    ends.push(...Array<number>(form.length).fill(index + segment.length));
    normalized += form;
  }
  return spansOf(
    normalized,
    (index) => starts[index] ?? 0,
    (index) => ends[index - 1] ?? 0,
  );
}

function spansOf(text: string, startOf: (index: number) => number, endOf: (index: number) => number): WordSpan[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word,
    start: startOf(index),
    end: endOf(index + word.length),
  }));
}

/** The part of a word that was typed, when its letters stand in the text one by one as they do in the folded word. */
export function beginningOf({ word, start, end }: WordSpan, length: number): WordSpan {
  const isPlain = end - start === word.length && fold(word).length === word.length;
  return isPlain ? { word, start, end: start + Math.min(length, word.length) } : { word, start, end };
}
