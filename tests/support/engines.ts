import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { openEmbedded } from '../../src/graph/embedded.js';
import type { Graph } from '../../src/graph/graph.js';
import { connectNeo4j } from '../../src/graph/neo4j.js';
import { knownServers, type Address, type EngineName } from './servers.js';

/** An engine under test: an empty graph with its schema, for the tests of one describe block. */
export interface Engine {
  readonly name: EngineName;
  /** The open graph; there from `beforeAll` on. */
  graph(): Graph;
  /** Where the Neo4j listens; undefined for the embedded engine. */
  address(): Address | undefined;
  /** Removes every node. */
  clear(): Promise<void>;
}

const LOCK_POLL_MS = 50;
const LOCK_TIMEOUT_MS = 600_000;

/**
 * Runs a suite once on every engine of this machine. Each gets an empty graph
 * of its own; a Neo4j is shared with no other test file while the suite runs.
 */
export function describeEachEngine(title: string, suite: (engine: Engine) => void): void {
  const { engines, skipped } = knownServers();
  describe.each(engines.map((engine) => ({ engine: engine.name, ...engine })))(
    `${title} ($engine)`,
    ({ name, servers }) => {
      let opened: Opened | undefined;
      const current = (): Opened => {
        if (opened === undefined) throw new Error('The engine is open only while tests run.');
        return opened;
      };
      beforeAll(async () => {
        opened = await open(name, servers);
      }, LOCK_TIMEOUT_MS + 60_000);
      afterAll(async () => {
        await opened?.release();
      });
      suite({
        name,
        graph: () => current().graph,
        address: () => current().address,
        clear: async () => await current().clear(),
      });
    },
  );
  for (const { name, reason } of skipped) {
    describe.skip(`${title} (${name}: ${reason})`, () => {
      it('did not run', () => undefined);
    });
  }
}

interface Opened {
  readonly graph: Graph;
  readonly address: Address | undefined;
  clear(): Promise<void>;
  release(): Promise<void>;
}

async function open(name: EngineName, servers: readonly Address[]): Promise<Opened> {
  if (name === 'embedded') return await openInMemory();
  const { address, unlock } = await lockOne(name, servers);
  try {
    await wipe(address, name === 'neo4j-given');
    const graph = await connectNeo4j({ ...address, database: 'neo4j', statementTimeoutMs: 60_000 });
    await graph.prepareSchema();
    return {
      graph,
      address,
      clear: async () => await wipe(address, false),
      release: async () => {
        await graph.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openInMemory(): Promise<Opened> {
  const graph = openEmbedded({ concurrentReads: 2 });
  await graph.prepareSchema();
  return {
    graph,
    address: undefined,
    clear: async () => await graph.write([{ statement: { name: 'clear', text: 'MATCH (n) DETACH DELETE n' } }]),
    release: async () => await graph.close(),
  };
}

/** Takes a server that no other test file holds, waiting for one to become free. */
async function lockOne(
  name: EngineName,
  servers: readonly Address[],
): Promise<{ address: Address; unlock: () => void }> {
  const { locks } = knownServers();
  const deadline = Date.now() + LOCK_TIMEOUT_MS;
  while (Date.now() < deadline) {
    for (const [index, address] of servers.entries()) {
      const lock = join(locks, `${name}-${index}`);
      try {
        mkdirSync(lock);
        return { address, unlock: () => rmdirSync(lock) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
  throw new Error(`No ${name} became free within ${LOCK_TIMEOUT_MS / 1000} s.`);
}

const MARK = 'RelatedWorkTest';

/** Empties a database. One that somebody else named must be empty, or marked by an earlier run of these tests. */
async function wipe({ uri, user, password }: Address, careful: boolean): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  try {
    if (careful) {
      const { records } = await driver.executeQuery(
        `CALL () { MATCH (n) RETURN count(n) AS nodes } CALL () { MATCH (m:${MARK}) RETURN count(m) AS marks } RETURN nodes, marks`,
      );
      const { nodes, marks } = records[0]?.toObject() as { nodes: number; marks: number };
      if (nodes > 0 && marks === 0) {
        throw new Error(
          `The database at NEO4J_TEST_URI holds ${nodes} nodes; the tests empty it, so name an empty one.`,
        );
      }
    }
    const session = driver.session();
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
    if (careful) await session.run(`CREATE (:${MARK})`);
    await session.close();
  } finally {
    await driver.close();
  }
}
