import type { TimelineTechnique } from './queries/answers.js';

export type Kin = 'self' | 'ancestor' | 'descendant';

export interface TimelineDot {
  readonly technique: TimelineTechnique;
  readonly kin: Kin;
  readonly x: number;
  readonly lane: number;
  readonly label: string;
  /** Whether the label stands left of the dot, for want of room. */
  readonly isLeft: boolean;
}

export interface Timeline {
  readonly dots: readonly TimelineDot[];
  readonly lanes: number;
  readonly ticks: readonly { readonly year: number; readonly x: number }[];
  /** Where techniques of unknown year stand; null when there are none. */
  readonly unknownX: number | null;
}

interface Edge {
  readonly parent: { readonly id: string };
  readonly child: { readonly id: string };
}

const LEFT = 30;
const GAP = 16;
const DOT = 12;
const TICK_EVERY = 64;
const LEAST_UNKNOWN = 110;

/**
 * Places a lineage on an axis of years: each technique at its year, those of unknown year at the left,
 * in lanes such that no label meets another.
 *
 * @param measure the width of a label in pixels.
 */
export function placeTimeline(
  techniques: readonly TimelineTechnique[],
  edges: readonly Edge[],
  self: string,
  width: number,
  measure: (text: string) => number,
): Timeline {
  const kin = kinOf(edges, self);
  const years = techniques.flatMap(({ introducedYear }) => introducedYear ?? []);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const unknown = techniques.filter(({ introducedYear }) => introducedYear === null);
  const unknownWidth = Math.max(LEAST_UNKNOWN, ...unknown.map(({ name }) => measure(name) + DOT + 2 * GAP));
  const begin = LEFT + (unknown.length > 0 && years.length > 0 ? unknownWidth : 0);
  const end = Math.max(begin + 60, width - LEFT - GAP);
  const xOf = (year: number): number =>
    last === first ? begin : begin + ((year - first) / (last - first)) * (end - begin);

  const order = [...techniques].sort(
    (one, other) =>
      rank(kin.get(one.id)) - rank(kin.get(other.id)) ||
      (one.introducedYear ?? 0) - (other.introducedYear ?? 0) ||
      one.name.localeCompare(other.name) ||
      (one.id < other.id ? -1 : 1),
  );
  const lanes: { left: number; right: number }[][] = [];
  const dots = order.map((technique): TimelineDot => {
    const x = technique.introducedYear === null ? LEFT : xOf(technique.introducedYear);
    const reach = DOT + measure(technique.name);
    const isLeft = x + reach > width - 4 && x - reach > 4;
    const [left, right] = isLeft ? [x - reach, x + DOT] : [x - DOT, x + reach];
    let lane = lanes.findIndex((taken) =>
      taken.every((span) => right + GAP < span.left || left > span.right + GAP / 2),
    );
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane]?.push({ left, right });
    return { technique, kin: kin.get(technique.id) ?? 'descendant', x, lane, label: technique.name, isLeft };
  });
  const span = last - first;
  const every = niceStep(span / Math.max(1, (end - begin) / TICK_EVERY));
  const ticks = years.length === 0 ? [] : yearsBetween(first, last, every).map((year) => ({ year, x: xOf(year) }));
  return { dots, lanes: lanes.length, ticks, unknownX: unknown.length > 0 ? LEFT : null };
}

/** Ancestors come first, then the technique itself, then what grew out of it. */
function rank(kin: Kin | undefined): number {
  return kin === 'ancestor' ? 0 : kin === 'self' ? 1 : 2;
}

function kinOf(edges: readonly Edge[], self: string): ReadonlyMap<string, Kin> {
  const kin = new Map<string, Kin>();
  const walk = (from: string, next: (id: string) => string[], as: Kin): void => {
    for (const id of next(from)) {
      if (kin.has(id) || id === self) continue;
      kin.set(id, as);
      walk(id, next, as);
    }
  };
  walk(self, (id) => edges.filter(({ child }) => child.id === id).map(({ parent }) => parent.id), 'ancestor');
  walk(self, (id) => edges.filter(({ parent }) => parent.id === id).map(({ child }) => child.id), 'descendant');
  kin.set(self, 'self');
  return kin;
}

function niceStep(step: number): number {
  return [1, 2, 5, 10, 20, 50].find((each) => each >= step) ?? 100;
}

function yearsBetween(first: number, last: number, every: number): number[] {
  const years = [first];
  for (let year = Math.ceil((first + 1) / every) * every; year < last; year += every)
    if (year - first >= every / 2 && last - year >= every / 2) years.push(year);
  if (last !== first) years.push(last);
  return years;
}
