import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Ended } from './program.js';

describe('related-work load', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'related-work-cli-load-'));
  const load = async (...args: string[]): Promise<Ended> =>
    await run(['load', ...args], { cwd, env: { RELATED_WORK_SEED: 'off' } });
  const paper = (number: number): string =>
    JSON.stringify({ id: `doi:10.1000/${number}`, title: `Example number ${number}`, authors: [], source: 'example' });

  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it('loads files of different formats at once and says what became of the records', async () => {
    writeFileSync(join(cwd, 'own.jsonl'), [paper(1), paper(2)].join('\n'));
    writeFileSync(
      join(cwd, 'refs.bib'),
      '@article{a, title = {Example number 2}, doi = {10.1000/2}, year = 2001}\n@article{b, title = {Another Example}, author = {Example, Ada}, year = {2002}}\n',
    );
    const { code, stdout, stderr } = await load('own.jsonl', 'refs.bib');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/Read 4 records in [\d.]+ s: 3 new, 0 changed, 0 unchanged, 1 merged, 0 refused\./);
    expect((await load('own.jsonl', 'refs.bib')).stdout).toContain('4 unchanged');
  });

  it('ends with 3 and keeps what it refused, with its place', async () => {
    writeFileSync(join(cwd, 'bad.jsonl'), [paper(1), '{"title": 5', paper(3)].join('\n'));
    const { code, stdout } = await load('bad.jsonl', '--rejects', 'rejects.jsonl');
    expect(code).toBe(3);
    expect(stdout).toContain('1 refused');
    expect(stdout).toContain('bad.jsonl:2');
    const rejects = readFileSync(join(cwd, 'rejects.jsonl'), 'utf8').trim().split('\n');
    expect(rejects.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ file: 'bad.jsonl', line: 2, field: expect.any(String), reason: expect.any(String) }),
    ]);
  });

  it('prints its report as JSON', async () => {
    const { stdout } = await load('own.jsonl', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ read: 2, unchanged: 2, rejected: 0 });
  });

  it.each([
    [['missing.jsonl'], 1, 'missing.jsonl cannot be read'],
    [['own.jsonl', '--format', 'word'], 2, 'Allowed choices are'],
    [['own.jsonl', '--year', '24'], 2, 'whole number from 1900 to 2100'],
    [['own.jsonl', '--batch', '0'], 2, 'whole number from 1 to 10000'],
    [[], 2, "missing required argument 'files'"],
  ] as const)('tells what is wrong with %j', async (args, expected, message) => {
    const { code, stderr } = await load(...args);
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('refuses content of no known format, and lists those there are', async () => {
    writeFileSync(join(cwd, 'page.html'), '<!doctype html><p>Papers</p>');
    const { code, stderr } = await load('page.html');
    expect(code).toBe(1);
    expect(stderr).toContain('is a web page');
    expect(stderr).toContain('bibtex');
    expect(existsSync(join(cwd, '.related-work'))).toBe(true);
  });
});
