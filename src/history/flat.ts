import { isDeepStrictEqual } from 'node:util';
import type { PaperAnnotation } from '../ingest/annotation.js';
import type { PaperState, ReferencesStatus } from '../ingest/merge.js';

/**
 * A state as single facts: `values.title`, `techniques.dropout`, `references.doi:10.1000/1`.
 * Facts of two states can be compared, and taken back one by one. No fact is undefined.
 */
export type Facts = Readonly<Record<string, unknown>>;

/** Lists of which each item is a fact of its own. */
const SETS = [
  'identifiers',
  'matchKeys',
  'titles',
  'sources',
  'attributions',
  'keywords',
  'references',
  'rejected',
] as const;

const MAPS = ['values', 'topics', 'techniques'] as const;
const READ = ['topics', 'techniques', 'newTechniques'] as const;

/** The facts of a paper; none of one that is not described. */
export function factsOf(state: PaperState | null): Facts {
  if (state === null) return {};
  const facts: Record<string, unknown> = { referencesStatus: state.referencesStatus };
  for (const set of SETS) for (const item of state[set]) facts[`${set}.${item}`] = true;
  for (const map of MAPS) for (const [key, value] of Object.entries(state[map])) facts[`${map}.${key}`] = value;
  if (state.retracted) facts['retracted'] = true;
  if (state.externalReferences !== null) facts['externalReferences'] = state.externalReferences;
  if (state.authors !== null) facts['authors'] = state.authors;
  if (state.annotation !== null) {
    facts['annotation.key'] = state.annotation.key;
    for (const map of READ)
      for (const [key, value] of Object.entries(state.annotation[map])) facts[`annotation.${map}.${key}`] = value;
  }
  return facts;
}

/** The paper that has the facts. */
export function stateOfFacts(facts: Facts): PaperState {
  const under = (prefix: string): [string, unknown][] =>
    Object.entries(facts)
      .filter(([name]) => name.startsWith(`${prefix}.`))
      .map(([name, value]): [string, unknown] => [name.slice(prefix.length + 1), value])
      .sort(([left], [right]) => (left < right ? -1 : 1));
  const set = (name: (typeof SETS)[number]): string[] => under(name).map(([item]) => item);
  const map = (name: string): unknown => Object.fromEntries(under(name));
  const key = facts['annotation.key'];
  return {
    identifiers: set('identifiers'),
    matchKeys: set('matchKeys'),
    titles: set('titles'),
    sources: set('sources'),
    attributions: set('attributions'),
    keywords: set('keywords'),
    references: set('references'),
    rejected: set('rejected'),
    values: map('values') as PaperState['values'],
    topics: map('topics') as PaperState['topics'],
    techniques: map('techniques') as PaperState['techniques'],
    retracted: facts['retracted'] === true,
    referencesStatus: (facts['referencesStatus'] ?? 'UNKNOWN') as ReferencesStatus,
    externalReferences: (facts['externalReferences'] ?? null) as number | null,
    authors: (facts['authors'] ?? null) as PaperState['authors'],
    annotation:
      typeof key === 'string'
        ? ({
            key,
            topics: map('annotation.topics'),
            techniques: map('annotation.techniques'),
            newTechniques: map('annotation.newTechniques'),
          } as PaperAnnotation)
        : null,
  };
}

/** What a change did to the facts of one node: those that differ, as they were and as they became. */
export interface Patch {
  readonly before: Facts;
  readonly after: Facts;
}

export function patchBetween(before: Facts, after: Facts): Patch {
  const differs = ([name]: [string, unknown], other: Facts, own: Facts): boolean => !isSameFact(own[name], other[name]);
  return {
    before: Object.fromEntries(Object.entries(before).filter((fact) => differs(fact, after, before))),
    after: Object.fromEntries(Object.entries(after).filter((fact) => differs(fact, before, after))),
  };
}

export function isEmptyPatch({ before, after }: Patch): boolean {
  return Object.keys(before).length + Object.keys(after).length === 0;
}

/** The names of all facts that a patch touches, sorted. */
export function namesIn({ before, after }: Patch): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}

/** Facts that follow from others, or only say where these came from: no reason to refuse an undo. */
const DERIVED = /^(annotation|sources|matchKeys|titles|attributions)\./;

export function isDerived(name: string): boolean {
  return DERIVED.test(name);
}

export interface Reversal {
  readonly facts: Facts;
  /** Facts that are no longer what the patch made of them. */
  readonly contested: readonly string[];
}

/** Takes a patch back from facts that may have changed since in other places. */
export function reverse(current: Facts, patch: Patch): Reversal {
  const facts: Record<string, unknown> = { ...current };
  const contested: string[] = [];
  for (const name of namesIn(patch)) {
    if (!isDerived(name) && !isSameFact(current[name], patch.after[name])) contested.push(name);
    if (name in patch.before) facts[name] = patch.before[name];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a fact that was not there before goes
    else delete facts[name];
  }
  return { facts, contested };
}

/** Whether two facts are the same as JSON has them: what is undefined in an object is not there. */
function isSameFact(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === right;
  return isDeepStrictEqual(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right)));
}
