import { NODES, RELATIONSHIPS } from '../../src/export/columns.js';
import { WHOLE_GRAPH } from '../../src/export/graph-rows.js';
import { statement, type Graph, type Statement } from '../../src/graph/graph.js';
import { describeEachEngine } from '../support/engines.js';
import { addNastyGraph } from './nasty.js';
import { rowsOf } from './rows.js';

const PAPERS = statement('papers', 'UNWIND $rows AS row MERGE (p:Paper {id: row.id}) SET p.stub = false');
const CITE = statement(
  'cite',
  'UNWIND $rows AS row MATCH (p:Paper {id: row.from}) MATCH (q:Paper {id: row.to}) CREATE (p)-[:CITES]->(q)',
);
const DELETE = statement('delete', 'UNWIND $rows AS row MATCH (p:Paper {id: row.id}) DETACH DELETE p');

describeEachEngine('reading a whole graph', (engine) => {
  beforeEach(async () => {
    await engine.clear();
  });

  it('brings every node and relationship once, with every value, ordered by id', async () => {
    const written = await addNastyGraph(engine.graph());
    const { nodes, relationships } = await rowsOf(engine.graph(), WHOLE_GRAPH);
    expect(sorted(nodes)).toEqual(sorted(written.nodes));
    expect(sorted(relationships)).toEqual(sorted(written.relationships));
    for (const label of Object.keys(NODES)) {
      const ids = nodes.filter((node) => node.label === label).map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(20);
      expect(ids).toEqual([...ids].sort());
    }
    for (const [type, { readFrom }] of Object.entries(RELATIONSHIPS)) {
      const ends = relationships
        .filter((found) => found.type === type)
        .map(({ startId, endId }) => (readFrom === 'start' ? [startId, endId] : [endId, startId]));
      expect(ends.length).toBeGreaterThan(40);
      expect(ends).toEqual([...ends].sort(byBoth));
    }
  });

  it('reads many nodes and hubs in pages that stay small, in order all the same', async () => {
    const [citers, cited] = [15, 1100];
    const ids = (kind: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${kind}:${index}`);
    await engine.graph().write([
      { statement: PAPERS, rows: [...ids('citer', citers), ...ids('cited', cited)].map((id) => ({ id })) },
      {
        statement: CITE,
        rows: ids('citer', citers).flatMap((from) => ids('cited', cited).map((to) => ({ from, to }))),
      },
    ]);
    const sizes: number[] = [];
    const watched = answering(engine.graph(), ({ name }, rows) => {
      if (['export Paper', 'export CITES'].includes(name)) sizes.push(rows.length);
    });
    const { nodes, relationships } = await rowsOf(watched, WHOLE_GRAPH);
    expect(nodes.map(({ id }) => id)).toEqual([...ids('citer', citers), ...ids('cited', cited)].sort());
    expect(new Set(relationships.map(({ startId, endId }) => `${startId} ${endId}`)).size).toBe(citers * cited);
    expect(relationships).toHaveLength(citers * cited);
    const ends = relationships.map(({ startId, endId }) => [startId, endId]);
    expect(ends).toEqual([...ends].sort(byBoth));
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
  });

  it('brings no relationship of a node that came too late or went', async () => {
    const graph = engine.graph();
    await graph.write([
      { statement: PAPERS, rows: ['a:1', 'b:1', 'c:1'].map((id) => ({ id })) },
      {
        statement: CITE,
        rows: [
          { from: 'a:1', to: 'b:1' },
          { from: 'a:1', to: 'c:1' },
        ],
      },
    ]);
    const changed = answering(graph, async ({ name }) => {
      if (name === 'export ids of Paper') {
        await graph.write([
          { statement: DELETE, rows: [{ id: 'c:1' }] },
          { statement: PAPERS, rows: [{ id: 'd:1' }] },
          { statement: CITE, rows: [{ from: 'a:1', to: 'd:1' }] },
        ]);
      }
    });
    const { nodes, relationships } = await rowsOf(changed, WHOLE_GRAPH);
    expect(nodes.map(({ id }) => id)).toEqual(['a:1', 'b:1']);
    expect(relationships).toEqual([{ type: 'CITES', startId: 'a:1', endId: 'b:1', properties: {} }]);
  });

  it('tells its progress, and ends when it is aborted', async () => {
    await addNastyGraph(engine.graph());
    const told: number[] = [];
    const { nodes, relationships } = await rowsOf(engine.graph(), WHOLE_GRAPH, { progress: (done) => told.push(done) });
    expect(told.at(-1)).toBe(nodes.length + relationships.length);
    expect(told).toEqual([...told].sort((left, right) => left - right));

    const stop = new AbortController();
    const reason = new Error('enough');
    await expect(
      rowsOf(engine.graph(), WHOLE_GRAPH, { signal: stop.signal, progress: () => stop.abort(reason) }),
    ).rejects.toBe(reason);
  });
});

function sorted<Row extends object>(rows: readonly Row[]): Row[] {
  const keyOf = (row: Row): string => JSON.stringify({ ...row, properties: undefined });
  return [...rows].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

function byBoth([near = '', far = '']: readonly string[], [otherNear = '', otherFar = '']: readonly string[]): number {
  if (near !== otherNear) return near < otherNear ? -1 : 1;
  return far < otherFar ? -1 : 1;
}

/** A graph that tells of each answer before it gives it. */
function answering(
  graph: Graph,
  tell: (asked: Statement<unknown>, rows: readonly unknown[]) => void | Promise<void>,
): Graph {
  return {
    engine: graph.engine,
    read: async (asked, ...more) => {
      const rows = await graph.read(asked, ...more);
      await tell(asked, rows);
      return rows;
    },
    write: async (steps) => await graph.write(steps),
    searchPapers: async (...asked) => await graph.searchPapers(...asked),
    searchPapersWithTexts: async (...asked) => await graph.searchPapersWithTexts(...asked),
    onWrite: (listener) => graph.onWrite(listener),
    prepareSchema: async () => await graph.prepareSchema(),
    ping: async (options) => await graph.ping(options),
    close: async () => await graph.close(),
  };
}
