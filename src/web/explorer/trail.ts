import { useSyncExternalStore } from 'react';
import { extend, type Stop } from './way.js';

const KEY = 'related-work:trail';

let stops: readonly Stop[] = read();
const listeners = new Set<() => void>();

function read(): readonly Stop[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isStop) : [];
  } catch {
    return [];
  }
}

function isStop(value: unknown): value is Stop {
  const stop = value as Partial<Stop> | null;
  return typeof stop?.path === 'string' && typeof stop.label === 'string';
}

export function walkTo(stop: Stop): void {
  const next = extend(stops, stop);
  if (JSON.stringify(next) === JSON.stringify(stops)) return;
  stops = next;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(stops));
  } catch {
    // A browser that keeps nothing forgets the way with the page.
  }
  for (const listener of listeners) listener();
}

export function useTrail(): readonly Stop[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stops,
  );
}
