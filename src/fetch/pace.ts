import type { Clock } from './clock.js';

const PACES = new WeakMap<Clock, Pace>();

/** The pace of this process: fetches that share a clock share it. */
export function paceOf(clock: Clock): Pace {
  const known = PACES.get(clock);
  if (known) return known;
  const pace = new Pace(clock);
  PACES.set(clock, pace);
  return pace;
}

/** Sends requests to one host one after another, with a pause between them. */
export class Pace {
  /** When the last request to a host ended, as far as it has. */
  readonly #ends = new Map<string, Promise<number>>();

  constructor(private readonly clock: Clock) {}

  /** Runs a request when it is its turn and the pause is over. */
  async turn<Result>(
    host: string,
    pauseMs: number,
    signal: AbortSignal | undefined,
    request: () => Promise<Result>,
  ): Promise<Result> {
    const before = this.#ends.get(host);
    let end: (time: number) => void = () => undefined;
    this.#ends.set(
      host,
      new Promise((resolve) => {
        end = resolve;
      }),
    );
    try {
      if (before !== undefined) {
        const left = (await before) + pauseMs - this.clock.now();
        // A clock that was set back must not make the pause longer than it is.
        if (left > 0) await this.clock.sleep(Math.min(left, pauseMs), signal);
      }
      signal?.throwIfAborted();
      return await request();
    } finally {
      end(this.clock.now());
    }
  }
}
