import { fetchDocument } from '../../src/fetch/fetch.js';
import { arxivAtom } from '../../src/ingest/sources/arxiv-atom.js';
import { huggingface } from '../../src/ingest/sources/huggingface.js';
import { openalex } from '../../src/ingest/sources/openalex.js';
import { semanticScholar } from '../../src/ingest/sources/semantic-scholar.js';
import { arxivOf, huggingFaceOf, numbers, openAlexOf, semanticScholarOf } from './support/apis.js';
import { optionsAt } from './support/options.js';
import { TestServer } from './support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.close());

it.each([
  ['arxiv', arxivAtom, arxivOf(numbers(5))],
  ['openalex', openalex, openAlexOf(5)],
  ['huggingface', huggingface, huggingFaceOf(5)],
  ['semantic-scholar', semanticScholar, semanticScholarOf(5, 2)],
] as const)('what is fetched of %s is read by the loader as it comes', async (source, { parser }, respond) => {
  server.respond = respond;
  const bytes = fetchDocument(source, 'graphs', { ...optionsAt(server), pageSize: 2 });
  const kinds: string[] = [];
  const today = new Date('2025-01-31T12:00:00Z');
  for await (const { kind } of parser(bytes, { file: 'x', today })) kinds.push(kind);
  expect(kinds).toEqual(numbers(5).map(() => 'paper'));
});
