/** A value that may cross the port, in either direction. Dates travel as ISO strings. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value | undefined };

export type Parameters = Readonly<Record<string, Value | undefined>>;

/**
 * A constant, named Cypher text that runs unchanged on both engines. `Row` is
 * the shape of one row it returns, column by column.
 */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Only carries the row type; never set. */
  readonly row?: Row;
}

/** Declares a statement. Rows are maps and scalars, never nodes (see docs of the embedded engine). */
export function statement<Row = never>(name: string, text: string): Statement<Row> {
  return { name, text };
}

/** One step of a write transaction. A step with `rows` runs once for each batch of them, as `$rows`. */
export interface WriteStep {
  readonly statement: Statement<never>;
  readonly rows?: readonly Readonly<Record<string, Value | undefined>>[];
  readonly parameters?: Parameters;
  /** True for a guard: when it returns a row, the transaction is given up with a {@link GraphConflictError}. */
  readonly isGuard?: boolean;
}

export type WriteListener = (steps: readonly WriteStep[]) => void;

export interface ReadOptions {
  /** Aborting it ends the read with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** One full-text question. `text` is analysed text (see text/analysis), joined by spaces. */
export interface TextQuery {
  readonly text: string;
  /** Most hits wanted, 1 to 1000. */
  readonly limit: number;
}

/** A paper found by full text. `score` is BM25, comparable within one answer only. */
export interface TextHit {
  readonly id: string;
  readonly score: number;
}

/** A hit with its analysed text, and what it cites unless that is more than {@link MOST_REFERENCES}. */
export interface TextHitDetail extends TextHit {
  readonly text: string;
  readonly references: readonly string[];
}

/** The references of a paper that has more of them, such as a long survey, tell little and cost much. */
export const MOST_REFERENCES = 200;

export interface EngineInfo {
  readonly name: 'Neo4j' | 'embedded';
  readonly version: string;
}

/**
 * The port between the program and a graph engine. Its language is Cypher;
 * only set-up, full-text search and value conversion differ per engine.
 */
export interface Graph {
  readonly engine: EngineInfo;

  /** Runs a reading statement and returns its rows. */
  read<Row>(statement: Statement<Row>, parameters: Parameters, options?: ReadOptions): Promise<Row[]>;

  /** Runs the steps in order in one transaction: all of them or none. One writer at a time. */
  write(steps: readonly WriteStep[]): Promise<void>;

  /** Tells of every write of this process, once it is committed. */
  onWrite(listener: WriteListener): void;

  /** Full-text search over `Paper.searchText`: the hits of each query, best first, ties by id. */
  searchPapers(queries: readonly TextQuery[], options?: ReadOptions): Promise<TextHit[][]>;

  /** The same search; each hit comes with its text and references. */
  searchPapersWithTexts(queries: readonly TextQuery[], options?: ReadOptions): Promise<TextHitDetail[][]>;

  /** Creates constraints, indexes and the full-text index where they are missing. */
  prepareSchema(): Promise<void>;

  /** Resolves when the engine answers; rejects with {@link GraphUnavailableError} when not. */
  ping(options?: ReadOptions): Promise<void>;

  close(): Promise<void>;
}

/** The engine cannot be reached or opened. The message is for the person who runs the program. */
export class GraphUnavailableError extends Error {
  override readonly name = 'GraphUnavailableError';
}

/** A statement ran longer than it may. */
export class GraphTimeoutError extends Error {
  override readonly name = 'GraphTimeoutError';
}

/** What a write was planned on is no longer so. Nothing was written; reading and planning anew may succeed. */
export class GraphConflictError extends Error {
  override readonly name = 'GraphConflictError';
}

/** The engine refused or failed a statement. A defect of this program, never a user's fault. */
export class GraphStatementError extends Error {
  override readonly name = 'GraphStatementError';
  constructor(statementName: string, cause: unknown) {
    super(`Statement ${statementName} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Rows in one batch of a write step. Larger batches gain nothing on either engine. */
export const BATCH_SIZE = 2000;

/** Splits a step's rows into batches; a step without rows runs once, one with no rows left never. */
export function batchesOf(step: WriteStep): Parameters[] {
  const { rows, parameters = {} } = step;
  if (rows === undefined) return [parameters];
  const batches: Parameters[] = [];
  for (let start = 0; start < rows.length; start += BATCH_SIZE) {
    batches.push({ ...parameters, rows: rows.slice(start, start + BATCH_SIZE) });
  }
  return batches;
}

const MAX_DEPTH = 32;
const MAX_LIST = 100_000;

/**
 * Throws a TypeError that names the parameter unless every value may cross
 * the port: the embedded engine ends the process on a cyclic or very deep
 * one, and a NaN would be stored silently.
 */
export function checkParameters(parameters: Parameters): void {
  for (const [name, value] of Object.entries(parameters)) checkValue(value, `$${name}`, 0);
}

function checkValue(value: Value | undefined, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new TypeError(`${path} is nested deeper than ${MAX_DEPTH} levels.`);
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}; only finite numbers can be stored.`);
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) {
        if (value.length > MAX_LIST) throw new TypeError(`${path} has ${value.length} items; at most ${MAX_LIST} fit.`);
        value.forEach((item: Value, index) => checkValue(item, `${path}[${index}]`, depth + 1));
        return;
      }
      for (const [key, item] of Object.entries(value)) checkValue(item, `${path}.${key}`, depth + 1);
      return;
    case 'string':
    case 'boolean':
    case 'undefined':
      return;
    default:
      throw new TypeError(`${path} is a ${typeof value}; that cannot be stored.`);
  }
}
