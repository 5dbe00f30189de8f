import type { Config } from '@jest/types';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchJars, findJava, hasMaven, RELEASES, startNeo4j, type Release, type RunningNeo4j } from './neo4j-home.js';
import { publishServers, type EngineName, type Servers } from './servers.js';

interface Skip {
  readonly name: EngineName;
  readonly reason: string;
}

declare global {
  // Shared with teardown.mjs, which runs in the same process.
  var relatedWorkTestCleanup: (() => Promise<void>) | undefined;
}

/**
 * Finds every engine this machine can have. A Neo4j named by NEO4J_TEST_URI is
 * used; else Neo4j is started from Maven's jars when Java and Maven are there.
 * RELATED_WORK_TEST_ENGINES=embedded leaves Neo4j out,
 * RELATED_WORK_TEST_REQUIRE=all makes a missing engine a failure.
 */
export async function startEngines({ maxWorkers }: Config.GlobalConfig): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'related-work-test-'));
  const locks = join(folder, 'locks');
  mkdirSync(locks);
  const running: RunningNeo4j[] = [];
  globalThis.relatedWorkTestCleanup = async () => {
    await Promise.all(running.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', () => running.forEach((server) => void server.stop()));

  const engines: Servers['engines'][number][] = [{ name: 'embedded', servers: [] }];
  const skipped: Skip[] = [];
  const given = process.env['NEO4J_TEST_URI'];
  if (process.env['RELATED_WORK_TEST_ENGINES'] === 'embedded') {
    skipped.push(...RELEASES.map(({ name }) => ({ name, reason: 'RELATED_WORK_TEST_ENGINES=embedded' })));
  } else if (given !== undefined) {
    engines.push({ name: 'neo4j-given', servers: [addressOf(given)] });
  } else {
    const started = await Promise.all(RELEASES.map((release) => start(release, Math.min(maxWorkers, 2), folder)));
    for (const outcome of started) {
      if ('reason' in outcome) skipped.push(outcome);
      else {
        running.push(...outcome.servers);
        engines.push(outcome);
      }
    }
  }
  publishServers({ locks, engines, skipped });
  if (process.env['RELATED_WORK_TEST_REQUIRE'] === 'all' && skipped.length > 0) {
    await globalThis.relatedWorkTestCleanup();
    throw new Error(`Engines are missing: ${skipped.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`);
  }
}

async function start(
  release: Release,
  count: number,
  folder: string,
): Promise<Skip | { name: Release['name']; servers: RunningNeo4j[] }> {
  const { name } = release;
  const java = await findJava(release.java);
  if (java === undefined) return { name, reason: `needs Java ${release.java.join(' or ')}` };
  if (!(await hasMaven())) return { name, reason: 'needs Maven' };
  try {
    const lib = await fetchJars(release);
    const homes = Array.from({ length: count }, (_, index) => join(folder, `${name}-${index}`));
    return { name, servers: await Promise.all(homes.map((home) => startNeo4j(release, java, lib, home))) };
  } catch (error) {
    return { name, reason: error instanceof Error ? error.message : String(error) };
  }
}

function addressOf(uri: string): RunningNeo4j {
  const password = process.env['NEO4J_TEST_PASSWORD'];
  if (password === undefined) throw new Error('NEO4J_TEST_PASSWORD must be set when NEO4J_TEST_URI is.');
  const user = process.env['NEO4J_TEST_USER'] ?? 'neo4j';
  return { uri, user, password, version: 'given', stop: () => Promise.resolve() };
}
