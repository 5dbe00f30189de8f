/** A run of neighboring words in a sorted list, all as many edits away from what was typed. */
export interface WordRun {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly edits: number;
}

/** How many typing errors a word of this length may have: none in short ones, where every word is like another. */
export function allowedEdits(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** From this length on a word may be wrong in its first letter too. */
const FIRST_LETTER_FREE = 5;

/**
 * Finds the words within `most` edits of a typed one: letters left out, put in
 * or changed, or two neighbors swapped (optimal string alignment distance).
 * The sorted list is walked as the trie that it is, one row of the distance
 * matrix per letter; a branch is left as soon as every cell of its row is too
 * large (Oflazer 1996).
 *
 * @param words sorted by UTF-16 code units, without duplicates.
 * @param asPrefix whether it is enough that a word begins like this.
 * @returns disjoint runs in the order of the list.
 */
export function similarWords(
  words: readonly string[],
  typed: string,
  most: number,
  asPrefix: boolean,
): readonly WordRun[] {
  const runs: WordRun[] = [];
  const width = typed.length;

  /** `best` is the smallest distance between the typed word and any beginning of the branch. */
  const walk = (from: number, to: number, depth: number, above: Row, row: Row, best: number): void => {
    let start = from;
    if (words[start]?.length === depth) {
      const edits = asPrefix ? best : (row[width] ?? 0);
      if (edits <= most) runs.push({ from: start, to: start + 1, edits });
      start += 1;
    }
    while (start < to) {
      const word = words[start] ?? '';
      const letter = word.charCodeAt(depth);
      const end = endOfBranch(words, start, to, depth, letter);
      if (depth > 0 || width >= FIRST_LETTER_FREE || letter === typed.charCodeAt(0)) {
        const next = nextRow(typed, above, row, letter, depth > 0 ? word.charCodeAt(depth - 1) : -1);
        const least = Math.min(...next);
        const bestNow = Math.min(best, next[width] ?? best);
        // No longer beginning can be nearer than the least cell of a row.
        if (asPrefix && bestNow <= most && bestNow <= least) runs.push({ from: start, to: end, edits: bestNow });
        else if (least <= most || (asPrefix && bestNow <= most)) walk(start, end, depth + 1, row, next, bestNow);
      }
      start = end;
    }
  };

  walk(
    0,
    words.length,
    0,
    [],
    Array.from({ length: width + 1 }, (_, index) => index),
    width,
  );
  return runs;
}

/** The distances of one beginning of a word to every beginning of the typed one. */
type Row = readonly number[];

function nextRow(typed: string, above: Row, row: Row, letter: number, letterBefore: number): number[] {
  const next = [(row[0] ?? 0) + 1];
  for (let column = 1; column <= typed.length; column += 1) {
    const typedLetter = typed.charCodeAt(column - 1);
    let edits = Math.min(
      (row[column] ?? 0) + 1,
      (next[column - 1] ?? 0) + 1,
      (row[column - 1] ?? 0) + (typedLetter === letter ? 0 : 1),
    );
    if (column > 1 && typedLetter === letterBefore && typed.charCodeAt(column - 2) === letter) {
      edits = Math.min(edits, (above[column - 2] ?? 0) + 1);
    }
    next.push(edits);
  }
  return next;
}

/** Where the words that have this letter at this depth end; they begin at `start`. */
function endOfBranch(words: readonly string[], start: number, to: number, depth: number, letter: number): number {
  let step = 1;
  let low = start;
  while (low + step < to && words[low + step]?.charCodeAt(depth) === letter) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, to);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]?.charCodeAt(depth) === letter) low = middle;
    else high = middle;
  }
  return high;
}

/** The words that begin with a text: from the first, to behind the last. */
export function wordsFrom(words: readonly string[], beginning: string): WordRun {
  const from = lowerBound(words, beginning);
  return { from, to: lowerBound(words, `${beginning}\uFFFF`), edits: 0 };
}

/** The run of the one word, or an empty one. */
export function oneWord(words: readonly string[], word: string): WordRun {
  const from = lowerBound(words, word);
  return { from, to: words[from] === word ? from + 1 : from, edits: 0 };
}

function lowerBound(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
