import { useSyncExternalStore } from 'react';
import type { Waiting } from './ask.js';

interface Wait {
  readonly message: string;
  readonly until: number;
}

let current: Wait | undefined;
const listeners = new Set<() => void>();

function set(wait: Wait | undefined): void {
  if (wait === current) return;
  current = wait;
  for (const listener of listeners) listener();
}

/** Notes that the server is away, for the bar that says so. */
export const waiting: Waiting = {
  wait: (message, ms) => set({ message, until: Date.now() + ms }),
  done: () => set(undefined),
};

/** What the page waits for; undefined while the server answers. */
export function useWaiting(): Wait | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
