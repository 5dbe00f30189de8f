import fc from 'fast-check';
import type { Vocabulary } from '../../src/annotate/compile.js';
import type { Graph } from '../../src/graph/graph.js';
import { check } from '../../src/ingest/faults.js';
import { GraphAnnotator } from '../../src/ingest/graph-annotator.js';
import { loadRecords, readKnownNames, type BatchReport } from '../../src/ingest/load.js';
import { paperRecord, type PaperInput, type PaperRecord } from '../../src/ingest/record.js';
import { small } from '../annotate/small-vocabulary.js';
import { dataOf } from '../support/ask.js';
import { dumpGraph } from '../support/dump.js';
import { describeEachEngine } from '../support/engines.js';

function record(input: PaperInput): PaperRecord {
  const checked = check(paperRecord, input);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.value;
}

async function load(graph: Graph, papers: readonly PaperRecord[], vocabulary?: Vocabulary): Promise<BatchReport> {
  const names = await readKnownNames(graph);
  const annotator = vocabulary && new GraphAnnotator(vocabulary, names);
  return await loadRecords(graph, { papers, topics: [], techniques: [] }, { names, annotator });
}

const ARXIV = record({
  title: 'A Study of Example Networks',
  authors: [{ name: 'Ada Example' }, { name: 'Bo Sample' }],
  publishedOn: '2020-03-01',
  arxivId: '2003.00001',
  abstract: 'Short text.',
  topics: [{ topic: 'cs.LG', scheme: 'arXiv' }],
  references: ['doi:10.1000/cited'],
  source: 'arxiv',
});
const OPENALEX = record({
  title: 'A study of example networks',
  authors: [
    {
      name: 'Ada B. Example',
      orcid: '0000-0002-1825-0097',
      ids: ['openalex:A1'],
      affiliations: ['Example University'],
    },
    { name: 'Bo Sample', ids: ['openalex:A2'] },
  ],
  year: 2021,
  doi: '10.1000/Journal',
  abstract: 'A longer text about networks.',
  identifiers: ['openalex:W10'],
  topics: [{ topic: 'Neural networks', scheme: 'OpenAlex', confidence: 0.7 }],
  references: ['openalex:W9'],
  referencesComplete: false,
  source: 'openalex',
});
const CITED = record({
  title: 'The Cited Work on Examples',
  authors: ['Cy Cited'],
  year: 2015,
  doi: '10.1000/cited',
  identifiers: ['openalex:W9'],
  source: 'openalex',
});

describeEachEngine('loading records', (engine) => {
  beforeEach(async () => {
    await engine.clear();
  });

  it('makes one paper of two sources, keeps every identifier and the richer values', async () => {
    await load(engine.graph(), [ARXIV]);
    const report = await load(engine.graph(), [OPENALEX]);
    expect(report.counts).toEqual({ new: 0, changed: 0, unchanged: 0, merged: 1 });
    expect(report.conflicts).toEqual([
      {
        paperId: 'arxiv:2003.00001',
        field: 'published',
        kept: { value: '2020-03-01', source: 'arxiv' },
        other: { value: '2021', source: 'openalex' },
      },
    ]);
    const query = `query ($ref: String!) { paper(ref: $ref) { title abstract publishedOn year doi arxivId identifiers
      authors { nodes { name orcid affiliations } } topics { totalCount } references { status totalCount nodes { isStub } } } }`;
    for (const ref of ['2003.00001', '10.1000/journal', 'W10', 'A Study of Example Networks']) {
      expect(await dataOf(engine.graph(), query, { ref })).toEqual({
        paper: {
          title: 'A Study of Example Networks',
          abstract: 'A longer text about networks.',
          publishedOn: '2020-03-01',
          year: 2020,
          doi: '10.1000/journal',
          arxivId: '2003.00001',
          identifiers: ['arxiv:2003.00001', 'doi:10.1000/journal', 'openalex:W10'],
          authors: {
            nodes: [
              { name: 'Ada B. Example', orcid: '0000-0002-1825-0097', affiliations: ['Example University'] },
              { name: 'Bo Sample', orcid: null, affiliations: [] },
            ],
          },
          topics: { totalCount: 2 },
          references: { status: 'LOADED', totalCount: 2, nodes: [{ isStub: true }, { isStub: true }] },
        },
      });
    }
  });

  it('fills a stub when its record arrives, and makes one of two stubs that were the same', async () => {
    await load(engine.graph(), [ARXIV, OPENALEX]);
    await load(engine.graph(), [CITED]);
    expect(
      await dataOf(
        engine.graph(),
        '{ stats { papers stubs citations } paper(ref: "2003.00001") { references { totalCount nodes { title isStub citationCount } } } }',
      ),
    ).toEqual({
      stats: { papers: 2, stubs: 0, citations: 1 },
      paper: {
        references: {
          totalCount: 1,
          nodes: [{ title: 'The Cited Work on Examples', isStub: false, citationCount: 1 }],
        },
      },
    });
  });

  it('changes nothing when the same records come again', async () => {
    await load(engine.graph(), [ARXIV, OPENALEX, CITED]);
    const before = await dumpGraph(engine.graph());
    const { counts } = await load(engine.graph(), [CITED, ARXIV, OPENALEX]);
    expect(counts).toEqual({ new: 0, changed: 0, unchanged: 2, merged: 1 });
    expect(await dumpGraph(engine.graph())).toEqual(before);
  });

  it('leads from a former id to the paper', async () => {
    await load(engine.graph(), [OPENALEX]);
    const { paper } = await dataOf<{ paper: { id: string } }>(engine.graph(), '{ paper(ref: "W10") { id } }');
    await load(engine.graph(), [ARXIV]);
    const again = await dataOf<Record<string, { title: string; arxivId: string } | null>>(
      engine.graph(),
      'query ($id: ID!, $ref: String!) { node(id: $id) { ... on Paper { title arxivId } } paper(ref: $ref) { title arxivId } }',
      { id: paper.id, ref: paper.id },
    );
    expect(again['node']?.arxivId).toBe('2003.00001');
    expect(again['paper']?.arxivId).toBe('2003.00001');
  });

  it('does not take two different papers for one', async () => {
    const editorial = (doi: string, author: string): PaperRecord =>
      record({ title: 'Editorial', authors: [author], year: 2020, doi, source: 'crossref' });
    await load(engine.graph(), [
      editorial('10.1000/a', 'Ed Itor'),
      editorial('10.1000/b', 'Ed Itor'),
      record({ title: 'A Study of Example Networks', authors: ['Zoe Other'], year: 2020, source: 'bibtex' }),
      ARXIV,
      record({ title: 'A Study of Example Networks', authors: ['Ada Example'], year: 2023, source: 'bibtex' }),
    ]);
    const { stats } = await dataOf<{ stats: { papers: number } }>(engine.graph(), '{ stats { papers } }');
    expect(stats.papers).toBe(5);
  });

  it('gives the same graph whatever the order of the records and however they are split', async () => {
    const graph = engine.graph();
    const vocabulary = small();
    const runs = engine.name === 'embedded' ? 60 : 12;
    await fc.assert(
      fc.asyncProperty(recordLists, fc.infiniteStream(fc.nat(1000)), async (records, random) => {
        await engine.clear();
        await load(graph, records, vocabulary);
        const whole = await dumpGraph(graph);
        await engine.clear();
        const keyed = records.map((item) => ({ item, key: random.next().value as number }));
        const shuffled = keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
        while (shuffled.length > 0) {
          await load(graph, shuffled.splice(0, 1 + ((random.next().value as number) % 4)), vocabulary);
        }
        expect(await dumpGraph(graph)).toEqual(whole);
      }),
      { numRuns: runs, seed: 13 },
    );
  }, 600_000);
});

/** Records that overlap in every way: shared identifiers, shared titles, references to each other, shared authors. */
const recordLists: fc.Arbitrary<PaperRecord[]> = fc.array(
  fc
    .record({
      title: fc.constantFrom(
        'A Study of Example Networks',
        'a study of EXAMPLE networks!',
        'Pruning Examples at Scale',
        'Editorial',
      ),
      ids: fc.uniqueArray(
        fc.constantFrom(
          'arxiv:2003.00001',
          'doi:10.1000/a',
          'doi:10.1000/b',
          'openalex:W10',
          'openalex:W2',
          's2:corpus:3',
        ),
        {
          maxLength: 3,
        },
      ),
      authors: fc.array(
        fc.record(
          {
            name: fc.constantFrom('Ada Example', 'A. Example', 'Bo Sample', 'Ada B. Example'),
            orcid: fc.constantFrom('0000-0002-1825-0097', '0000-0001-5109-3700'),
            ids: fc.uniqueArray(fc.constantFrom('openalex:A1', 'openalex:A2', 's2:9'), { maxLength: 2 }),
            affiliations: fc.uniqueArray(fc.constantFrom('Example University', 'Sample Institute'), { maxLength: 2 }),
          },
          { requiredKeys: ['name'] },
        ),
        { maxLength: 3 },
      ),
      year: fc.option(fc.integer({ min: 2019, max: 2022 }), { nil: undefined }),
      abstract: fc.option(
        fc.constantFrom(
          'Networks of examples.',
          'Examples and more examples, with dropout.',
          'We propose Sampled Gating (SaGa), a new pruning method. Unlike dropout, it needs no LoRA.',
          'We fine-tune translation models with Sampled Gating (SaGa) and LoRA.',
        ),
        { nil: undefined },
      ),
      venue: fc.option(fc.constantFrom('EX 2020', 'Journal of Examples'), { nil: undefined }),
      upvotes: fc.option(fc.nat(5), { nil: undefined }),
      references: fc.option(
        fc.uniqueArray(fc.constantFrom('arxiv:2003.00001', 'doi:10.1000/a', 'openalex:W2', 'doi:10.1000/z'), {
          maxLength: 3,
        }),
        { nil: undefined },
      ),
      topics: fc.uniqueArray(fc.constantFrom('cs.LG', 'Neural Networks', 'neural-networks'), { maxLength: 1 }),
      techniques: fc.uniqueArray(fc.constantFrom('Dropout', 'LoRA'), { maxLength: 2 }),
      role: fc.constantFrom('USES', 'STUDIES', 'INTRODUCES'),
      curated: fc.boolean(),
      keywords: fc.uniqueArray(fc.constantFrom('graphs', 'pruning'), { maxLength: 2 }),
      retracted: fc.boolean(),
      source: fc.constantFrom('arxiv', 'openalex', 'bibtex'),
    })
    .map(({ ids, techniques, role, curated, authors, ...rest }) =>
      record({
        ...rest,
        ...(authors.length > 0 && { authors }),
        identifiers: ids,
        techniques: techniques.map((technique) => ({
          technique,
          role: role as 'USES',
          ...(curated && { source: 'curated' }),
        })),
      }),
    ),
  { minLength: 1, maxLength: 8 },
);
