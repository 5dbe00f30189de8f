/**
 * How fast a load is, beside the writes alone and beside a load of one record at a
 * time, and how much memory it takes. Run:
 * npx tsx bench/load/main.ts [--engine embedded|neo4j] [--corpus 10k|100k] [--statements]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fetchJars, findJava, hasMaven, RELEASES, startNeo4j } from '../../tests/support/neo4j-home.js';
import { sharedPath } from '../relevance/corpus.js';
import { figure, printTable } from '../table.js';
import type { EngineAt, Measured, Task } from './child.js';

const CORPORA = ['10k', '100k'] as const;
const ENGINES = ['embedded', 'neo4j'] as const;
type EngineName = (typeof ENGINES)[number];

/** Records committed together, as `related-work load` does unless told otherwise. */
const BATCH = 1000;
/** Enough records to tell what one at a time costs. */
const SINGLE = 300;
/** Records that a server which has just started loads before it is measured, and which are then deleted. */
const WARM_UP = 3000;

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string' },
    corpus: { type: 'string' },
    statements: { type: 'boolean', default: false },
  },
});

const work = mkdtempSync(join(tmpdir(), 'related-work-bench-'));
try {
  await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function main(): Promise<void> {
  console.log(`${availableParallelism()} cores, load ${loadavg().map(figure).join(' ')} at the start`);
  for (const size of CORPORA.filter((name) => options.corpus === undefined || options.corpus === name)) {
    const file = sharedPath(`corpus/papers-${size}.jsonl.gz`);
    if (!existsSync(file)) {
      console.log(`papers-${size} is not there; skipped.`);
      continue;
    }
    const spool = join(work, `papers-${size}`);
    for (const engine of ENGINES.filter((name) => options.engine === undefined || options.engine === name))
      await compare(engine, size, file, spool);
    rmSync(spool);
  }
  console.log(`\nload ${loadavg().map(figure).join(' ')} at the end`);
}

async function compare(engine: EngineName, size: string, file: string, spool: string): Promise<void> {
  const start = await starterOf(engine);
  if (start === undefined) {
    console.log(`No ${engine} can be started here; skipped.`);
    return;
  }
  const on = async (task: Omit<Task, 'engine'>): Promise<Measured> => {
    const started = await start(file);
    try {
      return measure({ ...task, engine: started.at });
    } finally {
      await started.stop();
    }
  };
  const pipeline = await on({ load: whole(file), spool });
  const raw = await on({ spool });
  const single = await on({ load: { file, batch: 1, limit: SINGLE } });
  const cpu = ({ cpuSeconds, serverCpuSeconds }: Measured): number => cpuSeconds + serverCpuSeconds;
  const row = (name: string, { records, ...found }: Measured, count = records): (string | number)[] => [
    name,
    figure(found.seconds),
    figure(count / found.seconds),
    figure(found.rows / found.seconds),
    figure((found.cpuSeconds * 1000) / count),
    figure((found.serverCpuSeconds * 1000) / count),
    Math.round(found.peakMb),
  ];
  printTable(
    `papers-${size}, ${engine}: ${pipeline.records} records, ${pipeline.rows} rows of write statements, ${pipeline.nodes} nodes and ${pipeline.relationships} relationships`,
    ['', 'seconds', 'records/s', 'rows/s', 'CPU ms/record', 'of the server', 'MB at most'],
    [
      row('the writes alone', raw, pipeline.records),
      row('pipeline', pipeline),
      row(`one record at a time (${single.records})`, single),
    ],
  );
  printTable(
    `papers-${size}, ${engine}: the pipeline beside the others`,
    ['', 'by the clock', 'by CPU'],
    [
      ['of the writes alone', figure(raw.seconds / pipeline.seconds), figure(cpu(raw) / cpu(pipeline))],
      [
        'times one record at a time',
        figure(pipeline.records / pipeline.seconds / (single.records / single.seconds)),
        figure(cpu(single) / single.records / (cpu(pipeline) / pipeline.records)),
      ],
    ],
  );
  if (raw.nodes !== pipeline.nodes || raw.relationships !== pipeline.relationships)
    console.log(`The writes alone left ${raw.nodes} nodes and ${raw.relationships} relationships: not the same graph.`);
  if (options.statements) printStatements(`papers-${size}, ${engine}: statements of the pipeline`, pipeline);
}

function printStatements(title: string, { times }: Measured): void {
  const rows = [...times]
    .sort((left, right) => right.ms - left.ms)
    .map(({ name, kind, ms, runs, rows: count }) => [
      name,
      kind,
      Math.round(ms),
      runs,
      count,
      count === 0 ? '' : String(figure((ms * 1000) / count)),
    ]);
  printTable(title, ['statement', '', 'ms', 'runs', 'rows', 'µs/row'], rows);
}

interface Started {
  readonly at: EngineAt;
  stop(): Promise<void>;
}

/** Starts an empty engine for one measurement; undefined when this machine cannot. */
async function starterOf(engine: EngineName): Promise<((file: string) => Promise<Started>) | undefined> {
  let number = 0;
  const newFolder = (): string => join(work, `${engine}-${(number += 1)}`);
  if (engine === 'embedded') {
    return () => {
      const folder = newFolder();
      return Promise.resolve({ at: { folder }, stop: async () => await rm(folder, { recursive: true }) });
    };
  }
  const release = RELEASES.find(({ name }) => name === 'neo4j-newest');
  const java = release && (await findJava(release.java));
  if (release === undefined || java === undefined || !(await hasMaven())) return undefined;
  const lib = await fetchJars(release);
  return async (file) => {
    const folder = newFolder();
    const running = await startNeo4j(release, java, lib, folder);
    const { uri, user, password, pid } = running;
    const at = { server: { uri, user, password, pid } };
    measure({ engine: at, load: { file, batch: BATCH, limit: WARM_UP }, clear: true });
    return {
      at,
      stop: async () => {
        await running.stop();
        await rm(folder, { recursive: true });
      },
    };
  };
}

function whole(file: string): NonNullable<Task['load']> {
  return { file, batch: BATCH, limit: Number.MAX_SAFE_INTEGER };
}

/** In a process of its own, whose memory is then that of this measurement alone. */
function measure(task: Task): Measured {
  const child = fileURLToPath(new URL('child.ts', import.meta.url));
  const output = execFileSync(process.execPath, ['--import', 'tsx', child, JSON.stringify(task)], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  return JSON.parse(output) as Measured;
}
