import { statement, type Graph, type Statement } from '../graph/graph.js';
import type { Facts } from '../history/flat.js';
import { normalizeName } from '../text/analysis.js';

export type NamedKind = 'topic' | 'technique';

/** A topic or technique as stored. Topics have no area, kind and year, techniques no scheme. */
export interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[] | null;
  readonly description: string | null;
  readonly scheme: string | null;
  readonly area: string | null;
  readonly kind: string | null;
  readonly introducedYear: number | null;
  readonly mentioned: boolean | null;
  readonly proposed: boolean | null;
  readonly edited: readonly string[] | null;
  readonly version: number | null;
  readonly parents: readonly string[];
  readonly children: number;
  /** Papers that a source or an editor has tagged with it. */
  readonly told: number;
}

const STATES: Readonly<Record<NamedKind, Statement<NamedRow>>> = {
  topic: statement(
    'topic states',
    `UNWIND $ids AS id
MATCH (t:Topic {id: id})
CALL (t) { MATCH (t)-[:SUBTOPIC_OF]->(u:Topic) RETURN collect(u.id) AS parents }
CALL (t) { MATCH (t)<-[:SUBTOPIC_OF]-(u:Topic) RETURN count(u) AS children }
CALL (t) { MATCH (t)<-[r:ABOUT]-(p:Paper) WHERE r.source <> 'annotator' RETURN count(r) AS told }
RETURN t.id AS id, t.name AS name, t.aliases AS aliases, t.description AS description, t.scheme AS scheme,
null AS area, null AS kind, null AS introducedYear, t.mentioned AS mentioned, null AS proposed,
t.edited AS edited, t.version AS version, parents, children, told`,
  ),
  technique: statement(
    'technique states',
    `UNWIND $ids AS id
MATCH (t:Technique {id: id})
CALL (t) { MATCH (t)-[:VARIANT_OF]->(u:Technique) RETURN collect(u.id) AS parents }
CALL (t) { MATCH (t)<-[:VARIANT_OF]-(u:Technique) RETURN count(u) AS children }
CALL (t) { MATCH (t)<-[r:APPLIES]-(p:Paper) WHERE r.source <> 'annotator' RETURN count(r) AS told }
RETURN t.id AS id, t.name AS name, t.aliases AS aliases, t.description AS description, null AS scheme,
t.area AS area, t.kind AS kind, t.introducedYear AS introducedYear, t.mentioned AS mentioned, t.proposed AS proposed,
t.edited AS edited, t.version AS version, parents, children, told`,
  ),
};

interface Link {
  readonly id: string;
  readonly parentId: string;
}

const LINKS: Readonly<Record<NamedKind, Statement<Link>>> = {
  topic: statement('links of topics', 'MATCH (a:Topic)-[:SUBTOPIC_OF]->(b:Topic) RETURN a.id AS id, b.id AS parentId'),
  technique: statement(
    'links of techniques',
    'MATCH (a:Technique)-[:VARIANT_OF]->(b:Technique) RETURN a.id AS id, b.id AS parentId',
  ),
};

export async function readNamed(graph: Graph, kind: NamedKind, ids: readonly string[]): Promise<Map<string, NamedRow>> {
  return new Map((await graph.read(STATES[kind], { ids })).map((row) => [row.id, row]));
}

/** Whether a node would descend from itself if it had some parents. */
export async function wouldCircle(
  graph: Graph,
  kind: NamedKind,
  id: string,
  parents: readonly string[],
): Promise<boolean> {
  const above = new Map<string, string[]>();
  for (const link of await graph.read(LINKS[kind], {}))
    if (link.id !== id) above.set(link.id, [...(above.get(link.id) ?? []), link.parentId]);
  const seen = new Set<string>();
  const open = [...parents];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.size === seen.add(next).size) continue;
    open.push(...(above.get(next) ?? []));
  }
  return false;
}

const VALUES = ['name', 'description', 'scheme', 'area', 'kind', 'introducedYear'] as const;

/** The facts of a topic or technique; none of one that is not there. */
export function namedFacts(row: NamedRow | undefined): Facts {
  if (row === undefined) return {};
  const facts: Record<string, unknown> = {};
  for (const field of VALUES) if (row[field] !== null) facts[field] = row[field];
  // The first names come first in what is shown, so their order is kept.
  if ((row.aliases ?? []).length > 0) facts['aliases'] = row.aliases;
  for (const parent of row.parents) facts[`parents.${parent}`] = true;
  for (const field of row.edited ?? []) facts[`edited.${field}`] = true;
  if (row.mentioned === true) facts['mentioned'] = true;
  if (row.proposed === true) facts['proposed'] = true;
  return facts;
}

export function itemsOf(facts: Facts, list: 'parents' | 'edited'): string[] {
  return Object.keys(facts)
    .filter((name) => name.startsWith(`${list}.`))
    .map((name) => name.slice(list.length + 1))
    .sort();
}

export function aliasesOf(facts: Facts): string[] {
  return (facts['aliases'] ?? []) as string[];
}

/** Every stored property that follows from the facts, also those that are to go. */
export function propertiesOf(
  kind: NamedKind,
  facts: Facts,
): Record<string, string | number | boolean | string[] | null> {
  const value = (name: string): string | number | null => (facts[name] ?? null) as string | number | null;
  const edited = itemsOf(facts, 'edited');
  const name = typeof facts['name'] === 'string' ? facts['name'] : '';
  const both = {
    name,
    normalizedName: normalizeName(name),
    aliases: aliasesOf(facts),
    description: value('description'),
    edited: edited.length === 0 ? null : edited,
    mentioned: facts['mentioned'] === true,
  };
  if (kind === 'topic') return { ...both, scheme: value('scheme') ?? 'own' };
  return {
    ...both,
    area: value('area'),
    kind: value('kind'),
    introducedYear: value('introducedYear'),
    proposed: facts['proposed'] === true ? true : null,
  };
}
