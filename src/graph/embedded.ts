import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import grafeo, { type GrafeoDB, type Transaction } from '@grafeo-db/js';
import pLimit from 'p-limit';
import { unlessAborted } from './abort.js';
import {
  batchesOf,
  checkParameters,
  GraphConflictError,
  GraphStatementError,
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
import { embeddedKeyIndexes, schemaStatements, TEXT_INDEX } from './schema.js';

const FILE_NAME = 'graph.grafeo';
const CHECKPOINT_BYTES = 64_000_000;
const WRITE_ATTEMPTS = 5;

const SEARCH = `CALL grafeo.search.text('${TEXT_INDEX.label}', '${TEXT_INDEX.property}', $text, $limit)
YIELD node_id, score
MATCH (p:${TEXT_INDEX.label}) WHERE id(p) = node_id
RETURN p.id AS id, score ORDER BY score DESC, id`;

const SEARCH_WITH_TEXTS = `CALL grafeo.search.text('${TEXT_INDEX.label}', '${TEXT_INDEX.property}', $text, $limit)
YIELD node_id, score
MATCH (p:${TEXT_INDEX.label}) WHERE id(p) = node_id
CALL (p) {
  MATCH (p)-[:CITES]->(q:Paper) WHERE p.referenceCount <= ${MOST_REFERENCES}
  RETURN collect(q.id) AS references
}
RETURN p.id AS id, score, p.searchText AS text, references ORDER BY score DESC, id`;

/** The embedded engine's BM25 is about this many times Neo4j's; dividing keeps scores comparable. */
const SCORE_RATIO = 2.2;

export interface EmbeddedOptions {
  /** Folder of the graph; created when missing. Without it the graph lives in memory. */
  readonly folder?: string;
  /** Reads that run at once. Each takes a thread, and the engine's own 30 s limit counts waiting. */
  readonly concurrentReads: number;
}

/**
 * Opens the embedded engine, in this process.
 *
 * @throws GraphUnavailableError when the folder cannot be used: another
 * process has it open, it may not be written, or the file is damaged.
 */
export function openEmbedded({ folder, concurrentReads }: EmbeddedOptions): Graph {
  const database = folder === undefined ? grafeo.GrafeoDB.create() : openFolder(folder);
  return new EmbeddedGraph(database, concurrentReads);
}

function openFolder(folder: string): GrafeoDB {
  const file = join(folder, FILE_NAME);
  try {
    mkdirSync(folder, { recursive: true });
    const database = existsSync(file) ? grafeo.GrafeoDB.open(file) : grafeo.GrafeoDB.create(file);
    database.setCheckpointTriggers({ walBytes: CHECKPOINT_BYTES });
    return database;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.includes('cannot be locked')) {
      throw new GraphUnavailableError(
        `The graph in ${folder} is in use by another process. Stop it, or set RELATED_WORK_DATA to another folder.`,
        { cause: error },
      );
    }
    throw new GraphUnavailableError(
      `The graph in ${folder} cannot be opened: ${reason}. Set RELATED_WORK_DATA to a folder that this user may write; a damaged graph can be moved away and is then made anew.`,
      { cause: error },
    );
  }
}

class EmbeddedGraph implements Graph {
  readonly engine: EngineInfo;
  private readonly readers: ReturnType<typeof pLimit>;
  private readonly writer = pLimit(1);
  private readonly listeners: WriteListener[] = [];
  private closed = false;

  constructor(
    private readonly database: GrafeoDB,
    concurrentReads: number,
  ) {
    this.engine = { name: 'embedded', version: database.version() };
    this.readers = pLimit(concurrentReads);
  }

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
    statement: string,
    queries: readonly TextQuery[],
    options: ReadOptions,
  ): Promise<Hit[][]> {
    return await Promise.all(
      queries.map(async ({ text, limit }) => {
        if (text === '') return [];
        const rows = await this.run<Hit>(name, statement, { text, limit }, options);
        return rows.map((hit) => ({ ...hit, score: hit.score / SCORE_RATIO }));
      }),
    );
  }

  async write(steps: readonly WriteStep[]): Promise<void> {
    await this.writer(async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await this.transact(steps);
          break;
        } catch (error) {
          if (attempt === WRITE_ATTEMPTS || !isConflict(error)) throw error;
        }
      }
      for (const listener of this.listeners) listener(steps);
    });
  }

  onWrite(listener: WriteListener): void {
    this.listeners.push(listener);
  }

  async prepareSchema(): Promise<void> {
    await this.writer(async () => {
      for (const text of [...embeddedKeyIndexes(), ...schemaStatements()]) {
        await this.database.executeCypher(text).catch((error: unknown) => {
          throw new GraphStatementError('prepareSchema', error);
        });
      }
      // The text is analysed already, so the index must neither drop nor change a word.
      await this.database.createTextIndex(TEXT_INDEX.label, TEXT_INDEX.property, {
        tokenizer: 'standard',
        stopWords: [],
      });
    });
  }

  async ping(options: ReadOptions = {}): Promise<void> {
    await this.run('ping', 'RETURN 1 AS one', {}, options);
  }

  /** Waits for the running reads and writes: closing under a running query would end it badly. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.writer(() => Promise.resolve());
    while (this.readers.activeCount > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    this.database.close();
  }

  private async run<Row>(
    name: string,
    text: string,
    parameters: Readonly<Record<string, unknown>>,
    { signal }: ReadOptions,
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    // The slot is held until the engine is done, also when the caller has gone.
    const work = this.readers(async () => {
      signal?.throwIfAborted();
      if (this.closed) throw new GraphUnavailableError('The graph is closed.');
      try {
        return (await this.database.executeCypher(text, { ...parameters })).toArray() as Row[];
      } catch (error) {
        throw new GraphStatementError(name, error);
      }
    });
    return await unlessAborted(work, signal);
  }

  private async transact(steps: readonly WriteStep[]): Promise<void> {
    if (this.closed) throw new GraphUnavailableError('The graph is closed.');
    const transaction: Transaction = this.database.beginTransaction();
    let running = '';
    try {
      for (const step of steps) {
        running = step.statement.name;
        for (const parameters of batchesOf(step)) {
          checkParameters(parameters);
          const answer = await transaction.executeCypher(step.statement.text, { ...parameters });
          if (step.isGuard && answer.length > 0) throw new GraphConflictError(`${running} has found a change.`);
        }
      }
      transaction.commit();
    } catch (error) {
      if (transaction.isActive) transaction.rollback();
      if (error instanceof GraphConflictError) throw error;
      throw new GraphStatementError(running, error);
    }
  }
}

function isConflict(error: unknown): boolean {
  const cause = error instanceof GraphStatementError ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'gqlStatus' in cause && cause.gqlStatus === '40000';
}
