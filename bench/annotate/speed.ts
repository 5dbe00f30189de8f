import { annotate, findMethods } from '../../src/annotate/annotate.js';
import type { Vocabulary } from '../../src/annotate/compile.js';
import type { PaperText } from './data.js';

export interface Speed {
  readonly work: string;
  readonly seconds: number;
  /** Speed over that of JSON.parse on the same lines. */
  readonly ratio: number;
  readonly papersPerSecond: number;
}

const ROUNDS = 7;

/**
 * CPU time of the annotator and of its parts against CPU time of parsing the
 * same lines, the best of several rounds each, since other programs share the
 * machine. The loop that only looks at every character is the floor for
 * anything that reads texts in JavaScript.
 */
export function measureSpeed(vocabulary: Vocabulary, lines: readonly string[]): Speed[] {
  const papers = lines.map((line) => JSON.parse(line) as PaperText);
  const works: readonly (readonly [string, () => void])[] = [
    ['JSON.parse of the lines', () => each(lines, (line) => void JSON.parse(line))],
    ['look at every character', () => each(papers, ({ title, abstract }) => void look(title + (abstract ?? '')))],
    [
      'cut into words',
      () => each(papers, ({ title, abstract }) => void vocabulary.scanner.scan({ title, abstract: abstract ?? '' })),
    ],
    ['annotate', () => each(papers, (paper) => void annotate(vocabulary, paper))],
    ['find method phrases', () => each(papers, (paper) => void findMethods(vocabulary, paper))],
  ];
  const seconds = works.map(([, work]) => best(work));
  return works.map(([work], i) => ({
    work,
    seconds: seconds[i]!,
    ratio: seconds[0]! / seconds[i]!,
    papersPerSecond: Math.round(papers.length / seconds[i]!),
  }));
}

function each<Item>(items: readonly Item[], visit: (item: Item) => void): void {
  for (const item of items) visit(item);
}

function look(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 32;
    if (code >= 97 && code <= 122) letters++;
  }
  return letters;
}

function best(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
