import type { TechniqueRole } from '../technique/application.js';
import { compareLinks, compareText, HUB_DEGREE, keyOf, type Connection, type Link, type NodeKey } from './relation.js';

/** How many relationships one level of a walk may bring up. */
export const CONNECTIONS_PER_LEVEL = 5_000;

/** The chance that a walk ends at the node that it has come to. */
const STOP = 0.15;

/** Walks of one step tell nothing apart that is beside the start. */
const FEWEST_STEPS = 2;

const ROLE_STRENGTHS: Readonly<Record<TechniqueRole, number>> = {
  INTRODUCES: 1,
  STUDIES: 0.8,
  USES: 0.6,
  COMPARES: 0.4,
};

/** A node with how many relationships it has. */
export interface Place {
  readonly node: NodeKey;
  readonly degree: number;
}

/** A node that walks have come to. */
export interface Reached extends Place {
  readonly key: string;
  /** How many steps away from the nearest start. */
  readonly depth: number;
  /** The chance that a walk ends there. */
  readonly weight: number;
}

/**
 * How much a relationship ties its ends to each other, 0 to 1: its strength,
 * less the more relationships its ends have, where these are no papers:
 *
 *   c(u, v) = s / (λ(u) · λ(v)),  λ(v) = 1 for a paper, else ln(e − 1 + k(v))
 *
 * after the 1 / log k of Adamic and Adar, "Friends and neighbors on the Web",
 * 2003, for what two things share: here a topic, technique or author with k
 * relationships. s is how sure the relationship is, times what the paper does
 * with the technique: 1 for introducing it, 0.8 for studying, 0.6 for using it,
 * 0.4 for comparing with it.
 */
export function conductance({ role, confidence }: Pick<Link, 'role' | 'confidence'>, one: Place, other: Place): number {
  const strength = (confidence ?? 1) * (role === null ? 1 : ROLE_STRENGTHS[role]);
  return strength / (damping(one) * damping(other));
}

function damping({ node, degree }: Place): number {
  return node.type === 'Paper' ? 1 : Math.log(Math.E - 1 + Math.max(1, degree));
}

/** A step that a walk may take from a node. */
interface Way {
  readonly to: Place & { readonly key: string };
  readonly link: Link;
  readonly share: number;
}

/**
 * Random walks from some nodes that at every node end with probability α = 0.15
 * and else take one of its relationships, in proportion to their conductance c:
 *
 *   p = α Σ (1 − α)^i s W^i,  W(u, v) = c(u, v) / Σ c(u, x)
 *
 * with s spread evenly over the starts: the personalized PageRank that Andersen,
 * Chung and Lang, "Local graph partitioning using PageRank vectors", 2006, find
 * by pushing along from node to node, here level by level: i runs to the depth
 * that is asked for, at least to 2. Like there, what is pushed stays bounded:
 * nothing is pushed on from a hub, nor beyond the nodes most often come to whose
 * relationships together are {@link CONNECTIONS_PER_LEVEL}; walks that would go
 * on there are lost.
 *
 * Sums are taken in the order of keys, so that they come out the same to the
 * last bit whatever order the relationships are read in.
 */
export class RandomWalks {
  private readonly reached = new Map<string, Reached>();
  private readonly ways = new Map<string, readonly Way[]>();
  private readonly starts: ReadonlyMap<string, number>;
  /** The chance that a walk is there now and goes on, by key. */
  private going: ReadonlyMap<string, number>;
  private leaving: readonly Reached[];
  private taken = 0;

  constructor(
    starts: readonly Place[],
    private readonly depth: number,
  ) {
    const share = 1 / starts.length;
    for (const { node, degree } of starts) {
      const key = keyOf(node);
      this.reached.set(key, { node, key, degree, depth: 0, weight: STOP * share });
    }
    this.leaving = [...this.reached.values()];
    this.starts = new Map(this.leaving.map(({ key }, index) => [key, index]));
    this.going = new Map(this.leaving.map(({ key }) => [key, (1 - STOP) * share]));
  }

  get isDone(): boolean {
    return this.taken >= Math.max(FEWEST_STEPS, this.depth) || this.leaving.length === 0;
  }

  /** The nodes whose relationships must be read before walks can go on. */
  toRead(): NodeKey[] {
    return this.leaving.filter(({ key }) => !this.ways.has(key)).map(({ node }) => node);
  }

  /** Takes one step of every walk, along what was read now and before. */
  goOn(connections: readonly Connection[]): void {
    this.learn(connections);
    this.taken += 1;
    const arrived = new Map<string, number>();
    for (const { key } of this.leaving) {
      const ways = this.ways.get(key) ?? [];
      const total = ways.reduce((sum, { share }) => sum + share, 0);
      const chance = this.going.get(key) ?? 0;
      for (const { to, share } of ways) {
        arrived.set(to.key, (arrived.get(to.key) ?? 0) + (chance * share) / total);
        if (!this.reached.has(to.key)) this.reached.set(to.key, { ...to, depth: this.taken, weight: 0 });
      }
    }
    for (const [key, chance] of arrived) {
      const there = this.reached.get(key);
      if (there !== undefined) this.reached.set(key, { ...there, weight: there.weight + STOP * chance });
    }
    this.going = new Map([...arrived].map(([key, chance]) => [key, (1 - STOP) * chance]));
    this.leaving = this.goingOn();
  }

  /** All that is no deeper than asked: the starts as they were given, then by weight, ties by key. */
  ranked(): Reached[] {
    const placeOf = ({ key }: Reached): number => this.starts.get(key) ?? this.starts.size;
    return [...this.reached.values()]
      .filter(({ depth }) => depth <= this.depth)
      .sort(
        (left, right) =>
          placeOf(left) - placeOf(right) || right.weight - left.weight || compareText(left.key, right.key),
      );
  }

  /** The nodes from which walks go on, those most often come to first. */
  private goingOn(): Reached[] {
    const chanceOf = ({ key }: Reached): number => this.going.get(key) ?? 0;
    const candidates = [...this.going.keys()]
      .flatMap((key) => this.reached.get(key) ?? [])
      .filter(({ degree, depth }) => degree <= HUB_DEGREE || depth === 0)
      .sort((left, right) => chanceOf(right) - chanceOf(left) || compareText(left.key, right.key));
    let sum = 0;
    return candidates.filter(({ key, degree }) => {
      sum += this.ways.has(key) ? 0 : degree;
      return sum <= CONNECTIONS_PER_LEVEL;
    });
  }

  private learn(connections: readonly Connection[]): void {
    const found = new Map<string, Way[]>(
      this.leaving.filter(({ key }) => !this.ways.has(key)).map(({ key }) => [key, []]),
    );
    for (const { near, far, farDegree, ...link } of connections) {
      const from = this.reached.get(keyOf(near));
      if (from === undefined) continue;
      const to = { node: far, key: keyOf(far), degree: farDegree };
      found.get(from.key)?.push({ to, link, share: conductance(link, from, to) });
    }
    for (const [key, ways] of found) {
      this.ways.set(
        key,
        ways.sort((left, right) => compareText(left.to.key, right.to.key) || compareLinks(left.link, right.link)),
      );
    }
  }
}
