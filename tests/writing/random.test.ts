import fc from 'fast-check';
import { loadFiles } from '../../src/ingest/load-files.js';
import { exportJsonLines } from '../../src/export/jsonl.js';
import { openEmbedded } from '../../src/graph/embedded.js';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import {
  comparable,
  exported,
  faultsOf,
  load,
  FIRST_EDITOR,
  mutate,
  MUTATIONS,
  SECOND_EDITOR,
  type Outcome,
} from './support.js';

jest.setTimeout(600_000);

const PAPERS = [1, 2, 3, 4].map((number) => ({
  title: `Paper number ${number} about sample networks`,
  abstract: 'We train networks with dropout and weight decay.',
  authors: [`Author ${number}`, 'Sam Shared'],
  year: 2000 + number,
  doi: `10.1000/${number}`,
  techniques: [{ technique: 'Dropout', role: 'USES' as const }],
  topics: number % 2 === 0 ? ['Odd topic'] : [],
  references: [`doi:10.1000/${(number % 4) + 1}`, 'doi:10.1000/stub'],
  source: 'openalex',
}));
const FIRST = { title: 'Read before all others', year: 1999, doi: '10.1000/first', source: 'openalex' };
const VOCABULARY = {
  techniques: [
    { id: 'dropout', name: 'Dropout' },
    { id: 'pruning', name: 'Pruning' },
  ],
  topics: [{ id: 'regularization', name: 'Regularization' }],
};
// The last two may be there or not.
const REFS = [1, 2, 3, 4, 5, 6].map((number) => `10.1000/${number}`);

const ref = fc.constantFrom(...REFS);
const technique = fc.constantFrom('dropout', 'pruning');
const words = fc.constantFrom('One', 'Two', 'Three of them', null);
const role = fc.constantFrom('USES', 'STUDIES', 'INTRODUCES');

const RUNS = 8;

/** A mutation that an editor may send, sensible or not. */
const action = fc.oneof(
  fc.record({ paper: ref, technique, role }).map((variables) => [MUTATIONS.tagTechnique, variables] as const),
  fc.record({ paper: ref, technique }).map((variables) => [MUTATIONS.untagTechnique, variables] as const),
  ref.map((paper) => [MUTATIONS.tagTopic, { paper, topic: 'regularization' }] as const),
  ref.map((paper) => [MUTATIONS.untagTopic, { paper, topic: 'odd topic' }] as const),
  fc
    .record({ ref, venue: words, summary: words, abstract: words })
    .map(({ ref: paper, ...input }) => [MUTATIONS.upsertPaper, { ref: paper, input }] as const),
  fc
    .record({ number: fc.integer({ min: 1, max: 6 }), cites: ref, author: fc.constantFrom('Ann New', 'Sam Shared') })
    .map(({ number, cites, author }) => {
      const input = {
        title: `Paper number ${number} as an editor has it`,
        doi: `10.1000/${number}`,
        authors: [{ name: author }],
        ...(cites !== `10.1000/${number}` && { references: [`doi:${cites}`] }),
        techniques: [{ technique: 'Brand-new thing', role: 'USES' }],
      };
      return [MUTATIONS.upsertPaper, { input }] as const;
    }),
  ref.map((paper) => [MUTATIONS.deletePaper, { ref: paper }] as const),
  fc.record({ into: ref, from: ref }).map((variables) => [MUTATIONS.mergePapers, variables] as const),
  fc
    .integer({ min: 1, max: 4 })
    .map((number) => [MUTATIONS.mergeAuthors, { into: 'Sam Shared', from: `Author ${number}` }] as const),
  words.map(
    (description) =>
      [MUTATIONS.upsertTechnique, { ref: 'pruning', input: { description, aliases: ['cutting'] } }] as const,
  ),
  fc
    .integer({ min: 4, max: 6 })
    .map(
      (number) =>
        [MUTATIONS.importPapers, { input: [{ title: `Imported ${number}`, doi: `10.1000/${number}` }] }] as const,
    ),
);

interface Change {
  readonly id: string;
  readonly kind: string;
}

/** The change that a mutation made; none of a record that made one paper of two, which is not taken back. */
function changeOf(outcome: Outcome): string | undefined {
  const [first] = (outcome['records'] ?? []) as { change: Change | null }[];
  const change = first === undefined ? (outcome.change as Change | null | undefined) : first.change;
  return change == null || (first !== undefined && change.kind === 'MERGED') ? undefined : change.id;
}

describeEachEngine('whatever two editors do', (engine) => {
  it.each([false, true])('leaves a graph that is well, and can be taken back (annotated: %s)', async (annotated) => {
    const runs = engine.name === 'embedded' ? RUNS : 2;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(action, fc.constantFrom(FIRST_EDITOR, SECOND_EDITOR)), { minLength: 4, maxLength: 12 }),
        async (actions) => {
          await engine.clear();
          const graph = engine.graph();
          await load(graph, VOCABULARY);
          // The first paper that is read brings the shipped vocabulary with it, which stays.
          await load(graph, { papers: [FIRST] }, true);
          await load(graph, { papers: PAPERS }, annotated);
          const before = comparable(await dumpGraph(graph));
          const files = await exported(graph, ['changes.jsonl']);
          const changes: string[] = [];
          for (const [[mutation, variables], caller] of actions) {
            const outcome = await mutate(graph, mutation, variables, caller).catch((error: unknown) => {
              // A name that several authors have, or none.
              if (error instanceof Error && error.message.includes('Expected: one of these ids')) return undefined;
              throw error;
            });
            const change = outcome && changeOf(outcome);
            if (change !== undefined) changes.push(change);
          }
          expect(await faultsOf(graph)).toEqual([]);
          await expectSameFromExport(await dumpGraph(graph), graph);
          for (const change of changes.reverse()) {
            const outcome = await mutate(graph, MUTATIONS.undo, { change }, SECOND_EDITOR);
            expect(outcome).toMatchObject({ __typename: 'UndoSuccess' });
          }
          expect(await faultsOf(graph)).toEqual([]);
          expect(await exported(graph, ['changes.jsonl'])).toEqual(files);
          expect(comparable(await dumpGraph(graph))).toEqual(before);
        },
      ),
      { numRuns: runs, seed: 20_261_125, endOnFailure: true },
    );
  });
});

/** An export of a graph that editors have changed makes the same graph again, with its history. */
async function expectSameFromExport(
  dump: Awaited<ReturnType<typeof dumpGraph>>,
  graph: Parameters<typeof dumpGraph>[0],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'related-work-writing-'));
  const copy = openEmbedded({ concurrentReads: 2 });
  try {
    await copy.prepareSchema();
    await exportJsonLines(graph, join(folder, 'export'), {});
    const files = readdirSync(join(folder, 'export')).map((file) => join(folder, 'export', file));
    const refused: unknown[] = [];
    const options = { today: new Date(0), batch: 100, dryRun: false, resume: false };
    await loadFiles(copy, files, options, {
      rejected: ({ field, reason, record }) => refused.push({ field, reason, record }),
    });
    expect(refused).toEqual([]);
    const [ours, theirs] = [comparable(await dumpGraph(copy)), comparable(dump)];
    // Aliases of papers that are only cited are not exported.
    expect({ ...ours, aliases: [] }).toEqual({ ...theirs, aliases: [] });
    expect(await exported(copy)).toEqual(await exported(graph));
  } finally {
    await copy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
