import { statement, type Graph, type ReadOptions } from '../graph/graph.js';

export type AliasKind = 'paper' | 'author' | 'topic' | 'technique';

/** An alias as stored: a name or identifier that leads to exactly one node. */
export interface AliasRow {
  readonly id: string;
  readonly targetId: string;
}

const FIND = statement<AliasRow>(
  'aliases',
  `MATCH (a:Alias) WHERE a.id IN $ids RETURN a.id AS id, a.targetId AS targetId ORDER BY id`,
);

const UPSERT = statement(
  'upsert aliases',
  `UNWIND $rows AS row
MERGE (a:Alias {id: row.id}) SET a.targetId = row.targetId`,
);

/** The key of an alias: kinds do not share names, so `dropout` may be a topic and a technique. */
export function aliasId(kind: AliasKind, name: string): string {
  return `${kind}:${name}`;
}

/** What led to a node that became another now leads to that other. */
export const MOVE_ALIASES = statement(
  'move aliases',
  `UNWIND $rows AS row
MATCH (a:Alias {targetId: row.from}) SET a.targetId = row.to`,
);

export const DELETE_ALIASES = statement(
  'forget aliases',
  `UNWIND $rows AS row
MATCH (a:Alias {id: row.id}) DELETE a`,
);

/** The names of all topics and techniques. */
export const VOCABULARY_ALIASES = statement<AliasRow>(
  'vocabulary aliases',
  `MATCH (a:Alias) WHERE a.id STARTS WITH 'topic:' OR a.id STARTS WITH 'technique:'
RETURN a.id AS id, a.targetId AS targetId`,
);

export const FIND_ALIASES = FIND;

/** Every identifier, slug and alternative name, each leading to one node. */
export class AliasRepository {
  static readonly upsert = UPSERT;

  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /**
   * Finds nodes by id, also by an id that they had before they became one with
   * another or were known by a better identifier.
   *
   * @param byIds reads rows, by the id that they were asked for.
   * @returns the rows by the id that was asked for.
   */
  async follow<Row extends { readonly id: string }>(
    kind: AliasKind,
    ids: readonly string[],
    byIds: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
  ): Promise<Map<string, Row>> {
    const found = new Map(await byIds(ids));
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    const targets = await this.targets(missing.map((id) => aliasId(kind, id)));
    if (targets.size === 0) return found;
    const moved = await byIds([...new Set(targets.values())]);
    for (const id of missing) {
      const row = moved.get(targets.get(aliasId(kind, id)) ?? '');
      if (row !== undefined) found.set(id, row);
    }
    return found;
  }

  /** The ids that the names lead to, by alias id. Unknown names are left out. */
  async targets(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.graph.read(FIND, { ids }, this.options);
    return new Map(rows.map(({ id, targetId }) => [id, targetId]));
  }
}
