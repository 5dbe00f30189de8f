import { examine } from '../../src/doctor/doctor.js';
import { exportJsonLines } from '../../src/export/jsonl.js';
import type { Graph } from '../../src/graph/graph.js';
import { check } from '../../src/ingest/faults.js';
import { loadRecords, readKnownNames, type BatchReport } from '../../src/ingest/load.js';
import { GraphAnnotator } from '../../src/ingest/graph-annotator.js';
import {
  paperRecord,
  techniqueRecord,
  topicRecord,
  type PaperInput,
  type TechniqueInput,
  type TopicInput,
} from '../../src/ingest/record.js';
import type { Caller } from '../../src/keys/key.js';
import { shippedVocabulary } from '../../src/writing/environment.js';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataOf, type Variables } from '../support/ask.js';

export const FIRST_EDITOR: Caller = { name: 'first', role: 'editor' };
export const SECOND_EDITOR: Caller = { name: 'second', role: 'editor' };

const FAILURES = `... on NotFound { message ref } ... on Conflict { message currentVersion laterChange { id by } }
  ... on InvalidInput { message issues { path message } }`;
const CHANGE = 'change { id kind by values { path before after } }';
const PAPER = `__typename ... on PaperSuccess { ${CHANGE} paper { id title version } } ${FAILURES}`;
const PLAIN = `__typename ... on MutationFailure { message } ${FAILURES}`;

/** What came of a mutation. */
export interface Outcome {
  readonly __typename: string;
  readonly message?: string;
  readonly ref?: string;
  readonly currentVersion?: number | null;
  readonly laterChange?: { readonly id: string; readonly by: string } | null;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly change?: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a change as asked for
  readonly [field: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
}

/** Mutations as an editor sends them. */
export const MUTATIONS = {
  upsertPaper: `mutation ($input: PaperInput!, $ref: String, $expectedVersion: Int) {
    done: upsertPaper(input: $input, ref: $ref, expectedVersion: $expectedVersion) { ${PAPER} } }`,
  deletePaper: `mutation ($ref: String!, $expectedVersion: Int) {
    done: deletePaper(ref: $ref, expectedVersion: $expectedVersion) { ${PLAIN} ... on DeletePaperSuccess { stub { id isStub } ${CHANGE} } } }`,
  tagTechnique: `mutation ($paper: String!, $technique: String!, $role: TechniqueRole!, $confidence: Float = 1, $expectedVersion: Int) {
    done: tagTechnique(paper: $paper, technique: $technique, role: $role, confidence: $confidence, expectedVersion: $expectedVersion) { ${PAPER} } }`,
  untagTechnique: `mutation ($paper: String!, $technique: String!, $expectedVersion: Int) {
    done: untagTechnique(paper: $paper, technique: $technique, expectedVersion: $expectedVersion) { ${PAPER} } }`,
  tagTopic: `mutation ($paper: String!, $topic: String!, $confidence: Float = 1) {
    done: tagTopic(paper: $paper, topic: $topic, confidence: $confidence) { ${PAPER} } }`,
  untagTopic: `mutation ($paper: String!, $topic: String!) { done: untagTopic(paper: $paper, topic: $topic) { ${PAPER} } }`,
  importPapers: `mutation ($input: [PaperInput!]!, $source: String = "import", $restore: Boolean = false) {
    done: importPapers(input: $input, source: $source, restore: $restore) { __typename
      ... on ImportPapersSuccess { records { status paper { id title } issues { path message } change { id kind } } }
      ... on InvalidInput { message } } }`,
  upsertTechnique: `mutation ($input: TechniqueInput!, $ref: String, $expectedVersion: Int) {
    done: upsertTechnique(input: $input, ref: $ref, expectedVersion: $expectedVersion) { ${PLAIN}
      ... on TechniqueSuccess { ${CHANGE} technique { slug name aliases description area version status } } } }`,
  upsertTopic: `mutation ($input: TopicInput!, $ref: String, $expectedVersion: Int) {
    done: upsertTopic(input: $input, ref: $ref, expectedVersion: $expectedVersion) { ${PLAIN}
      ... on TopicSuccess { ${CHANGE} topic { slug name aliases description scheme version } } } }`,
  mergePapers: `mutation ($into: String!, $from: String!) { done: mergePapers(into: $into, from: $from) { ${PAPER} } }`,
  mergeAuthors: `mutation ($into: String!, $from: String!) { done: mergeAuthors(into: $into, from: $from) { ${PLAIN}
      ... on AuthorSuccess { ${CHANGE} author { name papers { totalCount } } } } }`,
  undo: `mutation ($change: ID!) { done: undo(change: $change) { ${PLAIN} ... on UndoSuccess { ${CHANGE} } } }`,
} as const;

export async function mutate(
  graph: Graph,
  mutation: string,
  variables: Variables,
  caller: Caller = FIRST_EDITOR,
): Promise<Outcome> {
  return (await dataOf<{ done: Outcome }>(graph, mutation, variables, caller)).done;
}

/** Runs a mutation that must succeed. */
export async function done(
  graph: Graph,
  mutation: string,
  variables: Variables,
  caller: Caller = FIRST_EDITOR,
): Promise<Outcome> {
  const outcome = await mutate(graph, mutation, variables, caller);
  if (!outcome.__typename.endsWith('Success')) throw new Error(JSON.stringify(outcome));
  return outcome;
}

export interface Loaded {
  readonly papers?: readonly PaperInput[];
  readonly techniques?: readonly TechniqueInput[];
  readonly topics?: readonly TopicInput[];
}

/** Loads records as the command does; with annotation where it is asked for. */
export async function load(graph: Graph, records: Loaded, annotate = false): Promise<BatchReport> {
  const names = await readKnownNames(graph);
  const annotator = annotate ? new GraphAnnotator(await shippedVocabulary(), names) : undefined;
  const all = {
    papers: (records.papers ?? []).map((record) => must(check(paperRecord, record))),
    techniques: (records.techniques ?? []).map((record) => must(check(techniqueRecord, record))),
    topics: (records.topics ?? []).map((record) => must(check(topicRecord, record))),
  };
  return await loadRecords(graph, all, { names, annotator });
}

function must<Value>(checked: { ok: true; value: Value } | { ok: false; faults: unknown }): Value {
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.value;
}

/** What the doctor finds; nothing in a graph that is well. */
export async function faultsOf(graph: Graph): Promise<string[]> {
  const faults: string[] = [];
  for await (const finding of examine(graph, { repair: false }))
    for (const { id, detail } of finding.faults) faults.push(`${finding.check.holds}: ${id} ${detail}`);
  return faults;
}

/** The JSON lines of an export, by file. */
export async function exported(graph: Graph, leaveOut: readonly string[] = []): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'related-work-writing-'));
  try {
    await exportJsonLines(graph, join(folder, 'export'), {});
    const files = readdirSync(join(folder, 'export')).filter((file) => !leaveOut.includes(file));
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, 'export', file), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A dump without what undoing does not bring back: the count of writes. */
export function comparable(dump: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return { ...dump, statistics: (dump['statistics'] ?? []).filter((line) => !line.includes('"writes"')) };
}
