import { findMethods } from '../../src/annotate/annotate.js';
import type { Vocabulary } from '../../src/annotate/compile.js';
import { fold } from '../../src/text/analysis.js';
import type { MarkedText } from './data.js';

/** Offsets in a text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The types that mark a method; the sources spell them differently. */
const METHOD_TYPES = new Set(['METHOD', 'Method', 'SOLUTION']);

/** The sources that mark methods. `csner-scierc` marks research problems only, so nothing can be right there. */
export const SOURCES = ['csner-ftd', 'scierc-conll', 'csner-pwc'] as const;

/** Where the marked methods stand: the file gives their words in order, not their offsets. */
export function markedMethods({ text, entities }: MarkedText): Span[] {
  const next = new Map<string, number>();
  return entities.flatMap(({ text: words, type }) => {
    const start = text.indexOf(words, next.get(words) ?? 0);
    if (start < 0) return [];
    next.set(words, start + words.length);
    return METHOD_TYPES.has(type) ? [{ start, end: start + words.length }] : [];
  });
}

/** A way to find methods in a text. */
export type Finder = (text: MarkedText) => Span[];

/** The annotator's method phrases; `named` keeps those that are techniques of the vocabulary. */
export function annotatorFinder(vocabulary: Vocabulary, named: boolean): Finder {
  return ({ text, unit }) => {
    const paper = unit === 'title' ? { title: text } : { title: '', abstract: text };
    return findMethods(vocabulary, paper).filter(({ techniqueId }) => !named || techniqueId !== undefined);
  };
}

/** The baseline: every method marked in the training texts, longest match, case and plural as marked. */
export function dictionaryFinder(training: readonly MarkedText[]): Finder {
  const names = new Set(
    training.flatMap((text) =>
      markedMethods(text).map(({ start, end }) => wordsOf(text.text.slice(start, end)).join(' ')),
    ),
  );
  const longest = Math.max(0, ...[...names].map((name) => name.split(' ').length));
  return ({ text }) => {
    const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
      word: fold(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    }));
    const found: Span[] = [];
    for (let i = 0; i < words.length; i++) {
      for (let length = Math.min(longest, words.length - i); length > 0; length--) {
        const name = words
          .slice(i, i + length)
          .map(({ word }) => word)
          .join(' ');
        if (name.length < 3 || !names.has(name)) continue;
        found.push({ start: words[i]!.start, end: words[i + length - 1]!.end });
        i += length - 1;
        break;
      }
    }
    return found;
  };
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(fold);
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly found: number;
  readonly marked: number;
}

/**
 * Lenient: a found span is right when it overlaps a marked one, and a marked
 * span is found when a found one overlaps it.
 */
export function score(texts: readonly MarkedText[], find: Finder): Score {
  let [right, found, hit, marked] = [0, 0, 0, 0];
  for (const text of texts) {
    const truth = markedMethods(text);
    const spans = find(text);
    found += spans.length;
    marked += truth.length;
    right += spans.filter((span) => truth.some((other) => overlaps(span, other))).length;
    hit += truth.filter((span) => spans.some((other) => overlaps(span, other))).length;
  }
  const precision = found === 0 ? 0 : right / found;
  const recall = marked === 0 ? 0 : hit / marked;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, found, marked };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
