import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import type { DatedPaper, UsingPaper } from './timeline-events.js';

const PARENTS_PER_TECHNIQUE = 100;

const PARENTS = statement<{ id: string; parents: readonly string[] }>(
  'parents of techniques',
  `UNWIND $ids AS id
CALL (id) {
  MATCH (:Technique {id: id})-[:VARIANT_OF]->(t:Technique)
  WITH t.id AS parent ORDER BY parent LIMIT ${PARENTS_PER_TECHNIQUE}
  RETURN collect(parent) AS parents
}
RETURN id, parents`,
);

const INTRODUCTIONS = statement<{ id: string; papers: readonly DatedPaper[] }>(
  'earliest introductions of techniques',
  `UNWIND $ids AS id
CALL (id) {
  MATCH (:Technique {id: id})<-[r:APPLIES]-(p:Paper)
  WHERE r.role = 'INTRODUCES' AND p.stub = false AND p.sortDate <> ''
  WITH p.id AS paper, p.title AS title, p.sortDate AS date ORDER BY date, paper LIMIT 1
  RETURN collect({id: paper, title: title, date: date}) AS papers
}
RETURN id, papers`,
);

function usesInOrder(
  name: string,
  order: string,
): ReturnType<typeof statement<{ id: string; papers: readonly UsingPaper[] }>> {
  return statement(
    name,
    `UNWIND $ids AS id
CALL (id) {
  MATCH (:Technique {id: id})<-[r:APPLIES]-(p:Paper)
  WHERE r.role <> 'INTRODUCES' AND p.stub = false AND p.sortDate <> ''
  WITH p.id AS paper, p.title AS title, p.sortDate AS date, r.role AS role ORDER BY ${order} LIMIT 1
  RETURN collect({id: paper, title: title, date: date, role: role}) AS papers
}
RETURN id, papers`,
  );
}

const FIRST_USES = usesInOrder('first uses of techniques', 'date, paper');
const LATEST_USES = usesInOrder('latest uses of techniques', 'date DESC, paper DESC');

export interface Uses {
  readonly first: UsingPaper;
  readonly latest: UsingPaper;
}

/** Reads what the timelines of techniques tell of, beside the lineage and the years. */
export class TimelineRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** What each technique is a variant of. */
  async parents(ids: readonly string[]): Promise<Map<string, readonly string[]>> {
    const rows = await this.graph.read(PARENTS, { ids }, this.options);
    return new Map(rows.map(({ id, parents }) => [id, parents]));
  }

  /** The earliest paper that introduces each technique. */
  async introductions(ids: readonly string[]): Promise<Map<string, DatedPaper>> {
    const rows = await this.graph.read(INTRODUCTIONS, { ids }, this.options);
    return firstOf(rows);
  }

  /** The first and the latest paper that does something else with each technique. */
  async uses(ids: readonly string[]): Promise<Map<string, Uses>> {
    const [first, latest] = await Promise.all(
      [FIRST_USES, LATEST_USES].map(async (which) => firstOf(await this.graph.read(which, { ids }, this.options))),
    );
    return new Map(
      ids.flatMap((id) => {
        const [from, to] = [first?.get(id), latest?.get(id)];
        return from === undefined || to === undefined ? [] : [[id, { first: from, latest: to }] as const];
      }),
    );
  }
}

function firstOf<Found>(rows: readonly { id: string; papers: readonly Found[] }[]): Map<string, Found> {
  return new Map(rows.flatMap(({ id, papers }) => papers.slice(0, 1).map((paper) => [id, paper] as const)));
}
