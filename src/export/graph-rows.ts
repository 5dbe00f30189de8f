import { statement, type Graph, type Statement } from '../graph/graph.js';
import {
  NODES,
  PUBLIC_LABELS,
  PUBLIC_TYPES,
  publicColumns,
  RELATIONSHIPS,
  type Columns,
  type Label,
  type RelationshipType,
} from './columns.js';
import type { ExportOptions } from './output.js';

export type Property = string | number | boolean | readonly string[] | null;

export type Properties = Readonly<Record<string, Property>>;

export interface NodeRow {
  readonly label: Label;
  readonly id: string;
  readonly properties: Properties;
}

/** A relationship; the labels of its ends are those of its type. */
export interface RelationshipRow {
  readonly type: RelationshipType;
  readonly startId: string;
  readonly endId: string;
  readonly properties: Properties;
}

/** How the nodes of a label are read. */
export interface NodePart {
  readonly label: Label;
  readonly columns: Columns;
  readonly ids: Statement<{ id: string }>;
  readonly page: Statement<{ id: string; properties: Properties }>;
}

/** How the relationships of a type are read. `near` is the end that reading starts from, `far` the other. */
export interface RelationshipPart {
  readonly type: RelationshipType;
  readonly columns: Columns;
  readonly near: Label;
  readonly far: Label;
  readonly degrees: Statement<{ id: string; degree: number }>;
  readonly page: Statement<{ near: string; far: string; properties: Properties }>;
}

/** What of the graph is read. */
export interface View {
  readonly nodes: readonly NodePart[];
  readonly relationships: readonly RelationshipPart[];
}

/** All that is stored. */
export const WHOLE_GRAPH: View = viewOf(
  Object.keys(NODES) as Label[],
  Object.keys(RELATIONSHIPS) as RelationshipType[],
  (columns) => columns,
);

/** What other programs are shown of it. */
export const PUBLIC_GRAPH: View = viewOf(PUBLIC_LABELS, PUBLIC_TYPES, publicColumns);

const IDS_PER_PAGE = 1000;
const RELATIONSHIPS_PER_PAGE = 10_000;

/**
 * Reads a graph part by part, in pages, in an order that is the same on every
 * engine: by id, code unit by code unit. Of what was read only the ids stay in
 * memory. Relationships come after the nodes of both their labels, and only
 * between nodes that came: another program may be writing meanwhile.
 */
export class GraphRows {
  nodeCount = 0;
  relationshipCount = 0;
  private readonly came = new Map<Label, Set<string>>();

  constructor(
    private readonly graph: Graph,
    private readonly options: ExportOptions,
  ) {}

  async *nodes({ label, ids, page }: NodePart): AsyncGenerator<NodeRow, void, undefined> {
    const came = new Set<string>();
    this.came.set(label, came);
    const all = (await this.read(ids, [])).map(({ id }) => id).sort();
    for (let start = 0; start < all.length; start += IDS_PER_PAGE) {
      const rows = await this.read(page, all.slice(start, start + IDS_PER_PAGE));
      for (const { id, properties } of rows.sort(by('id'))) {
        came.add(id);
        this.nodeCount += 1;
        yield { label, id, properties };
      }
      this.tellProgress();
    }
  }

  async *relationships(part: RelationshipPart): AsyncGenerator<RelationshipRow, void, undefined> {
    const { type, page } = part;
    const isForward = RELATIONSHIPS[type].readFrom === 'start';
    const isThere = this.idsOf(part.far);
    for await (const ids of this.pagesOf(part)) {
      const rows = await this.read(page, ids);
      for (const { near, far, properties } of rows.sort(by('near', 'far'))) {
        if (!isThere.has(far)) continue;
        this.relationshipCount += 1;
        yield { type, startId: isForward ? near : far, endId: isForward ? far : near, properties };
      }
      this.tellProgress();
    }
  }

  /** Splits the near ends so that the relationships of each page are few, whatever hubs there are. */
  private async *pagesOf({ near, degrees }: RelationshipPart): AsyncGenerator<string[], void, undefined> {
    const all = [...this.idsOf(near)];
    let page: string[] = [];
    let size = 0;
    for (let start = 0; start < all.length; start += IDS_PER_PAGE) {
      const counted = await this.read(degrees, all.slice(start, start + IDS_PER_PAGE));
      for (const { id, degree } of counted.sort(by('id'))) {
        if (degree === 0) continue;
        if (page.length === IDS_PER_PAGE || (size > 0 && size + degree > RELATIONSHIPS_PER_PAGE)) {
          yield page;
          page = [];
          size = 0;
        }
        page.push(id);
        size += degree;
      }
    }
    if (page.length > 0) yield page;
  }

  private idsOf(label: Label): Set<string> {
    const ids = this.came.get(label);
    if (ids === undefined) throw new Error(`Relationships of ${label} nodes were asked for before the nodes.`);
    return ids;
  }

  private async read<Row>(asked: Statement<Row>, ids: readonly string[]): Promise<Row[]> {
    return await this.graph.read(asked, { ids }, { signal: this.options.signal });
  }

  private tellProgress(): void {
    this.options.progress?.(this.nodeCount + this.relationshipCount);
  }
}

/** Every node of a view, label after label. */
export async function* nodesOf(rows: GraphRows, { nodes }: View): AsyncGenerator<NodeRow, void, undefined> {
  for (const part of nodes) yield* rows.nodes(part);
}

/** Every relationship of a view, type after type; to be read after the nodes. */
export async function* relationshipsOf(
  rows: GraphRows,
  { relationships }: View,
): AsyncGenerator<RelationshipRow, void, undefined> {
  for (const part of relationships) yield* rows.relationships(part);
}

function viewOf(
  labels: readonly Label[],
  types: readonly RelationshipType[],
  chosen: (columns: Columns) => Columns,
): View {
  return {
    nodes: labels.map((label) => nodePart(label, chosen(NODES[label]))),
    relationships: types.map((type) => relationshipPart(type, chosen(RELATIONSHIPS[type].properties))),
  };
}

function nodePart(label: Label, columns: Columns): NodePart {
  return {
    label,
    columns,
    ids: statement(`export ids of ${label}`, `MATCH (n:${label}) RETURN n.id AS id`),
    page: statement(
      `export ${label}`,
      `UNWIND $ids AS id
MATCH (n:${label} {id: id})
RETURN n.id AS id, ${projection('n', columns)} AS properties`,
    ),
  };
}

function relationshipPart(type: RelationshipType, columns: Columns): RelationshipPart {
  const { start, end, readFrom } = RELATIONSHIPS[type];
  const [near, far] = readFrom === 'start' ? [start, end] : [end, start];
  const arrow = (inside: string): string => (readFrom === 'start' ? `-[${inside}]->` : `<-[${inside}]-`);
  return {
    type,
    columns,
    near,
    far,
    degrees: statement(
      `export degrees of ${type}`,
      `UNWIND $ids AS id
MATCH (n:${near} {id: id})
RETURN n.id AS id, COUNT { (n)${arrow(`:${type}`)}() } AS degree`,
    ),
    page: statement(
      `export ${type}`,
      `UNWIND $ids AS id
MATCH (n:${near} {id: id}) MATCH (n)${arrow(`r:${type}`)}(m:${far})
RETURN n.id AS near, m.id AS far, ${projection('r', columns)} AS properties`,
    ),
  };
}

function projection(variable: string, columns: Columns): string {
  const entries = Object.entries(columns).map(([name, type]) =>
    type === 'date' ? `${name}: toString(${variable}.${name})` : `${name}: ${variable}.${name}`,
  );
  return `{${entries.join(', ')}}`;
}

function by<Key extends string>(
  ...keys: readonly Key[]
): (left: Record<Key, string>, right: Record<Key, string>) => number {
  return (left, right) => {
    for (const key of keys) {
      if (left[key] !== right[key]) return left[key] < right[key] ? -1 : 1;
    }
    return 0;
  };
}
