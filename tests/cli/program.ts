import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(process.cwd(), 'dist', 'main.js');
const START_TIMEOUT_MS = 60_000;

export interface Options {
  /** Where it runs; a `.env` there is read. */
  readonly cwd: string;
  /** What the environment has beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program; the built one of this project unless given. */
  readonly main?: string;
  /** Arguments for Node itself. */
  readonly node?: readonly string[];
  /** Runs as another user; possible for root alone. */
  readonly uid?: number;
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The server, started but not waited for. */
export interface Launched {
  /** Where it listens, once it does. */
  readonly ready: Promise<string>;
  /** What it has written so far. */
  readonly output: () => string;
  /** Sends a signal; does not wait. */
  readonly signal: (name: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

/** The server while it serves. */
export interface Serving extends Launched {
  readonly url: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly output: () => string;
}

const running = new Set<ChildProcess>();

/** Runs the built program to its end. */
export async function run(args: readonly string[], options: Options): Promise<Ended> {
  return await start(args, options).ended;
}

/** Runs the built program and kills it some time after it has begun to speak, when it has not ended by then. */
export async function runAndKill(args: readonly string[], options: Options, afterMs: number): Promise<Ended> {
  const { child, ended } = start(args, options);
  child.stderr?.once('data', () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    void ended.then(() => clearTimeout(timer));
  });
  return await ended;
}

/** Starts the built server on a free port, and waits until it says where it listens. */
export async function serve(options: Options): Promise<Serving> {
  const launched = launch(options);
  return { ...launched, url: await launched.ready };
}

/** Starts the built server on a free port. */
export function launch(options: Options): Launched {
  const { child, ended, output } = start(['serve'], { ...options, env: { PORT: '0', ...options.env } });
  const ready = new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${why}:\n${output()}`));
    const timer = setTimeout(() => fail('The server is not ready'), START_TIMEOUT_MS);
    const look = (): void => {
      const url = /ready: (\S+)/.exec(output())?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', look);
    void ended.then(() => {
      clearTimeout(timer);
      fail('The server ended');
    });
  });
  // Who does not wait for it need not know that it failed.
  ready.catch(() => undefined);
  return { ready, output, ended, signal: (name) => void child.kill(name) };
}

/** Ends what is still running. */
export async function endAll(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }),
  );
}

function start(args: readonly string[], { cwd, env, main = MAIN, node = [], uid }: Options): Running {
  if (!existsSync(main)) throw new Error('The program is not built: run npm run build:server.');
  const child = spawn(process.execPath, [...node, main, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
  });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended, output: () => stdout + stderr };
}
