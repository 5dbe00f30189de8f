import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import type { Role, StoredKey } from './key.js';

/** A key as the graph has it. Times are ISO 8601 in UTC. */
export interface KeyRow {
  /** The name. */
  readonly id: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

const LIST = statement<KeyRow>(
  'keys',
  `MATCH (k:AccessKey)
RETURN k.id AS id, k.role AS role, k.createdAt AS createdAt, k.revokedAt AS revokedAt ORDER BY id`,
);

const VALID = statement<StoredKey>(
  'valid keys',
  `MATCH (k:AccessKey) WHERE k.revokedAt IS NULL
RETURN k.id AS name, k.role AS role, k.hash AS hash ORDER BY name`,
);

const TAKEN = statement('taken key names', 'UNWIND $rows AS row MATCH (k:AccessKey {id: row.id}) RETURN k.id AS id');

const ADD = statement(
  'add keys',
  `UNWIND $rows AS row
CREATE (k:AccessKey {id: row.id, role: row.role, hash: row.hash, createdAt: row.createdAt})`,
);

const REVOKE = statement(
  'revoke keys',
  `UNWIND $rows AS row
MATCH (k:AccessKey {id: row.id}) WHERE k.revokedAt IS NULL
SET k.revokedAt = row.revokedAt, k.hash = ''`,
);

/** The keys that were made for this graph. A revoked one keeps its name, so that history stays clear. */
export class KeyRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async all(): Promise<KeyRow[]> {
    return await this.graph.read(LIST, {}, this.options);
  }

  async valid(): Promise<StoredKey[]> {
    return await this.graph.read(VALID, {}, this.options);
  }

  /** @throws GraphConflictError when the name is taken, also by a revoked key. */
  async add({ name, role, hash }: StoredKey, createdAt: string): Promise<void> {
    await this.graph.write([
      { statement: TAKEN, rows: [{ id: name }], isGuard: true },
      { statement: ADD, rows: [{ id: name, role, hash, createdAt }] },
    ]);
  }

  async revoke(name: string, revokedAt: string): Promise<void> {
    await this.graph.write([{ statement: REVOKE, rows: [{ id: name, revokedAt }] }]);
  }
}
