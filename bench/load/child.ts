import { statement, type Graph } from '../../src/graph/graph.js';
import { loadVocabulary } from '../../src/annotate/files.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import { connectNeo4j } from '../../src/graph/neo4j.js';
import { loadFiles } from '../../src/ingest/load-files.js';
import type { RunningNeo4j } from '../../tests/support/neo4j-home.js';
import { cpuMs } from '../api/product.js';
import { measured, type StatementTime } from './measured-graph.js';
import { readSpool, SpoolWriter } from './spool.js';

export type EngineAt =
  { readonly folder: string } | { readonly server: Pick<RunningNeo4j, 'uri' | 'user' | 'password' | 'pid'> };

/** One measurement, in a process of its own on an empty graph. */
export interface Task {
  readonly engine: EngineAt;
  /** Loads the file, or writes again what a load wrote. */
  readonly load?: { readonly file: string; readonly batch: number; readonly limit: number };
  /** Where a load keeps its steps, or where they are read from. */
  readonly spool?: string;
  /** Empties the graph afterwards. */
  readonly clear?: boolean;
}

export interface Measured {
  readonly records: number;
  /** Rows given to write statements. */
  readonly rows: number;
  readonly seconds: number;
  /** Of this process, and of the server beside it. */
  readonly cpuSeconds: number;
  readonly serverCpuSeconds: number;
  readonly peakMb: number;
  readonly nodes: number;
  readonly relationships: number;
  readonly times: readonly StatementTime[];
}

const NODES = statement<{ count: number }>('count nodes', 'MATCH (n) RETURN count(n) AS count');
const RELATIONSHIPS = statement<{ count: number }>('count relationships', 'MATCH ()-[r]->() RETURN count(r) AS count');

const DELETE_SOME = statement('delete some', 'MATCH (n) WITH n LIMIT 5000 DETACH DELETE n');

const SEEDS = new URL('../../seeds', import.meta.url).pathname;
const MB = 1e6;

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as Task)));

async function run({ engine, load, spool, clear = false }: Task): Promise<Measured> {
  const opened = await open(engine);
  await opened.prepareSchema();
  const cpu = (): [number, number] => {
    const { user, system } = process.cpuUsage();
    const pid = 'server' in engine ? engine.server.pid : undefined;
    return [(user + system) / 1e6, pid === undefined ? 0 : cpuMs(pid) / 1000];
  };
  let [own, server] = cpu();
  let seconds = 0;
  let used = [0, 0];
  const begin = (): void => {
    seconds -= performance.now() / 1000;
    [own, server] = cpu();
  };
  const end = (): void => {
    const [ownNow, serverNow] = cpu();
    used = [(used[0] ?? 0) + ownNow - own, (used[1] ?? 0) + serverNow - server];
    seconds += performance.now() / 1000;
  };

  let records = 0;
  const writer = load && spool !== undefined ? new SpoolWriter(spool) : undefined;
  const { graph, times } = measured(opened, (steps) => {
    if (writer === undefined) return;
    // Nothing else of the load goes on meanwhile, so its clock stops.
    end();
    writer.add(steps);
    begin();
  });
  if (load !== undefined) {
    const vocabulary = await loadVocabulary(SEEDS);
    const enough = new AbortController();
    begin();
    await loadFiles(
      graph,
      [load.file],
      { today: new Date(), vocabulary, batch: load.batch, dryRun: false, resume: false, signal: enough.signal },
      {
        progress: ({ read }) => {
          records = read;
          if (read >= load.limit) enough.abort();
        },
      },
    );
    end();
    writer?.close();
  } else if (spool !== undefined) {
    for (const steps of readSpool(spool)) {
      begin();
      await graph.write(steps);
      end();
    }
  }
  const peakMb = (process.resourceUsage().maxRSS * 1024) / MB;
  const [nodes] = await opened.read(NODES, {});
  const [relationships] = await opened.read(RELATIONSHIPS, {});
  if (clear) await empty(opened);
  await opened.close();
  return {
    records,
    rows: [...times.values()].reduce((sum, { kind, rows }) => sum + (kind === 'write' ? rows : 0), 0),
    seconds,
    cpuSeconds: used[0] ?? 0,
    serverCpuSeconds: used[1] ?? 0,
    peakMb,
    nodes: nodes?.count ?? 0,
    relationships: relationships?.count ?? 0,
    times: [...times.values()],
  };
}

async function empty(graph: Graph): Promise<void> {
  while (((await graph.read(NODES, {}))[0]?.count ?? 0) > 0) await graph.write([{ statement: DELETE_SOME }]);
}

async function open(engine: EngineAt): Promise<Graph> {
  if ('folder' in engine) return openEmbedded({ folder: engine.folder, concurrentReads: 2 });
  const { uri, user, password } = engine.server;
  return await connectNeo4j({ uri, user, password, database: 'neo4j', statementTimeoutMs: 60_000 });
}
