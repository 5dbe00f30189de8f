import 'reflect-metadata';
/**
 * How well related papers find what papers really cite, through GraphQL: vis-dev on the
 * graph of vis-4k. Run: npx tsx bench/related/quality.ts [--first QUERIES]. With NEO4J_URI
 * (and NEO4J_USER, NEO4J_PASSWORD) it uses that Neo4j, which must be empty or hold the
 * corpus; else an embedded graph in memory.
 *
 * Cold: the query's references and the citations of it are taken out of the graph, and all
 * of its references are to be found. Half: the references marked as seen stay. Everything
 * else is as it is, newer papers too; results are no newer than the query.
 */
import { loadVocabulary } from '../../src/annotate/files.js';
import { readSettings } from '../../src/config.js';
import { fromGlobalId } from '../../src/api/node.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { openGraph } from '../../src/graph/open.js';
import { loadFiles } from '../../src/ingest/load-files.js';
import { COUNT_CITATIONS } from '../../src/paper/paper.writes.js';
import { dataOf } from '../../tests/support/ask.js';
import { printTable } from '../table.js';
import { sharedPath } from '../relevance/corpus.js';
import { mean, qualityOf, shown, type Quality } from '../relevance/metrics.js';
import { readVis, type Judged } from '../relevance/protocol.js';

interface Link {
  readonly from: string;
  readonly to: string;
}

const LINKS = statement<Link>(
  'links of a query',
  `MATCH (p:Paper {id: $id})
CALL (p) { MATCH (p)-[:CITES]->(q:Paper) RETURN collect(q.id) AS cited }
CALL (p) { MATCH (p)<-[:CITES]-(q:Paper) RETURN collect(q.id) AS citing }
UNWIND [id IN cited | {from: p.id, to: id}] + [id IN citing | {from: id, to: p.id}] AS link
RETURN link.from AS from, link.to AS to`,
);
const CUT = statement(
  'cut links',
  'UNWIND $rows AS row MATCH (p:Paper {id: row.from}) MATCH (p)-[r:CITES]->(q:Paper) WHERE q.id = row.to DELETE r',
);
const JOIN = statement(
  'join links',
  'UNWIND $rows AS row MATCH (p:Paper {id: row.from}) MATCH (q:Paper {id: row.to}) MERGE (p)-[:CITES]->(q)',
);
const HOLDS = statement<{ papers: number }>('papers there', 'MATCH (p:Paper) RETURN count(p) AS papers');

const RELATED = `query ($ref: String!, $preset: RelatedPreset!, $filter: PaperFilter, $first: Int!) {
  paper(ref: $ref) { related(preset: $preset, filter: $filter, first: $first) { nodes { id } } }
}`;

const SETTINGS = ['cold', 'half'] as const;
const PRESETS = ['REFERENCES', 'RELATED'] as const;

const graph = await open();
const judged = readVis().slice(0, Number(process.argv[3] ?? 1e9));
const found = new Map<string, Quality[]>();
for (const query of judged) {
  for (const setting of SETTINGS) {
    const relevant = new Set(setting === 'cold' ? [...query.seen, ...query.hidden] : query.hidden);
    if (relevant.size === 0) continue;
    await without(query, setting === 'cold' ? [] : query.seen, async (year) => {
      for (const preset of PRESETS) {
        const key = `${preset} ${setting}`;
        found.set(key, [...(found.get(key) ?? []), qualityOf(await rankingOf(query, setting, preset, year), relevant)]);
      }
    });
  }
}
printTable(
  `vis-dev through GraphQL, ${judged.length} queries, ${graph.engine.name} ${graph.engine.version}: nDCG@10 / recall@50`,
  ['preset', ...SETTINGS],
  PRESETS.map((preset) => [
    preset,
    ...SETTINGS.map((setting) => {
      const list = found.get(`${preset} ${setting}`) ?? [];
      return shown({ ndcg: mean(list.map(({ ndcg }) => ndcg)), recall: mean(list.map(({ recall }) => recall)) });
    }),
  ]),
);
await graph.close();

async function open(): Promise<Graph> {
  const opened =
    process.env['NEO4J_URI'] === undefined
      ? openEmbedded({ concurrentReads: 2 })
      : await openGraph(readSettings(process.env));
  await opened.prepareSchema();
  const [row] = await opened.read(HOLDS, {});
  if ((row?.papers ?? 0) === 0) {
    await loadFiles(opened, [sharedPath('corpus/vis-4k.jsonl.gz')], {
      today: new Date(),
      batch: 1000,
      dryRun: false,
      resume: false,
      vocabulary: await loadVocabulary('seeds'),
    });
  }
  return opened;
}

/** Runs `work` while the graph knows of a query only the references that are left. */
async function without({ id }: Judged, left: readonly string[], work: (year: number) => Promise<void>): Promise<void> {
  const kept = new Set(left);
  const links = (await graph.read(LINKS, { id })).filter(({ from, to }) => from !== id || !kept.has(to));
  const rows = links.map(({ from, to }) => ({ from, to }));
  const touched = [...new Set(links.flatMap(({ from, to }) => [from, to]))].map((paper) => ({ id: paper }));
  await graph.write([
    { statement: CUT, rows },
    { statement: COUNT_CITATIONS, rows: touched },
  ]);
  const { paper } = await dataOf<{ paper: { year: number } }>(
    graph,
    'query ($ref: String!) { paper(ref: $ref) { year } }',
    { ref: id.replace(/^doi:/, '') },
  );
  await work(paper.year);
  await graph.write([
    { statement: JOIN, rows },
    { statement: COUNT_CITATIONS, rows: touched },
  ]);
}

async function rankingOf({ id, seen }: Judged, setting: string, preset: string, year: number): Promise<string[]> {
  const { paper } = await dataOf<{ paper: { related: { nodes: { id: string }[] } } }>(graph, RELATED, {
    ref: id.replace(/^doi:/, ''),
    preset,
    filter: { year: { lte: year } },
    first: 100,
  });
  const known = new Set(setting === 'cold' ? [] : seen);
  return paper.related.nodes.map((node) => fromGlobalId(node.id)?.id ?? '').filter((found) => !known.has(found));
}
