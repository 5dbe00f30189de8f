import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/config.js';

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, unknown> };
const composeText = readFileSync('docker-compose.yml', 'utf8');
const example = readFileSync('.env.example', 'utf8');

/** Every name that src/config.ts reads. */
const SETTING_NAMES = matches(readFileSync('src/config.ts', 'utf8'), /^ {2}([A-Z][A-Z0-9_]*):/gm);

describe('the image', () => {
  const stages = readStages();
  const last = stages.at(-1)!;
  const dockerfile = stages.flat();

  it('is built on a pinned Node that package.json admits, with the C library of the embedded engine', () => {
    const [version = ''] = matches(argumentsOf(dockerfile, 'ARG').join('\n'), /^NODE_VERSION=(\S+)$/gm);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const least = /^>=([\d.]+)$/.exec(manifest.engines.node)?.[1] ?? '';
    expect(version.localeCompare(least, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
    const bases = argumentsOf(dockerfile, 'FROM').filter((from) => !/^base( AS \w+)?$/.test(from));
    expect(bases).toEqual([expect.stringMatching(/^node:\$\{NODE_VERSION\}-[a-z]+-slim AS base$/)]);
    // A lock file made where the registry has fewer platforms lacks the others.
    expect(lock.packages).toHaveProperty(['node_modules/@grafeo-db/js-linux-x64-gnu']);
  });

  it('copies only what there is and what .dockerignore lets through', () => {
    const sources = argumentsOf(dockerfile, 'COPY')
      .filter((copy) => !copy.startsWith('--from='))
      .flatMap((copy) => copy.split(/\s+/).slice(0, -1));
    expect(sources).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'src', 'seeds']));
    for (const source of sources)
      expect([source, existsSync(source), isIgnored(source)]).toEqual([source, true, false]);
  });

  it.each([
    ...['.env', '.env.local', 'src/.env', '.git', '.git/config', 'node_modules/x/index.js', 'dist/main.js'],
    ...['.related-work/graph.grafeo', 'coverage/index.html', 'npm-debug.log', 'tests/graph/contract.test.ts'],
  ])('has no %s', (path) => {
    expect(isIgnored(path)).toBe(true);
  });

  it('installs what the lock file says, without install scripts, and keeps production dependencies alone', () => {
    const installs = argumentsOf(dockerfile, 'RUN').filter((command) => /\bnpm (ci|i|install)\b/.test(command));
    expect(installs).not.toHaveLength(0);
    for (const command of installs) expect(command).toMatch(/npm ci .*--ignore-scripts/);
    const [from = ''] = matches(argumentsOf(last, 'COPY').join('\n'), /--from=(\w+) \S*node_modules /g);
    const source = stages.find((stage) => stage[0]?.rest.endsWith(` AS ${from}`))!;
    expect(argumentsOf(source, 'RUN')).toEqual([expect.stringMatching(/npm ci .*--omit=dev/)]);
    expect(argumentsOf(last, 'RUN').join()).not.toContain('npm');
  });

  it('runs as an ordinary user, listens on every address of the container, and gets signals itself', () => {
    expect(argumentsOf(last, 'USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
    expect(argumentsOf(last, 'ENV').join()).toMatch(/\bNODE_ENV=production\b.*\bHOST=0\.0\.0\.0\b/);
    expect(argumentsOf(last, 'ENTRYPOINT')).toEqual([expect.stringMatching(/^\["node",/)]);
  });

  it('names itself and its license in labels', () => {
    const labels = argumentsOf(last, 'LABEL').join();
    expect(labels).toContain('org.opencontainers.image.title="Related Work"');
    expect(labels).toContain(`org.opencontainers.image.licenses="${manifest.license}"`);
    expect(labels).toContain('org.opencontainers.image.version="${VERSION}"');
    expect(argumentsOf(last, 'ARG')).toContain(`VERSION=${manifest.version}`);
  });

  it.each([
    ['healthy while the API is ready', 200, 0],
    ['unhealthy while it is not', 503, 1],
    ['unhealthy when nothing answers', undefined, 1],
  ])('is %s', async (_, status, code) => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      response.writeHead(status ?? 500).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const close = (): Promise<unknown> => new Promise((resolve) => server.close(resolve));
    if (status === undefined) await close();
    const [, command = ''] = /CMD (\[.*\])$/.exec(argumentsOf(last, 'HEALTHCHECK').join())!;
    const [program, ...rest] = JSON.parse(command) as string[];
    expect(program).toBe('node');
    const exit = await new Promise((resolve) => {
      const child = execFile(process.execPath, rest, { env: { PORT: String(port) } }, () => resolve(child.exitCode));
    });
    if (status !== undefined) await close();
    expect(exit).toBe(code);
    expect(paths).toEqual(status === undefined ? [] : ['/health/ready']);
  });
});

describe('the settings', () => {
  it('are all in .env.example, and nothing else is', () => {
    expect(Object.keys(exampleLines()).sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('stand in .env.example with their defaults', () => {
    const { NEO4J_URI: uri, ...defaults } = exampleLines();
    expect(readSettings(defaults)).toEqual(readSettings({}));
    expect(readSettings({ NEO4J_URI: uri, NEO4J_PASSWORD: 'x' }).neo4j).toBeDefined();
  });

  it('are the only variables that docker-compose.yml asks for', () => {
    const asked = new Set(matches(composeText, /\$\{([A-Za-z0-9_]+)/g));
    expect(asked).toContain('NEO4J_PASSWORD');
    expect([...asked].filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
  });

  it('each reach the API in its container', () => {
    const image = argumentsOf(readStages().at(-1)!, 'ENV').join();
    const missing = SETTING_NAMES.filter(
      (name) => !composeText.includes(`\n      ${name}: `) && !image.includes(`${name}=`),
    );
    expect(missing).toEqual([]);
  });
});

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
const describeWithCompose = hasCompose ? describe : describe.skip;

describeWithCompose('docker-compose.yml (needs docker compose)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'related-work-compose-'));
    copyFileSync('docker-compose.yml', join(folder, 'docker-compose.yml'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What Compose makes of the file, with these settings alone. */
  const compose = (settings: Record<string, string>) => {
    const others = Object.entries(process.env).filter(([name]) => !SETTING_NAMES.includes(name));
    return spawnSync('docker', ['compose', 'config', '--format', 'json'], {
      cwd: folder,
      env: { ...Object.fromEntries(others), ...settings },
      encoding: 'utf8',
    });
  };
  const servicesOf = (settings: Record<string, string> = {}): Services => {
    const { status, stdout, stderr } = compose({ NEO4J_PASSWORD: 'example8letters', ...settings });
    if (status !== 0) throw new Error(stderr);
    return (JSON.parse(stdout) as { services: Services }).services;
  };

  it.each<Record<string, string>>([{}, { NEO4J_PASSWORD: '' }])(
    'asks for a password, and says where to put it: %j',
    (settings) => {
      const { status, stderr } = compose(settings);
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/NEO4J_PASSWORD.*copy \.env\.example to \.env/);
    },
  );

  it('starts the API against a healthy Neo4j of a pinned version', () => {
    const { api, neo4j } = servicesOf();
    expect(neo4j.image).toMatch(/^neo4j:\d+\.\d+\.\d+-community$/);
    expect(neo4j.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'wget']);
    expect(api.depends_on).toEqual({ neo4j: { condition: 'service_healthy', required: true } });
    expect(api.healthcheck).toBeUndefined();
    expect(readSettings(api.environment)).toEqual({
      ...readSettings({}),
      neo4j: { uri: 'bolt://neo4j:7687', user: 'neo4j', password: 'example8letters', database: 'neo4j' },
    });
    expect(neo4j.environment['NEO4J_AUTH']).toBe('neo4j/example8letters');
  });

  it('hands settings on, and publishes the port that is set', () => {
    const { api } = servicesOf({
      ...{ PORT: '5000', LOG_LEVEL: 'info', RELATED_WORK_SEED: 'off', RELATED_WORK_TIMEOUT_MS: '2000' },
      ...{ RELATED_WORK_MAX_COST: '500', RELATED_WORK_DRAIN_MS: '3000', RELATED_WORK_CORS: 'https://app.example.org' },
      ...{ RELATED_WORK_INTROSPECTION: 'off' },
    });
    expect(readSettings(api.environment)).toMatchObject({
      ...{ port: 5000, logLevel: 'info', seed: false, timeoutMs: 2000, maxCost: 500, drainMs: 3000 },
      ...{ corsOrigins: ['https://app.example.org'], introspection: false },
    });
    expect(api.ports).toEqual([expect.objectContaining({ host_ip: '127.0.0.1', published: '5000', target: 5000 })]);
  });

  it('gives Neo4j only variables that its image knows: settings of the server, with its memory bounded', () => {
    const { environment } = servicesOf().neo4j;
    for (const name of Object.keys(environment)) expect(name).toMatch(/^NEO4J_(AUTH|(server|db|dbms)_\w+)$/);
    for (const name of ['heap_initial__size', 'heap_max__size', 'pagecache_size']) {
      expect(environment[`NEO4J_server_memory_${name}`]).toMatch(/^\d+[MG]$/);
    }
  });

  it('publishes nothing beyond this machine, and the database not at all', () => {
    const { api, neo4j } = servicesOf();
    expect(neo4j.ports).toBeUndefined();
    expect(api.ports?.map(({ host_ip: address }) => address)).toEqual(['127.0.0.1']);
  });

  it('takes from each service the rights it does not need', () => {
    const services = servicesOf();
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({ security_opt: ['no-new-privileges:true'], cap_drop: ['ALL'] });
      expect(service.privileged).toBeUndefined();
    }
    expect(services.neo4j.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(services.api).toMatchObject({ read_only: true, init: true });
    expect(services.api.user).toBeUndefined();
  });

  it('keeps the data and logs of Neo4j in named volumes', () => {
    const volumes = servicesOf().neo4j.volumes ?? [];
    expect(volumes.map(({ type, target }) => `${type} ${target}`)).toEqual(['volume /data', 'volume /logs']);
    for (const { source } of volumes) expect(source).toMatch(/^neo4j-/);
  });

  it('lets a stop take longer than the drain and the longest request', () => {
    const { api, neo4j } = servicesOf();
    const { drainMs, timeoutMs } = readSettings({});
    expect(seconds(api.stop_grace_period)).toBeGreaterThan((drainMs + timeoutMs) / 1000);
    expect(seconds(neo4j.stop_grace_period)).toBeGreaterThanOrEqual(60);
  });
});

interface Service {
  readonly image?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly host_ip: string; readonly published: string; readonly target: number }[];
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string }[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: unknown;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly stop_grace_period: string;
}

interface Services {
  readonly api: Service;
  readonly neo4j: Service;
}

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of the Dockerfile, stage by stage; those before the first stage stand in front. */
function readStages(): Instruction[][] {
  const text = readFileSync('Dockerfile', 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '');
  const stages: Instruction[][] = [[]];
  for (const line of text.split('\n').filter((item) => item.trim() !== '')) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push([]);
    stages.at(-1)!.push({ name, rest });
  }
  return stages;
}

function argumentsOf(instructions: readonly Instruction[], wanted: string): string[] {
  return instructions.filter(({ name }) => name === wanted).map(({ rest }) => rest);
}

/** Whether .dockerignore keeps a path out: the last pattern that fits it, or a folder of it, decides. */
function isIgnored(path: string): boolean {
  let ignored = false;
  for (const line of readFileSync('.dockerignore', 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const pattern = line
      .replace(/^!/, '')
      .replaceAll('.', '\\.')
      .replaceAll(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
    if (new RegExp(`^${pattern}(/|$)`).test(path)) ignored = !line.startsWith('!');
  }
  return ignored;
}

/** The variables of .env.example, with those in comments, which show defaults. */
function exampleLines(): Record<string, string> {
  const lines = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

/** Seconds of a duration as Compose prints it, such as `2m0s`. */
function seconds(duration: string): number {
  const [, minutes = '0', rest = '0'] = /^(?:(\d+)m)?(?:([\d.]+)s)?$/.exec(duration)!;
  return Number(minutes) * 60 + Number(rest);
}
