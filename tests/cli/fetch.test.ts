import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Ended } from './program.js';

const DAY = [
  {
    title: 'A Daily Example',
    paper: {
      id: '2501.00001',
      title: 'A Daily Example',
      summary: 'About examples.',
      publishedAt: '2025-01-30T00:00:00Z',
      authors: [{ name: 'Ada Example' }],
      upvotes: 3,
    },
    numComments: 1,
  },
];

describe('related-work fetch', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'related-work-cli-fetch-'));
  let api: Server;
  let asked: string[];

  beforeAll(async () => {
    api = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url?.includes('p=1') || request.url?.includes('page=1') ? [] : DAY));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    api.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  beforeEach(() => {
    asked = [];
  });

  const fetched = async (...args: string[]): Promise<Ended> => {
    const { port } = api.address() as AddressInfo;
    return await run(['fetch', ...args], {
      cwd,
      env: { RELATED_WORK_FETCH_HUGGINGFACE_URL: `http://127.0.0.1:${port}`, RELATED_WORK_FETCH_TRIES: '1' },
    });
  };

  it('writes the records of a source to a file that load takes', async () => {
    const { code, stderr } = await fetched('hf', '2025-01-31', '-o', 'day.jsonl');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(asked[0]).toContain('2025-01-31');
    expect(stderr).toContain('day.jsonl has 1 records');
    expect(JSON.parse(readFileSync(join(cwd, 'day.jsonl'), 'utf8'))).toMatchObject({ paper: { id: '2501.00001' } });
    const loaded = await run(['load', 'day.jsonl'], { cwd, env: { RELATED_WORK_SEED: 'off' } });
    expect(loaded.stdout).toContain('1 new');
  });

  it('writes to standard output when no file is named, and nothing else there', async () => {
    const { code, stdout } = await fetched('hf', '2025-01-31');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ paper: { id: '2501.00001' } });
  });

  it.each([
    [['nowhere', 'x'], 'There is no source "nowhere"'],
    [['hf', '2025-13-40'], 'is no day of the calendar'],
    [['hf', ''], /quer/],
    [['hf', 'x', '--limit', '0'], 'whole number from 1'],
    [['hf', 'x', '--order', 'best'], 'Allowed choices are relevance, newest'],
  ] as const)('tells what is wrong with %j, and asks nobody', async (args, message) => {
    const { code, stderr } = await fetched(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(asked).toEqual([]);
  });
});
