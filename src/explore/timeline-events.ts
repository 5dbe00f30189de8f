import type { TechniqueRole } from '../technique/application.js';
import { listed } from './listed.js';

/** What happens on a timeline, in the order in which events of one day are told. */
export const EVENT_KINDS = [
  'ANCESTOR_INTRODUCED',
  'INTRODUCED',
  'VARIANT_INTRODUCED',
  'FIRST_USE',
  'PEAK',
  'LATEST_USE',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** A paper as a timeline tells of it. `date` is its day, else its year. */
export interface DatedPaper {
  readonly id: string;
  readonly title: string;
  readonly date: string;
}

export interface UsingPaper extends DatedPaper {
  readonly role: TechniqueRole;
}

/** A technique of the lineage; `relation` is how it stands to the one asked about. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly introducedYear: number | null;
  readonly relation: 'SELF' | 'ANCESTOR' | 'DESCENDANT';
  readonly distance: number;
}

/** All that the timeline of one technique is made from. */
export interface TimelineFacts {
  readonly self: Member;
  readonly others: readonly Member[];
  /** What each member is a variant of. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** The earliest paper that introduces each member. */
  readonly introductions: ReadonlyMap<string, DatedPaper>;
  /** The papers that do something else with the technique asked about: the first and the latest. */
  readonly uses: { readonly first: UsingPaper; readonly latest: UsingPaper } | null;
  /** Papers with the technique asked about, by year. */
  readonly years: ReadonlyMap<number, number>;
}

export interface TimelineEvent {
  readonly kind: EventKind;
  readonly year: number;
  readonly techniqueId: string;
  readonly paperId: string | null;
  readonly sentence: string;
}

export interface LineageLink {
  readonly parent: string;
  readonly child: string;
}

export interface Timeline {
  readonly events: readonly TimelineEvent[];
  readonly links: readonly LineageLink[];
}

interface PlacedEvent extends TimelineEvent {
  /** Day, else year. */
  readonly date: string;
}

/** A year with one paper is no peak. */
const LEAST_PEAK = 2;

/**
 * The events of a technique and its lineage in order of time. A technique was
 * introduced in the year that is known of it, else in that of the earliest
 * paper that introduces it; with neither it has no event, and stands in the
 * lineage alone. The peak is the first of the years with most papers.
 */
export function timelineOf(facts: TimelineFacts): Timeline {
  const { self, others, parents } = facts;
  const members = new Map([self, ...others].map((member) => [member.id, member]));
  const links = [...members.keys()]
    .flatMap((child) => (parents.get(child) ?? []).map((parent) => ({ parent, child })))
    .filter(({ parent }) => members.has(parent))
    .sort((left, right) => compare(left.parent, right.parent) || compare(left.child, right.child));
  const events = [
    ...[...members.values()].flatMap((member) => introduction(member, members, links, facts)),
    ...uses(facts),
    ...peak(facts),
  ].sort(byTime);
  return {
    links,
    events: events.map(({ kind, year, techniqueId, paperId, sentence }) => ({
      kind,
      year,
      techniqueId,
      paperId,
      sentence,
    })),
  };
}

function byTime(left: PlacedEvent, right: PlacedEvent): number {
  return (
    compare(left.date, right.date) ||
    EVENT_KINDS.indexOf(left.kind) - EVENT_KINDS.indexOf(right.kind) ||
    compare(left.techniqueId, right.techniqueId)
  );
}

const KIND_OF = { SELF: 'INTRODUCED', ANCESTOR: 'ANCESTOR_INTRODUCED', DESCENDANT: 'VARIANT_INTRODUCED' } as const;

function introduction(
  member: Member,
  members: ReadonlyMap<string, Member>,
  links: readonly LineageLink[],
  { introductions }: TimelineFacts,
): PlacedEvent[] {
  const paper = introductions.get(member.id);
  const year = member.introducedYear ?? (paper === undefined ? null : yearOf(paper.date));
  if (year === null) return [];
  const sameYear = paper !== undefined && yearOf(paper.date) === year;
  const relatives = links
    .flatMap(({ parent, child }) => {
      if (member.relation === 'DESCENDANT') return child === member.id ? [members.get(parent)] : [];
      return member.relation === 'ANCESTOR' && parent === member.id ? [members.get(child)] : [];
    })
    // A technique may stand in several lines; only the one that leads to the technique asked about is told.
    .filter((relative) => relative !== undefined && relative.distance < member.distance)
    .flatMap((relative) =>
      relative?.relation === 'SELF' || relative?.relation === member.relation ? relative.name : [],
    );
  const place =
    relatives.length === 0
      ? ''
      : member.relation === 'DESCENDANT'
        ? `, a variant of ${listed(relatives)},`
        : `, which ${listed(relatives)} ${relatives.length === 1 ? 'varies' : 'vary'},`;
  const how =
    paper === undefined
      ? '; no paper here introduces it'
      : sameYear
        ? ` by ${quoted(paper)}`
        : `; the earliest paper here that introduces it is ${quoted(paper)} of ${yearOf(paper.date)}`;
  return [
    {
      kind: KIND_OF[member.relation],
      year,
      date: sameYear ? paper.date : String(year),
      techniqueId: member.id,
      paperId: paper?.id ?? null,
      sentence: `${member.name}${place} was introduced in ${year}${how}.`,
    },
  ];
}

const VERBS = { INTRODUCES: 'introduces', STUDIES: 'studies', USES: 'uses', COMPARES: 'compares with' } as const;

function uses({ self, uses: found }: TimelineFacts): PlacedEvent[] {
  if (found === null) return [];
  const event = (kind: 'FIRST_USE' | 'LATEST_USE', paper: UsingPaper, which: string): PlacedEvent => ({
    kind,
    year: yearOf(paper.date),
    date: paper.date,
    techniqueId: self.id,
    paperId: paper.id,
    sentence: `The ${which} paper here that takes ${self.name} up is ${quoted(paper)} of ${yearOf(paper.date)}: it ${VERBS[paper.role]} it.`,
  });
  const first = event('FIRST_USE', found.first, 'first');
  return found.first.id === found.latest.id ? [first] : [first, event('LATEST_USE', found.latest, 'latest')];
}

function peak({ self, years }: TimelineFacts): PlacedEvent[] {
  const total = [...years.values()].reduce((sum, papers) => sum + papers, 0);
  const [best] = [...years].sort(([year, papers], [otherYear, others]) => others - papers || year - otherYear);
  if (best === undefined || best[1] < LEAST_PEAK || years.size < 2) return [];
  const [year, papers] = best;
  return [
    {
      kind: 'PEAK',
      year,
      // Behind everything that is known to the day.
      date: `${year}-99`,
      techniqueId: self.id,
      paperId: null,
      sentence: `${year} is the year with the most papers here that work with ${self.name}: ${papers} of ${total}.`,
    },
  ];
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function quoted({ title }: DatedPaper): string {
  return `“${title}”`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
