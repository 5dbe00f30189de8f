import type { FetchedPage, FetchOptions } from '../../../src/fetch/fetch.js';
import { fetchRecords } from '../../../src/fetch/fetch.js';
import { readFetchSettings, type FetchSettings } from '../../../src/fetch/settings.js';
import { FakeClock } from './clock.js';
import type { TestServer } from './server.js';

/** Settings by which all APIs are at the test's server. */
export function settingsAt({ url }: Pick<TestServer, 'url'>, changes: Partial<FetchSettings> = {}): FetchSettings {
  const settings = readFetchSettings({
    RELATED_WORK_FETCH_ARXIV_URL: `${url}/arxiv`,
    RELATED_WORK_FETCH_OPENALEX_URL: `${url}/openalex`,
    RELATED_WORK_FETCH_HUGGINGFACE_URL: `${url}/hf`,
    RELATED_WORK_FETCH_SEMANTIC_SCHOLAR_URL: `${url}/s2`,
  });
  return { ...settings, ...changes };
}

/** Options of a fetch that waits for nothing: each random number is a half. */
export function optionsAt(
  server: Pick<TestServer, 'url'>,
  settings: Partial<FetchSettings> = {},
): FetchOptions & { readonly clock: FakeClock } {
  return { settings: settingsAt(server, settings), version: '1.2.3', clock: new FakeClock(), random: () => 0.5 };
}

export async function pagesOf(source: string, query: string, options: FetchOptions): Promise<FetchedPage[]> {
  const pages: FetchedPage[] = [];
  for await (const page of fetchRecords(source, query, options)) pages.push(page);
  return pages;
}

/** What the records of JSON sources say they are. */
export function namesIn(pages: readonly FetchedPage[]): unknown[] {
  return pages
    .flatMap(({ records }) => records)
    .map((record) => {
      const { id, paper, paperId } = JSON.parse(record) as Record<string, unknown>;
      return id ?? paperId ?? (paper as { id: string }).id;
    });
}

/** The arXiv ids in entries or in a feed. */
export function arxivIdsIn(...xml: readonly string[]): string[] {
  return xml.flatMap((text) => [...text.matchAll(/arxiv\.org\/abs\/([\d.]+)v1</g)].map(([, id]) => id!));
}
