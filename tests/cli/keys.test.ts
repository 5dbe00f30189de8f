import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../support/server.js';
import { endAll, run, serve, type Ended } from './program.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'related-work-keys-'));
});
afterEach(async () => {
  await endAll();
  rmSync(home, { recursive: true, force: true });
});

const keys = async (...args: string[]): Promise<Ended> => await run(['keys', ...args], { cwd: home });

describe('related-work keys', () => {
  it('makes a key once, which the server takes until it is revoked', async () => {
    const { stdout, code } = await keys('add', 'first', '--role', 'editor', '--json');
    expect(code).toBe(0);
    const { key } = JSON.parse(stdout) as { key: string };
    const write = async (): Promise<number> => {
      const server = await serve({ cwd: home });
      const body = JSON.stringify({ query: 'mutation { upsertTopic(input: { name: "New" }) { __typename } }' });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
      const { status } = await ask(server.url, '/graphql', { method: 'POST', headers, body });
      server.signal('SIGTERM');
      await server.ended;
      return status;
    };
    expect(await write()).toBe(200);
    expect((await keys('list')).stdout).toMatch(/^first {2}editor {2}made \d{4}-\S+Z\n$/);
    expect((await keys('revoke', 'first')).code).toBe(0);
    expect(await write()).toBe(401);
    const { stdout: listed } = await keys('list', '--json');
    expect(JSON.parse(listed)).toMatchObject({
      name: 'first',
      role: 'editor',
      from: 'graph',
      revokedAt: expect.any(String),
    });
    expect(listed).not.toContain(key);
  });

  it('tells what is wrong', async () => {
    await keys('add', 'first');
    const again = await keys('add', 'first');
    expect([again.code, again.stderr]).toEqual([
      1,
      'There is or was a key "first". Take another name, such as "first-2".\n',
    ]);
    expect((await keys('add', 'no:colons')).stderr).toMatch(/cannot be the name of a key/);
    expect((await keys('add', 'x', '--role', 'boss')).code).toBe(2);
    expect((await keys('revoke', 'nobody')).stderr).toBe(
      'There is no key "nobody"; related-work keys list shows them.\n',
    );
  });
});
