import neo4j, {
  Neo4jError,
  type Driver,
  type ManagedTransaction,
  type Record as Neo4jRecord,
  type Session,
  type SessionMode,
} from 'neo4j-driver';
import { unlessAborted } from './abort.js';
import { rowOf, toBolt, type BoltValues } from './bolt-values.js';
import {
  batchesOf,
  checkParameters,
  GraphConflictError,
  GraphStatementError,
  GraphTimeoutError,
  GraphUnavailableError,
  type EngineInfo,
  type Graph,
  type Parameters,
  type ReadOptions,
  type Statement,
  MOST_REFERENCES,
  type TextHit,
  type TextHitDetail,
  type TextQuery,
  type WriteListener,
  type WriteStep,
} from './graph.js';
import { schemaStatements, TEXT_INDEX } from './schema.js';

export interface Neo4jOptions {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Longest a single statement may run, in milliseconds. */
  readonly statementTimeoutMs: number;
}

const SEARCH = `UNWIND $queries AS query
CALL (query) {
  CALL db.index.fulltext.queryNodes($index, query.text, {limit: query.limit}) YIELD node, score
  RETURN node.id AS id, score
}
RETURN query.position AS position, id, score ORDER BY position, score DESC, id`;

const SEARCH_WITH_TEXTS = `UNWIND $queries AS query
CALL (query) {
  CALL db.index.fulltext.queryNodes($index, query.text, {limit: query.limit}) YIELD node, score
  CALL (node) {
    MATCH (node)-[:CITES]->(q:Paper) WHERE node.referenceCount <= ${MOST_REFERENCES}
    RETURN collect(q.id) AS references
  }
  RETURN node.id AS id, score, node.searchText AS text, references
}
RETURN query.position AS position, id, score, text, references ORDER BY position, score DESC, id`;

/**
 * Connects to Neo4j over Bolt and checks at once that it answers.
 *
 * @throws GraphUnavailableError when the server cannot be reached, refuses the
 * credentials or does not have the database.
 */
export async function connectNeo4j(options: Neo4jOptions): Promise<Graph> {
  let driver: Driver;
  try {
    driver = neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
      disableLosslessIntegers: true,
      connectionAcquisitionTimeout: 10_000,
      connectionTimeout: 5_000,
      maxTransactionRetryTime: 5_000,
      userAgent: 'related-work',
      telemetryDisabled: true,
    });
  } catch (error) {
    throw new GraphUnavailableError(
      `NEO4J_URI is not an address of Neo4j: ${messageOf(error)} Pass, for example, bolt://127.0.0.1:7687 or neo4j+s://….`,
      { cause: error },
    );
  }
  try {
    const info = await driver.getServerInfo({ database: options.database });
    // Over bolt:// only a query tells that a database is not there.
    await driver.executeQuery('RETURN 1 AS one', {}, { database: options.database });
    return new Neo4jGraph(driver, options, { name: 'Neo4j', version: (info.agent ?? '').replace(/^Neo4j\//, '') });
  } catch (error) {
    await driver.close();
    throw new GraphUnavailableError(explainConnection(error, options), { cause: error });
  }
}

class Neo4jGraph implements Graph {
  /** In a cluster, whoever was told that a write is done reads it. */
  private readonly bookmarkManager = neo4j.bookmarkManager();
  private readonly listeners: WriteListener[] = [];

  constructor(
    private readonly driver: Driver,
    private readonly options: Neo4jOptions,
    readonly engine: EngineInfo,
  ) {}

  async read<Row>(statement: Statement<Row>, parameters: Parameters, options: ReadOptions = {}): Promise<Row[]> {
    checkParameters(parameters);
    return await this.run<Row>(statement.name, statement.text, parameters, options);
  }

  async searchPapers(queries: readonly TextQuery[], options: ReadOptions = {}): Promise<TextHit[][]> {
    return await this.search<TextHit>('searchPapers', SEARCH, queries, options);
  }

  async searchPapersWithTexts(queries: readonly TextQuery[], options: ReadOptions = {}): Promise<TextHitDetail[][]> {
    return await this.search<TextHitDetail>('searchPapersWithTexts', SEARCH_WITH_TEXTS, queries, options);
  }

  private async search<Hit extends TextHit>(
    name: string,
    text: string,
    queries: readonly TextQuery[],
    options: ReadOptions,
  ): Promise<Hit[][]> {
    const hits = queries.map((): Hit[] => []);
    const asked = queries.map((query, position) => ({ ...query, position })).filter((query) => query.text !== '');
    if (asked.length === 0) return hits;
    const rows = await this.run<Hit & { position: number }>(
      name,
      text,
      { queries: asked, index: TEXT_INDEX.name },
      options,
    );
    for (const { position, ...hit } of rows) hits[position]?.push(hit as unknown as Hit);
    return hits;
  }

  async write(steps: readonly WriteStep[]): Promise<void> {
    const session = this.session(neo4j.session.WRITE);
    try {
      await session.executeWrite(async (transaction) => {
        for (const step of steps) await runStep(transaction, step);
      });
    } catch (error) {
      throw translate('write', error);
    } finally {
      await session.close();
    }
    for (const listener of this.listeners) listener(steps);
  }

  private session(defaultAccessMode: SessionMode): Session {
    return this.driver.session({
      database: this.options.database,
      defaultAccessMode,
      bookmarkManager: this.bookmarkManager,
    });
  }

  onWrite(listener: WriteListener): void {
    this.listeners.push(listener);
  }

  async prepareSchema(): Promise<void> {
    const fullText = `CREATE FULLTEXT INDEX ${TEXT_INDEX.name} IF NOT EXISTS
      FOR (n:${TEXT_INDEX.label}) ON EACH [n.${TEXT_INDEX.property}]
      OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`;
    for (const text of [...schemaStatements(), fullText, 'CALL db.awaitIndexes(300)']) {
      await this.driver
        .executeQuery(text, {}, { database: this.options.database })
        .catch((error: unknown) => Promise.reject(translate('prepareSchema', error)));
    }
  }

  async ping(options: ReadOptions = {}): Promise<void> {
    await this.run('ping', 'RETURN 1 AS one', {}, options);
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  private async run<Row>(name: string, text: string, parameters: Parameters, { signal }: ReadOptions): Promise<Row[]> {
    signal?.throwIfAborted();
    const values = toBolt(parameters);
    try {
      const records = await this.runOnce(text, values, signal).catch(async (error: unknown) => {
        if (signal?.aborted || !neo4j.isRetryableError(error)) throw error;
        return await this.runAgain(text, values, signal);
      });
      return records.map((record) => rowOf(record) as Row);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw translate(name, error);
    }
  }

  /** In a transaction that the server begins and ends by itself: one round trip where a managed one takes three. */
  private async runOnce(text: string, values: BoltValues, signal: AbortSignal | undefined): Promise<Neo4jRecord[]> {
    const session = this.session(neo4j.session.READ);
    try {
      const result = session.run(text, values, { timeout: this.options.statementTimeoutMs });
      const { records } = await unlessAborted(Promise.resolve(result), signal);
      return records;
    } finally {
      // Ends what still runs on the server when the signal aborted.
      const closed = session.close();
      if (!signal?.aborted) await closed;
      else closed.catch(() => undefined);
    }
  }

  /** As long as the driver thinks that trying again may help. */
  private async runAgain(text: string, values: BoltValues, signal: AbortSignal | undefined): Promise<Neo4jRecord[]> {
    const work = this.driver.executeQuery(text, values, {
      database: this.options.database,
      routing: neo4j.routing.READ,
      bookmarkManager: this.bookmarkManager,
      transactionConfig: { timeout: this.options.statementTimeoutMs },
      ...(signal && { signal }),
    });
    // A driver that is aborted while it waits to try again never settles.
    const { records } = await unlessAborted(work, signal);
    return records;
  }
}

async function runStep(transaction: ManagedTransaction, step: WriteStep): Promise<void> {
  for (const parameters of batchesOf(step)) {
    checkParameters(parameters);
    const { records } = await transaction.run(step.statement.text, toBolt(parameters));
    if (step.isGuard && records.length > 0) throw new GraphConflictError(`${step.statement.name} has found a change.`);
  }
}

const UNAVAILABLE_CODES = new Set(['ServiceUnavailable', 'SessionExpired', 'ConnectionAcquisitionTimeout']);

function translate(name: string, error: unknown): Error {
  if (error instanceof GraphConflictError) return error;
  if (error instanceof Neo4jError) {
    if (error.code.includes('TransactionTimedOut')) {
      return new GraphTimeoutError(`Statement ${name} took too long and was stopped.`, { cause: error });
    }
    const transient = error.code.startsWith('Neo.TransientError') || error.code.includes('DatabaseUnavailable');
    if (UNAVAILABLE_CODES.has(error.code) || transient || isAuthentication(error)) {
      return new GraphUnavailableError(`Neo4j does not answer: ${error.message}`, { cause: error });
    }
  }
  return new GraphStatementError(name, error);
}

function explainConnection(error: unknown, { uri, user, database }: Neo4jOptions): string {
  const reason = messageOf(error);
  if (error instanceof Neo4jError && isAuthentication(error)) {
    return `Neo4j at ${uri} refuses user "${user}": ${reason} Check NEO4J_USER and NEO4J_PASSWORD.`;
  }
  if (error instanceof Neo4jError && error.code.includes('DatabaseNotFound')) {
    return `Neo4j at ${uri} has no database "${database}". Check NEO4J_DATABASE.`;
  }
  return `Neo4j at ${uri} cannot be reached: ${reason} Check NEO4J_URI and that the server runs; unset NEO4J_URI to use the embedded graph.`;
}

function isAuthentication(error: Neo4jError): boolean {
  return error.code.startsWith('Neo.ClientError.Security');
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message.trim() : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
