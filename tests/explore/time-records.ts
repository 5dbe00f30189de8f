import type { Graph } from '../../src/graph/graph.js';
import { check } from '../../src/ingest/faults.js';
import { loadRecords, readKnownNames } from '../../src/ingest/load.js';
import {
  paperRecord,
  techniqueRecord,
  topicRecord,
  type PaperInput,
  type TechniqueInput,
  type TopicInput,
} from '../../src/ingest/record.js';

/** A paper of one author whose title begins with the name and whose DOI ends with it. */
export function paperNamed(name: string, more: Partial<PaperInput>): PaperInput {
  return {
    title: `${name} and the Rest of the Title`,
    authors: [`${name} Author`],
    doi: `10.1000/${name.toLowerCase()}`,
    source: 'test',
    ...more,
  };
}

interface Inputs {
  readonly papers: readonly PaperInput[];
  readonly topics?: readonly TopicInput[];
  readonly techniques?: readonly TechniqueInput[];
}

/** Loads records that must be without fault. */
export async function loadAll(graph: Graph, { papers, topics = [], techniques = [] }: Inputs): Promise<void> {
  const checked = {
    papers: papers.map((paper) => valueOf(check(paperRecord, paper))),
    topics: topics.map((topic) => valueOf(check(topicRecord, topic))),
    techniques: techniques.map((technique) => valueOf(check(techniqueRecord, technique))),
  };
  await loadRecords(graph, checked, { names: await readKnownNames(graph) });
}

function valueOf<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly faults: unknown },
): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}
