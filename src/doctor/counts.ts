import { SUM_UP_AUTHORS } from '../author/author.writes.js';
import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import { COUNT_CITATIONS } from '../paper/paper.writes.js';
import { COUNT_TECHNIQUE_PAPERS } from '../technique/technique.writes.js';
import { COUNT_PAPERS } from '../text/term.repository.js';
import { COUNT_TOPIC_PAPERS } from '../topic/topic.writes.js';
import { rowsOf, type Check, type Fault } from './check.js';

interface Miscount {
  readonly id: string;
  readonly stored: number;
  readonly actual: number;
}

const MISCOUNTED_CITATIONS = statement<Miscount>(
  'miscounted citations',
  `MATCH (p:Paper)
CALL (p) { MATCH (p)<-[r:CITES]-(:Paper) RETURN count(r) AS actual }
WITH p, coalesce(p.citationCount, 0) AS stored, actual WHERE stored <> actual
RETURN p.id AS id, stored, actual ORDER BY id`,
);

const MISCOUNTED_REFERENCES = statement<Miscount>(
  'miscounted references',
  `MATCH (p:Paper)
CALL (p) { MATCH (p)-[r:CITES]->(:Paper) RETURN count(r) AS actual }
WITH p, coalesce(p.referenceCount, 0) AS stored, actual WHERE stored <> actual
RETURN p.id AS id, stored, actual ORDER BY id`,
);

const MISCOUNTED_AUTHORS = statement<Miscount>(
  'miscounted authors',
  `MATCH (a:Author)
CALL (a) { MATCH (a)-[r:AUTHORED]->(:Paper) RETURN count(r) AS actual }
WITH a, coalesce(a.paperCount, 0) AS stored, actual WHERE stored <> actual
RETURN a.id AS id, stored, actual ORDER BY id`,
);

const MISCOUNTED_TOPICS = statement<Miscount>(
  'miscounted topics',
  `MATCH (t:Topic)
CALL (t) { MATCH (t)<-[r:ABOUT]-(:Paper) RETURN count(r) AS actual }
WITH t, coalesce(t.paperCount, 0) AS stored, actual WHERE stored <> actual
RETURN t.id AS id, stored, actual ORDER BY id`,
);

const MISCOUNTED_TECHNIQUES = statement<Miscount>(
  'miscounted techniques',
  `MATCH (t:Technique)
CALL (t) { MATCH (t)<-[r:APPLIES]-(:Paper) RETURN count(r) AS actual }
WITH t, coalesce(t.paperCount, 0) AS stored, actual WHERE stored <> actual
RETURN t.id AS id, stored, actual ORDER BY id`,
);

const PAPER_COUNT = statement<Miscount>(
  'paper count',
  `CALL () { MATCH (p:Paper) WHERE p.stub = false RETURN count(p) AS actual }
CALL () { MATCH (s:Statistic {id: 'papers'}) RETURN coalesce(sum(s.value), 0) AS stored }
RETURN 'papers' AS id, stored, actual`,
);

/** The counters that lists and scores read instead of counting. */
export const COUNT_CHECKS: readonly Check[] = [
  countCheck('the citations of every paper are counted', MISCOUNTED_CITATIONS, COUNT_CITATIONS),
  countCheck('the references of every paper are counted', MISCOUNTED_REFERENCES, COUNT_CITATIONS),
  countCheck('the papers of every author are counted', MISCOUNTED_AUTHORS, SUM_UP_AUTHORS),
  countCheck('the papers of every topic are counted', MISCOUNTED_TOPICS, COUNT_TOPIC_PAPERS),
  countCheck('the papers of every technique are counted', MISCOUNTED_TECHNIQUES, COUNT_TECHNIQUE_PAPERS),
  {
    holds: 'the number of papers is known',
    find: async (graph, options) => await miscounts(graph, PAPER_COUNT, options),
    repair: async (graph) => await graph.write([{ statement: COUNT_PAPERS }]),
    advice: 'doctor --fix counts anew',
  },
];

function countCheck(holds: string, miscounted: Statement<Miscount>, count: Statement<never>): Check {
  return {
    holds,
    find: async (graph, options) => await miscounts(graph, miscounted, options),
    repair: async (graph, faults) => await graph.write([{ statement: count, rows: rowsOf(faults) }]),
    advice: 'doctor --fix counts anew',
  };
}

async function miscounts(graph: Graph, miscounted: Statement<Miscount>, options: ReadOptions): Promise<Fault[]> {
  const rows = await graph.read(miscounted, {}, options);
  return rows
    .filter(({ stored, actual }) => stored !== actual)
    .map(({ id, stored, actual }) => ({ id, detail: `${stored} is stored, there are ${actual}` }));
}
