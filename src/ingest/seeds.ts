import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { statement, type Graph } from '../graph/graph.js';
import { slugOf } from '../text/analysis.js';
import { check } from './faults.js';
import { loadRecords, readKnownNames, type Records } from './load.js';
import { identifiersOf } from './identity.js';
import { paperRecord, techniqueRecord, topicRecord, type PaperRecord } from './record.js';
import { namesOf } from './vocabulary-rows.js';

/** The seeds cannot be used. The message lists every fault with file, line or record, field and reason. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/** A paper of the seeds is known by an identifier, so that references can name it. */
const seedPaper = paperRecord.transform((paper, context) => {
  const { id } = paper;
  if (id === undefined) context.addIssue({ code: 'custom', path: ['id'], message: 'is missing' });
  return { ...paper, id: id ?? '' };
});

export interface SeedRecords extends Records {
  readonly papers: readonly (PaperRecord & { readonly id: string })[];
}

const MOST_FAULTS_SHOWN = 20;

const HOLDS_ANYTHING = statement<{ one: number }>(
  'holds anything',
  `MATCH (n) WHERE coalesce(head(labels(n)), '') <> 'AccessKey' RETURN 1 AS one LIMIT 1`,
);

/** Reads and checks the seed files of a folder; touches no graph. */
export async function readSeeds(folder: string): Promise<SeedRecords> {
  const faults: string[] = [];
  const papers = await readRecords(folder, 'papers.jsonl', splitLines, seedPaper, faults);
  const topics = await readRecords(folder, 'topics.json', splitArray, topicRecord, faults);
  const techniques = await readRecords(folder, 'techniques.json', splitArray, techniqueRecord, faults);
  const records = { papers, topics, techniques };
  if (faults.length === 0) faults.push(...crossCheck(records));
  if (faults.length > 0) {
    const more = faults.length - MOST_FAULTS_SHOWN;
    throw new SeedError(
      [
        `The seeds in ${folder} have ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; nothing was loaded:`,
        ...faults.slice(0, MOST_FAULTS_SHOWN).map((fault) => `  - ${fault}`),
        ...(more > 0 ? [`  … and ${more} more`] : []),
      ].join('\n'),
    );
  }
  return records;
}

/**
 * Fills an empty graph with the seeds. A graph that holds anything is never touched.
 *
 * @returns what was loaded, or undefined when the graph was not empty.
 * @throws SeedError before anything is written when a seed record is wrong.
 */
export async function seedWhenEmpty(graph: Graph, folder: string): Promise<SeedRecords | undefined> {
  if ((await graph.read(HOLDS_ANYTHING, {})).length > 0) return undefined;
  const records = await readSeeds(folder);
  await loadRecords(graph, records, { names: await readKnownNames(graph) });
  return records;
}

interface RawRecord {
  readonly place: string;
  readonly json: string | undefined;
  readonly value?: unknown;
}

async function readRecords<Schema extends z.ZodType>(
  folder: string,
  file: string,
  split: (text: string, file: string) => RawRecord[],
  schema: Schema,
  faults: string[],
): Promise<z.output<Schema>[]> {
  let text: string;
  try {
    text = await readFile(join(folder, file), 'utf8');
  } catch (error) {
    faults.push(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  const records: z.output<Schema>[] = [];
  for (const raw of split(text, file)) {
    try {
      const value: unknown = raw.json === undefined ? raw.value : JSON.parse(raw.json);
      const checked = check(schema, value);
      if (checked.ok) records.push(checked.value);
      else faults.push(...checked.faults.map(({ field, reason }) => `${raw.place}: ${field}: ${reason}`));
    } catch (error) {
      faults.push(`${raw.place}: is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return records;
}

function splitLines(text: string, file: string): RawRecord[] {
  return text
    .split('\n')
    .map((json, index) => ({ place: `${file}:${index + 1}`, json }))
    .filter(({ json }) => json.trim() !== '');
}

function splitArray(text: string, file: string): RawRecord[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [{ place: file, json: text }];
  }
  if (!Array.isArray(parsed)) return [{ place: `${file} (must be a JSON array)`, json: undefined, value: null }];
  return parsed.map((value: unknown, index) => ({ place: `${file} record ${index + 1}`, json: undefined, value }));
}

/** Faults between records: doubled ids and names, and names that lead nowhere. */
function crossCheck({ papers, topics, techniques }: SeedRecords): string[] {
  return [
    ...doubled('papers.jsonl', papers.flatMap(identifiersOf)),
    ...doubled('topics.json', topics.flatMap(namesOf)),
    ...doubled('techniques.json', techniques.flatMap(namesOf)),
    ...missing(
      'papers.jsonl',
      'topic',
      papers.flatMap((paper) => paper.topics.map(({ topic }) => [paper.id, slugOf(topic)])),
      topics,
    ),
    ...missing(
      'papers.jsonl',
      'technique',
      papers.flatMap((paper) => paper.techniques.map(({ technique }) => [paper.id, slugOf(technique)])),
      techniques,
    ),
    ...missing(
      'papers.jsonl',
      'reference',
      papers.flatMap((paper) => (paper.references ?? []).map((id) => [paper.id, id])),
      papers.flatMap((paper) => identifiersOf(paper).map((id) => ({ id }))),
    ),
    ...missing(
      'topics.json',
      'parent',
      topics.flatMap((topic) => topic.parents.map((id) => [topic.id, id])),
      topics,
    ),
    ...missing(
      'techniques.json',
      'variantOf',
      techniques.flatMap((technique) => technique.variantOf.map((id) => [technique.id, id])),
      techniques,
    ),
    ...circles(
      'topics.json',
      'parents',
      topics.map(({ id, parents }) => [id, parents]),
    ),
    ...circles(
      'techniques.json',
      'variantOf',
      techniques.map(({ id, variantOf }) => [id, variantOf]),
    ),
  ];
}

function doubled(file: string, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = names.filter((name) => seen.size === seen.add(name).size);
  return [...new Set(twice)].map((name) => `${file}: "${name}" names two records`);
}

function missing(
  file: string,
  field: string,
  links: readonly string[][],
  targets: readonly { id: string }[],
): string[] {
  const known = new Set(targets.map(({ id }) => id));
  return links
    .filter(([, id]) => !known.has(id ?? ''))
    .map(([owner, id]) => `${file}: ${owner}: ${field} "${id}" is not in the seeds`);
}

/** Lineage has no way back to where it started. */
function circles(file: string, field: string, edges: readonly (readonly [string, readonly string[]])[]): string[] {
  const above = new Map(edges);
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (id: string): void => {
    if (state.get(id) === 'open') found.push(`${file}: ${id}: ${field} leads back to itself`);
    if (state.has(id)) return;
    state.set(id, 'open');
    (above.get(id) ?? []).forEach(visit);
    state.set(id, 'done');
  };
  [...above.keys()].forEach(visit);
  return found;
}
