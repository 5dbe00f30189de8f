import { readAuthorMerges } from '../author/author-merges.js';
import { statement, type WriteStep } from '../graph/graph.js';
import { makeChange, subjectOf } from '../history/change.js';
import { ChangeRepository } from '../history/change.repository.js';
import { bestIdentifier } from '../ingest/identity.js';
import { readKnownNames } from '../ingest/load.js';
import { planBatch } from '../ingest/plan.js';
import type { Resolution } from '../ingest/resolve.js';
import { stepsOf } from '../ingest/steps.js';
import type { PaperStateRow } from '../paper/paper.state.js';
import { rereaderOf, type Environment } from './environment.js';
import { checkVersion, conflict, notFound, type Failure } from './failure.js';
import { describedState, nodePatchOf, readPaper } from './paper-plan.js';
import { liftDeletions, type PaperRequest, type PaperWritten } from './papers.js';
import { readMentioned } from './mentioned.js';
import { stateOfRow } from '../ingest/paper-state.js';
import { transact } from './transaction.js';

const CITERS = statement<{ id: string; both: boolean }>(
  'citers of merged paper',
  `MATCH (p:Paper {id: $from})
MATCH (p)<-[:CITES]-(q:Paper)
CALL (q) { MATCH (q)-[:CITES]->(o:Paper) WHERE o.id = $into RETURN count(o) AS others }
RETURN q.id AS id, others > 0 AS both ORDER BY id`,
);

/**
 * Makes one paper of two that no source knows to be the same: values, tags, references
 * and citations of both are joined as if records of one paper had told them, and every
 * identifier of either leads to it.
 */
export async function mergePapers(
  { graph, caller }: Environment,
  into: PaperRequest,
  from: PaperRequest,
): Promise<PaperWritten | Failure> {
  return await transact(graph, async () => {
    const [stays, goes] = await Promise.all([readPaper(graph, into.id), readPaper(graph, from.id)]);
    if (stays === undefined) return notFound('paper', into.ref);
    if (goes === undefined) return notFound('paper', from.ref);
    if (stays.id === goes.id) return conflict('Both are one paper already.', stays.version ?? 0);
    const stale = checkVersion(into.expectedVersion, stays.version ?? 0, 'The paper');
    if (stale !== undefined) return stale;
    if (stays.stub && goes.stub)
      return conflict('Neither is described; upsertPaper with the identifiers of both makes one of them.');
    if (stays.references.includes(goes.id) || goes.references.includes(stays.id))
      return conflict('One of them cites the other, so they are two papers.');
    const resolution = await resolutionOf([stays, goes], graph);
    const id = resolution.papers[0]?.id ?? stays.id;
    const reader = await rereaderOf(graph, describedState(stays) ?? describedState(goes));
    const plan = planBatch(resolution, await readKnownNames(graph), reader, (state) => state);
    const [change] = plan.changes;
    if (change === undefined) throw new Error('A merge of papers came to nothing.');
    const kept = id === goes.id ? goes : stays;
    const gone = kept === goes ? stays : goes;
    const moved = await new ChangeRepository(graph).idsOf(subjectOf('paper', gone.id));
    const mentioned = await readMentioned(graph, [stateOfRow(stays), stateOfRow(goes)]);
    const lifted = await liftDeletions(graph, change.state.identifiers);
    const made = makeChange('paper', id, 'MERGED', caller, {
      nodes: [
        nodePatchOf({ row: kept, id, next: change.state }, id),
        nodePatchOf({ row: gone, id: gone.id, next: null }, gone.id),
      ],
      citers: await graph.read(CITERS, { from: gone.id, into: kept.id }),
      moved,
      ...lifted.detail,
      ...(mentioned.length > 0 && { mentioned }),
    });
    const steps: WriteStep[] = [...reader.steps, ...stepsOf(plan), ...lifted.steps];
    return {
      seen: [stays, goes].map((row) => ({ label: 'Paper' as const, id: row.id, version: row.version ?? 0 })),
      steps,
      changes: [made],
      result: { id, change: made },
    };
  });
}

/** As a load has it when records tell that two nodes are one paper. */
async function resolutionOf(rows: readonly PaperStateRow[], graph: Environment['graph']): Promise<Resolution> {
  const identifiers = [...new Set(rows.flatMap((row) => row.identifiers))].sort();
  const id = bestIdentifier(identifiers);
  const paperRenames = new Map(rows.filter((row) => row.id !== id).map((row) => [row.id, id]));
  return {
    papers: [{ id, identifiers, records: [], rows }],
    paperRenames,
    paperId: (identifier) => paperRenames.get(identifier) ?? identifier,
    authorId: ([first = '']) => first,
    authorRenames: new Map(),
    existingAuthors: new Set(),
    newAuthors: new Set(),
    authorMoves: new Map(),
    authorAliases: new Map(),
    authorMerges: await readAuthorMerges(graph),
  };
}
