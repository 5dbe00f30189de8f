import { stringify } from 'csv-stringify/sync';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Graph } from '../graph/graph.js';
import { RELATIONSHIPS, type Columns, type ColumnType } from './columns.js';
import {
  GraphRows,
  WHOLE_GRAPH,
  type NodeRow,
  type Properties,
  type Property,
  type RelationshipRow,
} from './graph-rows.js';
import { ExportError, fillDirectory, type ExportOptions, type ExportReport, type WriteFile } from './output.js';

/** Separates the items of a list. No record can bring it: ingest strips control characters. */
const LIST_DELIMITER = '\u001F';

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  int: 'long',
  float: 'double',
  boolean: 'boolean',
  date: 'date',
  'string[]': 'string[]',
};

const README = 'README.txt';
const SCRIPT = 'import.sh';
const PART = /^(nodes|relationships)-\w+\.csv/;
const MARK = {
  // Beside the export's own files the importer may have left its report.
  names: /^((nodes|relationships)-\w+\.csv|import\.sh|README\.txt|import\.report)$/,
  file: README,
  beginning: 'Related Work: a graph for neo4j-admin, format 1\n',
};
const RECORDS_PER_PIECE = 500;

/**
 * Writes the whole graph as CSV files for `neo4j-admin database import full`,
 * with a script that imports them and a README.txt. A list without items comes
 * back as an absent property: the importer knows no empty lists, and the
 * product reads both alike.
 *
 * @throws ExportError when the directory holds anything but an earlier export of this format.
 */
export async function exportForNeo4jAdmin(
  graph: Graph,
  directory: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const rows = new GraphRows(graph, options);
  const fill = async (write: WriteFile): Promise<void> => {
    // First, so that also the rests of an export that broke off are known as its own.
    await write(README, [readme()]);
    await write(SCRIPT, [script()], 0o777);
    for (const part of WHOLE_GRAPH.nodes) {
      const { label, columns } = part;
      const head = [`id:ID(${label})`, ...header(columns)];
      const recordOf = ({ id, properties }: NodeRow): Field[] => [id, ...fields(columns, properties, id)];
      await write(nodesFile(label), csv(head, rows.nodes(part), recordOf));
    }
    for (const part of WHOLE_GRAPH.relationships) {
      const { type, columns } = part;
      const { start, end } = RELATIONSHIPS[type];
      const head = [`:START_ID(${start})`, `:END_ID(${end})`, ...header(columns)];
      const recordOf = ({ startId, endId, properties }: RelationshipRow): Field[] => [
        startId,
        endId,
        ...fields(columns, properties, startId),
      ];
      await write(relationshipsFile(type), csv(head, rows.relationships(part), recordOf));
    }
  };
  const files = await fillDirectory(directory, options, fill, MARK);
  await removeOldParts(directory, files);
  return { files, nodes: rows.nodeCount, relationships: rows.relationshipCount };
}

async function* csv<Row>(
  head: readonly string[],
  rows: AsyncIterable<Row>,
  recordOf: (row: Row) => readonly Field[],
): AsyncGenerator<string, void, undefined> {
  let records: (readonly Field[])[] = [head];
  for await (const row of rows) {
    records.push(recordOf(row));
    if (records.length >= RECORDS_PER_PIECE) {
      yield text(records);
      records = [];
    }
  }
  yield text(records);
}

type Field = string | number | boolean | null;

/** Every string is in quotes, so that an empty one is told from an absent one, which is nothing at all. */
function text(records: readonly (readonly Field[])[]): string {
  return stringify([...records], { quoted_string: true, cast: { boolean: String } });
}

function header(columns: Columns): string[] {
  return Object.entries(columns).map(([name, type]) => `${name}:${TYPES[type]}`);
}

function fields(columns: Columns, properties: Properties, owner: string): Field[] {
  return Object.keys(columns).map((name) => field(properties[name] ?? null, name, owner));
}

function field(value: Property, name: string, owner: string): Field {
  if (value === null || typeof value !== 'object') return value;
  if (value.some((item) => item.includes(LIST_DELIMITER))) {
    throw new ExportError(
      `${name} of ${owner} has an item with the character U+001F, which separates items in these files. Remove it from the graph, or export to another format.`,
    );
  }
  const items = value.join(LIST_DELIMITER);
  return items === '' ? null : items;
}

function nodesFile(label: string): string {
  return `nodes-${label}.csv`;
}

function relationshipsFile(type: string): string {
  return `relationships-${type}.csv`;
}

/** An earlier release may have written a part that this one does not have. */
async function removeOldParts(directory: string, files: readonly string[]): Promise<void> {
  const written = new Set(files.map((file) => basename(file)));
  for (const name of await readdir(directory)) {
    if (PART.test(name) && !written.has(name)) await rm(join(directory, name));
  }
}

const OPTIONS = [
  '--id-type=string',
  '--input-encoding=UTF-8',
  '--array-delimiter=U+001F',
  '--multiline-fields=true',
  '--ignore-empty-strings=false',
  ...WHOLE_GRAPH.nodes.map(({ label }) => `--nodes=${label}=./${nodesFile(label)}`),
  ...WHOLE_GRAPH.relationships.map(({ type }) => `--relationships=${type}=./${relationshipsFile(type)}`),
];

function script(): string {
  return `#!/bin/sh
# Imports the files beside this script into a new database: see README.txt.
set -eu
CDPATH= cd -- "$(dirname -- "$0")"
case "\${1-}" in
  '' | -*) database=neo4j ;;
  *)
    database=$1
    shift
    ;;
esac
exec "\${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" \\
  ${OPTIONS.join(' \\\n  ')} \\
  "$@"
`;
}

function readme(): string {
  return `${MARK.beginning}
The nodes and relationships of a graph as CSV files, one file a label or type, for the bulk importer of Neo4j 5.23 or
newer. Import them while the server, or at least the database, is stopped:

  ./${SCRIPT}

It imports into the database "neo4j". Another name can be given, and options for the importer behind it; this one
REPLACES what the database holds:

  ./${SCRIPT} neo4j --overwrite-destination=true

NEO4J_ADMIN names a neo4j-admin that is not on the PATH, by its full path. The script runs this, in this directory,
where the importer leaves its import.report:

  neo4j-admin database import full neo4j \\
    ${OPTIONS.join(' \\\n    ')}

Then start the server, and Related Work with NEO4J_URI: constraints, indexes and the full-text index are not part of
these files; Related Work makes them at its first start, which takes a while in a large graph.

How the files are to be read: UTF-8; fields between commas, strings in double quotes, a quote within them doubled,
line breaks kept; a field of nothing is an absent property, "" an empty string; the items of a list are separated by the
character U+001F. The importer knows no empty lists, so a list without items is absent too; Related Work reads it as
empty.
`;
}
