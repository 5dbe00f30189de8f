import { statement, type EngineInfo, type Graph, type ReadOptions } from '../graph/graph.js';

export interface CountRow {
  readonly papers: number;
  readonly stubs: number;
  readonly authors: number;
  readonly topics: number;
  readonly techniques: number;
  readonly citations: number;
  readonly applications: number;
}

const COUNTS = statement<CountRow>(
  'counts',
  `CALL () { MATCH (p:Paper) WHERE p.stub = false RETURN count(p) AS papers }
CALL () { MATCH (p:Paper) WHERE p.stub = true RETURN count(p) AS stubs }
CALL () { MATCH (a:Author) RETURN count(a) AS authors }
CALL () { MATCH (t:Topic) RETURN count(t) AS topics }
CALL () { MATCH (t:Technique) RETURN count(t) AS techniques }
CALL () { MATCH (:Paper)-[c:CITES]->(:Paper) RETURN count(c) AS citations }
CALL () { MATCH (:Paper)-[a:APPLIES]->(:Technique) RETURN count(a) AS applications }
RETURN papers, stubs, authors, topics, techniques, citations, applications`,
);

/** Reads how much the graph holds. */
export class StatsRepository {
  readonly engine: EngineInfo;

  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {
    this.engine = graph.engine;
  }

  async counts(): Promise<CountRow | undefined> {
    const [row] = await this.graph.read(COUNTS, {}, this.options);
    return row;
  }
}
