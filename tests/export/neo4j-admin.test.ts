import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { NODES, RELATIONSHIPS, type Columns, type ColumnType } from '../../src/export/columns.js';
import { WHOLE_GRAPH, type NodeRow, type RelationshipRow } from '../../src/export/graph-rows.js';
import { exportForNeo4jAdmin } from '../../src/export/neo4j-admin.js';
import { ExportError } from '../../src/export/output.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { loadFiles } from '../../src/ingest/load-files.js';
import { seedWhenEmpty } from '../../src/ingest/seeds.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import { RELEASES, type Release } from '../support/neo4j-home.js';
import { SEEDS } from '../support/seeded.js';
import { knownServers } from '../support/servers.js';
import { importAndOpen } from './imported.js';
import { addNastyGraph } from './nasty.js';
import { cleared, withoutEmptyLists } from './normalized.js';
import { rowsOf } from './rows.js';

const ADD_PAPER = statement(
  'add paper',
  'UNWIND $rows AS row CREATE (p:Paper {id: row.id}) SET p.title = row.title, p.keywords = row.keywords',
);

/** Neo4j's own names of types; the embedded engine has none. */
const NODE_TYPES = statement<TypeRow>(
  'node types',
  `MATCH (n) UNWIND labels(n) AS owner UNWIND keys(n) AS key
RETURN DISTINCT owner AS owner, key AS key, valueType(n[key]) AS type`,
);
const RELATIONSHIP_TYPES = statement<TypeRow>(
  'relationship types',
  `MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT type(r) AS owner, key AS key, valueType(r[key]) AS type`,
);

interface TypeRow {
  readonly owner: string;
  readonly key: string;
  readonly type: string;
}

const STORED: Readonly<Record<ColumnType, string>> = {
  string: 'STRING NOT NULL',
  int: 'INTEGER NOT NULL',
  float: 'FLOAT NOT NULL',
  boolean: 'BOOLEAN NOT NULL',
  date: 'DATE NOT NULL',
  'string[]': 'LIST<STRING NOT NULL> NOT NULL',
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'related-work-export-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describeEachEngine('an export for neo4j-admin', (engine) => {
  // What a Neo4j gives is, byte for byte, what the embedded engine gives: one of them is enough to import.
  const releases = engine.name === 'embedded' ? releasesHere() : [];

  beforeAll(async () => {
    await fill(engine.graph());
  });

  it('tells what it wrote, and makes the same files again', async () => {
    const directory = join(folder, engine.name, 'twice');
    const first = await exportForNeo4jAdmin(engine.graph(), directory);
    const contents = new Map(first.files.map((file) => [file, readFileSync(file, 'utf8')]));
    const rows = await rowsOf(engine.graph(), WHOLE_GRAPH);
    expect([first.nodes, first.relationships]).toEqual([rows.nodes.length, rows.relationships.length]);
    expect(first.files.map((file) => basename(file)).sort()).toEqual(readdirSync(directory).sort());
    expect(first.files).toHaveLength(Object.keys(NODES).length + Object.keys(RELATIONSHIPS).length + 2);

    writeFileSync(join(directory, 'nodes-Gone.csv'), 'of an earlier release');
    writeFileSync(join(directory, 'nodes-Paper.csv.part'), 'of an export that broke off');
    const second = await exportForNeo4jAdmin(engine.graph(), directory);
    expect(second).toEqual(first);
    expect(readdirSync(directory).sort()).toEqual(first.files.map((file) => basename(file)).sort());
    for (const [file, content] of contents) expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('is the same from every engine', async () => {
    const reference = await referenceGraph();
    const [own, expected] = [join(folder, engine.name, 'own'), join(folder, engine.name, 'reference')];
    const { files } = await exportForNeo4jAdmin(engine.graph(), own);
    await exportForNeo4jAdmin(reference, expected);
    expect(await dumpGraph(engine.graph())).toEqual(await dumpGraph(reference));
    await reference.close();
    for (const file of files.map((path) => basename(path))) {
      expect(readFileSync(join(own, file), 'utf8')).toBe(readFileSync(join(expected, file), 'utf8'));
    }
  });

  if (releases.length > 0) {
    it.each(releases)(
      'is imported by Neo4j $version, nothing lost or changed',
      async (release) => {
        const directory = join(folder, engine.name, `for ${release.name}, with 'quotes' and spaces`);
        const { files } = await exportForNeo4jAdmin(engine.graph(), directory);
        const imported = await importAndOpen(release, directory, join(folder, engine.name, release.name));
        try {
          expect(imported.graph.engine).toMatchObject({ name: 'Neo4j', version: release.version });
          expect(await dumpGraph(imported.graph)).toEqual(withoutEmptyLists(await dumpGraph(engine.graph())));
          const again = await exportForNeo4jAdmin(imported.graph, `${directory}, again`);
          expect(again.files.map((file) => readFileSync(file, 'utf8'))).toEqual(
            files.map((file) => readFileSync(file, 'utf8')),
          );
          const [after, before] = [
            await rowsOf(imported.graph, WHOLE_GRAPH),
            await rowsOf(engine.graph(), WHOLE_GRAPH),
          ];
          expect(after.nodes).toEqual(before.nodes.map(withClearedProperties));
          expect(after.relationships).toEqual(before.relationships.map(withClearedProperties));
          expect(await typesOf(imported.graph)).toEqual(expectedTypes());
          // To the product an absent list is an empty one: what it loads next changes both graphs alike.
          const reference = await referenceGraph();
          for (const graph of [imported.graph, reference]) await loadAgain(graph);
          expect(withoutEmptyLists(await dumpGraph(imported.graph))).toEqual(
            withoutEmptyLists(await dumpGraph(reference)),
          );
          await reference.close();
          const [hit] = await imported.graph.searchPapers([{ text: 'dropout', limit: 5 }]);
          expect(hit?.length).toBeGreaterThan(0);
        } finally {
          await imported.close();
        }
      },
      300_000,
    );
  }
});

describe('the directory of an export for neo4j-admin', () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = openEmbedded({ concurrentReads: 2 });
    await graph.prepareSchema();
    await graph.write([{ statement: ADD_PAPER, rows: [{ id: 'a:1', title: 'One', keywords: ['x', 'y'] }] }]);
  });

  afterAll(async () => {
    await graph.close();
  });

  it('may not hold anything else', async () => {
    const directory = join(folder, 'taken');
    mkdirSync(directory);
    writeFileSync(join(directory, 'README.txt'), 'Of somebody else.');
    await expect(exportForNeo4jAdmin(graph, directory)).rejects.toThrow(/taken is not empty, and/);
    writeFileSync(join(directory, 'thesis.tex'), '');
    await expect(exportForNeo4jAdmin(graph, directory)).rejects.toThrow(/it holds thesis\.tex/);
    expect(readdirSync(directory).sort()).toEqual(['README.txt', 'thesis.tex']);
    expect(readFileSync(join(directory, 'README.txt'), 'utf8')).toBe('Of somebody else.');
    await expect(exportForNeo4jAdmin(graph, join(directory, 'thesis.tex'))).rejects.toThrow(ExportError);
  });

  it('may be empty, or hold what an export that broke off left', async () => {
    const directory = join(folder, 'broken');
    mkdirSync(directory);
    await exportForNeo4jAdmin(graph, directory);
    const readme = readFileSync(join(directory, 'README.txt'));
    for (const name of readdirSync(directory)) rmSync(join(directory, name));
    writeFileSync(join(directory, 'README.txt.part'), readme);
    writeFileSync(join(directory, 'nodes-Paper.csv.part'), 'id:ID');
    await expect(exportForNeo4jAdmin(graph, directory)).resolves.toMatchObject({ nodes: 1 });
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('stays as it was when the export is stopped', async () => {
    const directory = join(folder, 'stopped');
    await exportForNeo4jAdmin(graph, directory);
    const before = readdirSync(directory);
    const paper = readFileSync(join(directory, 'nodes-Paper.csv'), 'utf8');
    await graph.write([{ statement: ADD_PAPER, rows: [{ id: 'b:2', title: 'Two', keywords: [] }] }]);
    const stop = new AbortController();
    const reason = new Error('enough');
    const options = { signal: stop.signal, progress: () => stop.abort(reason) };
    await expect(exportForNeo4jAdmin(graph, directory, options)).rejects.toBe(reason);
    expect(readdirSync(directory)).toEqual(before);
    expect(readFileSync(join(directory, 'nodes-Paper.csv'), 'utf8')).toBe(paper);
  });

  it('is not written when a list item holds the character between items', async () => {
    const directory = join(folder, 'delimiter');
    await graph.write([{ statement: ADD_PAPER, rows: [{ id: 'u:1', title: 'U', keywords: ['a\u001Fb'] }] }]);
    await expect(exportForNeo4jAdmin(graph, directory)).rejects.toThrow(/^keywords of u:1 has an item/);
    expect(existsSync(join(directory, 'nodes-Paper.csv'))).toBe(false);
    expect(readdirSync(directory)).toEqual([]);
  });
});

/** The releases of Neo4j that this machine can start. */
function releasesHere(): Release[] {
  if (process.platform === 'win32') return [];
  const there = new Set(knownServers().engines.map(({ name }) => name));
  return RELEASES.filter(({ name }) => there.has(name));
}

/** The same graph on the embedded engine. */
async function referenceGraph(): Promise<Graph> {
  const graph = openEmbedded({ concurrentReads: 2 });
  await graph.prepareSchema();
  await fill(graph);
  return graph;
}

async function fill(graph: Graph): Promise<void> {
  await seedWhenEmpty(graph, SEEDS);
  await addNastyGraph(graph);
}

/** Loads the papers of the seeds again, and topics and techniques with one more name. */
async function loadAgain(graph: Graph): Promise<void> {
  const lines = ['topic', 'technique'].flatMap((kind) => {
    const described = JSON.parse(readFileSync(join(SEEDS, `${kind}s.json`), 'utf8')) as { id: string; name: string }[];
    return described.map(({ id, name }) => JSON.stringify({ kind, id, name, aliases: [`${name} anew`] }));
  });
  const names = join(folder, 'names.jsonl');
  writeFileSync(names, lines.join('\n'));
  const settings = { today: new Date(), batch: 1000, dryRun: false, resume: false };
  const report = await loadFiles(graph, [names, join(SEEDS, 'papers.jsonl')], settings);
  expect(report).toMatchObject({ new: 0, rejected: 0 });
}

async function typesOf(graph: Graph): Promise<string[]> {
  const rows = [...(await graph.read(NODE_TYPES, {})), ...(await graph.read(RELATIONSHIP_TYPES, {}))];
  return rows.map(({ owner, key, type }) => `${owner}.${key} ${type}`).sort();
}

/** Of every property that is: the graph of the test has each of them somewhere. */
function expectedTypes(): string[] {
  const parts: [string, Columns][] = [
    ...Object.entries(NODES).map(([label, columns]): [string, Columns] => [label, { id: 'string', ...columns }]),
    ...Object.entries(RELATIONSHIPS).map(([type, { properties }]): [string, Columns] => [type, properties]),
  ];
  return parts
    .flatMap(([owner, columns]) => Object.entries(columns).map(([key, type]) => `${owner}.${key} ${STORED[type]}`))
    .sort();
}

function withClearedProperties<Row extends NodeRow | RelationshipRow>(row: Row): Row {
  return { ...row, properties: cleared(row.properties) };
}
