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

/** Every identifier, slug and alternative name, each leading to one node. */
export class AliasRepository {
  static readonly upsert = UPSERT;

  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The ids that the names lead to, by alias id. Unknown names are left out. */
  async targets(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.graph.read(FIND, { ids }, this.options);
    return new Map(rows.map(({ id, targetId }) => [id, targetId]));
  }
}
