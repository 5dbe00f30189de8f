import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import { LEAST_SHARED } from './cooccurrence.js';

/** What occurs together, and over which lineage it is kin. */
export type CooccurrenceKind = 'topics' | 'techniques';

/** One that shares papers with the owner: how many, and how many it has in all. */
export interface Companion {
  readonly id: string;
  readonly paperCount: number;
  readonly shared: number;
}

/** All that shares papers with one topic or technique. */
export interface Companions {
  readonly id: string;
  readonly paperCount: number;
  /** Papers in the graph. */
  readonly total: number;
  readonly companions: readonly Companion[];
  /** Ids of what it is a part or variant of, over up to six steps. */
  readonly ancestors: readonly string[];
  /** Ids of its parts or variants, over up to six steps. */
  readonly descendants: readonly string[];
}

/** Of a topic or technique with more papers, only this many are looked at: the newest. */
export const MOST_PAPERS = 5_000;
const MOST_COMPANIONS = 1_000;
const MOST_KIN = 1_000;

const COMPANIONS: Readonly<Record<CooccurrenceKind, Statement<Companions>>> = {
  topics: companions('topics about the same papers', 'Topic', 'ABOUT', 'SUBTOPIC_OF'),
  techniques: companions('techniques of the same papers', 'Technique', 'APPLIES', 'VARIANT_OF'),
};

function companions(name: string, label: string, relation: string, lineage: string): Statement<Companions> {
  return statement(
    name,
    `UNWIND $ids AS id
MATCH (a:${label} {id: id})
CALL (a) {
  MATCH (a)<-[:${relation}]-(p:Paper)
  WITH a, p ORDER BY p.sortDate DESC, p.id LIMIT $most
  MATCH (p)-[:${relation}]->(b:${label}) WHERE b.id <> a.id
  WITH b, count(*) AS shared WHERE shared >= ${LEAST_SHARED}
  WITH b.id AS other, b.paperCount AS papers, shared ORDER BY shared DESC, other LIMIT ${MOST_COMPANIONS}
  RETURN collect({id: other, paperCount: papers, shared: shared}) AS companions
}
CALL (a) {
  MATCH (a)-[:${lineage}*1..6]->(t:${label})
  WITH DISTINCT t.id AS kin ORDER BY kin LIMIT ${MOST_KIN}
  RETURN collect(kin) AS ancestors
}
CALL (a) {
  MATCH (a)<-[:${lineage}*1..6]-(t:${label})
  WITH DISTINCT t.id AS kin ORDER BY kin LIMIT ${MOST_KIN}
  RETURN collect(kin) AS descendants
}
CALL () {
  MATCH (s:Statistic {id: 'papers'})
  RETURN max(s.value) AS total
}
RETURN a.id AS id, a.paperCount AS paperCount, coalesce(total, 0) AS total, companions, ancestors, descendants`,
  );
}

/** An owner and those whose papers it shares. */
export interface Pair {
  readonly id: string;
  readonly other: string;
}

/** The ends of a pair whose common papers can be asked for. */
export type SharedPapersKind =
  | 'topic topic'
  | 'technique technique'
  | 'technique topic'
  | 'topic technique'
  | 'author topic'
  | 'author technique'
  | 'author author';

interface SharedRow {
  readonly id: string;
  readonly other: string;
  readonly papers: readonly string[];
}

/** What a paper does with a technique weighs like this when papers are put into order. */
const EMPHASIS = `(CASE #.role WHEN 'INTRODUCES' THEN 1.0 WHEN 'STUDIES' THEN 0.8 WHEN 'USES' THEN 0.6 ELSE 0.4 END * coalesce(#.confidence, 0.0))`;

const ENDS = {
  topic: { label: 'Topic', relation: 'ABOUT', out: true, weight: 'coalesce(#.confidence, 0.0)' },
  technique: { label: 'Technique', relation: 'APPLIES', out: true, weight: EMPHASIS },
  author: { label: 'Author', relation: 'AUTHORED', out: false, weight: '1.0' },
} as const;

type End = keyof typeof ENDS;

const SHARED: Readonly<Record<SharedPapersKind, Statement<SharedRow>>> = {
  'topic topic': shared('topic', 'topic'),
  'technique technique': shared('technique', 'technique'),
  'technique topic': shared('technique', 'topic'),
  'topic technique': shared('topic', 'technique'),
  'author topic': shared('author', 'topic'),
  'author technique': shared('author', 'technique'),
  'author author': shared('author', 'author'),
};

function shared(owner: End, partner: End): Statement<SharedRow> {
  const left = ENDS[owner];
  const right = ENDS[partner];
  return statement(
    `papers of ${owner} and ${partner}`,
    `UNWIND $rows AS row
MATCH (a:${left.label} {id: row.id})
CALL (a, row) {
  MATCH (a)${left.out ? '<-' : '-'}[r:${left.relation}]${left.out ? '-' : '->'}(p:Paper)
  WITH row, r, p ORDER BY p.sortDate DESC, p.id LIMIT ${MOST_PAPERS}
  MATCH (p)${right.out ? '-' : '<-'}[s:${right.relation}]${right.out ? '->' : '-'}(b:${right.label}) WHERE b.id IN row.others
  WITH b.id AS other, p.id AS paper, p.sortDate AS day,
  ${left.weight.replaceAll('#', 'r')} * ${right.weight.replaceAll('#', 's')} AS weight
  ORDER BY weight DESC, day DESC, paper
  WITH other, collect(paper) AS papers
  RETURN other, papers[0..$limit] AS best
}
RETURN a.id AS id, other, best AS papers`,
  );
}

export interface YearCount {
  readonly year: number;
  readonly count: number;
}

const YEARS = statement<{ id: string; other: string; years: readonly YearCount[] }>(
  'years of techniques together',
  `UNWIND $rows AS row
MATCH (a:Technique {id: row.id})
CALL (a, row) {
  MATCH (a)<-[:APPLIES]-(p:Paper)
  WITH row, p ORDER BY p.sortDate DESC, p.id LIMIT ${MOST_PAPERS}
  MATCH (p)-[:APPLIES]->(b:Technique) WHERE b.id IN row.others AND p.year IS NOT NULL
  WITH b.id AS other, p.year AS year, count(*) AS papers
  RETURN other, collect({year: year, count: papers}) AS years
}
RETURN a.id AS id, other, years`,
);

/** Reads which topics and techniques occur in the same papers. */
export class CooccurrenceRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /**
   * All that shares papers with each topic or technique, at least two each.
   *
   * @param most papers of each owner that are looked at, the newest.
   */
  async companions(
    kind: CooccurrenceKind,
    ids: readonly string[],
    most = MOST_PAPERS,
  ): Promise<Map<string, Companions>> {
    const rows = await this.graph.read(COMPANIONS[kind], { ids, most }, this.options);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The papers of each pair, those first that say both most clearly, then the newest. */
  async papers(kind: SharedPapersKind, pairs: readonly Pair[], limit: number): Promise<Map<string, readonly string[]>> {
    const rows = await this.graph.read(SHARED[kind], { rows: byOwner(pairs), limit }, this.options);
    return new Map(rows.map(({ id, other, papers }) => [pairKey({ id, other }), papers]));
  }

  /** How many papers of each year have both techniques, earliest first. */
  async years(pairs: readonly Pair[]): Promise<Map<string, readonly YearCount[]>> {
    const rows = await this.graph.read(YEARS, { rows: byOwner(pairs) }, this.options);
    return new Map(
      rows.map(({ id, other, years }) => [
        pairKey({ id, other }),
        [...years].sort((left, right) => left.year - right.year),
      ]),
    );
  }
}

/** One text for a pair, to key it by. */
export function pairKey({ id, other }: Pair): string {
  return JSON.stringify([id, other]);
}

export function pairOf(key: string): Pair {
  const [id = '', other = ''] = JSON.parse(key) as string[];
  return { id, other };
}

function byOwner(pairs: readonly Pair[]): { id: string; others: string[] }[] {
  const owners = new Map<string, string[]>();
  for (const { id, other } of pairs) {
    const others = owners.get(id);
    if (others === undefined) owners.set(id, [other]);
    else others.push(other);
  }
  return [...owners].map(([id, others]) => ({ id, others }));
}
