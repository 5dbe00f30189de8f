/** A place on the way walked. */
export interface Stop {
  readonly path: string;
  readonly label: string;
}

const LONGEST = 6;

/** Adds a place to the way; one that is on it already is gone back to. */
export function extend(trail: readonly Stop[], stop: Stop): readonly Stop[] {
  const at = trail.findIndex(({ path }) => path === stop.path);
  return at >= 0 ? [...trail.slice(0, at), stop] : [...trail, stop].slice(-LONGEST);
}
