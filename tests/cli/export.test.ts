import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Ended } from './program.js';

describe('the commands around a graph', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'related-work-cli-graph-'));
  const related = async (...args: string[]): Promise<Ended> => await run(args, { cwd });
  const paper = (number: number, author: string): string =>
    JSON.stringify({
      id: `doi:10.1000/${number}`,
      title: `Example number ${number}`,
      abstract: 'We propose a new optimizer and fine-tune with LoRA.',
      authors: [author],
      source: 'example',
    });

  beforeAll(async () => {
    writeFileSync(join(cwd, 'papers.jsonl'), [paper(1, 'Jane Sample'), paper(2, 'J. Sample')].join('\n'));
    await run(['load', 'papers.jsonl'], { cwd, env: { RELATED_WORK_SEED: 'off' } });
  });

  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it.each([
    ['jsonl', 'papers.jsonl', '"title":"Example number 1"'],
    ['neo4j-admin', 'nodes-Paper.csv', 'Example number 1'],
    ['graphml', 'related-work.graphml', 'Example number 1'],
    ['cytoscape', 'related-work.cytoscape.json', 'Example number 1'],
    ['bibtex', 'papers.bib', '@misc{sample'],
    ['csl', 'papers.json', '"DOI":'],
  ])('exports as %s', async (format, file, part) => {
    const { code, stdout, stderr } = await related('export', `out-${format}`, '--format', format);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain(join(`out-${format}`, file));
    expect(readFileSync(join(cwd, `out-${format}`, file), 'utf8')).toContain(part);
  });

  it('refuses a format that it does not know, and a folder that it cannot write', async () => {
    expect(await related('export', 'out', '--format', 'word')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Allowed choices are jsonl') as string,
    });
    const { code, stderr } = await related('export', 'papers.jsonl');
    expect(code).toBe(1);
    expect(stderr).toContain('papers.jsonl: ');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('prints what it finds in a file', async () => {
    const { code, stdout } = await related('annotate', 'papers.jsonl');
    expect(code).toBe(0);
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { techniques: { techniqueId: string }[] });
    expect(found).toHaveLength(2);
    expect(found[0]?.techniques.map(({ techniqueId }) => techniqueId)).toContain('low-rank-adaptation');
  });

  it('reads the graph anew with a vocabulary of the user, and tells the faults of one', async () => {
    writeFileSync(
      join(cwd, 'mine.json'),
      JSON.stringify({ techniques: [{ id: 'new-optimizer', name: 'new optimizer' }] }),
    );
    const { code, stdout } = await related('annotate', '--vocabulary', 'mine.json');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Read 2 papers .* 2 of them got other/) as string,
    });
    expect((await related('annotate', '--vocabulary', 'mine.json')).stdout).toContain('Read 0 papers');
    writeFileSync(join(cwd, 'bad.json'), JSON.stringify({ techniques: [{ id: 'Not a slug', name: '' }] }));
    const bad = await related('annotate', '--vocabulary', 'bad.json');
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('bad.json: techniques 1, id');
  });

  it('merges authors and parts them', async () => {
    expect(await related('authors', 'merge', 'Jane Sample', 'J. Sample')).toMatchObject({
      code: 0,
      stdout:
        'name:j sample is now name:jane sample: 1 papers moved. Undo: related-work authors unmerge "name:j sample"\n',
    });
    expect((await related('authors', 'merges')).stdout).toBe('name:j sample → name:jane sample\n');
    expect((await related('authors', 'unmerge', 'name:j sample')).code).toBe(0);
    const again = await related('authors', 'unmerge', 'name:j sample');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('was not merged') as string });
    expect((await related('authors', 'merge', 'Jane Sample', '0000-0000-0000-0000')).code).toBe(2);
  });

  it('counts and checks', async () => {
    expect((await related('stats')).stdout).toMatch(/^ +2 {2}papers$/m);
    expect(JSON.parse((await related('stats', '--json')).stdout)).toMatchObject({ papers: 2, authors: 2 });
    const { code, stdout } = await related('doctor');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/All \d+ checks hold\.\n$/) as string });
    expect(JSON.parse((await related('doctor', '--json')).stdout)).toMatchObject({ engine: 'embedded' });
  });
});
