import 'reflect-metadata';
/**
 * How fast suggest and search are, through the schema and without HTTP.
 * Run: npx tsx bench/search/main.ts FOLDER for an embedded graph, or with
 * NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD for a Neo4j that holds papers.
 */
import { statement } from '../../src/graph/graph.js';
import { readSettings } from '../../src/config.js';
import { openGraph } from '../../src/graph/open.js';
import { dataOf } from '../../tests/support/ask.js';
import { figure, printTable } from '../table.js';

const ROUNDS = 5;
const SAMPLE = 40;

const SUGGEST = 'query ($text: String!) { suggest(prefix: $text) { text type ref alias matched { start end } } }';
const WITH_DETAIL = 'query ($text: String!) { suggest(prefix: $text) { text type ref detail } }';
const SEARCH = `query ($text: String!) { search(query: $text) { totalCount edges { score highlights { field text start end }
  node { __typename ... on Paper { title year } ... on Author { name } ... on Topic { name } ... on Technique { name } } } } }`;

const NAMES = statement<{ name: string }>(
  'names to type',
  `CALL () { MATCH (p:Paper) WHERE p.stub = false RETURN p.title AS name ORDER BY p.id LIMIT $most }
RETURN name`,
);
const AUTHORS = statement<{ name: string }>(
  'authors to type',
  'MATCH (a:Author) RETURN a.name AS name ORDER BY a.id LIMIT $most',
);

const [folder] = process.argv.slice(2);
const graph = await openGraph({ ...readSettings(process.env), ...(folder !== undefined && { dataFolder: folder }) });
try {
  const titles = (await graph.read(NAMES, { most: SAMPLE })).map(({ name }) => name);
  const authors = (await graph.read(AUTHORS, { most: SAMPLE })).map(({ name }) => name);
  const begun = performance.now();
  await dataOf(graph, SUGGEST, { text: 'a' });
  console.log(
    `Names read in ${figure((performance.now() - begun) / 1000)} s, ${figure(process.memoryUsage().rss / 1e6)} MB with all of the process`,
  );
  const begunWords = (length: number): string[] => [...titles, ...authors].map((name) => name.slice(0, length));
  const swapped = authors.map((name) => name.replace(/(\p{L})(\p{L})(\p{L}+)$/u, '$1$3$2'));
  const words = (from: number, to: number): string[] =>
    titles.map((title) => title.split(' ').slice(from, to).join(' ')).filter((text) => /\p{L}{2}/u.test(text));
  const rows: (string | number)[][] = [];
  for (const [what, query, texts] of [
    ['suggest, one letter', SUGGEST, 'abcdefghijklmnopqrstuvwxyz'.split('')],
    ['suggest, three letters', SUGGEST, begunWords(3)],
    ['suggest, eight letters', SUGGEST, begunWords(8)],
    ['suggest, whole names', SUGGEST, authors],
    ['suggest, typing errors', SUGGEST, swapped],
    ['suggest with detail', WITH_DETAIL, begunWords(4)],
    ['search, two words of a title', SEARCH, words(1, 3)],
    ['search, five words of a title', SEARCH, words(0, 5)],
    ['search, a phrase', SEARCH, words(1, 3).map((text) => `"${text.replaceAll('"', '')}"`)],
    ['search, words and year', SEARCH, words(1, 3).map((text) => `${text.replaceAll(':', ' ')} year:2015..`)],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const text of texts) {
        const start = performance.now();
        await dataOf(graph, query, { text });
        if (round > 0) times.push(performance.now() - start);
      }
    }
    times.sort((left, right) => left - right);
    const at = (share: number): number => figure(times[Math.floor(share * (times.length - 1))]!);
    rows.push([what, times.length, at(0.5), at(0.99)]);
  }
  printTable(`${graph.engine.name} ${graph.engine.version}, ms`, ['what', 'times', 'p50', 'p99'], rows);
} finally {
  await graph.close();
}
