import { introducedBy, type ReadingCandidates, type ReadingPaper } from './reading-facts.js';
import { importanceOf, mostImportant } from './reading-importance.js';
import { reasonOf } from './reading-reason.js';
import { groundsAmong, sequenceOf } from './reading-sequence.js';
import type { Subject } from './subject.refs.js';

/** One step of a reading order, by ids. */
export interface ReadingEntry {
  readonly position: number;
  readonly paperId: string;
  readonly importance: number;
  readonly reason: string;
  readonly requiredIds: readonly string[];
  readonly introducedIds: readonly string[];
}

/** Chooses the most important of the candidates and puts them into the order in which to read them. */
export function readingOrderOf(candidates: ReadingCandidates, subject: Subject, first: number): ReadingEntry[] {
  const technique = subject.kind === 'technique' ? subject.id : null;
  const importance = importanceOf(candidates, technique);
  const chosen = mostImportant(candidates.papers, importance, technique, first);
  const grounds = groundsAmong(chosen, candidates.ancestors);
  const sequence = sequenceOf(chosen, grounds, importance);
  const places = new Map(sequence.map(({ id }, index) => [id, index]));
  const comesFirst = (earlier: string, later: string): boolean => (places.get(earlier) ?? 0) < (places.get(later) ?? 0);

  return sequence.map((paper, index) => {
    // The first ground of a pair weighs most. In a circle some papers build on later ones; those are not required.
    const builtOn = sequence.slice(0, index).flatMap((earlier: ReadingPaper) => {
      const ground = grounds.find((one) => one.later === paper.id && one.earlier === earlier.id);
      return ground === undefined ? [] : [{ paper: earlier, ground }];
    });
    const builders = grounds.filter(({ earlier, later }) => earlier === paper.id && comesFirst(paper.id, later));
    const builtOnBy = new Set(builders.map(({ later }) => later)).size;
    const isInCircle = grounds.some(({ earlier, later }) => later === paper.id && comesFirst(paper.id, earlier));
    return {
      position: index + 1,
      paperId: paper.id,
      importance: importance.get(paper.id) ?? 0,
      reason: reasonOf(paper, subject, { isFirst: index === 0, builtOn, builtOnBy, isInCircle }),
      requiredIds: builtOn.map((required) => required.paper.id),
      introducedIds: introducedBy(paper).map(({ id }) => id),
    };
  });
}
