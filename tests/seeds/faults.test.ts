import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/graph/embedded.js';
import { statement, type Graph } from '../../src/graph/graph.js';
import { SeedError, seedWhenEmpty } from '../../src/ingest/seeds.js';
import { SEEDS } from '../support/seeded.js';
import { rawSeeds, type Raw } from './files.js';

const COUNT = statement<{ nodes: number }>('count nodes', 'MATCH (n) RETURN count(n) AS nodes');

const PAPERS = 'papers.jsonl';
const TECHNIQUES = 'techniques.json';
const TOPICS = 'topics.json';

let graph: Graph;
let folder: string;

beforeAll(async () => {
  graph = openEmbedded({ concurrentReads: 1 });
  await graph.prepareSchema();
});

afterAll(async () => {
  await graph.close();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'related-work-seeds-'));
  cpSync(SEEDS, folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function nodes(): Promise<number> {
  return (await graph.read(COUNT, {}))[0]!.nodes;
}

async function refusal(): Promise<string> {
  const reason: unknown = await seedWhenEmpty(graph, folder).catch((error: unknown) => error);
  expect(reason).toBeInstanceOf(SeedError);
  expect(await nodes()).toBe(0);
  return (reason as SeedError).message;
}

function editLine(file: string, number: number, edit: (line: string) => string): void {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  lines[number - 1] = edit(lines[number - 1] ?? '');
  writeFileSync(join(folder, file), lines.join('\n'));
}

/** Changes fields of the record on a line; `undefined` takes a field away. */
function change(file: string, number: number, fields: (record: Raw) => object): void {
  editLine(file, number, (line) => {
    const [json = '', comma = ''] = line.endsWith(',') ? [line.slice(0, -1), ','] : [line];
    const record = JSON.parse(json) as Raw;
    return JSON.stringify({ ...record, ...fields(record) }) + comma;
  });
}

const firstOf = (record: Raw, field: string) => (record[field] as object[])[0];

describe('a wrong seed record', () => {
  it.each<[string, string, number, (record: Raw) => object]>([
    ['papers.jsonl:3: year: must be a whole year', PAPERS, 3, () => ({ year: '2024' })],
    ['papers.jsonl:3: year: must be the year of publishedOn', PAPERS, 3, () => ({ year: 2023 })],
    [
      'papers.jsonl:9: publishedOn: must be a date such as 2024-10-20',
      PAPERS,
      9,
      () => ({ publishedOn: '24 Apr 2018' }),
    ],
    ['papers.jsonl:9: publishedOn: must be a day of the calendar', PAPERS, 9, () => ({ publishedOn: '2018-02-30' })],
    ['papers.jsonl:36: arxivId: must be an arXiv id without version', PAPERS, 36, () => ({ arxivId: '1207.0580v1' })],
    ['papers.jsonl:8: doi: must be a DOI such as 10.1145/3292500', PAPERS, 8, () => ({ doi: 'doi.org/10.1109/x' })],
    ['papers.jsonl:1: id: must be an identifier such as arxiv:2410.15460', PAPERS, 1, () => ({ id: 'SeND' })],
    ['papers.jsonl:1: url: must be an http or https address', PAPERS, 1, () => ({ url: 'ftp://arxiv.org' })],
    ['papers.jsonl:40: title: must not be empty', PAPERS, 40, () => ({ title: ' ' })],
    ['papers.jsonl:2: authorCount: must not be negative', PAPERS, 2, () => ({ authorCount: -1 })],
    [
      'papers.jsonl:2: techniques.0.confidence: must be a number from 0 to 1',
      PAPERS,
      2,
      (record) => ({ techniques: [{ ...firstOf(record, 'techniques'), confidence: 2 }] }),
    ],
    [
      'papers.jsonl:2: topics: must name each topic once',
      PAPERS,
      2,
      (record) => ({ topics: [firstOf(record, 'topics'), firstOf(record, 'topics')] }),
    ],
    ['papers.jsonl:26: references: must not hold the paper itself', PAPERS, 26, ({ id }) => ({ references: [id] })],
    [
      'techniques.json record 2: id: must be a slug such as low-rank-adaptation',
      TECHNIQUES,
      3,
      () => ({ id: 'Drop out' }),
    ],
    ['techniques.json record 2: introducedYear: must be 1500 or later', TECHNIQUES, 3, () => ({ introducedYear: 12 })],
    ['topics.json record 1: name: must not be empty', TOPICS, 2, () => ({ name: '' })],
  ])('is refused: %s', async (message, file, number, fields) => {
    change(file, number, fields);
    const refused = await refusal();
    expect(refused).toContain('; nothing was loaded:\n');
    expect(refused).toContain(`\n  - ${message}`);
  });

  it('that is no JSON is refused with its line', async () => {
    editLine(PAPERS, 12, (line) => line.slice(0, -1));
    expect(await refusal()).toContain('papers.jsonl:12: is not JSON: ');
  });

  it.each<[string, string, number, (record: Raw) => object, string]>([
    ['reference', PAPERS, 3, () => ({ references: ['arxiv:0000.00000'] }), '"arxiv:0000.00000"'],
    ['topic', PAPERS, 3, () => ({ topics: ['Alchemy'] }), '"alchemy"'],
    ['technique', PAPERS, 3, () => ({ techniques: ['Alchemy'] }), '"alchemy"'],
    ['variantOf', TECHNIQUES, 3, () => ({ variantOf: ['alchemy'] }), '"alchemy"'],
    ['parent', TOPICS, 3, () => ({ parents: ['alchemy'] }), '"alchemy"'],
  ])('with a %s that leads nowhere is refused', async (field, file, number, fields, target) => {
    let owner = '';
    change(file, number, (record) => {
      owner = record.id;
      return fields(record);
    });
    expect(await refusal()).toContain(`  - ${file}: ${owner}: ${field} ${target} is not in the seeds`);
  });

  it.each<[string, string, number, (record: Raw) => object, string]>([
    ['paper', PAPERS, 2, () => ({ id: 'arxiv:2410.15460' }), 'arxiv:2410.15460'],
    ['topic', TOPICS, 3, () => ({ aliases: ['Deep Learning'] }), 'deep-learning'],
    ['technique', TECHNIQUES, 3, () => ({ aliases: ['LoRA'] }), 'lora'],
  ])('that takes the name of another %s is refused', async (_kind, file, number, fields, name) => {
    change(file, number, fields);
    expect(await refusal()).toContain(`  - ${file}: "${name}" names two records`);
  });
});

describe('wrong seed files', () => {
  it('are refused with all their faults at once', async () => {
    change(PAPERS, 4, () => ({ year: '2024' }));
    change(PAPERS, 5, () => ({ title: '' }));
    change(TOPICS, 2, () => ({ id: '' }));
    const message = await refusal();
    expect(message).toContain(`The seeds in ${folder} have 3 faults; nothing was loaded:`);
    expect(message.match(/^ {2}- \S+/gm)?.sort()).toEqual([
      '  - papers.jsonl:4:',
      '  - papers.jsonl:5:',
      '  - topics.json',
    ]);
  });

  it('are refused when one is missing or is no array', async () => {
    rmSync(join(folder, TECHNIQUES));
    expect(await refusal()).toContain('  - techniques.json: cannot be read: ');
    writeFileSync(join(folder, TECHNIQUES), '{}');
    expect(await refusal()).toContain('  - techniques.json (must be a JSON array)');
  });

  it('leave room for sound ones', async () => {
    change(PAPERS, 1, () => ({ id: '' }));
    await refusal();
    const loaded = await seedWhenEmpty(graph, SEEDS);
    const { papers } = rawSeeds();
    expect(loaded?.papers).toHaveLength(papers.length);
    expect(await nodes()).toBeGreaterThan(papers.length);
    expect(await seedWhenEmpty(graph, folder)).toBeUndefined();
  });
});
