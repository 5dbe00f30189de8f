import type { Graph } from '../../src/graph/graph.js';
import { dataOf } from '../support/ask.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import { comparable, done, faultsOf, load, mutate, MUTATIONS, SECOND_EDITOR, type Outcome } from './support.js';

jest.setTimeout(300_000);

const ONE = {
  title: 'First account of sample networks',
  authors: ['Ada Example', 'Bo Sample'],
  year: 2020,
  arxivId: '2003.00001',
  abstract: 'We prune networks.',
  techniques: [{ technique: 'dropout', role: 'USES' as const }],
  references: ['doi:10.1000/cited'],
  source: 'arxiv',
};
const TWO = {
  title: 'The published account of sample networks',
  authors: ['A. Example', 'Bo Sample', 'Cy Third'],
  publishedOn: '2021-05-01',
  doi: '10.1000/journal',
  venue: 'Journal of Examples',
  topics: ['Regularization'],
  references: ['doi:10.1000/cited', 'doi:10.1000/other'],
  source: 'openalex',
};
const CITERS = [
  { title: 'Cites the first', year: 2022, doi: '10.1000/a', references: ['arxiv:2003.00001'], source: 'openalex' },
  { title: 'Cites the second', year: 2022, doi: '10.1000/b', references: ['doi:10.1000/journal'], source: 'openalex' },
  {
    title: 'Cites both of them',
    year: 2022,
    doi: '10.1000/c',
    references: ['arxiv:2003.00001', 'doi:10.1000/journal'],
    source: 'openalex',
  },
];
const VOCABULARY = {
  techniques: [
    { id: 'dropout', name: 'Dropout', aliases: ['drop-out', 'Dropping out'], description: 'Drops units.' },
    { id: 'drop-connect', name: 'DropConnect', variantOf: ['dropout'] },
  ],
  topics: [{ id: 'regularization', name: 'Regularization' }],
};

async function titlesOf(graph: Graph, ...refs: string[]): Promise<(string | null)[]> {
  const titles: (string | null)[] = [];
  for (const ref of refs) {
    const { paper } = await dataOf<{ paper: { title: string } | null }>(
      graph,
      'query ($ref: String!) { paper(ref: $ref) { title } }',
      { ref },
    );
    titles.push(paper?.title ?? null);
  }
  return titles;
}

function statusesOf(outcome: Outcome): string[] {
  return (outcome['records'] as { status: string }[]).map(({ status }) => status);
}

describeEachEngine('writing about more than one paper', (engine) => {
  beforeEach(async () => {
    await engine.clear();
  });

  it('merges two papers, follows every id, and parts them again', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [ONE, TWO, ...CITERS] });
    const tagged = await done(graph, MUTATIONS.tagTechnique, {
      paper: '10.1000/journal',
      technique: 'dropout',
      role: 'STUDIES',
    });
    const before = await dumpGraph(graph);
    const merged = await done(graph, MUTATIONS.mergePapers, { into: '10.1000/journal', from: '2003.00001' });
    expect(await faultsOf(graph)).toEqual([]);
    expect(await titlesOf(graph, '2003.00001', '10.1000/journal')).toEqual([ONE.title, ONE.title]);
    const { paper } = await dataOf<{ paper: Record<string, unknown> }>(
      graph,
      `{ paper(ref: "10.1000/journal") { citationCount venue authors { totalCount } references { totalCount }
        history { totalCount } techniques { edges { role } } } }`,
    );
    expect(paper).toEqual({
      citationCount: 3,
      venue: TWO.venue,
      authors: { totalCount: 3 },
      references: { totalCount: 2 },
      history: { totalCount: 2 },
      techniques: { edges: [{ role: 'STUDIES' }] },
    });
    // A later load of either is about the one paper.
    expect((await load(graph, { papers: [ONE, TWO] })).counts).toMatchObject({ unchanged: 1, new: 0 });
    await done(graph, MUTATIONS.undo, { change: merged.change.id }, SECOND_EDITOR);
    expect(await faultsOf(graph)).toEqual([]);
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
    expect(await titlesOf(graph, '2003.00001', '10.1000/journal')).toEqual([ONE.title, TWO.title]);
    await done(graph, MUTATIONS.undo, { change: tagged.change.id });
    expect(await faultsOf(graph)).toEqual([]);
  });

  it('merges a paper with one that is only cited, and parts them again', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [ONE, ...CITERS] });
    const before = await dumpGraph(graph);
    const merged = await done(graph, MUTATIONS.mergePapers, { into: '2003.00001', from: '10.1000/journal' });
    expect(await faultsOf(graph)).toEqual([]);
    expect(await titlesOf(graph, '10.1000/journal')).toEqual([ONE.title]);
    await done(graph, MUTATIONS.undo, { change: merged.change.id });
    expect(await faultsOf(graph)).toEqual([]);
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
  });

  it('merges authors, and parts them again', async () => {
    const graph = engine.graph();
    await load(graph, { papers: [ONE, TWO] });
    const before = await dumpGraph(graph);
    const merged = await done(graph, MUTATIONS.mergeAuthors, { into: 'Ada Example', from: 'A. Example' });
    expect(merged['author']).toEqual({ name: 'Ada Example', papers: { totalCount: 2 } });
    expect(await faultsOf(graph)).toEqual([]);
    const undone = await done(graph, MUTATIONS.undo, { change: merged.change.id });
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
    const again = await done(graph, MUTATIONS.undo, { change: undone.change.id });
    expect(await mutate(graph, MUTATIONS.undo, { change: undone.change.id })).toMatchObject({ __typename: 'Conflict' });
    await done(graph, MUTATIONS.undo, { change: again.change.id });
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
    const both = await mutate(graph, MUTATIONS.mergeAuthors, { into: 'Bo Sample', from: 'Cy Third' });
    expect(both).toMatchObject({ __typename: 'Conflict', message: expect.stringContaining('two people') });
  });

  it('describes techniques and topics anew, keeps that through loads, and takes it back', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [ONE, TWO] });
    const before = await dumpGraph(graph);
    const edited = await done(graph, MUTATIONS.upsertTechnique, {
      ref: 'drop-out',
      input: {
        name: 'Drop-Out',
        aliases: ['Dropout', 'random dropping'],
        description: 'Better words.',
        area: 'Regularization',
      },
    });
    const topic = await done(graph, MUTATIONS.upsertTopic, {
      ref: 'regularization',
      input: { description: 'Keeps networks simple.', parents: [] },
    });
    const made = await done(graph, MUTATIONS.upsertTechnique, {
      input: { name: 'Spatial DropConnect', variantOf: ['DropConnect'], introducedYear: 2015 },
      expectedVersion: 0,
    });
    expect(await faultsOf(graph)).toEqual([]);
    await load(graph, VOCABULARY);
    const { technique, byAlias } = await dataOf<Record<string, Record<string, unknown>>>(
      graph,
      `{ technique(ref: "dropout") { name aliases description history { totalCount nodes { by values { path before after } } } }
        byAlias: technique(ref: "Random dropping") { slug } }`,
    );
    expect(technique).toMatchObject({
      name: 'Drop-Out',
      aliases: ['Dropout', 'random dropping'],
      description: 'Better words.',
    });
    expect(byAlias).toEqual({ slug: 'dropout' });
    const circle = await mutate(graph, MUTATIONS.upsertTechnique, {
      ref: 'dropout',
      input: { variantOf: ['spatial dropconnect'] },
    });
    expect(circle.message).toContain('would descend from itself');
    const taken = await mutate(graph, MUTATIONS.upsertTechnique, { input: { name: 'New', aliases: ['DropConnect'] } });
    expect(taken).toMatchObject({
      __typename: 'Conflict',
      message: '"dropconnect" is a name of "drop-connect" already.',
    });
    const wrong = await mutate(graph, MUTATIONS.upsertTechnique, { input: { name: '!', introducedYear: 1 } });
    expect(wrong).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'input.introducedYear' }] });
    for (const { change } of [made, topic, edited]) await done(graph, MUTATIONS.undo, { change: change.id });
    expect(await faultsOf(graph)).toEqual([]);
    const after = comparable(await dumpGraph(graph));
    // The load in between had brought the former names back.
    expect(after).toEqual(comparable(before));
  });

  it('imports records, tells what became of each, and takes one back', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [TWO] }, true);
    const { source, ...one } = { ...ONE, authors: ONE.authors.map((name) => ({ name })) };
    expect(source).toBe('arxiv');
    const input = [
      one,
      { title: 'The published account of sample networks', doi: '10.1000/journal', summary: 'In short.' },
      { title: '', doi: 'nonsense' },
      one,
      { title: 'Cites the first', doi: '10.1000/a', references: ['arxiv:2003.00001'], year: 2022 },
    ];
    const before = await dumpGraph(graph);
    const imported = await done(graph, MUTATIONS.importPapers, { input, source: 'our-list' });
    expect(statusesOf(imported)).toEqual(['CREATED', 'MERGED', 'REJECTED', 'MERGED', 'CREATED']);
    expect(imported['records'][2].issues).toEqual([
      { path: 'title', message: 'must not be empty' },
      { path: 'doi', message: 'must be a DOI such as 10.1145/3292500' },
    ]);
    expect(await faultsOf(graph)).toEqual([]);
    const again = await done(graph, MUTATIONS.importPapers, { input, source: 'our-list' });
    expect(statusesOf(again)).toEqual(['UNCHANGED', 'UNCHANGED', 'REJECTED', 'MERGED', 'UNCHANGED']);
    for (const index of [4, 1, 0]) await done(graph, MUTATIONS.undo, { change: imported['records'][index].change.id });
    expect(await faultsOf(graph)).toEqual([]);
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
  });

  it('refuses an import that is too long or says that it is an editor, and leaves deleted papers deleted', async () => {
    const graph = engine.graph();
    await load(graph, { papers: [TWO] });
    const record = { title: TWO.title, doi: TWO.doi };
    const long = mutate(graph, MUTATIONS.importPapers, { input: Array.from({ length: 1001 }, () => record) });
    await expect(long).rejects.toThrow('input has 1001 records. Expected: at most 1000');
    await expect(mutate(graph, MUTATIONS.importPapers, { input: [record], source: 'editor' })).rejects.toThrow(
      'source is "editor"',
    );
    await done(graph, MUTATIONS.deletePaper, { ref: '10.1000/journal' });
    const left = await done(graph, MUTATIONS.importPapers, { input: [record] });
    expect(left['records']).toEqual([{ status: 'DELETED', paper: null, issues: [], change: null }]);
    const back = await done(graph, MUTATIONS.importPapers, { input: [record], restore: true });
    expect(back['records'][0].status).toBe('CREATED');
    expect(await faultsOf(graph)).toEqual([]);
  });
});
