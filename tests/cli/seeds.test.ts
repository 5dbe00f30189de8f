import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ask, expectNoInnards, JSON_TYPE } from '../support/server.js';
import { endAll, run, serve, type Ended } from './program.js';

let home: string;
let main: string;

/** A copy of the program, so that its seeds can be spoiled. */
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'related-work-seeds-'));
  main = join(home, 'dist', 'main.js');
  cpSync('dist', join(home, 'dist'), { recursive: true, filter: (path) => basename(path) !== 'web' });
  cpSync('seeds', join(home, 'seeds'), { recursive: true });
  cpSync('package.json', join(home, 'package.json'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(home, 'node_modules'));
});
afterEach(async () => {
  await endAll();
  rmSync(home, { recursive: true, force: true });
});

const starting = async (): Promise<Ended> => await run(['serve'], { cwd: home, main, env: { PORT: '0' } });

describe.each([
  ['a line that is no JSON', 'papers.jsonl', '{"title": ', /papers\.jsonl:\d+: is not JSON/],
  ['a paper without a title', 'papers.jsonl', '{"id": "arxiv:2401.00001"}', /papers\.jsonl:\d+: title: /],
  ['a list', 'papers.jsonl', '[]', /papers\.jsonl:\d+: record: /],
  [
    'a topic that is not there',
    'papers.jsonl',
    '{"id": "arxiv:2401.00001", "title": "A title", "topics": [{"topic": "no-such-topic"}]}',
    /papers\.jsonl: .*"no-such-topic" is not in the seeds/,
  ],
])('seeds with %s', (_what, file, line, message) => {
  it('end the start with the place and the reason, and nothing written', async () => {
    const good = readFileSync(join(home, 'seeds', file));
    appendFileSync(join(home, 'seeds', file), `${line}\n`);
    const { code, stderr } = await starting();
    expect(stderr).toMatch(/^The seeds in \S+ have 1 fault; nothing was loaded:\n/);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    expectNoInnards(stderr);

    writeFileSync(join(home, 'seeds', file), good);
    const { url, output } = await serve({ cwd: home, main });
    expect(output()).toMatch(/The graph was empty: loaded the seeds/);
    const body = JSON.stringify({ query: '{ stats { papers } }' });
    const answer = await ask(url, '/graphql', { method: 'POST', headers: JSON_TYPE, body });
    expect(answer.body.data.stats.papers).toBe(good.toString().trim().split('\n').length);
  });
});

it('seeds that are missing or cut short end the start with every fault', async () => {
  rmSync(join(home, 'seeds', 'topics.json'));
  writeFileSync(join(home, 'seeds', 'techniques.json'), '[{"id": "a"');
  const { code, stderr } = await starting();
  expect(stderr).toMatch(/topics\.json: cannot be read: ENOENT/);
  expect(stderr).toMatch(/techniques\.json: is not JSON/);
  expect(code).toBe(1);
  expectNoInnards(stderr);
});

it('seeds are not needed once the graph holds something', async () => {
  const first = await serve({ cwd: home, main });
  first.signal('SIGTERM');
  await first.ended;
  rmSync(join(home, 'seeds'), { recursive: true });
  const { output } = await serve({ cwd: home, main });
  expect(output()).not.toMatch(/loaded the seeds/);
});
