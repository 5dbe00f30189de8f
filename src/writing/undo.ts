import type { WriteStep } from '../graph/graph.js';
import {
  detailOf,
  makeChange,
  subjectOf,
  type ChangeDetail,
  type ChangeRow,
  type NodePatch,
} from '../history/change.js';
import { ChangeRepository } from '../history/change.repository.js';
import { factsOf, isDerived, namesIn, reverse, stateOfFacts, type Facts } from '../history/flat.js';
import type { PaperState } from '../ingest/merge.js';
import { aliasId, AliasRepository, DELETE_ALIASES } from '../ref/alias.repository.js';
import { ADD_CITED, CITE_PARTED, COUNT_CITATIONS, DELETE_UNCITED_STUBS, UNCITE } from '../paper/paper.writes.js';
import { SET_SUBJECTS } from '../history/change.writes.js';
import { ADD_DELETIONS, DELETE_DELETIONS } from '../paper/deletion.writes.js';
import { planAuthorUndo } from './authors.js';
import { planVocabularyUndo } from './vocabulary.js';
import { rereaderOf, type Environment } from './environment.js';
import { conflict, notFound, type Failure } from './failure.js';
import { describedState, planPapers, read, readPaper, type Revision } from './paper-plan.js';
import { transact, type Planned } from './transaction.js';

/** A change that was taken back. */
export interface Undone {
  /** The change that took it back; taking that back does it again. */
  readonly change: ChangeRow;
}

/**
 * Brings back what was before a change, as far as nothing that it did has been changed
 * since. The undo is a change itself.
 */
export async function undo(environment: Environment, changeId: string): Promise<Undone | Failure> {
  return await transact(environment.graph, async () => {
    const changes = new ChangeRepository(environment.graph);
    const change = (await changes.byIds([changeId])).get(changeId);
    if (change === undefined) return notFound('change', changeId);
    if (change.undoneBy !== null)
      return conflict('The change was undone already; undo that change to do it again.', null, change.undoneBy);
    const { author, citers, nodes } = detailOf(change);
    if (author !== undefined) return await planAuthorUndo(environment, change, author);
    const [kind] = change.subject.split(':');
    if (kind === 'topic' || kind === 'technique') {
      const planned = await planVocabularyUndo(environment, kind, change);
      return 'contested' in planned ? await contested(change, planned.contested, changes) : planned;
    }
    if (nodes.length === 0 || (citers !== undefined && change.kind === 'UNDONE'))
      return conflict(
        nodes.length === 0
          ? 'A record told that two papers are one; that is not taken back here.'
          : 'A merge that was taken back is done again by mergePapers.',
      );
    return await undoPapers(environment, change, changes);
  });
}

async function undoPapers(
  environment: Environment,
  change: ChangeRow,
  changes: ChangeRepository,
): Promise<Planned<Undone> | Failure> {
  const { graph, caller } = environment;
  const detail = detailOf(change);
  const revisions: Reversed[] = [];
  for (const patch of detail.nodes) {
    if (isMergedStub(patch, detail)) continue;
    const revision = await revisionOf(environment, patch, detail);
    if ('contested' in revision) return await contested(change, revision.contested, changes);
    revisions.push(revision);
  }
  const planned = await planPapers(graph, revisions, detail.mentioned);
  const deletions = detail.deletions && { added: detail.deletions.removed, removed: detail.deletions.added };
  const undoing = {
    ...planned.detail,
    ...(deletions && { deletions }),
    ...(detail.citers && { citers: detail.citers }),
  };
  const made = makeChange('paper', planned.ids[0] ?? '', 'UNDONE', caller, undoing, change.id);
  const aliases = detail.aliases ?? [];
  return {
    seen: planned.seen,
    steps: [
      ...revisions.flatMap(({ first }) => first),
      ...planned.steps,
      ...(aliases.length === 0
        ? []
        : [{ statement: AliasRepository.upsert, rows: aliases.map((row) => ({ ...row })) }]),
      ...deletionSteps(undoing),
      ...partingSteps(detail, planned.ids[0] ?? ''),
    ],
    changes: [made],
    result: { change: made },
  };
}

/** A paper with a change taken back, and what must be there before it is written. */
interface Reversed extends Revision {
  readonly first: readonly WriteStep[];
}

async function revisionOf(
  { graph }: Environment,
  patch: NodePatch,
  { citers }: ChangeDetail,
): Promise<Reversed | { readonly contested: readonly string[] }> {
  const aliases = new AliasRepository(graph);
  const key = aliasId('paper', patch.id);
  // The id of a paper that was merged leads to the other one.
  const isParted = citers !== undefined && !patch.isThere;
  const id = isParted ? patch.id : ((await aliases.targets([key])).get(key) ?? patch.id);
  const row = await readPaper(graph, id);
  const current = describedState(row);
  if ((current !== null) !== patch.isThere)
    return { contested: [current === null ? 'the paper itself, which is gone' : 'the paper itself, which is back'] };
  const followed = await withFollowedReferences(patch, aliases);
  const { facts, contested: names } = reverse(factsOf(current), followed);
  if (names.length > 0) return { contested: names };
  if (!patch.wasThere) {
    const left = Object.keys(facts).filter((name) => !isDerived(name) && name !== 'referencesStatus');
    return left.length > 0 ? { contested: left } : { row, id, next: null, first: [] };
  }
  const next = stateOfFacts(facts);
  const reader = await rereaderOf(graph, current ?? next);
  return { row, id, next: read(readable(next, patch, current), reader), first: reader.steps };
}

/** What was read of another text than the paper has now is of no use: it is read anew. */
function readable(next: PaperState, patch: NodePatch, current: PaperState | null): PaperState {
  const wasRead = current === null || (current.annotation?.key ?? null) === (patch.readAs ?? null);
  return wasRead || !namesIn(patch).some((name) => name.startsWith('annotation.'))
    ? next
    : { ...next, annotation: null };
}

/** The references of a change, under the ids that the papers have now. */
async function withFollowedReferences(patch: NodePatch, aliases: AliasRepository): Promise<NodePatch> {
  const ids = namesIn(patch).flatMap((name) =>
    name.startsWith(REFERENCE) ? [aliasId('paper', name.slice(REFERENCE.length))] : [],
  );
  if (ids.length === 0) return patch;
  const targets = await aliases.targets(ids);
  const follow = (facts: Facts): Facts =>
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => {
        const target = name.startsWith(REFERENCE)
          ? targets.get(aliasId('paper', name.slice(REFERENCE.length)))
          : undefined;
        return [target === undefined ? name : REFERENCE + target, value];
      }),
    );
  return { ...patch, before: follow(patch.before), after: follow(patch.after) };
}

const REFERENCE = 'references.';

/** A deleted paper that comes back may be loaded again; one whose deletion is done again may not. */
function deletionSteps({ deletions }: ChangeDetail): WriteStep[] {
  const steps: WriteStep[] = [
    { statement: DELETE_DELETIONS, rows: (deletions?.removed ?? []).map(({ id }) => ({ id })) },
    { statement: ADD_DELETIONS, rows: (deletions?.added ?? []).map((deletion) => ({ ...deletion })) },
  ];
  return steps.filter(({ rows }) => rows?.length !== 0);
}

/** A paper that was known only because others cite it, and was merged: there is nothing of it to describe. */
function isMergedStub({ wasThere, isThere }: NodePatch, { citers }: ChangeDetail): boolean {
  return citers !== undefined && !wasThere && !isThere;
}

/** Gives a paper that was merged its citations and its history back. */
function partingSteps({ citers, moved = [], nodes }: ChangeDetail, keptId: string): WriteStep[] {
  const gone = nodes.at(-1);
  if (citers === undefined || gone === undefined) return [];
  const rows = citers.map(({ id }) => ({ id, keptId, goneId: gone.id }));
  const only = citers.filter(({ both }) => !both).map(({ id }) => ({ paperId: id, referenceId: keptId }));
  const touched = [keptId, gone.id, ...citers.map(({ id }) => id)].map((id) => ({ id }));
  const steps: WriteStep[] = [
    {
      statement: ADD_CITED,
      rows: isMergedStub(gone, { nodes, citers }) && citers.length > 0 ? [{ id: gone.id, citations: 0 }] : [],
    },
    { statement: DELETE_ALIASES, rows: [{ id: aliasId('paper', gone.id) }] },
    { statement: CITE_PARTED, rows },
    { statement: UNCITE, rows: only },
    { statement: COUNT_CITATIONS, rows: touched },
    { statement: DELETE_UNCITED_STUBS, rows: [{ id: keptId }] },
    { statement: SET_SUBJECTS, rows: moved.map((id) => ({ id, subject: subjectOf('paper', gone.id) })) },
  ];
  return steps.filter(({ rows: all }) => all?.length !== 0);
}

async function contested(change: ChangeRow, names: readonly string[], changes: ChangeRepository): Promise<Failure> {
  const later = (await changes.laterThan(change)).filter(({ undoneBy }) => undoneBy === null);
  const culprit =
    later.find((other) => detailOf(other).nodes.some((node) => namesIn(node).some((name) => names.includes(name)))) ??
    later[0];
  const what = names.slice(0, 3).join(', ');
  return conflict(
    culprit === undefined
      ? `${what} has been changed since, by a load. Nothing was undone.`
      : `${what} has been changed since, by ${culprit.by} on ${culprit.at}: undo that change (${culprit.id}) first.`,
    null,
    culprit?.id ?? null,
  );
}
