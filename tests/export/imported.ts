import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openGraph } from '../../src/graph/open.js';
import type { Graph } from '../../src/graph/graph.js';
import { fetchJars, findJava, startNeo4j, type Release } from '../support/neo4j-home.js';

const run = promisify(execFile);

/** A Neo4j that was filled by the importer and is opened as the product opens it. */
export interface ImportedGraph {
  readonly graph: Graph;
  readonly importSeconds: number;
  /** From the start of the server until the product has its indexes. */
  readonly openSeconds: number;
  close(): Promise<void>;
}

/** Runs the `import.sh` of an export into a new home of Neo4j under `folder`, and starts that. */
export async function importAndOpen(release: Release, directory: string, folder: string): Promise<ImportedGraph> {
  const java = await findJava(release.java);
  if (java === undefined) throw new Error(`Neo4j ${release.version} needs Java ${release.java.join(' or ')}.`);
  const lib = await fetchJars(release);
  const importSeconds = await runImport(directory, neo4jAdmin(java, lib, folder));
  const begun = performance.now();
  const server = await startNeo4j(release, java, lib, folder);
  const { uri, user, password } = server;
  try {
    const graph = await openGraph({
      neo4j: { uri, user, password, database: 'neo4j' },
      dataFolder: folder,
      timeoutMs: 60_000,
    });
    return {
      graph,
      importSeconds,
      openSeconds: (performance.now() - begun) / 1000,
      close: async () => {
        await graph.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Imports with the given neo4j-admin, and returns how many seconds it took. */
async function runImport(directory: string, admin: string): Promise<number> {
  const begun = performance.now();
  try {
    // From elsewhere, as somebody might call it.
    await run(join(directory, 'import.sh'), ['neo4j', '--overwrite-destination=true'], {
      cwd: '/',
      env: { ...process.env, NEO4J_ADMIN: admin },
      maxBuffer: 64_000_000,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The import failed: ${`${stdout}\n${stderr}`.slice(-3000)}`, { cause: error });
  }
  return (performance.now() - begun) / 1000;
}

/** A script that does what neo4j-admin does, with Maven's jars, for the home at `folder`. */
function neo4jAdmin(java: string, lib: string, folder: string): string {
  const script = join(folder, 'neo4j-admin');
  mkdirSync(join(folder, 'conf'), { recursive: true });
  writeFileSync(join(folder, 'conf', 'neo4j.conf'), 'dbms.usage_report.enabled=false\n');
  writeFileSync(
    script,
    `#!/bin/sh
NEO4J_HOME='${folder}' NEO4J_CONF='${folder}/conf' exec '${java}' -Xmx1g -cp '${lib}/*' \\
  --add-opens=java.base/java.nio=ALL-UNNAMED org.neo4j.cli.AdminTool "$@"
`,
  );
  chmodSync(script, 0o755);
  return script;
}
