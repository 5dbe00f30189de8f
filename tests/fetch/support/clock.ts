import type { Clock } from '../../../src/fetch/clock.js';

/** Time that passes only when something sleeps or a test says so. */
export class FakeClock implements Clock {
  /** How long was slept, in order. */
  readonly sleeps: number[] = [];
  /** Called before each sleep ends. */
  onSleep: (ms: number) => void = () => undefined;
  #now: number;
  readonly #timers = new Map<symbol, { readonly at: number; readonly action: () => void }>();

  constructor(start = '2025-01-31T12:00:00Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.onSleep(ms);
    await Promise.resolve();
    signal?.throwIfAborted();
    this.advance(ms);
  }

  after(ms: number, action: () => void): () => void {
    const key = Symbol('timer');
    this.#timers.set(key, { at: this.#now + ms, action });
    return () => this.#timers.delete(key);
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const [key, { at, action }] of this.#timers) {
      if (at > this.#now) continue;
      this.#timers.delete(key);
      action();
    }
  }

  /** Timers that are still set. */
  get waiting(): number {
    return this.#timers.size;
  }
}
