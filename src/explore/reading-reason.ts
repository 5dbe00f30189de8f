import type { TechniqueRole } from '../technique/application.js';
import { listed } from './listed.js';
import { introducedBy, type ReadingPaper } from './reading-facts.js';
import type { Ground } from './reading-sequence.js';
import type { Subject } from './subject.refs.js';

/** Where a paper stands in the order. */
export interface ReadingPlace {
  readonly isFirst: boolean;
  /** The earlier papers that it builds on, and why, the earliest first. */
  readonly builtOn: readonly { readonly paper: ReadingPaper; readonly ground: Ground }[];
  /** How many later papers build on it. */
  readonly builtOnBy: number;
  /** Whether it builds on a later paper too. */
  readonly isInCircle: boolean;
}

const SHOWN = 3;
const VERBS: Readonly<Record<TechniqueRole, string>> = {
  INTRODUCES: 'introduces',
  STUDIES: 'studies',
  USES: 'uses',
  COMPARES: 'compares with',
};

/** Why this paper, and why here: two readable sentences. */
export function reasonOf(paper: ReadingPaper, subject: Subject, place: ReadingPlace): string {
  return `${whyThis(paper, subject)} ${whyHere(paper, place)}`;
}

function whyThis(paper: ReadingPaper, subject: Subject): string {
  const introduced = introducedBy(paper);
  const own = introduced.find(({ id }) => subject.kind === 'technique' && id === subject.id);
  const work = paper.techniques.find(({ id }) => subject.kind === 'technique' && id === subject.id);
  const what =
    introduced.length > 0
      ? `introduces ${listed([...new Set([...(own ? [own] : []), ...introduced].map(({ name }) => name))])}`
      : work !== undefined
        ? `${VERBS[work.role]} ${work.name}`
        : `is about ${topicOf(paper, subject)}`;
  return `It ${what}${citedBy(paper.citations)}.`;
}

/** The topic asked about, else the one below it that the paper is about most surely. */
function topicOf({ topics }: ReadingPaper, { id, name }: Subject): string {
  return topics.some((topic) => topic.id === id) ? name : (topics[0]?.name ?? name);
}

function citedBy(citations: number): string {
  if (citations === 0) return '';
  return ` and is cited by ${citations === 1 ? '1 paper' : `${citations} papers`} of this graph`;
}

function whyHere(paper: ReadingPaper, { isFirst, builtOn, builtOnBy, isInCircle }: ReadingPlace): string {
  const parts = [
    builtOn.length > 0
      ? `Read it after ${foundations(paper, builtOn)}`
      : isFirst
        ? `Start here${isInCircle ? '' : ': it builds on none of the others'}`
        : 'It builds on none of the papers before it',
    isInCircle ? 'it builds on a later one too, in a circle' : '',
    builtOnBy === 0 ? '' : builtOnBy === 1 ? '1 later one builds on it' : `${builtOnBy} later ones build on it`,
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}

/** “A” and “B”, which it cites, and “C”, whose Dropout it uses: papers with the same ground together. */
function foundations(paper: ReadingPaper, builtOn: ReadingPlace['builtOn']): string {
  const titles = new Map<string, string[]>();
  for (const { paper: earlier, ground } of builtOn.slice(0, SHOWN)) {
    const reason = because(paper, earlier, ground);
    titles.set(reason, [...(titles.get(reason) ?? []), `“${earlier.title}”`]);
  }
  const rest = builtOn.length - SHOWN;
  const groups = [...titles].map(([reason, group]) => `${listed(group)}, ${reason}`);
  const parts = rest > 0 ? [...groups, `${rest} more`] : groups;
  // The parts hold commas themselves, so the last one needs its own.
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}

function because(paper: ReadingPaper, earlier: ReadingPaper, { kind, technique, variant }: Ground): string {
  if (kind === 'CITES') return 'which it cites';
  const theirs = earlier.techniques.find(({ id }) => id === technique)?.name ?? '';
  const own = paper.techniques.find(({ id }) => id === (variant ?? technique));
  if (kind === 'VARIES') return `whose ${theirs} its ${own?.name ?? ''} varies`;
  return `whose ${theirs} it ${VERBS[own?.role ?? 'USES']}`;
}
