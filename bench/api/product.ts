import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Started {
  readonly url: string;
  readonly child: ChildProcess;
  /** From the call to the line that says it is ready, in milliseconds. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Starts the built product as `npm start` does, and waits until it says that it is ready. */
export async function startProduct(folder: string, environment: Record<string, string> = {}): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['dist/main.js', 'serve'], {
    env: { ...process.env, PORT: '0', RELATED_WORK_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const found = /ready: (http\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The product ended before it was ready:\n${said}`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url, child, readyMs: performance.now() - begun, stop };
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'related-work-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function post(url: string, query: string, variables: object = {}): Promise<string> {
  const response = await fetch(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text.slice(0, 500));
  return text;
}

const TICKS_PER_SECOND = 100;

/** CPU time of a process so far, in milliseconds, all threads; from /proc, so on Linux only. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
