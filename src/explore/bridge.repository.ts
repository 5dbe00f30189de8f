import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import { MOST_PAPERS } from './cooccurrence.repository.js';

/** A paper about a topic, or that works with a technique: how much, 0 to 1. */
export interface Member {
  readonly id: string;
  readonly weight: number;
}

/** A paper with the papers of a topic or technique that it cites. */
export interface Citer {
  readonly id: string;
  readonly cited: readonly string[];
}

/** The papers of a topic or technique, and those that cite them. */
export interface Shore {
  readonly id: string;
  readonly members: readonly Member[];
  readonly citers: readonly Citer[];
}

/** A paper that more papers cite joins nearly everything; that somebody cites it says nothing. */
export const HUB_CITATIONS = 200;
/** Those that cite the most papers. */
const MOST_CITERS = 3_000;
const MOST_CITED = 100;

const TOPICS = shores('papers on both shores: topics', 'Topic', 'ABOUT', 'coalesce(r.confidence, 0.0)');

const TECHNIQUES = shores(
  'papers on both shores: techniques',
  'Technique',
  'APPLIES',
  `CASE r.role WHEN 'INTRODUCES' THEN 1.0 WHEN 'STUDIES' THEN 0.8 WHEN 'USES' THEN 0.6 ELSE 0.4 END
  * coalesce(r.confidence, 0.0)`,
);

function shores(name: string, label: string, relation: string, weight: string): Statement<Shore> {
  return statement(
    name,
    `UNWIND $ids AS id
MATCH (a:${label} {id: id})
CALL (a) {
  MATCH (a)<-[r:${relation}]-(p:Paper)
  WITH p.id AS paper, p.sortDate AS day, ${weight} AS weight
  ORDER BY day DESC, paper LIMIT ${MOST_PAPERS}
  RETURN collect({id: paper, weight: weight}) AS members
}
CALL (a) {
  MATCH (a)<-[:${relation}]-(q:Paper)
  WITH q ORDER BY q.sortDate DESC, q.id LIMIT ${MOST_PAPERS}
  MATCH (q)<-[:CITES]-(p:Paper) WHERE q.citationCount <= ${HUB_CITATIONS}
  WITH p.id AS citing, q.id AS cited ORDER BY citing, cited
  WITH citing, collect(cited) AS works
  WITH citing, works, size(works) AS count ORDER BY count DESC, citing LIMIT ${MOST_CITERS}
  RETURN collect({id: citing, cited: works[0..${MOST_CITED}]}) AS citers
}
RETURN a.id AS id, members, citers`,
  );
}

/** Reads the papers of topics and techniques, and those that cite them. */
export class BridgeRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async ofTopics(ids: readonly string[]): Promise<Shore[]> {
    return ids.length === 0 ? [] : await this.graph.read(TOPICS, { ids }, this.options);
  }

  async ofTechniques(ids: readonly string[]): Promise<Shore[]> {
    return ids.length === 0 ? [] : await this.graph.read(TECHNIQUES, { ids }, this.options);
  }
}
