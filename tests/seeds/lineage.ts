export type Parents = ReadonlyMap<string, readonly string[]>;

/** Everything above an id, however far; ids of a cycle are above themselves. */
export function ancestorsOf(id: string, parents: Parents): Set<string> {
  const found = new Set<string>();
  const open = [...(parents.get(id) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(parents.get(next) ?? []));
  }
  return found;
}

export function idsInCycles(parents: Parents): string[] {
  return [...parents.keys()].filter((id) => ancestorsOf(id, parents).has(id));
}
