import 'reflect-metadata';
/**
 * Measures the product as a whole process with the seeds in its graph: time to
 * the first answer, engine reads per example operation, CPU per request beside
 * a bare node:http server that sends the same JSON. Run: npm run bench:api
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openEmbedded } from '../../src/graph/embedded.js';
import { seedWhenEmpty } from '../../src/ingest/seeds.js';
import { counting, dataOf } from '../../tests/support/ask.js';
import { figure, median, printTable } from '../table.js';
import { cpuMs, post, startProduct, temporaryFolder } from './product.js';

const RUNS = 5;
const REQUESTS = 300;

const NESTED = `{ paper(ref: "2410.15460") { title related(first: 20) { edges { score signals { kind share }
  node { title authors(first: 5) { nodes { name } } techniques(first: 3) { edges { role node { name } } } } } } } }`;

const BARE = `
const answer = JSON.parse(process.env.ANSWER);
const server = require('node:http').createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

await measureStart();
await countReads();
await measureCpu();

async function measureStart(): Promise<void> {
  const times: Record<'empty' | 'filled', number[]> = { empty: [], filled: [] };
  for (let run = 0; run < RUNS; run += 1) {
    const folder = temporaryFolder();
    for (const state of ['empty', 'filled'] as const) {
      const begun = performance.now();
      const product = await startProduct(folder.path);
      await post(product.url, NESTED);
      times[state].push(performance.now() - begun);
      await product.stop();
    }
    folder.remove();
  }
  printTable(
    `From the start of the process to the first answer (ms, ${RUNS} runs)`,
    ['graph at the start', 'least', 'median', 'most'],
    Object.entries(times).map(([state, values]) => [
      state === 'empty' ? 'empty: loads the seeds first' : 'holds the seeds',
      Math.round(Math.min(...values)),
      Math.round(median(values)),
      Math.round(Math.max(...values)),
    ]),
  );
}

async function countReads(): Promise<void> {
  const graph = openEmbedded({ concurrentReads: 2 });
  await graph.prepareSchema();
  await seedWhenEmpty(graph, 'seeds');
  const folder = 'schema/operations';
  const rows: [string, number, number][] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql'))) {
    const variables = join(folder, file.replace('.graphql', '.variables.json'));
    const asked = counting(graph);
    const data = await dataOf(
      asked.graph,
      readFileSync(join(folder, file), 'utf8'),
      readdirSync(folder).includes(file.replace('.graphql', '.variables.json'))
        ? (JSON.parse(readFileSync(variables, 'utf8')) as Record<string, unknown>)
        : {},
    );
    rows.push([file, [...asked.reads.values()].reduce((sum, count) => sum + count, 0), JSON.stringify(data).length]);
  }
  await graph.close();
  printTable('Engine reads of the example operations', ['operation', 'reads', 'bytes of answer'], rows);
}

async function measureCpu(): Promise<void> {
  const folder = temporaryFolder();
  const product = await startProduct(folder.path);
  const answer = await post(product.url, NESTED);
  const bare = spawn(process.execPath, ['-e', BARE], {
    env: { ...process.env, ANSWER: answer },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve) =>
    bare.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  );
  const peers = [
    { name: 'node:http, JSON.stringify of the same answer', url: `http://127.0.0.1:${port}/`, pid: bare.pid! },
    { name: 'the product', url: product.url, pid: product.child.pid! },
  ];
  const costs: number[][] = peers.map(() => []);
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [index, { url, pid }] of peers.entries()) {
      const before = cpuMs(pid);
      for (let request = 0; request < REQUESTS; request += 1) await post(url, NESTED);
      // The first round warms both up.
      if (run > 0) costs[index]!.push((cpuMs(pid) - before) / REQUESTS);
    }
  }
  bare.kill();
  await product.stop();
  folder.remove();
  const limit = median(costs[0]!);
  printTable(
    `CPU of 20 related papers × 5 authors × 3 techniques over HTTP, ${answer.length} bytes (ms per request, all threads)`,
    ['server', 'median', 'times the limit'],
    peers.map(({ name }, index) => [name, figure(median(costs[index]!)), figure(median(costs[index]!) / limit)]),
  );
}
