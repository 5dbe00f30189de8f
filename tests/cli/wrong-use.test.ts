import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEachEngine } from '../support/engines.js';
import { expectNoInnards } from '../support/server.js';
import { endAll, run, serve, type Ended } from './program.js';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'related-work-cli-'));
});
afterEach(async () => {
  await endAll();
  rmSync(cwd, { recursive: true, force: true });
});

/** Fails unless the program ended with a code and a message for people, on standard error. */
function expectRefusal({ code, stderr, stdout }: Ended, expected: number, message: RegExp): void {
  expect({ code, stderr }).toEqual({ code: expected, stderr: expect.stringMatching(message) as string });
  expectNoInnards(stderr + stdout);
}

const starting = async (env: Record<string, string>): Promise<Ended> => await run(['serve'], { cwd, env });

describe('the command line', () => {
  it.each([[['--help']], [['help']], [['serve', '--help']], [['help', 'serve']]])('%j: help', async (args) => {
    const { code, stdout, stderr } = await run(args, { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: related-work/);
  });

  it.each([[['--version']], [['-V']]])('%j: the version', async (args) => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await run(args, { cwd })).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('schema: what schema/schema.graphql holds', async () => {
    const { code, stdout } = await run(['schema'], { cwd });
    expect([code, stdout]).toEqual([0, readFileSync('schema/schema.graphql', 'utf8')]);
  });

  it.each([
    [['nonsense'], /unknown command 'nonsense'[^]*Usage: related-work \[options\] \[command\]/],
    [['serv'], /unknown command 'serv'[^]*Did you mean serve/],
    [['--nonsense'], /unknown option '--nonsense'[^]*Usage: related-work/],
    [['serve', '--nonsense'], /unknown option '--nonsense'[^]*Usage: related-work serve/],
    [['serve', 'extra'], /too many arguments[^]*Usage: related-work serve/],
    [[], /^Usage: related-work/],
  ])('%j: wrong use', async (args, message) => {
    expectRefusal(await run(args, { cwd }), 2, message);
  });
});

describe('settings', () => {
  it('that are wrong are all named, before anything is made', async () => {
    const ended = await starting({ PORT: 'x', LOG_LEVEL: 'x', RELATED_WORK_SED: 'off', RELATED_WORK_DATA: 'graph' });
    expectRefusal(
      ended,
      2,
      /^Some settings are wrong:\n {2}- PORT .*\n {2}- LOG_LEVEL .*\n {2}- RELATED_WORK_SED .*\n$/,
    );
    expect(() => readFileSync(join(cwd, 'graph'))).toThrow('ENOENT');
  });

  it('are read from .env, and the environment wins', async () => {
    writeFileSync(join(cwd, '.env'), 'PORT=wrong\nLOG_LEVEL=wrong\n');
    expectRefusal(await starting({ PORT: '0' }), 2, /^Some settings are wrong:\n {2}- LOG_LEVEL .*"wrong"\)\n$/);
  });

  it('cannot be read from a folder', async () => {
    mkdirSync(join(cwd, '.env'));
    expectRefusal(await starting({}), 2, /^The file \.env cannot be read/);
  });
});

describe('a data folder', () => {
  it('cannot be a file', async () => {
    writeFileSync(join(cwd, 'file'), '');
    expectRefusal(await starting({ RELATED_WORK_DATA: 'file/below' }), 1, /^The graph in file\/below cannot be opened/);
  });

  it('must be writable', async () => {
    // Root may write everywhere, so another user has to try.
    const uid = process.getuid?.() === 0 ? 65_534 : undefined;
    chmodSync(cwd, 0o755);
    mkdirSync(join(cwd, 'theirs'), { mode: 0o555 });
    const ended = await run(['serve'], { cwd, env: { RELATED_WORK_DATA: 'theirs/graph' }, uid });
    expectRefusal(ended, 1, /^The graph in theirs\/graph cannot be opened: EACCES.* may write/);
  });

  it.each([
    ['noise', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256))],
    ['nothing', Buffer.alloc(0)],
  ])('with a graph file of %s is refused, and left as it is', async (_what, bytes) => {
    mkdirSync(join(cwd, 'graph'));
    const file = join(cwd, 'graph', 'graph.grafeo');
    writeFileSync(file, bytes);
    expectRefusal(await starting({ RELATED_WORK_DATA: 'graph' }), 1, /^The graph in graph cannot be opened.* damaged/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('is used by one process at a time', async () => {
    const env = { RELATED_WORK_DATA: 'graph', RELATED_WORK_SEED: 'off' };
    const first = await serve({ cwd, env });
    expectRefusal(
      await starting({ ...env, PORT: '0' }),
      1,
      /^The graph in graph is in use by another process. Stop it/,
    );
    expect((await fetch(`${first.url}health/ready`)).status).toBe(200);
  });
});

describe('an address to listen on', () => {
  const env = { RELATED_WORK_SEED: 'off', PORT: '0' };

  it('may not be taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const ended = await starting({ ...env, PORT: String(port) });
    other.close();
    expectRefusal(ended, 1, new RegExp(`^Port ${port} on 127.0.0.1 is in use. Set PORT to another`));
  });

  it.each(['no.such.host.invalid', '203.0.113.7', 'http://localhost', 'two words'])(
    'must be ours: %s',
    async (host) => {
      expectRefusal(
        await starting({ ...env, HOST: host }),
        1,
        /^HOST ".*" is not an address of this machine. Set HOST to/,
      );
    },
  );
});

describe('a Neo4j', () => {
  it.each([
    ['refuses', 'bolt://127.0.0.1:1', /^Neo4j at bolt:\/\/127.0.0.1:1 cannot be reached.*Check NEO4J_URI/],
    ['has no address', 'bolt://no.such.host.invalid', /^Neo4j at bolt:\/\/no.such.host.invalid cannot be reached/],
    ['is no cluster', 'neo4j://127.0.0.1:1', /^Neo4j at neo4j:\/\/127.0.0.1:1 cannot be reached/],
  ])('that %s is not replaced by the embedded graph', async (_what, uri, message) => {
    const ended = await starting({ NEO4J_URI: uri, NEO4J_PASSWORD: 'secret' });
    expectRefusal(ended, 1, message);
    expect(ended.stderr).not.toMatch(/secret/);
    expect(() => readFileSync(join(cwd, '.related-work'))).toThrow('ENOENT');
  });
});

describeEachEngine('a Neo4j that answers', (engine) => {
  if (engine.name === 'embedded') {
    it('is not looked for without its address', async () => {
      const env = { NEO4J_PASSWORD: 'secret', RELATED_WORK_DATA: 'graph', RELATED_WORK_SEED: 'off' };
      expect((await serve({ cwd, env })).output()).toMatch(/^Graph: embedded, in graph \(set NEO4J_URI to use Neo4j\)/);
    });
    return;
  }
  const settings = (): Record<string, string> => {
    const { uri, user, password } = engine.address()!;
    return { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
  };

  it('refuses a wrong password', async () => {
    const ended = await starting({ ...settings(), NEO4J_PASSWORD: 'wrong-secret' });
    expectRefusal(ended, 1, /refuses user "neo4j".* Check NEO4J_USER and NEO4J_PASSWORD/);
    expect(ended.stderr).not.toMatch(/wrong-secret/);
  });

  // Over bolt:// connectNeo4j asks nothing of the database, so prepareSchema meets it first.
  it('refuses an unknown database', async () => {
    const ended = await starting({ ...settings(), NEO4J_DATABASE: 'no-such' });
    expectRefusal(ended, 1, /has no database "no-such". Check NEO4J_DATABASE/);
  });
});
