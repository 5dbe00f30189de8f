import type { TechniqueRole } from '../technique/application.js';

/** The kinds of relationship that can be walked along. */
export const RELATION_KINDS = ['AUTHORED', 'CITES', 'ABOUT', 'APPLIES', 'SUBTOPIC_OF', 'VARIANT_OF'] as const;

export type RelationKind = (typeof RELATION_KINDS)[number];

export const NODE_LABELS = ['Paper', 'Author', 'Topic', 'Technique'] as const;

export type NodeLabel = (typeof NODE_LABELS)[number];

/** A node of the graph: ids are unique within a label only. */
export interface NodeKey {
  readonly type: NodeLabel;
  readonly id: string;
}

/** The labels between which a kind leads, in its own direction. */
export const RELATION_ENDS: Readonly<Record<RelationKind, readonly [from: NodeLabel, to: NodeLabel]>> = {
  AUTHORED: ['Author', 'Paper'],
  CITES: ['Paper', 'Paper'],
  ABOUT: ['Paper', 'Topic'],
  APPLIES: ['Paper', 'Technique'],
  SUBTOPIC_OF: ['Topic', 'Topic'],
  VARIANT_OF: ['Technique', 'Technique'],
};

/** A relationship as seen from one of its ends. */
export interface Link {
  readonly kind: RelationKind;
  /** Whether it points away from that end. */
  readonly forward: boolean;
  /** What the paper does with the technique; null for every other kind. */
  readonly role: TechniqueRole | null;
  /** How sure the relationship is, 0 to 1; null where it is a matter of fact. */
  readonly confidence: number | null;
}

/** A relationship from a node that was asked about to one beside it. */
export interface Step extends Link {
  readonly near: NodeKey;
  readonly far: NodeKey;
}

/** A step, with what is needed to judge the node it leads to. */
export interface Connection extends Step {
  /** How many relationships `far` has, of every kind. */
  readonly farDegree: number;
}

/** A node with more relationships than this is a hub: nothing is looked for behind it. */
export const HUB_DEGREE = 200;

export function keyOf({ type, id }: NodeKey): string {
  return `${type}:${id}`;
}

/** The order of code units, which every engine and machine shares. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Seen from the other end. */
export function reversed<Seen extends Link>(link: Seen): Seen {
  return { ...link, forward: !link.forward };
}

/** Which of several links between two nodes speaks for them: the kinds in their order, forward first. */
export function compareLinks(left: Link, right: Link): number {
  const byKind = RELATION_KINDS.indexOf(left.kind) - RELATION_KINDS.indexOf(right.kind);
  return byKind || Number(right.forward) - Number(left.forward);
}
