import { readAuthorMerges } from '../author/author-merges.js';
import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import { rowsOf, type Check, type Fault } from './check.js';

const ALIASES = statement<{ id: string; targetId: string }>(
  'all aliases',
  'MATCH (a:Alias) RETURN a.id AS id, a.targetId AS targetId',
);
const PRESENT: Readonly<Record<string, Statement<{ id: string }>>> = {
  paper: statement('present papers', 'UNWIND $ids AS id MATCH (n:Paper {id: id}) RETURN n.id AS id'),
  author: statement('present authors', 'UNWIND $ids AS id MATCH (n:Author {id: id}) RETURN n.id AS id'),
  topic: statement('present topics', 'UNWIND $ids AS id MATCH (n:Topic {id: id}) RETURN n.id AS id'),
  technique: statement('present techniques', 'UNWIND $ids AS id MATCH (n:Technique {id: id}) RETURN n.id AS id'),
};
const DELETE_ALIASES = statement('delete aliases', 'UNWIND $rows AS row MATCH (a:Alias {id: row.id}) DETACH DELETE a');

const UNCITED_STUBS = statement<{ id: string }>(
  'uncited stubs',
  `MATCH (p:Paper) WHERE p.stub = true
CALL (p) { MATCH (p)<-[r:CITES]-(:Paper) RETURN count(r) AS citations }
WITH p, citations WHERE citations = 0
RETURN p.id AS id ORDER BY id`,
);
const DELETE_STUBS = statement(
  'delete stubs',
  'UNWIND $rows AS row MATCH (p:Paper {id: row.id}) WHERE p.stub = true DETACH DELETE p',
);

const AUTHORS_WITHOUT_PAPERS = statement<{ id: string }>(
  'authors without papers',
  `MATCH (a:Author)
CALL (a) { MATCH (a)-[r:AUTHORED]->(:Paper) RETURN count(r) AS papers }
WITH a, papers WHERE papers = 0
RETURN a.id AS id ORDER BY id`,
);
const DELETE_AUTHORS = statement(
  'delete authors without papers',
  'UNWIND $rows AS row MATCH (a:Author {id: row.id}) DETACH DELETE a',
);

const SELF_CITATIONS = statement<{ id: string }>(
  'self-citations',
  'MATCH (p:Paper)-[:CITES]->(q:Paper) WHERE p.id = q.id RETURN DISTINCT p.id AS id ORDER BY id',
);
const DELETE_SELF_CITATIONS = statement(
  'delete self-citations',
  `UNWIND $rows AS row
MATCH (p:Paper {id: row.id}) MATCH (p)-[r:CITES]->(q:Paper) WHERE q.id = row.id DELETE r`,
);

interface Doubled {
  readonly id: string;
  readonly far: string;
  readonly times: number;
}

const DOUBLED: Readonly<Record<string, Statement<Doubled>>> = {
  CITES: doubled('doubled citations', 'MATCH (p)-[:CITES]->(n:Paper)'),
  ABOUT: doubled('doubled topics', 'MATCH (p)-[:ABOUT]->(n:Topic)'),
  APPLIES: doubled('doubled techniques', 'MATCH (p)-[:APPLIES]->(n:Technique)'),
  AUTHORED: doubled('doubled authors', 'MATCH (p)<-[:AUTHORED]-(n:Author)'),
};

function doubled(name: string, match: string): Statement<Doubled> {
  return statement(
    name,
    `MATCH (p:Paper)
CALL (p) { ${match} WITH n.id AS far, count(n) AS times WHERE times > 1 RETURN far, times }
RETURN p.id AS id, far, times ORDER BY id, far`,
  );
}

const SUBTOPICS = statement<Link>(
  'all subtopics',
  'MATCH (a:Topic)-[:SUBTOPIC_OF]->(b:Topic) RETURN a.id AS id, b.id AS parentId',
);
const VARIANTS = statement<Link>(
  'all variants',
  'MATCH (a:Technique)-[:VARIANT_OF]->(b:Technique) RETURN a.id AS id, b.id AS parentId',
);

const UNFINISHED_LOADS = statement<{ id: string; value: number }>(
  'unfinished loads',
  `MATCH (s:Statistic) WHERE s.id STARTS WITH 'load:' RETURN s.id AS id, s.value AS value ORDER BY id`,
);
const FORGET_LOADS = statement('forget loads', 'UNWIND $rows AS row MATCH (s:Statistic {id: row.id}) DETACH DELETE s');

interface Link {
  readonly id: string;
  readonly parentId: string;
}

/** That nothing leads nowhere, and nothing stands alone. */
export const LINK_CHECKS: readonly Check[] = [
  {
    holds: 'every alias leads to a node',
    find: lostAliases,
    repair: async (graph, faults) => await graph.write([{ statement: DELETE_ALIASES, rows: rowsOf(faults) }]),
    advice: 'doctor --fix deletes these names; loading their source again brings back what is missing',
  },
  found('every stub is cited', UNCITED_STUBS, 'nobody cites it', DELETE_STUBS, 'doctor --fix deletes these stubs'),
  found(
    'every author has a paper',
    AUTHORS_WITHOUT_PAPERS,
    'has no paper',
    DELETE_AUTHORS,
    'doctor --fix deletes these authors',
  ),
  found(
    'no paper cites itself',
    SELF_CITATIONS,
    'cites itself',
    DELETE_SELF_CITATIONS,
    'doctor --fix deletes these citations',
  ),
  {
    holds: 'nothing is related twice in the same way',
    find: async (graph, options) => {
      const faults: Fault[] = [];
      for (const [type, find] of Object.entries(DOUBLED)) {
        for (const { id, far, times } of await graph.read(find, {}, options))
          faults.push({ id, detail: `${times} ${type} with ${far}` });
      }
      return faults;
    },
    advice: 'two programs have written at once; export as jsonl and load that into an empty graph',
  },
  noCircle('no topic is a subtopic of itself', SUBTOPICS),
  noCircle('no technique is a variant of itself', VARIANTS),
  {
    holds: 'no load was interrupted',
    find: async (graph, options) =>
      (await graph.read(UNFINISHED_LOADS, {}, options)).map(({ id, value }) => ({
        id,
        detail: `stopped behind ${value} records`,
      })),
    repair: async (graph, faults) => await graph.write([{ statement: FORGET_LOADS, rows: rowsOf(faults) }]),
    advice: 'the same load with --resume goes on; doctor --fix forgets where it stopped and keeps what was loaded',
  },
];

function found(
  holds: string,
  find: Statement<{ id: string }>,
  detail: string,
  repair: Statement<never>,
  advice: string,
): Check {
  return {
    holds,
    find: async (graph, options) => (await graph.read(find, {}, options)).map(({ id }) => ({ id, detail })),
    repair: async (graph, faults) => await graph.write([{ statement: repair, rows: rowsOf(faults) }]),
    advice,
  };
}

const IDS_PER_READ = 5000;

async function lostAliases(graph: Graph, options: ReadOptions): Promise<Fault[]> {
  const aliases = await graph.read(ALIASES, {}, options);
  const merged = await readAuthorMerges(graph, options);
  const faults: Fault[] = [];
  for (const [kind, present] of Object.entries(PRESENT)) {
    const ofKind = aliases.filter(({ id }) => id.startsWith(`${kind}:`));
    const there = new Set<string>(kind === 'author' ? merged.keys() : []);
    const targets = [...new Set(ofKind.map(({ targetId }) => targetId))];
    for (let start = 0; start < targets.length; start += IDS_PER_READ) {
      const ids = targets.slice(start, start + IDS_PER_READ);
      for (const { id } of await graph.read(present, { ids }, options)) there.add(id);
    }
    for (const { id, targetId } of ofKind)
      if (!there.has(targetId)) faults.push({ id, detail: `leads to ${targetId}, which is not there` });
  }
  return faults;
}

function noCircle(holds: string, links: Statement<Link>): Check {
  return {
    holds,
    find: async (graph, options) => {
      const parents = new Map<string, string[]>();
      for (const { id, parentId } of await graph.read(links, {}, options))
        parents.set(id, [...(parents.get(id) ?? []), parentId]);
      return [...parents.keys()]
        .filter((id) => leadsTo(parents, id))
        .sort()
        .map((id) => ({ id, detail: `descends from itself by way of ${(parents.get(id) ?? []).join(', ')}` }));
    },
    advice: 'a source or a vocabulary file says so: mend it there, and load it into an empty graph',
  };
}

/** Whether the way up from a node leads back to it. */
function leadsTo(parents: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>();
  const open = [...(parents.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(parents.get(next) ?? []));
  }
  return false;
}
