import type { Graph, WriteStep } from '../../src/graph/graph.js';

/** What the runs of one statement came to. */
export interface StatementTime {
  readonly name: string;
  readonly kind: 'read' | 'write';
  ms: number;
  runs: number;
  /** Rows given to a write, rows got from a read. */
  rows: number;
}

/** A graph that notes how long each statement takes. */
export interface MeasuredGraph {
  readonly graph: Graph;
  readonly times: ReadonlyMap<string, StatementTime>;
}

/**
 * Wraps a graph.
 *
 * @param written hears the steps of every write before it begins.
 */
export function measured(
  inner: Graph,
  written: (steps: readonly WriteStep[]) => void = () => undefined,
): MeasuredGraph {
  const times = new Map<string, StatementTime>();
  const add = (name: string, kind: StatementTime['kind'], begun: number, rows: number): void => {
    const time = times.get(`${kind} ${name}`) ?? { name, kind, ms: 0, runs: 0, rows: 0 };
    time.ms += performance.now() - begun;
    time.runs += 1;
    time.rows += rows;
    times.set(`${kind} ${name}`, time);
  };
  const graph: Graph = {
    engine: inner.engine,
    read: async (statement, parameters, options) => {
      const begun = performance.now();
      const rows = await inner.read(statement, parameters, options);
      add(statement.name, 'read', begun, rows.length);
      return rows;
    },
    write: async (steps) => {
      written(steps);
      let commit = performance.now();
      // The engine asks for the next step when it is done with the one before.
      function* timed(): Generator<WriteStep> {
        for (const step of steps) {
          const begun = performance.now();
          yield step;
          add(step.statement.name, 'write', begun, step.rows?.length ?? 0);
        }
        commit = performance.now();
      }
      await inner.write(Object.assign([...steps], { [Symbol.iterator]: timed }));
      add('commit', 'write', commit, 0);
    },
    searchPapers: async (queries, options) => await inner.searchPapers(queries, options),
    searchPapersWithTexts: async (queries, options) => await inner.searchPapersWithTexts(queries, options),
    onWrite: (listener) => inner.onWrite(listener),
    prepareSchema: async () => await inner.prepareSchema(),
    ping: async (options) => await inner.ping(options),
    close: async () => await inner.close(),
  };
  return { graph, times };
}
