import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, run, type Ended } from '../cli/program.js';

describe('the command path', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'related-work-path-'));
  const path = async (...args: string[]): Promise<Ended> => await run(['path', ...args], { cwd });

  afterAll(async () => {
    await endAll();
    rmSync(cwd, { recursive: true, force: true });
  });

  it('prints each step on a line', async () => {
    const { code, stdout } = await path('LoRA', 'Dropout', '--first', '2');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        '1. 2 steps',
        '   “ALLoRA: Adaptive Learning Rate Mitigates LoRA Fatal Flaws” studies Low-rank adaptation.',
        '   “ALLoRA: Adaptive Learning Rate Mitigates LoRA Fatal Flaws” studies Dropout.',
        '',
        '2. 3 steps',
        '   ALLoRA is a variant of Low-rank adaptation.',
        '   “ALLoRA: Adaptive Learning Rate Mitigates LoRA Fatal Flaws” introduces ALLoRA.',
        '   “ALLoRA: Adaptive Learning Rate Mitigates LoRA Fatal Flaws” studies Dropout.',
        '',
      ].join('\n'),
    });
  });

  it('has done its work also when there is no path', async () => {
    const { code, stdout } = await path('LoRA', 'Dropout', '--via', 'cites,authored', '--max-length', '4');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^There is no path from LoRA to Dropout in 4 steps or fewer along CITES, AUTHORED\./);
    expect(await path('LoRA', 'Dropout', '--via', 'CITES', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  it('prints JSON', async () => {
    const { code, stdout } = await path('LoRA', 'Dropout', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        length: 2,
        nodes: [{ type: 'Technique', name: 'Low-rank adaptation' }, { type: 'Paper' }, { name: 'Dropout' }],
        steps: [
          { kind: 'APPLIES', forward: false },
          { kind: 'APPLIES', forward: true },
        ],
      },
      { length: 3 },
      { length: 3 },
    ]);
  });

  it.each([
    [['LoRA'], /missing required argument 'to'/],
    [['LoRA', 'Dropout', '--via', 'loves'], /argument 'loves' is invalid\. It must be some of AUTHORED, CITES/],
    [['LoRA', 'Dropout', '--max-length', '9'], /It must be a whole number from 1 to 8/],
    [['LoRA', 'nothing of that name'], /to names nothing here: "nothing of that name"\. Expected: a ref/],
    [['LoRA', 'technique:LoRA'], /from and to both name Low-rank adaptation/],
  ])('%j: wrong use', async (args, message) => {
    const { code, stdout, stderr } = await path(...args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) as string });
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
