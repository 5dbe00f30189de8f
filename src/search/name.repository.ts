import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import type { Named } from './name-table.js';
import type { SearchKind } from './search-type.js';

interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[] | null;
  readonly count: number;
}

const TECHNIQUE = `t.id AS id, t.name AS name, t.aliases AS aliases, coalesce(t.paperCount, 0) AS count`;
const AUTHOR = `a.id AS id, a.name AS name, null AS aliases, coalesce(a.paperCount, 0) AS count`;
const PAPER = `p.id AS id, p.title AS name, null AS aliases, coalesce(p.citationCount, 0) AS count`;

const ALL: Readonly<Record<SearchKind, Statement<NamedRow>>> = {
  TECHNIQUE: statement('names of techniques', `MATCH (t:Technique) RETURN ${TECHNIQUE}`),
  TOPIC: statement('names of topics', `MATCH (t:Topic) RETURN ${TECHNIQUE}`),
  AUTHOR: statement('names of authors', `MATCH (a:Author) RETURN ${AUTHOR}`),
  PAPER: statement('titles of papers', `MATCH (p:Paper) WHERE p.stub = false RETURN ${PAPER}`),
};

const SOME: Readonly<Record<'AUTHOR' | 'PAPER', Statement<NamedRow>>> = {
  AUTHOR: statement('names of some authors', `MATCH (a:Author) WHERE a.id IN $ids RETURN ${AUTHOR}`),
  PAPER: statement('titles of some papers', `MATCH (p:Paper) WHERE p.id IN $ids AND p.stub = false RETURN ${PAPER}`),
};

/** How much there is, without looking at it: Neo4j keeps these counts. */
const AMOUNTS = statement<Record<'techniques' | 'topics' | 'authors' | 'papers' | 'authorships' | 'citations', number>>(
  'amounts',
  `CALL () { MATCH (t:Technique) RETURN count(t) AS techniques }
CALL () { MATCH (t:Topic) RETURN count(t) AS topics }
CALL () { MATCH (a:Author) RETURN count(a) AS authors }
CALL () { MATCH (p:Paper) RETURN count(p) AS papers }
CALL () { MATCH ()-[r:AUTHORED]->() RETURN count(r) AS authorships }
CALL () { MATCH ()-[r:CITES]->() RETURN count(r) AS citations }
RETURN techniques, topics, authors, papers, authorships, citations`,
);

const FIRST_AUTHORS = statement<{
  id: string;
  names: readonly string[];
  authorCount: number | null;
  year: number | null;
}>(
  'first authors of papers',
  `MATCH (p:Paper) WHERE p.id IN $ids
CALL (p) { MATCH (p)<-[r:AUTHORED]-(a:Author) WHERE r.position = 0 RETURN collect(a.name) AS names }
RETURN p.id AS id, names, p.authorCount AS authorCount, p.year AS year`,
);

/** Who wrote a paper, in short. */
export interface Byline {
  readonly firstAuthor: string | null;
  readonly authorCount: number | null;
  readonly year: number | null;
}

/** Reads what everything is called. */
export class NameRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async all(kind: SearchKind): Promise<Named[]> {
    return (await this.graph.read(ALL[kind], {}, this.options)).map(toNamed);
  }

  /** Those of some ids that are there. */
  async some(kind: 'AUTHOR' | 'PAPER', ids: readonly string[]): Promise<Named[]> {
    return (await this.graph.read(SOME[kind], { ids }, this.options)).map(toNamed);
  }

  /** Changes when something was added or deleted. */
  async amounts(): Promise<string> {
    return JSON.stringify(await this.graph.read(AMOUNTS, {}, this.options));
  }

  async bylines(ids: readonly string[]): Promise<Map<string, Byline>> {
    const rows = await this.graph.read(FIRST_AUTHORS, { ids }, this.options);
    return new Map(
      rows.map(({ id, names, authorCount, year }) => [id, { firstAuthor: names[0] ?? null, authorCount, year }]),
    );
  }
}

function toNamed({ id, name, aliases, count }: NamedRow): Named {
  return { id, name, aliases: aliases ?? [], count };
}
