import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A release of Neo4j Community that runs from Maven's jars, without Docker. */
export interface Release {
  readonly name: 'neo4j-lts' | 'neo4j-newest';
  readonly version: string;
  readonly mainClass: string;
  /** Java majors that run it, the preferred one first. */
  readonly java: readonly number[];
}

export const RELEASES: readonly Release[] = [
  { name: 'neo4j-lts', version: '5.26.30', mainClass: 'org.neo4j.server.CommunityEntryPoint', java: [17, 21] },
  { name: 'neo4j-newest', version: '2026.07.1', mainClass: 'org.neo4j.server.Neo4jCommunity', java: [25, 21] },
];

/** Password of every server that is started here; it listens on the loopback address alone. */
export const PASSWORD = 'related-work-test';

const OPENS = ['java.base/java.nio', 'java.base/java.io', 'java.base/sun.nio.ch'];
const START_TIMEOUT_MS = 300_000;

export interface RunningNeo4j {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly version: string;
  /** Of its process; undefined when somebody else started it. */
  readonly pid?: number | undefined;
  stop(): Promise<void>;
}

/** The `java` of one of the wanted majors; undefined when the machine has none. */
export async function findJava(majors: readonly number[]): Promise<string | undefined> {
  const homes = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', join(homedir(), '.sdkman/candidates/java')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .flatMap((home) => [join(home, 'bin/java'), join(home, 'Contents/Home/bin/java')]);
  const own = process.env['JAVA_HOME'];
  const candidates = [...(own ? [join(own, 'bin/java')] : []), 'java', ...homes].filter(
    (path) => path === 'java' || existsSync(path),
  );
  const found = new Map<number, string>();
  for (const path of candidates) {
    const major = await javaMajor(path);
    if (major !== undefined && !found.has(major)) found.set(major, path);
  }
  return majors.map((major) => found.get(major)).find((path) => path !== undefined);
}

async function javaMajor(path: string): Promise<number | undefined> {
  try {
    const { stderr, stdout } = await run(path, ['-version']);
    const major = /version "(\d+)/.exec(stderr + stdout)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}

export async function hasMaven(): Promise<boolean> {
  return await run('mvn', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Fetches the jars of a release once, into a cache folder outside the project. */
export async function fetchJars({ version }: Release): Promise<string> {
  const cache =
    process.env['RELATED_WORK_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'related-work');
  const lib = join(cache, `neo4j-${version}`);
  if (existsSync(lib)) return lib;
  const work = `${lib}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, 'pom.xml'), pomOf(version));
  try {
    await run(
      'mvn',
      ['-B', '-q', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(work, 'lib')}`],
      { cwd: work, maxBuffer: 64_000_000 },
    );
    renameSync(join(work, 'lib'), lib);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return lib;
}

/** Starts a server with an empty database under `folder`. */
export async function startNeo4j(release: Release, java: string, lib: string, folder: string): Promise<RunningNeo4j> {
  const port = await freePort();
  const conf = join(folder, 'conf');
  for (const name of ['conf', 'data', 'logs', 'run', 'plugins', 'import', 'lib', 'certificates', 'licenses']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(conf, 'neo4j.conf'), configurationOf(port));
  const environment = { ...process.env, NEO4J_HOME: folder, NEO4J_CONF: conf };
  const classPath = ['-cp', `${lib}/*`, ...OPENS.map((name) => `--add-opens=${name}=ALL-UNNAMED`)];
  await run(java, [...classPath, 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', PASSWORD], {
    env: environment,
  });
  const log = openSync(join(folder, 'logs', 'console.log'), 'a');
  const child = spawn(
    java,
    ['-Xms256m', '-Xmx1g', ...classPath, release.mainClass, `--home-dir=${folder}`, `--config-dir=${conf}`],
    { env: environment, stdio: ['ignore', log, log] },
  );
  try {
    await listening(port, child);
  } catch (error) {
    child.kill('SIGKILL');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Neo4j ${release.version} did not start: ${reason}; see ${join(folder, 'logs')}`, { cause: error });
  }
  return {
    uri: `bolt://127.0.0.1:${port}`,
    user: 'neo4j',
    password: PASSWORD,
    version: release.version,
    pid: child.pid,
    stop: async () => await ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // The database is thrown away, so it need not be closed in good order.
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    const connected = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.end());
    });
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`it did not listen within ${START_TIMEOUT_MS / 1000} s`);
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function configurationOf(port: number): string {
  return `server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:${port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
`;
}

function pomOf(version: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>related-work</groupId>
  <artifactId>neo4j-for-tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;
}
