import { statement, type Graph, type Statement } from '../../src/graph/graph.js';

/** One relationship between a paper and something else. */
export interface Link {
  readonly paper: string;
  readonly other: string;
  readonly day: string;
  readonly year: number | null;
  readonly confidence: number;
  readonly role: string | null;
}

/** The whole graph as plain relationships, to check results against without the statements that made them. */
export interface RawGraph {
  readonly papers: number;
  readonly about: readonly Link[];
  readonly applies: readonly Link[];
  readonly authored: readonly Link[];
  readonly cites: readonly (readonly [citing: string, cited: string])[];
  readonly subtopicOf: readonly (readonly [child: string, parent: string])[];
  readonly variantOf: readonly (readonly [child: string, parent: string])[];
}

const links = (name: string, pattern: string, extra: string): Statement<Link> =>
  statement(
    name,
    `MATCH ${pattern} RETURN p.id AS paper, x.id AS other, p.sortDate AS day, p.year AS year, ${extra} ORDER BY paper, other`,
  );

const ABOUT = links(
  'raw about',
  '(p:Paper)-[r:ABOUT]->(x:Topic)',
  'coalesce(r.confidence, 0.0) AS confidence, null AS role',
);
const APPLIES = links(
  'raw applies',
  '(p:Paper)-[r:APPLIES]->(x:Technique)',
  'coalesce(r.confidence, 0.0) AS confidence, r.role AS role',
);
const AUTHORED = links('raw authored', '(p:Paper)<-[:AUTHORED]-(x:Author)', '1.0 AS confidence, null AS role');

interface PairRow {
  readonly a: string;
  readonly b: string;
}

const pairs = (name: string, pattern: string): Statement<PairRow> =>
  statement(name, `MATCH ${pattern} RETURN a.id AS a, b.id AS b ORDER BY a, b`);

const CITES = pairs('raw cites', '(a:Paper)-[:CITES]->(b:Paper)');
const SUBTOPIC_OF = pairs('raw subtopic of', '(a:Topic)-[:SUBTOPIC_OF]->(b:Topic)');
const VARIANT_OF = pairs('raw variant of', '(a:Technique)-[:VARIANT_OF]->(b:Technique)');
const PAPERS = statement<{ papers: number }>(
  'raw papers',
  'MATCH (p:Paper) WHERE p.stub = false RETURN count(p) AS papers',
);

export async function readRaw(graph: Graph): Promise<RawGraph> {
  const pairsOf = async (which: Statement<PairRow>): Promise<(readonly [string, string])[]> =>
    (await graph.read(which, {})).map(({ a, b }) => [a, b]);
  return {
    papers: (await graph.read(PAPERS, {}))[0]!.papers,
    about: await graph.read(ABOUT, {}),
    applies: await graph.read(APPLIES, {}),
    authored: await graph.read(AUTHORED, {}),
    cites: await pairsOf(CITES),
    subtopicOf: await pairsOf(SUBTOPIC_OF),
    variantOf: await pairsOf(VARIANT_OF),
  };
}

/** The links of each other end. */
export function byOther(all: readonly Link[]): Map<string, Link[]> {
  return group(all, ({ other }) => other);
}

/** The links of each paper. */
export function byPaper(all: readonly Link[]): Map<string, Link[]> {
  return group(all, ({ paper }) => paper);
}

export function group<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** All that can be reached over pairs of child and parent, upwards. */
export function ancestorsOf(id: string, lineage: readonly (readonly [string, string])[]): Set<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [child, parent] of lineage) {
      if (child !== next || found.has(parent)) continue;
      found.add(parent);
      open.push(parent);
    }
  }
  return found;
}

/** Newest first, then by id. */
export function newestFirst(left: Link, right: Link): number {
  return right.day < left.day ? -1 : right.day > left.day ? 1 : left.paper < right.paper ? -1 : 1;
}

export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

export function keyOf(global: string): string {
  const text = Buffer.from(global, 'base64url').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

/** The same to twelve digits: the last bits of a logarithm may differ between machines. */
export function rounded(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value)),
  );
}
