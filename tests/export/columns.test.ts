import {
  NODES,
  NOT_EXPORTED,
  publicColumns,
  RELATIONSHIPS,
  type Columns,
  type Label,
  type RelationshipType,
} from '../../src/export/columns.js';
import { EDGE_COLUMNS, NODE_COLUMNS } from '../../src/export/elements.js';
import { PUBLIC_GRAPH } from '../../src/export/graph-rows.js';
import { statement } from '../../src/graph/graph.js';
import { LABELS } from '../../src/graph/schema.js';
import { describeSeeded } from '../support/seeded.js';

interface KeyRow {
  readonly owner: string;
  readonly key: string;
}

interface EndsRow {
  readonly start: string;
  readonly type: string;
  readonly end: string;
}

const NODE_KEYS = statement<KeyRow>(
  'node keys',
  'MATCH (n) UNWIND labels(n) AS owner UNWIND keys(n) AS key RETURN DISTINCT owner AS owner, key AS key',
);
const RELATIONSHIP_KEYS = statement<KeyRow>(
  'relationship keys',
  'MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT type(r) AS owner, key AS key',
);
const ENDS = statement<EndsRow>(
  'ends',
  'MATCH (s)-[r]->(e) RETURN DISTINCT head(labels(s)) AS start, type(r) AS type, head(labels(e)) AS end',
);

describeSeeded('the columns of an export', (engine) => {
  it('name every property of every node', async () => {
    const rows = await engine.graph().read(NODE_KEYS, {});
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter(({ owner, key }) => key !== 'id' && !(key in columnsOf(NODES, owner)))).toEqual([]);
  });

  it('name every property of every relationship', async () => {
    const rows = await engine.graph().read(RELATIONSHIP_KEYS, {});
    expect(rows.length).toBeGreaterThan(8);
    const properties = Object.fromEntries(Object.entries(RELATIONSHIPS).map(([type, part]) => [type, part.properties]));
    expect(rows.filter(({ owner, key }) => !(key in columnsOf(properties, owner)))).toEqual([]);
  });

  it('name the ends of every relationship', async () => {
    const rows = await engine.graph().read(ENDS, {});
    expect(rows.length).toBeGreaterThan(4);
    const expected = Object.entries(RELATIONSHIPS).map(([type, { start, end }]) => ({ start, type, end }));
    expect(expected).toEqual(expect.arrayContaining(rows));
  });
});

describe('the columns of an export', () => {
  it('are there for every label of the schema', () => {
    expect(Object.keys(NODES)).toEqual(
      expect.arrayContaining(LABELS.filter((label) => !NOT_EXPORTED.some((other) => other === label))),
    );
    expect(Object.keys(NODES)).not.toEqual(expect.arrayContaining([...NOT_EXPORTED]));
  });

  it('have the same type under the same name wherever other programs see them together', () => {
    for (const { columns } of PUBLIC_GRAPH.nodes) expect(NODE_COLUMNS).toMatchObject(columns);
    for (const { columns } of PUBLIC_GRAPH.relationships) {
      const others = Object.entries(columns).filter(([name]) => name !== 'source');
      expect(EDGE_COLUMNS).toMatchObject(Object.fromEntries(others));
    }
  });

  it('leave the names alone that such programs give a meaning', () => {
    const properties = (all: readonly Columns[]): string[] => all.flatMap((columns) => Object.keys(columns));
    const ofNodes = properties(Object.values(NODES).map(publicColumns));
    expect(ofNodes.filter((name) => ['id', 'label', 'type', 'ref', 'parent'].includes(name))).toEqual([]);
    expect(Object.keys(EDGE_COLUMNS).filter((name) => ['id', 'source', 'target'].includes(name))).toEqual([]);
  });

  it('hide what is only for this program', () => {
    const shown = [...PUBLIC_GRAPH.nodes, ...PUBLIC_GRAPH.relationships].flatMap(({ columns }) => Object.keys(columns));
    expect(shown.filter((name) => /normalized|search|match|sort|rank|valueSources/i.test(name))).toEqual([]);
    expect(shown).toEqual(expect.arrayContaining(['title', 'stub', 'role', 'position']));
  });
});

function columnsOf(all: Partial<Record<Label | RelationshipType, Columns>>, owner: string): Columns {
  return (all as Readonly<Record<string, Columns>>)[owner] ?? {};
}
