import type { Shore } from './bridge.repository.js';
import type { Subject } from './subject.refs.js';

/** One shore of a bridge: what was asked for, and its papers. */
export type ShoreOf = Subject & Pick<Shore, 'members' | 'citers'>;

/** How a paper stands on one side. */
export interface BridgeSide {
  /** 0 to 1. */
  readonly strength: number;
  /** What the paper itself is about or works with. */
  readonly subjects: readonly Subject[];
  /** The papers of this side alone that it cites, by id. */
  readonly cited: readonly string[];
}

/** A paper that joins two topics or techniques. */
export interface BridgeFound {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  readonly from: BridgeSide;
  readonly to: BridgeSide;
}

/** What citing can add at most, and the citations at which it adds 1 − 1/e of that. */
const CITING_SHARE = 0.5;
const CITING_SCALE = 3;

/**
 * The papers that join two sides, the best first; among equals those that cite more, then by id. Pure.
 *
 *   score = √(strength(from) · strength(to))
 *   strength = 1 − (1 − m) · (1 − ½ · (1 − exp(−n / 3)))
 *
 * m is how much the paper itself is about the side (confidence, for techniques
 * times the weight of its role), n how many papers of that side alone it cites:
 * one that is on both sides already is a bridge of its own. The geometric mean
 * asks for both sides; a paper that is all about one and says nothing of the
 * other joins nothing.
 */
export function findBridges(from: readonly ShoreOf[], to: readonly ShoreOf[]): BridgeFound[] {
  const sides = [new Side(from), new Side(to)] as const;
  const ids = [...sides[0].papers()].filter((id) => sides[1].has(id));
  return ids
    .flatMap((id) => {
      const [left, right] = [sides[0].of(id, sides[1]), sides[1].of(id, sides[0])];
      const score = Math.sqrt(left.strength * right.strength);
      return score > 0 ? [{ id, score, from: left, to: right }] : [];
    })
    .sort((left, right) => right.score - left.score || citedBy(right) - citedBy(left) || compare(left.id, right.id));
}

function citedBy({ from, to }: BridgeFound): number {
  return from.cited.length + to.cited.length;
}

class Side {
  private readonly weights = new Map<string, number>();
  private readonly subjects = new Map<string, Subject[]>();
  private readonly cited = new Map<string, Set<string>>();

  constructor(shores: readonly ShoreOf[]) {
    for (const { members, citers, kind, id, name } of shores) {
      for (const member of members) {
        this.weights.set(member.id, Math.max(this.weights.get(member.id) ?? 0, member.weight));
        this.subjects.set(member.id, [...(this.subjects.get(member.id) ?? []), { kind, id, name }]);
      }
      for (const citer of citers) {
        const known = this.cited.get(citer.id) ?? new Set<string>();
        for (const paper of citer.cited) known.add(paper);
        this.cited.set(citer.id, known);
      }
    }
  }

  papers(): Set<string> {
    return new Set([...this.weights.keys(), ...this.cited.keys()]);
  }

  has(id: string): boolean {
    return this.weights.has(id) || this.cited.has(id);
  }

  of(id: string, other: Side): BridgeSide {
    const cited = [...(this.cited.get(id) ?? [])].filter((paper) => !other.weights.has(paper)).sort(compare);
    const citing = CITING_SHARE * (1 - Math.exp(-cited.length / CITING_SCALE));
    const member = this.weights.get(id) ?? 0;
    return { strength: 1 - (1 - member) * (1 - citing), subjects: this.subjects.get(id) ?? [], cited };
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
