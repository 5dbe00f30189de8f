import { useSyncExternalStore } from 'react';

/** A place on the way walked. */
export interface Stop {
  readonly path: string;
  readonly label: string;
}

const LONGEST = 6;
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

/** Adds a place to the way; one that is on it already is gone back to. */
export function extend(trail: readonly Stop[], stop: Stop): readonly Stop[] {
  const at = trail.findIndex(({ path }) => path === stop.path);
  return at >= 0 ? [...trail.slice(0, at), stop] : [...trail, stop].slice(-LONGEST);
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
