import { compareIds, introducedBy, type ReadingPaper } from './reading-facts.js';

/** Why one paper is to be read before another. */
export interface Ground {
  readonly earlier: string;
  readonly later: string;
  /** CITES: the later paper cites it. APPLIES: it works with its technique. VARIES: its technique descends from it. */
  readonly kind: 'CITES' | 'APPLIES' | 'VARIES';
  /** The technique of the earlier paper, and that of the later one that descends from it. */
  readonly technique?: string;
  readonly variant?: string;
}

/** All grounds between the papers, those of one pair in order of their weight: citation, use, descent. */
export function groundsAmong(
  papers: readonly ReadingPaper[],
  ancestors: ReadonlyMap<string, ReadonlySet<string>>,
): Ground[] {
  return papers.flatMap((later) =>
    papers.flatMap((earlier) => (earlier.id === later.id ? [] : groundsBetween(earlier, later, ancestors))),
  );
}

function groundsBetween(
  earlier: ReadingPaper,
  later: ReadingPaper,
  ancestors: ReadonlyMap<string, ReadonlySet<string>>,
): Ground[] {
  const pair = { earlier: earlier.id, later: later.id };
  const cites: Ground[] = later.references.includes(earlier.id) ? [{ ...pair, kind: 'CITES' }] : [];
  // Techniques are read out of texts: against the dates they prove nothing.
  if (isAfter(earlier.date, later.date)) return cites;
  const introduced = introducedBy(earlier);
  const applies = introduced
    .filter(({ id }) => later.techniques.some((own) => own.id === id && own.role !== 'INTRODUCES'))
    .map(({ id }): Ground => ({ ...pair, kind: 'APPLIES', technique: id }));
  const varies = introduced.flatMap(({ id }) =>
    introducedBy(later)
      .filter((own) => ancestors.get(own.id)?.has(id) === true)
      .map((own): Ground => ({ ...pair, kind: 'VARIES', technique: id, variant: own.id })),
  );
  return [...cites, ...applies, ...varies];
}

/** Whether a date is after another, as far as both are known: 2014 is not after 2014-06-10. */
function isAfter(date: string, other: string): boolean {
  const known = Math.min(date.length, other.length);
  return date.slice(0, known) > other.slice(0, known);
}

/**
 * The order in which to read: a paper comes behind all that it builds on.
 *
 * Papers that build on each other in a circle (strongly connected components,
 * Tarjan 1972) are taken together. Of all components on whose predecessors
 * nothing more is to be waited for (Kahn 1962), the one with the earliest year
 * comes next, ties by importance, then by id; inside of one, its papers come
 * in the same order.
 */
export function sequenceOf(
  papers: readonly ReadingPaper[],
  grounds: readonly Ground[],
  importance: ReadonlyMap<string, number>,
): ReadingPaper[] {
  const byReadiness = (left: ReadingPaper, right: ReadingPaper): number =>
    compareNumbers(left.year ?? Infinity, right.year ?? Infinity) ||
    compareNumbers(importance.get(right.id) ?? 0, importance.get(left.id) ?? 0) ||
    compareIds(left.id, right.id);
  const waitsFor = new Map(papers.map(({ id }) => [id, new Set<string>()]));
  for (const { earlier, later } of grounds) waitsFor.get(later)?.add(earlier);

  const waiting = componentsOf(papers, waitsFor).map((component) => [...component].sort(byReadiness));
  const done = new Set<string>();
  const sequence: ReadingPaper[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter((component) => {
      const own = new Set(component.map(({ id }) => id));
      return component.every(({ id }) =>
        [...(waitsFor.get(id) ?? [])].every((other) => own.has(other) || done.has(other)),
      );
    });
    const [next] = ready.sort(([left], [right]) =>
      left === undefined || right === undefined ? 0 : byReadiness(left, right),
    );
    // The condensed graph has no circle, so something is always ready.
    if (next === undefined) break;
    waiting.splice(waiting.indexOf(next), 1);
    for (const paper of next) done.add(paper.id);
    sequence.push(...next);
  }
  return sequence;
}

/** The strongly connected components, by Tarjan's algorithm. */
export function componentsOf(
  papers: readonly ReadingPaper[],
  waitsFor: ReadonlyMap<string, ReadonlySet<string>>,
): ReadingPaper[][] {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const found = new Map<string, number>();
  const open: ReadingPaper[] = [];
  const components: ReadingPaper[][] = [];
  const visit = (paper: ReadingPaper): number => {
    const number = found.size;
    found.set(paper.id, number);
    let low = number;
    open.push(paper);
    for (const id of waitsFor.get(paper.id) ?? []) {
      const other = byId.get(id);
      if (other === undefined) continue;
      if (!found.has(id)) low = Math.min(low, visit(other));
      else if (open.includes(other)) low = Math.min(low, found.get(id) ?? low);
    }
    if (low === number) components.push(open.splice(open.indexOf(paper)));
    return low;
  };
  for (const paper of papers) if (!found.has(paper.id)) visit(paper);
  return components;
}

function compareNumbers(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
