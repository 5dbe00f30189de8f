import type { Graph } from '../../src/graph/graph.js';

/** A graph that passes everything on, so that a test can put something of its own before one method. */
export function forwarding(graph: Graph): Graph {
  return {
    engine: graph.engine,
    read: async (...asked) => await graph.read(...asked),
    searchPapers: async (...asked) => await graph.searchPapers(...asked),
    searchPapersWithTexts: async (...asked) => await graph.searchPapersWithTexts(...asked),
    write: async (steps) => await graph.write(steps),
    onWrite: (listener) => graph.onWrite(listener),
    prepareSchema: async () => await graph.prepareSchema(),
    ping: async (options) => await graph.ping(options),
    close: async () => await graph.close(),
  };
}
