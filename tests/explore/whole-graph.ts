import { NODE_TYPES, toGlobalId, type NodeType } from '../../src/api/node.js';
import { statement, type Graph } from '../../src/graph/graph.js';

export interface Relationship {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly role: string | null;
  readonly confidence: number | null;
}

/** A relationship as seen from one end. */
export interface Beside {
  readonly to: string;
  readonly kind: string;
  readonly forward: boolean;
  readonly relationship: Relationship;
}

/** All of a graph, read without the statements that are tested. Nodes are known by `Type:id`. */
export interface WholeGraph {
  readonly keys: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly degrees: ReadonlyMap<string, number>;
  readonly relationships: readonly Relationship[];
  beside(key: string, via?: readonly string[]): readonly Beside[];
}

const KINDS: readonly [kind: string, from: NodeType, to: NodeType][] = [
  ['AUTHORED', 'Author', 'Paper'],
  ['CITES', 'Paper', 'Paper'],
  ['ABOUT', 'Paper', 'Topic'],
  ['APPLIES', 'Paper', 'Technique'],
  ['SUBTOPIC_OF', 'Topic', 'Topic'],
  ['VARIANT_OF', 'Technique', 'Technique'],
];

export async function readWholeGraph(graph: Graph): Promise<WholeGraph> {
  const names = new Map<string, string>();
  const degrees = new Map<string, number>();
  for (const type of NODE_TYPES) {
    const named = statement<{ id: string; name: string }>(
      `all ${type}`,
      `MATCH (n:${type}) RETURN n.id AS id, ${type === 'Paper' ? 'n.title' : 'n.name'} AS name`,
    );
    for (const { id, name } of await graph.read(named, {})) names.set(`${type}:${id}`, name);
    for (const [side, pattern] of [
      ['out', '-[r]->()'],
      ['in', '<-[r]-()'],
    ] as const) {
      const counted = statement<{ id: string; degree: number }>(
        `${side} of ${type}`,
        `MATCH (n:${type})${pattern} RETURN n.id AS id, count(r) AS degree`,
      );
      for (const { id, degree } of await graph.read(counted, {}))
        degrees.set(`${type}:${id}`, (degrees.get(`${type}:${id}`) ?? 0) + degree);
    }
  }
  const relationships: Relationship[] = [];
  for (const [kind, from, to] of KINDS) {
    const all = statement<Omit<Relationship, 'kind'>>(
      `all ${kind}`,
      `MATCH (a:${from})-[r:${kind}]->(b:${to}) RETURN a.id AS from, b.id AS to, r.role AS role, r.confidence AS confidence`,
    );
    for (const row of await graph.read(all, {}))
      relationships.push({ ...row, kind, from: `${from}:${row.from}`, to: `${to}:${row.to}` });
  }
  const sides = new Map<string, Beside[]>([...names.keys()].map((key) => [key, []]));
  for (const relationship of relationships) {
    const { from, to, kind } = relationship;
    if (from === to) continue;
    sides.get(from)!.push({ to, kind, forward: true, relationship });
    sides.get(to)!.push({ to: from, kind, forward: false, relationship });
  }
  return {
    keys: [...names.keys()].sort(),
    names,
    degrees,
    relationships,
    beside: (key, via) => sides.get(key)!.filter(({ kind }) => via?.includes(kind) ?? true),
  };
}

/** How far every node is from one, by steps along relationships of some kinds in either direction. */
export function distancesFrom(
  graph: Pick<WholeGraph, 'beside'>,
  start: string,
  via?: readonly string[],
  mayPass: (key: string) => boolean = () => true,
): Map<string, number> {
  const distances = new Map([[start, 0]]);
  const queue = [start];
  for (const key of queue) {
    if (key !== start && !mayPass(key)) continue;
    for (const { to } of graph.beside(key, via)) {
      if (distances.has(to)) continue;
      distances.set(to, distances.get(key)! + 1);
      queue.push(to);
    }
  }
  return distances;
}

export function globalIdOf(key: string): string {
  const at = key.indexOf(':');
  return toGlobalId(key.slice(0, at) as NodeType, key.slice(at + 1));
}

/** What a global id stands for: `Type:id`. */
export function keyOfGlobalId(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8');
}

/** The same numbers at every run: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
