import { LEAST_SHARED } from './cooccurrence.js';
import { likeTechniques, type LikeTechnique } from './gap-neighbors.js';
import { MOST_GAP_PAPERS, type TechniqueNeighbors, type TechniquePapers, type TopicSize } from './gap.repository.js';

/** A technique and a topic that one would expect together. */
export interface GapFound {
  readonly technique: string;
  readonly topic: string;
  readonly expected: number;
  readonly observed: number;
  /** ln P(X ≤ observed): the key of the order, which tells also scores apart that round to 1. */
  readonly absence: number;
  /** 0 to 1. */
  readonly score: number;
  /** Techniques like it that are applied to the topic, those that add most first. */
  readonly techniques: readonly Suggestion[];
  /** Topics that its own papers share with those that suggest it, the most common first. */
  readonly topics: readonly string[];
  /** The papers that apply them to the topic, the most telling first. */
  readonly papers: readonly string[];
}

export interface Suggestion {
  readonly id: string;
  readonly name: string;
  /** Its papers about the topic, of those that were looked at. */
  readonly onTopic: number;
  readonly paperCount: number;
}

export interface GapInput {
  /** The techniques to look at, with what is like each. */
  readonly candidates: readonly TechniqueNeighbors[];
  readonly papers: readonly TechniquePapers[];
  readonly topics: readonly TopicSize[];
  /** Only this topic; any when null. */
  readonly topic: string | null;
  readonly total: number;
}

/** How many papers of the corpus as it is are added to those of a neighbor. */
const SHRINKAGE = 5;
/** Techniques of fewer papers have not been tried on much. */
const LEAST_PAPERS = 3;
/** Neighbors and papers without which an expectation is a coincidence. */
const LEAST_NEIGHBORS = 2;
const LEAST_SUGGESTING = 3;
/** How many times more often than all papers the neighbors must be about the topic. */
const LEAST_LIFT = 1.5;
const LEAST_SCORE = 0.2;
/** Not more of the expected papers than this may be there. */
const MOST_OBSERVED = 1 / 3;

/**
 * The techniques and topics that one would expect together and does not find,
 * the most surprising first, ties by ids. Pure.
 *
 *   expected(i,j) = n(i) · Σ s(i,k) · r(k,j)  /  Σ s(i,k)
 *   r(k,j) = (c(k,j) + 5 · q(j)) / (n(k) + 5)
 *
 * over the techniques k most like i (see gap-neighbors): n papers of a
 * technique, c(k,j) papers of k about j or a part of j, q(j) the part of all
 * papers that is about j. This is item-based collaborative filtering, Sarwar,
 * Karypis, Konstan and Riedl 2001, each share smoothed towards the corpus where
 * it rests on few papers.
 *
 *   score(i,j) = P(X > observed),  X Poisson with mean expected
 *
 * the chance of more papers than there are, if i were applied like what is like
 * it. Left out is what three papers and two neighbors with two papers each do
 * not suggest, and what they are hardly more often about than all papers are.
 */
export function findGaps(input: GapInput): GapFound[] {
  const hierarchy = new Hierarchy(input.topics);
  const profiles = new Map(input.papers.map((row) => [row.id, new Profile(row, hierarchy)]));
  return input.candidates
    .flatMap((candidate) => gapsOf(candidate, profiles, hierarchy, input))
    .sort(
      (left, right) =>
        left.absence - right.absence || compare(left.technique, right.technique) || compare(left.topic, right.topic),
    );
}

function gapsOf(
  candidate: TechniqueNeighbors,
  profiles: ReadonlyMap<string, Profile>,
  hierarchy: Hierarchy,
  { topic, total }: GapInput,
): GapFound[] {
  const own = profiles.get(candidate.id);
  if (own === undefined || own.paperCount < LEAST_PAPERS) return [];
  const like = likeTechniques(candidate).flatMap((neighbor) => {
    const profile = profiles.get(neighbor.id);
    return profile === undefined ? [] : [{ ...neighbor, profile }];
  });
  const shares = expectedShares(like, hierarchy, total);
  const wanted = topic === null ? [...shares.keys()].filter((id) => !hierarchy.isFiling(id)) : [topic];
  return wanted.flatMap((id) => {
    const share = shares.get(id) ?? 0;
    const expected = own.paperCount * share;
    const observed = own.byTopic.get(id)?.length ?? 0;
    const absence = logChanceOfNoMore(observed, expected);
    const score = -Math.expm1(absence);
    if (score < LEAST_SCORE || observed > expected * MOST_OBSERVED || id === candidate.id) return [];
    if (share < LEAST_LIFT * hierarchy.shareOf(id, total)) return [];
    const parts = partsOf(like, id);
    const papers = suggestingPapers(parts);
    const firm = parts.filter(({ found }) => found.length >= LEAST_SHARED);
    if (firm.length < LEAST_NEIGHBORS || papers.length < LEAST_SUGGESTING) return [];
    return [
      {
        technique: candidate.id,
        topic: id,
        expected,
        observed,
        absence,
        score,
        techniques: parts.map(({ id: neighbor, profile, found }) => ({
          id: neighbor,
          name: profile.name,
          onTopic: found.length,
          paperCount: profile.paperCount,
        })),
        topics: sharedTopics(own, parts, id, hierarchy),
        papers,
      },
    ];
  });
}

interface Neighbor extends LikeTechnique {
  readonly profile: Profile;
}

/** The part of a technique's papers that one expects about each topic which its neighbors are about. */
function expectedShares(like: readonly Neighbor[], hierarchy: Hierarchy, total: number): Map<string, number> {
  const shares = new Map<string, number>();
  let mass = 0;
  let prior = 0;
  for (const { similarity, profile } of like) {
    mass += similarity;
    prior += (similarity * SHRINKAGE) / (profile.paperCount + SHRINKAGE);
    for (const [id, { length }] of profile.byTopic) {
      shares.set(id, (shares.get(id) ?? 0) + (similarity * length) / (profile.paperCount + SHRINKAGE));
    }
  }
  for (const [id, sum] of shares) shares.set(id, (sum + prior * hierarchy.shareOf(id, total)) / mass);
  return shares;
}

interface Part extends Neighbor {
  readonly found: readonly string[];
  /** What the papers found add to the expectation, in no unit. */
  readonly part: number;
}

/** The neighbors that are applied to a topic, those that add most first. */
function partsOf(like: readonly Neighbor[], topic: string): Part[] {
  return like
    .flatMap((neighbor) => {
      const found = neighbor.profile.byTopic.get(topic) ?? [];
      const part = (neighbor.similarity * found.length) / (neighbor.profile.paperCount + SHRINKAGE);
      return found.length === 0 ? [] : [{ ...neighbor, found, part }];
    })
    .sort((left, right) => right.part - left.part || compare(left.id, right.id));
}

/** Papers by what they add to the expectation, ties by id. */
function suggestingPapers(parts: readonly Part[]): string[] {
  const weights = new Map<string, number>();
  for (const { found, part } of parts) {
    for (const id of found) weights.set(id, (weights.get(id) ?? 0) + part / found.length);
  }
  return [...weights].sort(([left, a], [right, b]) => b - a || compare(left, right)).map(([id]) => id);
}

/** Topics that the technique's papers share with the suggesting ones, kin of the topic left out. */
function sharedTopics(own: Profile, parts: readonly Part[], topic: string, hierarchy: Hierarchy): string[] {
  const topicsOf = new Map<string, readonly string[]>();
  for (const { profile, found } of parts) for (const id of found) topicsOf.set(id, profile.direct.get(id) ?? []);
  const counts = new Map<string, number>();
  for (const topics of topicsOf.values()) {
    for (const id of topics) {
      if (own.topics.has(id) && !hierarchy.areKin(id, topic)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return [...counts].sort(([left, a], [right, b]) => b - a || compare(left, right)).map(([id]) => id);
}

/** ln P(X ≤ observed) for X Poisson with the given mean. */
export function logChanceOfNoMore(observed: number, mean: number): number {
  let term = 1;
  let sum = 1;
  for (let count = 1; count <= observed; count += 1) {
    term *= mean / count;
    sum += term;
  }
  return Math.min(0, Math.log(sum) - mean);
}

/** The papers of a technique by topic; a paper about a part of a topic is about the topic. */
class Profile {
  readonly name: string;
  readonly paperCount: number;
  readonly byTopic = new Map<string, string[]>();
  /** The topics that its papers name themselves. */
  readonly topics = new Set<string>();
  readonly direct: ReadonlyMap<string, readonly string[]>;

  constructor({ name, paperCount, papers }: TechniquePapers, hierarchy: Hierarchy) {
    this.name = name;
    this.paperCount = Math.min(paperCount, MOST_GAP_PAPERS);
    this.direct = new Map(papers.map(({ id, topics }) => [id, topics]));
    for (const { id, topics } of papers) {
      const all = new Set(topics);
      for (const topic of topics) {
        this.topics.add(topic);
        for (const wider of hierarchy.ancestors(topic)) all.add(wider);
      }
      for (const topic of all) {
        const known = this.byTopic.get(topic);
        if (known === undefined) this.byTopic.set(topic, [id]);
        else known.push(id);
      }
    }
  }
}

/** Which topics are parts of which. */
export class Hierarchy {
  private readonly parents: ReadonlyMap<string, readonly string[]>;
  private readonly known = new Map<string, ReadonlySet<string>>();
  private readonly sizes = new Map<string, number>();
  private readonly filing: ReadonlySet<string>;

  constructor(topics: readonly TopicSize[]) {
    this.parents = new Map(topics.map(({ id, parents }) => [id, parents]));
    this.filing = new Set(topics.filter(({ scheme }) => scheme === 'arXiv').map(({ id }) => id));
    for (const { id, paperCount } of topics) {
      for (const topic of [id, ...this.ancestors(id)]) {
        this.sizes.set(topic, (this.sizes.get(topic) ?? 0) + paperCount);
      }
    }
  }

  /** All that a topic is a part of. */
  ancestors(id: string): ReadonlySet<string> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const open = [...(this.parents.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === id || found.has(next)) continue;
      found.add(next);
      open.push(...(this.parents.get(next) ?? []));
    }
    this.known.set(id, found);
    return found;
  }

  /** Whether it is a class that papers are filed under, too coarse to tell of a gap. */
  isFiling(id: string): boolean {
    return this.filing.has(id);
  }

  /** A topic and all its parts. */
  withParts(id: string): string[] {
    return [...this.parents.keys()].filter((topic) => topic === id || this.ancestors(topic).has(id)).sort(compare);
  }

  areKin(left: string, right: string): boolean {
    return left === right || this.ancestors(left).has(right) || this.ancestors(right).has(left);
  }

  /** At most this share of all papers is about the topic or its parts. */
  shareOf(id: string, total: number): number {
    return Math.min(1, (this.sizes.get(id) ?? 0) / Math.max(1, total));
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
