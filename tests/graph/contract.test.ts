import { GraphStatementError, statement } from '../../src/graph/graph.js';
import { describeEachEngine } from '../support/engines.js';

const ADD = statement(
  'add',
  'UNWIND $rows AS row MERGE (p:Paper {id: row.id}) SET p.searchText = row.text, p.year = row.year',
);
const LINK = statement(
  'link',
  'UNWIND $rows AS row MATCH (p:Paper {id: row.from}) MATCH (q:Paper {id: row.to}) MERGE (p)-[:CITES]->(q)',
);
const BROKEN = statement('broken', 'MATCH (p:Paper) SET p.year = unknownFunction(p.year)');
const ALL = statement<{ id: string; year: number | null }>(
  'all',
  'MATCH (p:Paper) RETURN p.id AS id, p.year AS year ORDER BY id',
);
const LINKS = statement<{ links: number }>('links', 'MATCH (:Paper)-[r:CITES]->(:Paper) RETURN count(r) AS links');
const ECHO = statement<{ value: unknown }>('echo', 'RETURN $value AS value');

const rows = [
  { id: 'a', text: 'dropout regular neural', year: 2014 },
  { id: 'b', text: 'prune network spars', year: 2015 },
  { id: 'c', text: 'dropout prune', year: null },
];

describeEachEngine('graph port', (engine) => {
  beforeEach(async () => {
    await engine.clear();
    await engine.graph().write([{ statement: ADD, rows }]);
  });

  it('says what it is', () => {
    const { name, version } = engine.graph().engine;
    expect(name).toBe(engine.name === 'embedded' ? 'embedded' : 'Neo4j');
    expect(version).toMatch(/^\d+\.\d+/);
  });

  it('merges rows once, also when they come again', async () => {
    await engine.graph().write([{ statement: ADD, rows }]);
    expect(await engine.graph().read(ALL, {})).toEqual([
      { id: 'a', year: 2014 },
      { id: 'b', year: 2015 },
      { id: 'c', year: null },
    ]);
  });

  it('prepares its schema again without complaint', async () => {
    await expect(engine.graph().prepareSchema()).resolves.toBeUndefined();
  });

  it('writes all steps or none', async () => {
    const added = { statement: ADD, rows: [{ id: 'd', text: 'late', year: 2020 }] };
    const write = engine.graph().write([added, { statement: BROKEN }]);
    await expect(write).rejects.toThrow(GraphStatementError);
    expect((await engine.graph().read(ALL, {})).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('makes no double relationships under concurrent writers', async () => {
    const links = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ];
    await Promise.all(Array.from({ length: 8 }, () => engine.graph().write([{ statement: LINK, rows: links }])));
    expect(await engine.graph().read(LINKS, {})).toEqual([{ links: 2 }]);
  });

  it('splits long lists of rows into batches', async () => {
    const many = Array.from({ length: 4501 }, (_, index) => ({ id: `n${index}`, text: 'x', year: index }));
    await engine.graph().write([{ statement: ADD, rows: many }]);
    expect(await engine.graph().read(ALL, {})).toHaveLength(4504);
  });

  it.each([
    [1],
    [1.5],
    ['text'],
    [true],
    [null],
    [[1, 'two', null]],
    [{ a: { b: [1] } }],
    ["'; MATCH (n) DELETE n //"],
  ])('carries %j unchanged', async (value) => {
    expect(await engine.graph().read(ECHO, { value })).toEqual([{ value }]);
  });

  it('refuses what cannot be stored, naming the parameter', async () => {
    await expect(engine.graph().read(ECHO, { value: Number.NaN })).rejects.toThrow('$value is NaN');
    const cyclic: { self?: object } = {};
    cyclic.self = cyclic;
    await expect(engine.graph().read(ECHO, { value: cyclic as never })).rejects.toThrow('nested deeper than 32');
  });

  it('names the statement that fails', async () => {
    await expect(engine.graph().read(statement('nonsense', 'THIS IS NOT CYPHER'), {})).rejects.toThrow(
      /Statement nonsense failed/,
    );
  });

  it('stops waiting for a read whose signal aborts', async () => {
    const gone = new Error('gone');
    await expect(engine.graph().read(ALL, {}, { signal: AbortSignal.abort(gone) })).rejects.toBe(gone);
    const slow = statement('slow', 'UNWIND range(1, 3000000) AS i WITH sum(i) AS s RETURN s AS s');
    const controller = new AbortController();
    const read = engine.graph().read(slow, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(gone), 20);
    await expect(read).rejects.toBe(gone);
  });

  it('finds papers by their words, the best first', async () => {
    const [dropout, nothing, empty] = await engine.graph().searchPapers([
      { text: 'dropout regular', limit: 10 },
      { text: 'unknown', limit: 10 },
      { text: '', limit: 10 },
    ]);
    expect(dropout!.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(nothing).toEqual([]);
    expect(empty).toEqual([]);
  });

  it('finds what was written last, and no longer what was removed', async () => {
    await engine.graph().write([{ statement: ADD, rows: [{ id: 'a', text: 'something else', year: 1 }] }]);
    const [hits] = await engine.graph().searchPapers([{ text: 'dropout', limit: 10 }]);
    expect(hits!.map(({ id }) => id)).toEqual(['c']);
  });

  it('answers a ping', async () => {
    await expect(engine.graph().ping()).resolves.toBeUndefined();
  });
});
