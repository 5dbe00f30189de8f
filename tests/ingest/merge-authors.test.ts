import type { Graph } from '../../src/graph/graph.js';
import { check } from '../../src/ingest/faults.js';
import { loadRecords, readKnownNames } from '../../src/ingest/load.js';
import { mergeAuthors, unmergeAuthor } from '../../src/ingest/merge-authors.js';
import { paperRecord, type PaperInput, type PaperRecord } from '../../src/ingest/record.js';
import { dataOf } from '../support/ask.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';

function record(input: PaperInput): PaperRecord {
  const checked = check(paperRecord, input);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.value;
}

async function load(graph: Graph, ...papers: PaperRecord[]): Promise<void> {
  await loadRecords(graph, { papers, topics: [], techniques: [] }, { names: await readKnownNames(graph) });
}

const EARLY = record({
  title: 'Early work on examples',
  authors: ['J. Sample', 'Bo Other'],
  year: 2001,
  doi: '10.1000/1',
});
const LATE = record({
  title: 'Late work on examples',
  authors: [{ name: 'Jane Sample', ids: ['openalex:A5'], affiliations: ['Sample Institute'] }],
  year: 2011,
  doi: '10.1000/2',
});
const LATER = record({ title: 'Still later work', authors: ['J. Sample'], year: 2013, doi: '10.1000/3' });
const BOTH = record({
  title: 'Work of two people',
  authors: ['J. Sample', 'Jane Sample'],
  year: 2014,
  doi: '10.1000/4',
});

async function papersOf(graph: Graph, ref: string): Promise<unknown> {
  const { author } = await dataOf<{ author: { name: string; papers: { nodes: { title: string }[] } } | null }>(
    graph,
    'query ($ref: String!) { author(ref: $ref) { name papers { nodes { title } } } }',
    { ref },
  );
  return author && [author.name, ...author.papers.nodes.map(({ title }) => title)];
}

describeEachEngine('merging authors', (engine) => {
  beforeEach(async () => {
    await engine.clear();
  });

  it('gives one author the papers of both, also of later loads, and the former id leads there', async () => {
    const graph = engine.graph();
    await load(graph, EARLY, LATE);
    const { author } = await dataOf<{ author: { id: string } }>(graph, '{ author(ref: "J. Sample") { id } }');
    expect(await mergeAuthors(graph, 'openalex:A5', 'name:j sample')).toBe(1);
    await load(graph, LATER);
    const all = ['Jane Sample', LATER.title, LATE.title, EARLY.title];
    expect(await papersOf(graph, 'Jane Sample')).toEqual(all);
    expect(await papersOf(graph, author.id)).toEqual(all);
    expect(await papersOf(graph, 'J. Sample')).toBeNull();
  });

  it('makes the same graph whether the merge or the papers come first', async () => {
    const graph = engine.graph();
    await load(graph, EARLY, LATE, LATER);
    await mergeAuthors(graph, 'openalex:A5', 'name:j sample');
    const after = await dumpGraph(graph);
    await engine.clear();
    await load(graph, EARLY, LATE);
    await mergeAuthors(graph, 'openalex:A5', 'name:j sample');
    await load(graph, LATER);
    expect(await dumpGraph(graph)).toEqual(after);
    await load(graph, LATER, LATE, EARLY);
    expect(await dumpGraph(graph)).toEqual(after);
  });

  it('is taken back without a trace', async () => {
    const graph = engine.graph();
    await load(graph, EARLY, LATE, LATER);
    const before = await dumpGraph(graph);
    await mergeAuthors(graph, 'openalex:A5', 'name:j sample');
    await mergeAuthors(graph, 'openalex:A5', 'name:bo other').catch(() => undefined);
    expect(await unmergeAuthor(graph, 'name:j sample')).toBe(3);
    expect(await dumpGraph(graph)).toEqual(before);
  });

  it('leaves two people of one author list apart', async () => {
    const graph = engine.graph();
    await load(graph, EARLY, BOTH);
    await expect(mergeAuthors(graph, 'name:jane sample', 'name:j sample')).rejects.toThrow(
      'name:jane sample and name:j sample are two people: both wrote "Work of two people".',
    );
    await engine.clear();
    await load(graph, EARLY, record({ title: 'Alone', authors: ['Jane Sample'], year: 2010, doi: '10.1000/5' }));
    await mergeAuthors(graph, 'name:jane sample', 'name:j sample');
    await load(graph, BOTH);
    expect(await papersOf(graph, 'Jane Sample')).toEqual(['Jane Sample', BOTH.title, 'Alone', EARLY.title]);
    expect(await papersOf(graph, 'J. Sample')).toEqual(['J. Sample', BOTH.title]);
  });

  it('follows an author who becomes known by a better identifier', async () => {
    const graph = engine.graph();
    const known = { name: 'J. Sample', ids: ['s2:7'] };
    await load(graph, record({ title: 'By a number', authors: [known], year: 2005, doi: '10.1000/6' }), LATE);
    await mergeAuthors(graph, 'openalex:A5', 's2:7');
    await load(
      graph,
      record({
        title: 'With an ORCID',
        authors: [{ ...known, orcid: '0000-0002-1825-0097' }],
        year: 2015,
        doi: '10.1000/7',
      }),
    );
    expect(await papersOf(graph, 'Jane Sample')).toEqual(['Jane Sample', 'With an ORCID', LATE.title, 'By a number']);
    await unmergeAuthor(graph, 'orcid:0000-0002-1825-0097');
    expect(await papersOf(graph, '0000-0002-1825-0097')).toEqual(['J. Sample', 'With an ORCID', 'By a number']);
    expect(await papersOf(graph, 'Jane Sample')).toEqual(['Jane Sample', LATE.title]);
  });

  it('says what is wrong', async () => {
    const graph = engine.graph();
    await load(graph, EARLY, LATE);
    await expect(mergeAuthors(graph, 'name:nobody', 'name:j sample')).rejects.toThrow(
      'There is no author name:nobody.',
    );
    await mergeAuthors(graph, 'openalex:A5', 'name:j sample');
    await expect(mergeAuthors(graph, 'openalex:A5', 'name:j sample')).rejects.toThrow('are one author already');
    await expect(unmergeAuthor(graph, 'name:bo other')).rejects.toThrow('was not merged');
  });
});
