import {
  NODES,
  RELATIONSHIPS,
  type Columns,
  type ColumnType,
  type Label,
  type RelationshipType,
} from '../../src/export/columns.js';
import type { NodeRow, Properties, Property, RelationshipRow } from '../../src/export/graph-rows.js';
import { statement, type Graph, type WriteStep } from '../../src/graph/graph.js';

/** Values that a file format can lose, split or misread. */
export const NASTY: readonly string[] = [
  'plain',
  '',
  ' leading',
  'trailing ',
  ' ',
  'say "hi"',
  '"',
  '""',
  "it's",
  'a,b;c|d\te',
  'line\nbreak',
  'carriage\r\nand\rreturn\r',
  '\n',
  'back\\slash\\',
  '\\"',
  '<b class="x">&amp; &lt; ]]> <!-- --></b>',
  'unit\u001Fseparator',
  'bell\u0007 and \u007F',
  '😀 \u{1D4B3}',
  'Ünïcödé 中文 ﬁ',
  '\uFF5E above the surrogates',
  '\uFEFFmark',
  'line\u2028separator',
  'not\uFFFEa character',
  'null',
  '-1',
  '=1+1',
];

const COUNT = NASTY.length;
const LIST_ITEMS = NASTY.filter((text) => !text.includes('\u001F'));
const LISTS: readonly (readonly string[])[] = [
  ['one'],
  [],
  [''],
  ['', ''],
  ['', 'a'],
  ['a', ''],
  LIST_ITEMS,
  ...LIST_ITEMS.filter((text) => text !== '').map((text) => [text]),
];
const INTEGERS = [0, 1, -1, 2024, Number.MAX_SAFE_INTEGER];
const FLOATS = [0, 1, 0.1, 1e-7, 0.30000000000000004, -1e21];
const DATES = ['1999-12-31', '2024-02-29', '1500-01-01'];

/**
 * Writes nodes of every label and relationships of every type, with such values
 * in every property and id.
 *
 * @returns what it wrote.
 */
export async function addNastyGraph(
  graph: Graph,
): Promise<{ nodes: readonly NodeRow[]; relationships: readonly RelationshipRow[] }> {
  const nodes = Object.entries(NODES).flatMap(([label, columns]) =>
    NASTY.map((_, index) => ({
      label: label as Label,
      id: idOf(label, index),
      properties: values(columns, index),
    })),
  );
  const relationships = Object.entries(RELATIONSHIPS).flatMap(([type, { start, end, properties }]) =>
    NASTY.flatMap((_, index) =>
      [1, 9].map((step) => ({
        type: type as RelationshipType,
        startId: idOf(start, index),
        endId: idOf(end, (index + step) % COUNT),
        properties: values(properties, index + step),
      })),
    ),
  );
  await graph.write([
    ...Object.entries(NODES).map(([label, columns]): WriteStep => ({
      statement: statement(
        `add ${label}`,
        `UNWIND $rows AS row CREATE (n:${label} {id: row.id}) ${assignments('n', columns)}`,
      ),
      rows: nodes.filter((node) => node.label === label).map(({ id, properties }) => ({ id, ...properties })),
    })),
    ...Object.entries(RELATIONSHIPS).map(([type, { start, end, properties: columns }]): WriteStep => ({
      statement: statement(
        `add ${type}`,
        `UNWIND $rows AS row MATCH (s:${start} {id: row.startId}) MATCH (e:${end} {id: row.endId})
CREATE (s)-[r:${type}]->(e) ${assignments('r', columns)}`,
      ),
      rows: relationships
        .filter((relationship) => relationship.type === type)
        .map(({ startId, endId, properties }) => ({ startId, endId, ...properties })),
    })),
  ]);
  return { nodes, relationships };
}

function idOf(label: string, index: number): string {
  // Only a title can be as short as nothing.
  return label === 'AlternateTitle' ? (NASTY[index] ?? '') : `nasty:${index % 3}${NASTY[index] ?? ''}`;
}

function assignments(variable: string, columns: Columns): string {
  const set = Object.entries(columns).map(([name, type]) => {
    const value = type === 'date' ? `date(row.${name})` : type === 'float' ? `toFloat(row.${name})` : `row.${name}`;
    return `${variable}.${name} = ${value}`;
  });
  return set.length === 0 ? '' : `SET ${set.join(', ')}`;
}

function values(columns: Columns, index: number): Properties {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type], column) => [
      name,
      // Titles and the like are never absent.
      (index + column) % 5 === 4 && column > 0 ? null : valueOf(type, index + column),
    ]),
  );
}

function valueOf(type: ColumnType, seed: number): Property {
  const choose = <Item>(items: readonly Item[]): Item => items[seed % items.length]!;
  switch (type) {
    case 'string':
      return choose(NASTY);
    case 'int':
      return choose(INTEGERS);
    case 'float':
      return choose(FLOATS);
    case 'boolean':
      return seed % 2 === 0;
    case 'date':
      return choose(DATES);
    case 'string[]':
      return choose(LISTS);
  }
}
