import type { Graph } from '../../src/graph/graph.js';
import { counting, dataOf } from '../support/ask.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';
import {
  comparable,
  done,
  exported,
  faultsOf,
  load,
  FIRST_EDITOR,
  mutate,
  MUTATIONS,
  SECOND_EDITOR,
} from './support.js';

const PAPER = {
  title: 'A study of example networks',
  abstract: 'We train example networks with dropout and study how they generalize.',
  authors: ['Ada Example', { name: 'Bo Sample', ids: ['s2:7', 'openalex:A7'] }],
  publishedOn: '2020-03-01',
  arxivId: '2003.00001',
  topics: [{ topic: 'cs.LG', scheme: 'arXiv' as const }],
  techniques: [{ technique: 'Momentum', role: 'USES' as const }],
  references: ['doi:10.1000/cited', 'arxiv:1901.00001'],
  source: 'arxiv',
};
const CITER = {
  title: 'Work that builds on the study of example networks',
  authors: ['Cy Citer'],
  year: 2021,
  doi: '10.1000/citer',
  references: ['arxiv:2003.00001', 'arxiv:1901.00001'],
  source: 'openalex',
};
const VOCABULARY = {
  techniques: [
    { id: 'dropout', name: 'Dropout', aliases: ['drop-out'] },
    { id: 'pruning', name: 'Pruning' },
  ],
  topics: [{ id: 'regularization', name: 'Regularization' }],
};
const REF = 'arXiv:2003.00001';

interface Tags {
  paper: {
    title: string;
    venue: string | null;
    abstract: string | null;
    version: number;
    techniques: { edges: { role: string; source: string; node: { slug: string } }[] };
    topics: { nodes: { slug: string }[] };
    history: { totalCount: number; nodes: { kind: string; by: string; isUndone: boolean }[] };
  };
}

async function look(graph: Graph): Promise<Tags['paper']> {
  const { paper } = await dataOf<Tags>(
    graph,
    `{ paper(ref: "${REF}") { title venue abstract version techniques { edges { role source node { slug } } }
      topics { nodes { slug } } history { totalCount nodes { kind by isUndone } } } }`,
  );
  return paper;
}

// The first statements of a fresh server take long on a busy machine.
jest.setTimeout(300_000);

describeEachEngine('writing papers', (engine) => {
  beforeEach(async () => {
    await engine.clear();
  });

  it.each([false, true])('tags and untags a paper, and takes both back (annotated: %s)', async (annotated) => {
    const graph = engine.graph();
    await load(graph, VOCABULARY);
    await load(graph, { papers: [PAPER, CITER] }, annotated);
    const before = await dumpGraph(graph);

    const tagged = await done(graph, MUTATIONS.tagTechnique, { paper: REF, technique: 'drop-out', role: 'STUDIES' });
    expect((await look(graph)).techniques.edges).toContainEqual({
      role: 'STUDIES',
      source: 'editor',
      node: { slug: 'dropout' },
    });
    const untagged = await done(graph, MUTATIONS.untagTechnique, { paper: REF, technique: 'momentum' }, SECOND_EDITOR);
    const topic = await done(graph, MUTATIONS.tagTopic, { paper: REF, topic: 'Regularization', confidence: 0.4 });
    const noTopic = await done(graph, MUTATIONS.untagTopic, { paper: REF, topic: 'cs.LG' });
    expect(await faultsOf(graph)).toEqual([]);

    // What editors said stays through another load of the same records.
    await load(graph, { papers: [PAPER, CITER] }, annotated);
    const seen = await look(graph);
    expect(seen.techniques.edges.map(({ node }) => node.slug)).toEqual(['dropout']);
    expect(seen.topics.nodes.map(({ slug }) => slug)).toEqual(['regularization']);
    expect(seen.history.nodes.map(({ kind, by }) => [kind, by])).toEqual([
      ['UNTAGGED', 'first'],
      ['TAGGED', 'first'],
      ['UNTAGGED', 'second'],
      ['TAGGED', 'first'],
    ]);
    expect(await faultsOf(graph)).toEqual([]);

    for (const { change } of [untagged, tagged, noTopic, topic])
      await done(graph, MUTATIONS.undo, { change: change.id });
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
    expect(await faultsOf(graph)).toEqual([]);
    expect((await look(graph)).history.totalCount).toBe(8);
  });

  it.each([false, true])('describes a paper anew, and takes it back (annotated: %s)', async (annotated) => {
    const graph = engine.graph();
    await load(graph, VOCABULARY);
    await load(graph, { papers: [PAPER, CITER] }, annotated);
    const before = await dumpGraph(graph);
    const edited = await done(graph, MUTATIONS.upsertPaper, {
      ref: REF,
      input: {
        title: 'A Corrected Study',
        venue: 'Journal of Examples',
        abstract: null,
        summary: 'Pruning.',
        doi: '10.1000/new',
        authors: [{ name: 'Ada Example' }, { name: 'Dee New', orcid: '0000-0002-1825-0097', ids: ['s2:9'] }],
        references: ['doi:10.1000/more'],
        techniques: [
          { technique: 'Pruning', role: 'STUDIES' },
          { technique: 'A brand-new thing', role: 'INTRODUCES' },
        ],
      },
    });
    expect(await faultsOf(graph)).toEqual([]);
    await load(graph, { papers: [PAPER] }, annotated);
    expect(await look(graph)).toMatchObject({
      title: 'A Corrected Study',
      venue: 'Journal of Examples',
      abstract: null,
    });
    const { byDoi } = await dataOf<{ byDoi: { title: string; authors: { nodes: { name: string }[] } } }>(
      graph,
      '{ byDoi: paper(ref: "10.1000/new") { title authors { nodes { name } } } }',
    );
    expect(byDoi).toEqual({
      title: 'A Corrected Study',
      authors: { nodes: [{ name: 'Ada Example' }, { name: 'Dee New' }] },
    });
    expect(edited.change.values).toContainEqual({
      path: 'title',
      before: 'A study of example networks',
      after: 'A Corrected Study',
    });
    const undone = await done(graph, MUTATIONS.undo, { change: edited.change.id }, SECOND_EDITOR);
    expect(await faultsOf(graph)).toEqual([]);
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
    const again = await done(graph, MUTATIONS.undo, { change: undone.change.id });
    expect(await look(graph)).toMatchObject({ title: 'A Corrected Study', abstract: null });
    await done(graph, MUTATIONS.undo, { change: again.change.id });
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
  });

  it('creates a paper as a load would, and takes it back', async () => {
    const graph = engine.graph();
    await load(graph, VOCABULARY);
    await load(graph, { papers: [CITER] }, true);
    const before = await dumpGraph(graph);
    const { source, topics, ...input } = PAPER;
    const created = await done(graph, MUTATIONS.upsertPaper, {
      input: {
        ...input,
        authors: [{ name: 'Ada Example' }, { name: 'Bo Sample', ids: ['s2:7', 'openalex:A7'] }],
        topics: topics.map(({ topic }) => ({ topic })),
      },
      expectedVersion: 0,
    });
    expect(created.change.kind).toBe('CREATED');
    expect(await faultsOf(graph)).toEqual([]);
    expect(source).toBe('arxiv');
    expect((await look(graph)).techniques.edges.map(({ node }) => node.slug)).toContain('dropout');
    await done(graph, MUTATIONS.undo, { change: created.change.id });
    expect(await faultsOf(graph)).toEqual([]);
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
  });

  it('deletes a paper, keeps it away from loads, and brings it back', async () => {
    const graph = engine.graph();
    await load(graph, VOCABULARY);
    await load(graph, { papers: [PAPER, CITER] }, true);
    const before = await dumpGraph(graph);
    const files = await exported(graph, ['changes.jsonl']);
    const deleted = await done(graph, MUTATIONS.deletePaper, { ref: REF });
    expect(deleted.stub).toMatchObject({ isStub: true });
    const gone = await done(graph, MUTATIONS.deletePaper, { ref: '10.1000/citer' });
    expect(gone.stub).toBeNull();
    expect(await faultsOf(graph)).toEqual([]);
    const { stats } = await dataOf<{ stats: { papers: number; authors: number } }>(
      graph,
      '{ stats { papers authors } }',
    );
    expect(stats).toEqual({ papers: 0, authors: 0 });
    expect((await load(graph, { papers: [PAPER, CITER] }, true)).deleted).toBe(2);
    expect(await mutate(graph, MUTATIONS.deletePaper, { ref: REF })).toMatchObject({ __typename: 'NotFound' });
    await done(graph, MUTATIONS.undo, { change: gone.change.id });
    await done(graph, MUTATIONS.undo, { change: deleted.change.id });
    expect(await faultsOf(graph)).toEqual([]);
    expect(comparable(await dumpGraph(graph))).toEqual(comparable(before));
    expect(await exported(graph, ['changes.jsonl'])).toEqual(files);
    expect((await load(graph, { papers: [PAPER, CITER] }, true)).counts.unchanged).toBe(2);
  });

  it('tells what is wrong', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [PAPER, CITER] });
    const nothing = await mutate(graph, MUTATIONS.tagTechnique, { paper: REF, technique: 'nothing', role: 'USES' });
    expect(nothing).toEqual({ __typename: 'NotFound', message: 'There is no technique "nothing".', ref: 'nothing' });
    const invalid = await mutate(graph, MUTATIONS.upsertPaper, {
      input: { title: '', doi: 'x', authors: [{ name: 'A', orcid: '1' }] },
    });
    expect(invalid).toMatchObject({
      __typename: 'InvalidInput',
      issues: [
        { path: 'input.title', message: 'must not be empty' },
        { path: 'input.authors.0.orcid', message: 'must be an ORCID such as 0000-0002-1825-0097' },
        { path: 'input.doi', message: 'must be a DOI such as 10.1145/3292500' },
      ],
    });
    const stub = await mutate(graph, MUTATIONS.tagTechnique, {
      paper: '1901.00001',
      technique: 'dropout',
      role: 'USES',
    });
    expect(stub).toMatchObject({ __typename: 'Conflict' });
    const two = await mutate(graph, MUTATIONS.upsertPaper, { ref: REF, input: { doi: '10.1000/citer' } });
    expect(two.message).toMatch(/describes 2 papers/);
    expect((await mutate(graph, MUTATIONS.undo, { change: 'no such change' })).__typename).toBe('NotFound');
    expect(await faultsOf(graph)).toEqual([]);
  });

  it('lets exactly one of two editors win who saw the same version, and loses nothing of others', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [PAPER] });
    const { version } = await look(graph);
    const venues = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    const outcomes = await Promise.all(
      venues.map((venue, index) =>
        mutate(
          graph,
          MUTATIONS.upsertPaper,
          { ref: REF, input: { venue }, expectedVersion: version },
          index % 2 === 0 ? FIRST_EDITOR : SECOND_EDITOR,
        ),
      ),
    );
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'Conflict'),
      'PaperSuccess',
    ]);
    const won = venues[outcomes.findIndex(({ __typename }) => __typename === 'PaperSuccess')];
    expect(await look(graph)).toMatchObject({ venue: won, version: version + 1 });
    await Promise.all([
      done(graph, MUTATIONS.tagTechnique, { paper: REF, technique: 'dropout', role: 'USES' }),
      done(graph, MUTATIONS.tagTechnique, { paper: REF, technique: 'pruning', role: 'USES' }, SECOND_EDITOR),
      done(graph, MUTATIONS.tagTopic, { paper: REF, topic: 'regularization' }, SECOND_EDITOR),
      done(graph, MUTATIONS.upsertPaper, { ref: REF, input: { summary: 'Short.' } }),
    ]);
    const seen = await look(graph);
    expect(seen.techniques.edges.map(({ node }) => node.slug).sort()).toEqual(['dropout', 'momentum', 'pruning']);
    expect(seen).toMatchObject({ version: version + 5, history: { totalCount: 5 } });
    expect(await faultsOf(graph)).toEqual([]);
  });

  it('reads the histories of many papers at once', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [PAPER, CITER] });
    for (const paper of [REF, '10.1000/citer']) {
      const { change } = await done(graph, MUTATIONS.tagTechnique, { paper, technique: 'pruning', role: 'USES' });
      await done(graph, MUTATIONS.undo, { change: change.id });
    }
    const readsFor = async (first: number): Promise<unknown> => {
      const counted = counting(graph);
      const { papers } = await dataOf<{ papers: { nodes: { history: { nodes: unknown[] } }[] } }>(
        counted.graph,
        `query ($first: Int!) { papers(first: $first) { nodes { history { totalCount nodes { kind values { path } node { id }
          undoes { id by } undoneBy { id by } } } } } }`,
        { first },
      );
      expect(papers.nodes.map(({ history }) => history.nodes.length)).toEqual(Array.from({ length: first }, () => 2));
      return Object.fromEntries(counted.reads);
    };
    expect(await readsFor(2)).toEqual(await readsFor(1));
  });

  it('refuses to undo what was changed again, and names the later change', async () => {
    const graph = engine.graph();
    await load(graph, { ...VOCABULARY, papers: [PAPER] });
    const first = await done(graph, MUTATIONS.upsertPaper, { ref: REF, input: { venue: 'One', summary: 'A' } });
    const second = await done(graph, MUTATIONS.upsertPaper, { ref: REF, input: { venue: 'Two' } }, SECOND_EDITOR);
    const refused = await mutate(graph, MUTATIONS.undo, { change: first.change.id });
    expect(refused).toMatchObject({ __typename: 'Conflict', laterChange: { id: second.change.id, by: 'second' } });
    expect(refused.message).toMatch(/values.venue has been changed since, by second/);
    await done(graph, MUTATIONS.undo, { change: second.change.id });
    await done(graph, MUTATIONS.undo, { change: first.change.id });
    const twice = await mutate(graph, MUTATIONS.undo, { change: first.change.id });
    expect(twice.message).toMatch(/undone already/);
    expect(await look(graph)).toMatchObject({ venue: null });
  });
});
