import type { Graph, Statement, WriteStep } from '../graph/graph.js';
import { makeChange, detailOf, type ChangeRow, type NodePatch } from '../history/change.js';
import { isEmptyPatch, patchBetween, reverse, type Facts } from '../history/flat.js';
import { check } from '../ingest/faults.js';
import { readAuthorMerges } from '../author/author-merges.js';
import { planOfStored } from '../ingest/plan.js';
import { techniqueRecord, topicRecord } from '../ingest/record.js';
import { stepsOf } from '../ingest/steps.js';
import { aliasId, AliasRepository, DELETE_ALIASES } from '../ref/alias.repository.js';
import {
  DELETE_UNMENTIONED_TECHNIQUES,
  DESCRIBE_TECHNIQUES,
  NO_VARIANT_OF,
  SAY_VARIANT_OF,
} from '../technique/technique.writes.js';
import { slugOf } from '../text/analysis.js';
import { DELETE_UNMENTIONED_TOPICS, DESCRIBE_TOPICS, NO_SUBTOPIC_OF, SAY_SUBTOPIC_OF } from '../topic/topic.writes.js';
import type { Environment } from './environment.js';
import { checkVersion, conflict, invalid, notFound, type Failure, type Issue } from './failure.js';
import {
  aliasesOf,
  itemsOf,
  namedFacts,
  propertiesOf,
  readNamed,
  wouldCircle,
  type NamedKind,
  type NamedRow,
} from './named-node.js';
import { transact, type Planned } from './transaction.js';

const STATEMENTS: Readonly<
  Record<
    NamedKind,
    { describe: Statement<never>; link: Statement<never>; unlink: Statement<never>; clean: Statement<never> }
  >
> = {
  topic: {
    describe: DESCRIBE_TOPICS,
    link: SAY_SUBTOPIC_OF,
    unlink: NO_SUBTOPIC_OF,
    clean: DELETE_UNMENTIONED_TOPICS,
  },
  technique: {
    describe: DESCRIBE_TECHNIQUES,
    link: SAY_VARIANT_OF,
    unlink: NO_VARIANT_OF,
    clean: DELETE_UNMENTIONED_TECHNIQUES,
  },
};

const LABEL = { topic: 'Topic', technique: 'Technique' } as const;

/** What an editor may say of a topic or technique; null takes a value away, undefined leaves it. */
export interface NamedContent {
  readonly name?: string | null | undefined;
  readonly aliases?: readonly string[] | null | undefined;
  readonly description?: string | null | undefined;
  readonly scheme?: string | null | undefined;
  readonly area?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly introducedYear?: number | null | undefined;
  /** Ids of the wider topics, or of what it is a variant of. */
  readonly parents?: readonly string[] | undefined;
}

export interface UpsertNamed {
  readonly kind: NamedKind;
  readonly target: { readonly id: string; readonly ref: string } | null;
  readonly content: NamedContent;
  readonly expectedVersion?: number | null | undefined;
}

export interface NamedWritten {
  readonly id: string;
  readonly change: ChangeRow | null;
}

/** Describes a topic or technique, a known one anew; loads leave what is said here as it is. */
export async function upsertNamed(
  environment: Environment,
  { kind, target, content, expectedVersion }: UpsertNamed,
): Promise<NamedWritten | Failure> {
  const { graph, caller } = environment;
  return await transact(graph, async () => {
    const aliases = new AliasRepository(graph);
    const slug = slugOf(content.name ?? '');
    const known = slug === '' ? undefined : (await aliases.targets([aliasId(kind, slug)])).get(aliasId(kind, slug));
    const id = target?.id ?? known ?? slug;
    const row = (await readNamed(graph, kind, [id])).get(id);
    if (target !== null && row === undefined) return notFound(kind, target.ref);
    const stale = checkVersion(expectedVersion, row === undefined ? 0 : (row.version ?? 0), `The ${kind}`);
    if (stale !== undefined) return stale;
    const issues = issuesOf(kind, content, row);
    if (issues.length > 0) return invalid(issues);
    const before = namedFacts(row);
    const after = revised(kind, before, content);
    const circle = content.parents !== undefined && (await wouldCircle(graph, kind, id, content.parents));
    if (circle) return conflict(`Then "${String(after['name'])}" would descend from itself.`, row?.version ?? 0);
    const taken = await takenName(aliases, kind, id, after);
    if (taken !== undefined) return conflict(`"${taken.name}" is a name of "${taken.by}" already.`, row?.version ?? 0);
    return await planNamed(environment, kind, { id, row, before, after }, (patch) =>
      makeChange(kind, id, row === undefined ? 'CREATED' : 'EDITED', caller, { nodes: [patch] }),
    );
  });
}

/** Plans to take a change of a topic or technique back. */
export async function planVocabularyUndo(
  environment: Environment,
  kind: NamedKind,
  change: ChangeRow,
): Promise<Planned<{ change: ChangeRow }> | Failure | { readonly contested: readonly string[] }> {
  const { graph, caller } = environment;
  const [patch] = detailOf(change).nodes;
  if (patch === undefined) return conflict('Nothing of it can be taken back.');
  const row = (await readNamed(graph, kind, [patch.id])).get(patch.id);
  if ((row !== undefined) !== patch.isThere) return { contested: [`the ${kind} itself`] };
  const before = namedFacts(row);
  const { facts: after, contested } = reverse(before, patch);
  if (contested.length > 0) return { contested };
  if (!patch.wasThere && row !== undefined && row.told + row.children > 0) {
    return conflict(`${row.told} papers and ${row.children} others refer to "${row.name}" by now.`, row.version);
  }
  const aliases = new AliasRepository(graph);
  const taken = patch.wasThere ? await takenName(aliases, kind, patch.id, after) : undefined;
  if (taken !== undefined) return conflict(`"${taken.name}" has become a name of "${taken.by}".`, row?.version ?? 0);
  const planned = await planNamed(environment, kind, { id: patch.id, row, before, after }, (undone) =>
    makeChange(kind, patch.id, 'UNDONE', caller, { nodes: [undone] }, change.id),
  );
  const [made] = planned.changes;
  return made === undefined ? conflict('Everything is so already.') : { ...planned, result: { change: made } };
}

interface Revision {
  readonly id: string;
  readonly row: NamedRow | undefined;
  readonly before: Facts;
  /** Without a name when it is to go. */
  readonly after: Facts;
}

async function planNamed(
  { graph }: Environment,
  kind: NamedKind,
  { id, row, before, after }: Revision,
  toChange: (patch: NodePatch) => ChangeRow,
): Promise<Planned<NamedWritten>> {
  const isThere = 'name' in after;
  const patch = { id, wasThere: row !== undefined, isThere, ...patchBetween(before, after) };
  if (isEmptyPatch(patch)) return { seen: [], steps: [], changes: [], result: { id, change: null } };
  const change = toChange(patch);
  const { describe, link, unlink, clean } = STATEMENTS[kind];
  const lost = (list: 'parents'): string[] => itemsOf(before, list).filter((item) => !(`${list}.${item}` in after));
  const names = isThere && after['mentioned'] !== true ? namesIn(id, after) : [];
  // What only papers name has no names of its own; those that it seems to have may be another's.
  const had = before['mentioned'] === true ? [] : namesIn(id, before);
  const lostNames = had.filter((name) => !names.includes(name));
  const kept = isThere ? after : { ...before, mentioned: true };
  const steps: WriteStep[] = [
    { statement: describe, rows: [{ id, properties: propertiesOf(kind, kept) }] },
    { statement: unlink, rows: lost('parents').map((parentId) => ({ id, parentId })) },
    { statement: link, rows: itemsOf(after, 'parents').map((parentId) => ({ id, parentId })) },
    { statement: DELETE_ALIASES, rows: lostNames.map((name) => ({ id: aliasId(kind, name) })) },
    { statement: AliasRepository.upsert, rows: names.map((name) => ({ id: aliasId(kind, name), targetId: id })) },
    ...(kind === 'technique' ? await candidateSteps(graph, id) : []),
    { statement: clean, rows: isThere ? [] : [{ id }] },
  ];
  return {
    seen: [{ label: LABEL[kind], id, version: row === undefined ? null : (row.version ?? 0) }],
    steps: steps.filter(({ rows }) => rows?.length !== 0),
    changes: [change],
    result: { id, change },
  };
}

/** The papers that name a technique which is described now, or no longer, apply it, or not. */
async function candidateSteps(graph: Graph, id: string): Promise<WriteStep[]> {
  return stepsOf(planOfStored([], await readAuthorMerges(graph)), [id]);
}

function revised(kind: NamedKind, before: Facts, content: NamedContent): Facts {
  const after: Record<string, unknown> = { ...before };
  delete after['mentioned'];
  delete after['proposed'];
  const set = (name: string, value: unknown): void => {
    if (value === undefined) return;
    after[`edited.${name}`] = true;
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a value that is taken away
    if (value === null) delete after[name];
    else after[name] = value;
  };
  const setList = (list: 'parents', values: readonly string[], editedAs: string): void => {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the list is replaced
    for (const item of itemsOf(after, list)) delete after[`${list}.${item}`];
    for (const value of values) after[`${list}.${value}`] = true;
    after[`edited.${editedAs}`] = true;
  };
  if (content.name != null) after['name'] = content.name;
  if (content.name != null && content.name !== before['name']) after['edited.aliases'] = true;
  set('description', content.description);
  if (kind === 'technique') {
    set('area', content.area);
    set('kind', content.kind);
    set('introducedYear', content.introducedYear);
  } else if (content.scheme != null) after['scheme'] = content.scheme;
  else after['scheme'] ??= 'own';
  if (content.aliases !== undefined) {
    set('aliases', content.aliases === null || content.aliases.length === 0 ? null : [...new Set(content.aliases)]);
  }
  if (content.parents !== undefined) setList('parents', content.parents, kind === 'topic' ? 'parents' : 'variantOf');
  return after;
}

/** What a record of it would be refused for. */
function issuesOf(kind: NamedKind, content: NamedContent, row: NamedRow | undefined): Issue[] {
  const { parents, ...values } = content;
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));
  const name = content.name === null ? '' : (content.name ?? row?.name);
  const schema = kind === 'topic' ? topicRecord : techniqueRecord;
  const record = {
    ...given,
    name,
    id: row?.id ?? (slugOf(name ?? '') || 'x'),
    ...(kind === 'topic' ? { parents } : { variantOf: parents }),
  };
  const checked = check(schema, record);
  if (!checked.ok) return checked.faults.map(({ field, reason }) => ({ path: `input.${field}`, message: reason }));
  return slugOf(name ?? '') === '' ? [{ path: 'input.name', message: 'must hold letters or digits' }] : [];
}

/** Every slug that leads to the node. */
function namesIn(id: string, facts: Facts): string[] {
  if (!('name' in facts)) return [];
  const names = [id, slugOf(String(facts['name'])), ...aliasesOf(facts).map(slugOf)];
  return [...new Set(names)].filter((name) => name !== '');
}

async function takenName(
  aliases: AliasRepository,
  kind: NamedKind,
  id: string,
  facts: Facts,
): Promise<{ readonly name: string; readonly by: string } | undefined> {
  const names = namesIn(id, facts);
  const targets = await aliases.targets(names.map((name) => aliasId(kind, name)));
  const name = names.find((other) => (targets.get(aliasId(kind, other)) ?? id) !== id);
  return name === undefined ? undefined : { name, by: targets.get(aliasId(kind, name)) ?? '' };
}
