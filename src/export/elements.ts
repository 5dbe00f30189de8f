import { NODES, publicColumns, RELATIONSHIPS, type Columns } from './columns.js';
import {
  nodesOf,
  PUBLIC_GRAPH,
  relationshipsOf,
  type GraphRows,
  type NodeRow,
  type Properties,
  type Property,
  type RelationshipRow,
} from './graph-rows.js';

/** A graph, or a part of one, for programs that draw graphs. Both ends of an edge are among the nodes. */
export interface Elements {
  readonly nodes: AsyncIterable<NodeRow> | Iterable<NodeRow>;
  readonly edges: AsyncIterable<RelationshipRow> | Iterable<RelationshipRow>;
}

/** What such a program is told of a node or an edge. What is unknown is left out. */
export type Data = Readonly<Record<string, NonNullable<Property>>>;

/** The names under which the properties of a label or type are shown. */
type ShownNames = readonly (readonly [property: string, shown: string])[];

const SHOWN_OF_NODES: Readonly<Record<string, ShownNames>> = Object.fromEntries(
  Object.entries(NODES).map(([label, columns]) => [
    label,
    Object.keys(publicColumns(columns)).map((name) => [name, name]),
  ]),
);

const SHOWN_OF_EDGES: Readonly<Record<string, ShownNames>> = Object.fromEntries(
  Object.entries(RELATIONSHIPS).map(([type, { properties }]) => [
    type,
    Object.keys(publicColumns(properties)).map((name) => [name, edgeName(name)]),
  ]),
);

/** All that is told of nodes, with its type. `ref` leads to the node in the API. */
export const NODE_COLUMNS: Columns = {
  label: 'string',
  type: 'string',
  ref: 'string',
  ...joined(PUBLIC_GRAPH.nodes, (name) => name),
};

/** All that is told of edges, with its type. */
export const EDGE_COLUMNS: Columns = { label: 'string', ...joined(PUBLIC_GRAPH.relationships, edgeName) };

/** All that other programs are shown of a graph; to be read once, the nodes first. */
export function publicElements(rows: GraphRows): Elements {
  return { nodes: nodesOf(rows, PUBLIC_GRAPH), edges: relationshipsOf(rows, PUBLIC_GRAPH) };
}

/** The id of a node among nodes of all labels. */
export function nodeId({ label, id }: Pick<NodeRow, 'label' | 'id'>): string {
  return `${label}:${id}`;
}

/** The ids of the nodes that an edge joins. */
export function endsOf({ type, startId, endId }: RelationshipRow): { source: string; target: string } {
  const { start, end } = RELATIONSHIPS[type];
  return { source: nodeId({ label: start, id: startId }), target: nodeId({ label: end, id: endId }) };
}

export function nodeData({ label, id, properties }: NodeRow): Data {
  const name = properties['title'] ?? properties['name'] ?? id;
  return { label: String(name), type: label, ref: id, ...shown(SHOWN_OF_NODES[label], properties) };
}

export function edgeData({ type, properties }: RelationshipRow): Data {
  return { label: type, ...shown(SHOWN_OF_EDGES[type], properties) };
}

/** The source of an edge is the node where it begins, so who told of it has another name. */
function edgeName(property: string): string {
  return property === 'source' ? 'provenance' : property;
}

function shown(names: ShownNames = [], properties: Properties): Data {
  const data: Record<string, NonNullable<Property>> = {};
  for (const [property, name] of names) {
    const value = properties[property] ?? null;
    if (value !== null) data[name] = value;
  }
  return data;
}

function joined(parts: readonly { readonly columns: Columns }[], shownName: (name: string) => string): Columns {
  return Object.fromEntries(
    parts.flatMap(({ columns }) => Object.entries(columns).map(([name, type]) => [shownName(name), type])),
  );
}
