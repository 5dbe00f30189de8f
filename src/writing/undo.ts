import type { WriteStep } from '../graph/graph.js';
import { detailOf, makeChange, type ChangeDetail, type ChangeRow, type NodePatch } from '../history/change.js';
import { ChangeRepository } from '../history/change.repository.js';
import { factsOf, isDerived, namesIn, reverse, stateOfFacts, type Facts } from '../history/flat.js';
import type { PaperState } from '../ingest/merge.js';
import { aliasId, AliasRepository } from '../ref/alias.repository.js';
import { ADD_DELETIONS, DELETE_DELETIONS } from '../paper/deletion.writes.js';
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
    const revision = await revisionOf(environment, patch);
    if ('contested' in revision) return await contested(change, revision.contested, changes);
    revisions.push(revision);
  }
  const planned = await planPapers(graph, revisions, detail.mentioned);
  const deletions = detail.deletions && { ...detail.deletions, added: !detail.deletions.added };
  const undoing = { ...planned.detail, ...(deletions && { deletions }) };
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
): Promise<Reversed | { readonly contested: readonly string[] }> {
  const aliases = new AliasRepository(graph);
  const key = aliasId('paper', patch.id);
  const id = (await aliases.targets([key])).get(key) ?? patch.id;
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
  if (deletions === undefined) return [];
  return deletions.added
    ? [{ statement: ADD_DELETIONS, rows: deletions.ids.map((id) => ({ id, paperId: deletions.paperId })) }]
    : [{ statement: DELETE_DELETIONS, rows: deletions.ids.map((id) => ({ id })) }];
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
