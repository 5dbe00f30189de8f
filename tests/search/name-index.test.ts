import fc from 'fast-check';
import { statement, type Graph } from '../../src/graph/graph.js';
import { check } from '../../src/ingest/faults.js';
import { loadRecords, readKnownNames } from '../../src/ingest/load.js';
import { mergeAuthors, unmergeAuthor } from '../../src/ingest/merge-authors.js';
import { paperRecord, type PaperRecord } from '../../src/ingest/record.js';
import { namesIn, type AllNames } from '../../src/search/name-index.js';
import { SEARCH_TYPES } from '../../src/search/search-type.js';
import { forwarding } from '../api/forwarding.js';
import { describeEachEngine } from '../support/engines.js';

const PEOPLE = ['Ada Sample', 'A. Sample', 'Bo Other', 'Cy Third', 'Dee Fourth'];
const TITLES = [
  'Work on dropout',
  'Work on pruning networks',
  'More work on examples',
  'A study of samples',
  'Last work',
];

/** Everything that an index holds, in a fixed order. */
function held(names: AllNames): string[] {
  return SEARCH_TYPES.flatMap((kind) => {
    const { settled, recent, outdated } = names[kind];
    return [...settled.all().filter(({ id }) => !outdated.has(id)), ...recent.all()].map((one) =>
      JSON.stringify([kind, one.id, one.name, one.aliases, one.count]),
    );
  }).sort();
}

/** What an index made now holds: the wrapper is another graph, so nothing of the first index is used. */
async function anew(graph: Graph): Promise<string[]> {
  return held(await namesIn(forwarding(graph)).current());
}

function record(title: number, authors: readonly number[], cites: readonly number[], technique: boolean): PaperRecord {
  const checked = check(paperRecord, {
    title: TITLES[title],
    authors: authors.map((author) => PEOPLE[author]),
    year: 2000 + title,
    doi: `10.1000/${title}`,
    references: cites.map((other) => `doi:10.1000/${other}`),
    ...(technique && { techniques: [{ technique: `Technique ${title}`, role: 'USES' }] }),
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.value;
}

const CLEAR = statement('clear', 'MATCH (n) DETACH DELETE n');

describeEachEngine('the names in memory', (engine) => {
  /** Through the graph: what others delete in a Neo4j shows only within seconds. */
  const clear = async (): Promise<void> => await engine.graph().write([{ statement: CLEAR }]);

  beforeEach(clear);

  it('are those of the graph after loads in any order, merges and deletions', async () => {
    const index = fc.nat(TITLES.length - 1);
    const paper = fc.tuple(
      index,
      fc.uniqueArray(fc.nat(PEOPLE.length - 1), { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(index, { maxLength: 3 }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(paper, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (loads) => {
          await clear();
          const graph = engine.graph();
          for (const papers of loads) {
            await loadRecords(
              graph,
              { papers: papers.map((one) => record(...one)), topics: [], techniques: [] },
              { names: await readKnownNames(graph) },
            );
            expect(held(await namesIn(graph).current())).toEqual(await anew(graph));
          }
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  it('follow merges of authors, their undoing, and deletions', async () => {
    const graph = engine.graph();
    const papers = [record(0, [0, 2], [], true), record(1, [1], [0], false)];
    await loadRecords(graph, { papers, topics: [], techniques: [] }, { names: await readKnownNames(graph) });
    const before = held(await namesIn(graph).current());
    await mergeAuthors(graph, 'name:ada sample', 'name:a sample');
    const merged = held(await namesIn(graph).current());
    expect(merged).toEqual(await anew(graph));
    expect(merged).not.toEqual(before);
    await unmergeAuthor(graph, 'name:a sample');
    expect(held(await namesIn(graph).current())).toEqual(await anew(graph));
    const remove = statement('delete a paper', 'UNWIND $rows AS row MATCH (p:Paper {id: row.id}) DETACH DELETE p');
    await graph.write([{ statement: remove, rows: [{ id: 'doi:10.1000/1' }] }]);
    const after = held(await namesIn(graph).current());
    expect(after.join()).not.toContain('Work on pruning networks');
    expect(after).toEqual(await anew(graph));
  });
});
