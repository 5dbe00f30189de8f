import { faultOf, fixture, papersOf, parse, rejectionsOf, techniquesOf } from './support.js';
import type { FormatName } from '../../../src/ingest/sources/detect.js';

async function parsedFixture(format: FormatName, name: string) {
  const parsed = await parse(format, fixture(name));
  expect(faultOf(parsed)).toBeUndefined();
  return parsed;
}

describe('Hugging Face', () => {
  it('gives papers of a daily list', async () => {
    expect(papersOf(await parsedFixture('huggingface', 'huggingface-daily.json'))).toEqual([
      {
        title: 'Cranes at Scale',
        abstract: 'We fold many cranes with α-folding.',
        summary: 'A way to fold many cranes.',
        authors: [{ name: 'Ada Example', ids: ['hf:ada-example'] }, { name: 'B. Example' }],
        authorCount: 3,
        publishedOn: '2024-04-30',
        year: 2024,
        arxivId: '2405.00001',
        url: 'https://arxiv.org/abs/2405.00001',
        upvotes: 42,
        comments: 3,
        keywords: ['paper folding', 'cranes'],
        source: 'huggingface',
      },
      {
        title: 'Withdrawn Cranes',
        publishedOn: '2024-05-02',
        year: 2024,
        arxivId: '2405.00002',
        url: 'https://arxiv.org/abs/2405.00002',
        upvotes: 0,
        comments: 0,
        retracted: true,
        source: 'huggingface',
      },
    ]);
  });

  it('gives flat, sparse papers', async () => {
    expect(papersOf(await parsedFixture('huggingface', 'huggingface-flat.json'))).toEqual([
      {
        title: 'A Sparse Answer',
        abstract: 'Flat, as a search gives it.',
        authors: [{ name: 'C. Example' }],
        publishedOn: '2024-05-01',
        year: 2024,
        arxivId: '2405.00003',
        url: 'https://arxiv.org/abs/2405.00003',
        upvotes: 5,
        source: 'huggingface',
      },
    ]);
  });
});

describe('OpenAlex', () => {
  it('gives works with all that a record has a place for', async () => {
    expect(papersOf(await parsedFixture('openalex', 'openalex-api.json'))).toEqual([
      {
        title: 'A Work on Cranes',
        abstract: 'We cranes __proto__ fold twice cranes',
        authors: [
          {
            name: 'Ada Example',
            ids: ['openalex:A5000000001'],
            orcid: '0000-0002-1825-0097',
            affiliations: ['Institute of Examples'],
          },
          { name: 'B. Example' },
        ],
        publishedOn: '2021-03-04',
        year: 2021,
        arxivId: '2101.00001',
        doi: '10.1234/example.cranes',
        url: 'https://example.org/cranes',
        venue: 'Journal of Invented Results',
        keywords: ['Cranes', 'Folding'],
        retracted: true,
        topics: [
          { topic: 'Paper Folding', scheme: 'OpenAlex', confidence: 0.98 },
          { topic: 'Bird Counting', scheme: 'OpenAlex', confidence: 1 },
          { topic: 'Geometry', scheme: 'OpenAlex', confidence: 0.5 },
        ],
        references: ['openalex:W2000001'],
        externalReferences: 1,
        identifiers: ['openalex:W1000001', 'mag:3100000001', 'pmid:12345678', 'pmcid:PMC123456'],
        source: 'openalex',
      },
      {
        title: 'Only a Display Name',
        year: 2020,
        arxivId: '2002.00002',
        identifiers: ['openalex:W1000002'],
        source: 'openalex',
      },
    ]);
  });

  it('reads one work and lines of the snapshot alike', async () => {
    const { results } = JSON.parse(fixture('openalex-api.json').toString()) as { results: unknown[] };
    const whole = papersOf(await parse('openalex', fixture('openalex-api.json')));
    const lines = results.map((work) => JSON.stringify(work)).join('\n');
    expect(papersOf(await parse('openalex', lines)).map(({ title }) => title)).toEqual(whole.map(({ title }) => title));
    expect(papersOf(await parse('openalex', JSON.stringify(results[1], null, 2)))).toEqual([whole[1]]);
  });
});

describe('Semantic Scholar', () => {
  it('gives papers of a batch, without those it does not know', async () => {
    const parsed = await parsedFixture('semantic-scholar', 'semantic-scholar-batch.json');
    expect(parsed.map(({ place }) => place.record)).toEqual([1, 3]);
    expect(papersOf(parsed)).toEqual([
      {
        title: 'Graphs of Cranes',
        abstract: 'We draw graphs of cranes.',
        summary: 'Cranes, drawn.',
        authors: [{ name: 'Ada Example', ids: ['s2:1000001'] }, { name: 'B. Example' }],
        publishedOn: '2023-01-02',
        year: 2023,
        arxivId: '2301.00001',
        doi: '10.1234/ex.1',
        url: 'https://www.semanticscholar.org/paper/0123456789abcdef0123456789abcdef01234567',
        venue: 'Conference on Invented Results',
        topics: [
          { topic: 'Computer Science', confidence: 0.5 },
          { topic: 'Biology', confidence: 0.5 },
        ],
        references: ['arxiv:2201.00001', 'doi:10.1234/two', `s2:${'c'.repeat(40)}`],
        externalReferences: 1,
        identifiers: [
          's2:0123456789abcdef0123456789abcdef01234567',
          's2:corpus:4000001',
          'mag:3100000002',
          'acl:P23-0001',
          'pmid:23456789',
          'dblp:conf/ex/Example23',
        ],
        source: 'semantic-scholar',
      },
      { title: 'Hardly Anything', identifiers: [`s2:${'e'.repeat(40)}`], source: 'semantic-scholar' },
    ]);
  });

  it('gives the papers of edge rows, and the edge where a row has both ends', async () => {
    const parsed = await parsedFixture('semantic-scholar', 'semantic-scholar-edges.json');
    expect(papersOf(parsed)).toEqual([
      { title: 'A Citing Paper', year: 2024, identifiers: [`s2:${'1'.repeat(40)}`], source: 'semantic-scholar' },
      { title: 'A Cited Paper without Id', source: 'semantic-scholar' },
      {
        title: 'Both Ends',
        references: [`s2:${'3'.repeat(40)}`],
        referencesComplete: false,
        identifiers: [`s2:${'2'.repeat(40)}`],
        source: 'semantic-scholar',
      },
    ]);
    expect(rejectionsOf(parsed)).toEqual([
      expect.objectContaining({ place: { file: 'test', record: 3 }, field: 'title', reason: 'is missing' }),
    ]);
  });

  it.each(['{"total":1,"token":"x","data":[PAPER]}', '{"recommendedPapers":[PAPER]}', '[PAPER]', 'PAPER'])(
    'reads %s',
    async (form) => {
      const paper = '{"paperId":null,"title":"One"}';
      for (const text of [
        form.replace('PAPER', paper),
        JSON.stringify(JSON.parse(form.replace('PAPER', paper)), null, 1),
      ])
        expect(papersOf(await parse('semantic-scholar', text)).map(({ title }) => title)).toEqual(['One']);
    },
  );
});

describe('Papers with Code', () => {
  it('gives papers with their methods, and each method once as a technique', async () => {
    const parsed = await parsedFixture('papers-with-code', 'papers-with-code-papers.json');
    const attribution = 'Papers with Code, CC BY-SA 4.0';
    expect(papersOf(parsed)).toEqual([
      {
        title: 'Cranes with Code',
        abstract: 'We fold with code.',
        authors: [{ name: 'Ada Example' }, { name: 'B. Example' }],
        publishedOn: '2020-03-01',
        year: 2020,
        arxivId: '2003.00001',
        url: 'https://arxiv.org/abs/2003.00001v1',
        venue: 'ICIR 2020',
        topics: [
          { topic: 'Paper Folding', confidence: 0.8 },
          { topic: 'Counting', confidence: 0.8 },
        ],
        techniques: ['CraneFold', 'Crane-Fold', 'Dropout'].map((technique) => ({
          technique,
          role: 'USES',
          confidence: 0.8,
        })),
        identifiers: ['pwc:cranes-with-code'],
        attribution,
        source: 'papers-with-code',
      },
      expect.objectContaining({ title: 'Nothing Known', attribution }),
    ]);
    expect(techniquesOf(parsed)).toEqual([
      {
        id: 'cranefold',
        name: 'CraneFold',
        aliases: ['Crane Folding Network'],
        description: 'CraneFold folds a crane in n steps.',
        area: 'Computer Vision',
        kind: 'method',
        introducedYear: 2019,
        attribution,
      },
      expect.objectContaining({ id: 'crane-fold' }),
      { id: 'dropout', name: 'Dropout', kind: 'method', introducedYear: 2000, attribution },
    ]);
  });

  it('gives the methods of their own dump, without placeholder descriptions', async () => {
    const parsed = await parsedFixture('papers-with-code', 'papers-with-code-methods.json');
    expect(techniquesOf(parsed)).toEqual([
      expect.objectContaining({ id: 'cranefold', description: 'CraneFold folds cranes folds many of them' }),
      { id: 'unnamed-year', name: 'Unnamed Year', kind: 'method', attribution: 'Papers with Code, CC BY-SA 4.0' },
    ]);
    expect(rejectionsOf(parsed)).toEqual([
      expect.objectContaining({
        place: { file: 'test', record: 3 },
        field: 'name',
        reason: 'has neither letters nor digits',
      }),
    ]);
  });
});

describe('CSL-JSON and Crossref', () => {
  it('gives references of a reference manager', async () => {
    expect(papersOf(await parsedFixture('csl', 'csl.json'))).toEqual([
      {
        title: 'Notes on Cranes',
        abstract: 'We note cranes.',
        authors: [{ name: 'Ada Example' }, { name: 'B. van Example Jr.' }, { name: 'The Crane Group' }],
        publishedOn: '2019-05-06',
        year: 2019,
        doi: '10.1234/notes',
        url: 'https://example.org/notes',
        venue: 'Journal of Invented Results',
        keywords: ['cranes', 'folding', 'notes'],
        source: 'csl-json',
      },
      { title: 'A Preprint on Cranes', year: 2018, arxivId: '1805.00001', source: 'csl-json' },
      { title: 'A Month', year: 2017, source: 'csl-json' },
    ]);
  });

  it('gives works of Crossref', async () => {
    const work = {
      title: 'RETRACTED: Cranes & Other Birds',
      abstract: 'Birds < cranes, with p values.',
      authors: [
        { name: 'Ada Example', orcid: '0000-0002-1825-0097', affiliations: ['Institute of Examples'] },
        { name: 'The Crane Group' },
      ],
      publishedOn: '2016-07-08',
      year: 2016,
      doi: '10.1234/crossref.1',
      url: 'https://doi.org/10.1234/crossref.1',
      venue: 'Journal of Invented Results',
      topics: [{ topic: 'General Folding', confidence: 0.5 }],
      references: ['doi:10.1234/earlier'],
      externalReferences: 1,
      retracted: true,
      source: 'crossref',
    };
    expect(papersOf(await parsedFixture('csl', 'crossref.json'))).toEqual([work]);
    const { message } = JSON.parse(fixture('crossref.json').toString()) as { message: { items: unknown[] } };
    for (const indent of [0, 1]) {
      const one = JSON.stringify({ status: 'ok', 'message-type': 'work', message: message.items[0] }, null, indent);
      expect(papersOf(await parse('csl', one))).toEqual([work]);
    }
  });
});
