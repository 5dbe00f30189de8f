import type { Graph } from '../graph/graph.js';
import type { Columns, ColumnType } from './columns.js';
import {
  EDGE_COLUMNS,
  edgeData,
  endsOf,
  NODE_COLUMNS,
  nodeData,
  nodeId,
  publicElements,
  type Data,
  type Elements,
} from './elements.js';
import { GraphRows, type Property } from './graph-rows.js';
import { fillDirectory, type ExportOptions, type ExportReport } from './output.js';

const FILE = 'related-work.graphml';

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  int: 'long',
  float: 'double',
  boolean: 'boolean',
  date: 'string',
  'string[]': 'string',
};

/** Writes papers, authors, topics and techniques and how they are connected as one GraphML file. */
export async function exportGraphml(
  graph: Graph,
  directory: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const rows = new GraphRows(graph, options);
  const files = await fillDirectory(directory, options, async (write) => {
    await write(FILE, graphmlOf(publicElements(rows)));
  });
  return { files, nodes: rows.nodeCount, relationships: rows.relationshipCount };
}

/**
 * The GraphML document of a graph, piece by piece. The format allows few
 * characters in ids, so the others stand there as `_2F_`, their code point; the
 * whole id is in `ref`. The items of a list are joined by `|`, and what XML
 * cannot hold, control characters, is left out.
 */
export async function* graphmlOf({ nodes, edges }: Elements): AsyncGenerator<string, void, undefined> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
${keys('node', NODE_COLUMNS)}${keys('edge', EDGE_COLUMNS)}<graph id="related-work" edgedefault="directed">
`;
  for await (const node of nodes) yield `<node id="${token(nodeId(node))}">${data('node', nodeData(node))}</node>\n`;
  let edgeCount = 0;
  for await (const edge of edges) {
    const { source, target } = endsOf(edge);
    yield `<edge id="e${edgeCount++}" source="${token(source)}" target="${token(target)}">${data('edge', edgeData(edge))}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

type Owner = 'node' | 'edge';

function keys(owner: Owner, columns: Columns): string {
  return Object.entries(columns)
    .map(
      ([name, type]) => `<key id="${owner}.${name}" for="${owner}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`,
    )
    .join('');
}

function data(owner: Owner, values: Data): string {
  return Object.entries(values)
    .map(([name, value]) => `<data key="${owner}.${name}">${escaped(textOf(value))}</data>`)
    .join('');
}

function textOf(value: NonNullable<Property>): string {
  return typeof value === 'object' ? value.join('|') : String(value);
}

/** An id as GraphML's schema wants it: an NMTOKEN. Different ids stay different. */
function token(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9.:-]/gu, (character) => `_${character.codePointAt(0)?.toString(16).toUpperCase()}_`);
}

// eslint-disable-next-line no-control-regex -- control characters are what this finds
const SPECIAL = /[&<>\r]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** A carriage return would be read back as a line feed if it stood there as itself. */
const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

function escaped(text: string): string {
  return text.replaceAll(SPECIAL, (character) => REFERENCES[character] ?? '');
}
