import { allows, findKey, hashOfKey, makeKey } from '../../src/keys/key.js';
import { KeyRepository } from '../../src/keys/key.repository.js';
import { readSettings, SettingsError } from '../../src/config.js';
import { GraphConflictError } from '../../src/graph/graph.js';
import { describeEachEngine } from '../support/engines.js';
import { JSON_TYPE, serveGraph, type TestServer } from '../support/server.js';
import { exported, load } from './support.js';

jest.setTimeout(300_000);

const EDITOR_KEY = makeKey();
const READER_KEY = makeKey();
const REVOKED_KEY = makeKey();
const SETTINGS_KEY = 'a-key-of-the-settings';
const TAG = `mutation { tagTechnique(paper: "2003.00001", technique: "dropout", role: USES) {
  __typename ... on PaperSuccess { change { by } } } }`;
const READ = '{ stats { papers } }';

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

describeEachEngine('keys', (engine) => {
  let server: TestServer;
  let closed: TestServer;

  beforeAll(async () => {
    const graph = engine.graph();
    await load(graph, {
      techniques: [{ id: 'dropout', name: 'Dropout' }],
      papers: [{ title: 'A paper', year: 2020, arxivId: '2003.00001', source: 'arxiv' }],
    });
    const keys = new KeyRepository(graph);
    await keys.add({ name: 'first', role: 'editor', hash: hashOfKey(EDITOR_KEY) }, '2026-01-01T00:00:00.000Z');
    await keys.add({ name: 'rosa', role: 'reader', hash: hashOfKey(READER_KEY) }, '2026-01-01T00:00:00.000Z');
    await keys.add({ name: 'olaf', role: 'admin', hash: hashOfKey(REVOKED_KEY) }, '2026-01-01T00:00:00.000Z');
    await keys.revoke('olaf', '2026-01-02T00:00:00.000Z');
    const configured = [{ name: 'deploy', role: 'admin' as const, hash: hashOfKey(SETTINGS_KEY) }];
    server = await serveGraph(graph, { keys: configured });
    closed = await serveGraph(graph, { readKeys: 'required' });
  });
  afterAll(async () => {
    await server.stop();
    await closed.stop();
  });

  it('let an editor write, whether the key is of the graph or of the settings', async () => {
    for (const [key, name] of [
      [EDITOR_KEY, 'first'],
      [SETTINGS_KEY, 'deploy'],
    ] as const) {
      const { status, body } = await server.post(
        TAG.replace('USES', name === 'first' ? 'USES' : 'STUDIES'),
        {},
        bearer(key),
      );
      expect({ status, body }).toEqual({
        status: 200,
        body: { data: { tagTechnique: { __typename: 'PaperSuccess', change: { by: name } } } },
      });
    }
  });

  it('show an editor what is there after each write of an operation', async () => {
    const { body } = await server.post(
      `mutation {
        a: upsertPaper(ref: "2003.00001", input: { venue: "One" }) { ... on PaperSuccess { paper { venue version } } }
        b: upsertPaper(ref: "2003.00001", input: { venue: "Two" }) { ... on PaperSuccess { paper { venue version } } }
      }`,
      {},
      bearer(EDITOR_KEY),
    );
    const { version } = body.data.a.paper as { version: number };
    expect(body.data).toEqual({
      a: { paper: { venue: 'One', version } },
      b: { paper: { venue: 'Two', version: version + 1 } },
    });
  });

  it.each([
    ['no key', {}, 401, 'UNAUTHENTICATED', /^A mutation needs a key of the role editor\. Send the header/],
    ['a reader', bearer(READER_KEY), 403, 'FORBIDDEN', /the key "rosa" has the role reader\.$/],
    ['a revoked key', bearer(REVOKED_KEY), 401, 'UNAUTHENTICATED', /unknown here or revoked/],
    ['a wrong key', bearer(makeKey()), 401, 'UNAUTHENTICATED', /unknown here or revoked/],
    ['the hash of a key', bearer(hashOfKey(EDITOR_KEY)), 401, 'UNAUTHENTICATED', /unknown here or revoked/],
    ['an empty key', { authorization: 'Bearer ' }, 401, 'UNAUTHENTICATED', /holds no bearer key/],
    ['another scheme', { authorization: 'Basic bWFyaWE6eA==' }, 401, 'UNAUTHENTICATED', /holds no bearer key/],
    ['a key of 5,000 characters', bearer('x'.repeat(5000)), 401, 'UNAUTHENTICATED', /longer than any key/],
  ])('refuse a mutation with %s', async (_name, headers, status, code, message) => {
    const answer = await server.post(TAG, {}, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].extensions.code).toBe(code);
    expect(answer.body.errors[0].message).toMatch(message);
    expect(answer.body.data ?? null).toBeNull();
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="related-work"' : null);
  });

  it('let everyone read, but nobody with a wrong key', async () => {
    expect((await server.post(READ)).status).toBe(200);
    expect((await server.post(READ, {}, bearer(READER_KEY))).status).toBe(200);
    expect((await server.post(READ, {}, bearer('nonsense'))).status).toBe(401);
  });

  it('are asked for before reading where the settings say so, but for health', async () => {
    const refused = await closed.post(READ);
    expect(refused.status).toBe(401);
    expect(refused.body.errors[0].message).toMatch(/^Reading needs a key here/);
    expect((await closed.post(READ, {}, bearer(READER_KEY))).status).toBe(200);
    expect((await closed.send('/health/ready')).status).toBe(200);
  });

  it('never let a GET change anything', async () => {
    const path = `/graphql?query=${encodeURIComponent(TAG)}`;
    const answer = await server.send(path, { headers: { ...bearer(EDITOR_KEY), 'apollo-require-preflight': 'yes' } });
    expect(answer.status).toBe(405);
  });

  it('let only editors send much', async () => {
    const input = Array.from({ length: 10_000 }, (_, index) => ({ title: `Title ${index} ${'x'.repeat(20)}` }));
    const body = JSON.stringify({
      query: 'mutation ($input: [PaperInput!]!) { importPapers(input: $input) { __typename } }',
      variables: { input },
    });
    const send = async (headers: Record<string, string>) =>
      await server.send('/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });
    const refused = await send({});
    expect([refused.status, refused.body.errors[0].message]).toEqual([
      400,
      expect.stringContaining('The body is larger than 262144 bytes.'),
    ]);
    const long = await send(bearer(EDITOR_KEY));
    expect(long.body.errors[0]).toMatchObject({
      message: expect.stringMatching(/^input has 10000 records\. Expected: at most 1000/),
      extensions: { code: 'BAD_USER_INPUT', argument: 'input' },
    });
    const chunks = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 20; sent += 1) controller.enqueue(Buffer.from(' '.repeat(20_000)));
        controller.close();
      },
    });
    const chunked = await server.send('/graphql', {
      method: 'POST',
      headers: JSON_TYPE,
      body: chunks,
      duplex: 'half',
    });
    expect(chunked.body.errors[0].message).toContain('The body is larger than 262144 bytes.');
  });

  it('keep their names when they are revoked, and are in no export', async () => {
    const keys = new KeyRepository(engine.graph());
    const again = keys.add({ name: 'olaf', role: 'reader', hash: hashOfKey(makeKey()) }, '2026-01-03T00:00:00.000Z');
    await expect(again).rejects.toThrow(GraphConflictError);
    expect((await keys.all()).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      ['first', null],
      ['olaf', '2026-01-02T00:00:00.000Z'],
      ['rosa', null],
    ]);
    const files = JSON.stringify(await exported(engine.graph()));
    for (const key of [EDITOR_KEY, READER_KEY]) {
      expect(files).not.toContain(hashOfKey(key));
      expect(files).not.toContain(key);
    }
  });
});

describe('keys', () => {
  it('are found by their hash alone', () => {
    const keys = [{ name: 'a', role: 'editor' as const, hash: hashOfKey('one') }];
    expect(findKey(keys, 'one')?.name).toBe('a');
    expect(findKey(keys, 'two')).toBeUndefined();
    expect(makeKey()).toMatch(/^rw_[A-Za-z0-9_-]{43}$/);
    expect([allows('admin', 'editor'), allows('reader', 'editor')]).toEqual([true, false]);
  });

  it('of the settings are checked, and never shown in an error', () => {
    const settings = readSettings({
      RELATED_WORK_KEYS: 'ci:editor:0123456789abcdef, web:reader:with:colons:inside:it',
    });
    expect(settings.keys.map(({ name, role }) => [name, role])).toEqual([
      ['ci', 'editor'],
      ['web', 'reader'],
    ]);
    expect(findKey(settings.keys, 'with:colons:inside:it')?.name).toBe('web');
    const wrong = (): unknown =>
      readSettings({
        RELATED_WORK_KEYS: 'ci:boss:0123456789abcdef,short:editor:secret,nothing,ci:editor:0123456789abcdef',
      });
    expect(wrong).toThrow(SettingsError);
    expect(wrong).toThrow(/entry 1 must have the role reader, editor, admin/);
    expect(wrong).toThrow(/entry 2 must have a key of at least 16 characters/);
    expect(wrong).not.toThrow(/0123456789abcdef|secret/);
  });
});
