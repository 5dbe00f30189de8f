import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import type { TechniqueRole } from '../technique/application.js';
import {
  HUB_DEGREE,
  keyOf,
  NODE_LABELS,
  RELATION_ENDS,
  RELATION_KINDS,
  type Connection,
  type NodeKey,
  type NodeLabel,
  type RelationKind,
  type Step,
} from './relation.js';

/** A kind of relationship, walked in one direction. */
interface Hop {
  readonly kind: RelationKind;
  readonly near: NodeLabel;
  readonly far: NodeLabel;
  readonly forward: boolean;
}

const HOPS: readonly Hop[] = RELATION_KINDS.flatMap((kind) => {
  const [from, to] = RELATION_ENDS[kind];
  return [
    { kind, near: from, far: to, forward: true },
    { kind, near: to, far: from, forward: false },
  ];
});

interface ConnectionRow {
  readonly near: string;
  readonly far: string;
  /** Index into {@link HOPS}. */
  readonly hop: number;
  readonly degree: number;
  readonly role: TechniqueRole | null;
  readonly confidence: number | null;
}

interface DegreeRow {
  readonly label: NodeLabel;
  readonly id: string;
  readonly degree: number;
}

/** The parameter that holds the ids of a label's nodes. */
const IDS: Readonly<Record<NodeLabel, string>> = {
  Paper: 'papers',
  Author: 'authors',
  Topic: 'topics',
  Technique: 'techniques',
};

/** What every load counts: enough to tell a hub without counting again. */
const COUNTED: Readonly<Record<NodeLabel, string>> = {
  Paper: 'coalesce(b.citationCount, 0) + coalesce(b.referenceCount, 0)',
  Author: 'coalesce(b.paperCount, 0)',
  Topic: 'coalesce(b.paperCount, 0)',
  Technique: 'coalesce(b.paperCount, 0)',
};

function degreeOf(label: NodeLabel): string {
  // Counting walks along all that a node has, which is dear for a hub that many lead to.
  return `CASE WHEN ${COUNTED[label]} > ${HUB_DEGREE} THEN ${COUNTED[label]} ELSE COUNT { (b)--() } END`;
}

function pattern({ kind, far, forward }: Hop): string {
  return forward ? `(a)-[r:${kind}]->(b:${far})` : `(a)<-[r:${kind}]-(b:${far})`;
}

function known({ kind }: Hop): string {
  const role = kind === 'APPLIES' ? 'r.role' : 'null';
  const confidence = kind === 'APPLIES' || kind === 'ABOUT' ? 'r.confidence' : 'null';
  return `${role} AS role, ${confidence} AS confidence`;
}

function toNeighbors(hop: Hop): string {
  return `UNWIND $${IDS[hop.near]} AS near
MATCH (a:${hop.near} {id: near}) MATCH ${pattern(hop)}
WHERE ${COUNTED[hop.far]} <= $most OR b.id IN $always
WITH near, b.id AS far, ${degreeOf(hop.far)} AS degree, ${known(hop)}
WHERE degree <= $most OR far IN $always
RETURN near, far, ${HOPS.indexOf(hop)} AS hop, degree, role, confidence`;
}

/** The surest few of each node, and of equally sure ones those with the most relationships of their own. */
function toSomeNeighbors(hop: Hop): string {
  return `UNWIND $${IDS[hop.near]} AS near
CALL (near) {
  MATCH (a:${hop.near} {id: near}) MATCH ${pattern(hop)}
  WHERE ${COUNTED[hop.far]} <= $most OR b.id IN $always
  WITH b.id AS far, ${degreeOf(hop.far)} AS degree, ${known(hop)}
  WHERE degree <= $most OR far IN $always
  RETURN far, degree, role, confidence ORDER BY coalesce(confidence, 1.0) DESC, degree DESC, far LIMIT $limit
}
RETURN near, far, ${HOPS.indexOf(hop)} AS hop, degree, role, confidence`;
}

function amongGiven(hop: Hop): string {
  return `UNWIND $${IDS[hop.near]} AS near
MATCH (a:${hop.near} {id: near}) MATCH ${pattern(hop)}
WHERE b.id IN $${IDS[hop.far]}
RETURN near, b.id AS far, ${HOPS.indexOf(hop)} AS hop, 0 AS degree, ${known(hop)}`;
}

/**
 * The statements of one question, one for each set of kinds: a closed set of
 * texts from constants, each made once, so that the engines' plan caches hit.
 */
function perKinds(
  name: string,
  hops: readonly Hop[],
  branch: (hop: Hop) => string,
): (via: ReadonlySet<RelationKind>) => Statement<ConnectionRow> {
  const made = new Map<string, Statement<ConnectionRow>>();
  return (via) => {
    const kinds = RELATION_KINDS.filter((kind) => via.has(kind));
    const key = `${name} ${kinds.join(' ')}`;
    const text = (): string =>
      hops
        .filter(({ kind }) => via.has(kind))
        .map(branch)
        .join('\nUNION ALL\n');
    const found = made.get(key) ?? statement<ConnectionRow>(key, text());
    made.set(key, found);
    return found;
  };
}

const NEIGHBORS = perKinds('neighbors', HOPS, toNeighbors);
const SOME_NEIGHBORS = perKinds('some neighbors', HOPS, toSomeNeighbors);

/** From the end that has fewer: a paper has a handful of topics, a topic thousands of papers. */
const AMONG = perKinds(
  'relations among nodes',
  HOPS.filter(({ kind, forward }) => forward === (kind !== 'AUTHORED')),
  amongGiven,
);

const DEGREES = statement<DegreeRow>(
  'degrees',
  NODE_LABELS.map(
    (label) => `UNWIND $${IDS[label]} AS id
MATCH (b:${label} {id: id})
RETURN '${label}' AS label, id, ${degreeOf(label)} AS degree`,
  ).join('\nUNION ALL\n'),
);

/** What to read of the nodes beside some. */
export interface Neighborhood {
  readonly via: ReadonlySet<RelationKind>;
  /** Nodes with more relationships are left out, whatever leads there; … */
  readonly most: number;
  /** … but not these. */
  readonly always?: readonly NodeKey[];
  /** Neighbors of each node along one kind and direction; all of them when it is absent. */
  readonly limit?: number;
}

/** Walks along relationships, whatever their kinds, some steps at a time. */
export class RelationRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** How many relationships each node has, by key. Nodes that are not here are left out. */
  async degrees(nodes: readonly NodeKey[]): Promise<Map<string, number>> {
    const rows = await this.graph.read(DEGREES, idsOf(nodes), this.options);
    return new Map(rows.map(({ label, id, degree }) => [keyOf({ type: label, id }), degree]));
  }

  /** The steps from some nodes to what is beside them, in no order. One read, for one node or for many. */
  async neighbors(
    nodes: readonly NodeKey[],
    { via, most, always = [], limit }: Neighborhood,
  ): Promise<readonly Connection[]> {
    const parameters = { ...idsOf(nodes), most, always: always.map(({ id }) => id) };
    const rows =
      limit === undefined
        ? await this.graph.read(NEIGHBORS(via), parameters, this.options)
        : await this.graph.read(SOME_NEIGHBORS(via), { ...parameters, limit }, this.options);
    // Ids are unique within a label only, so `always` may have let in a node that shares one.
    const welcome = new Set(always.map(keyOf));
    return toConnections(rows).filter(({ far, farDegree }) => farDegree <= most || welcome.has(keyOf(far)));
  }

  /** Every relationship between two of the nodes, once, in no order. */
  async among(nodes: readonly NodeKey[], via: ReadonlySet<RelationKind>): Promise<readonly Step[]> {
    return toConnections(await this.graph.read(AMONG(via), idsOf(nodes), this.options));
  }
}

function idsOf(nodes: readonly NodeKey[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    NODE_LABELS.map((label) => [IDS[label], nodes.filter(({ type }) => type === label).map(({ id }) => id)]),
  );
}

/** A relationship from a node to itself is no step. */
function toConnections(rows: readonly ConnectionRow[]): Connection[] {
  return rows.flatMap(({ near, far, hop, degree, role, confidence }) => {
    const walked = HOPS[hop];
    if (walked === undefined || (near === far && walked.near === walked.far)) return [];
    return [
      {
        near: { type: walked.near, id: near },
        far: { type: walked.far, id: far },
        farDegree: degree,
        kind: walked.kind,
        forward: walked.forward,
        role,
        confidence,
      },
    ];
  });
}
