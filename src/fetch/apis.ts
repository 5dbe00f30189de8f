import { FetchError } from './errors.js';

export const SOURCES = ['arxiv', 'openalex', 'huggingface', 'semantic-scholar'] as const;

export type SourceName = (typeof SOURCES)[number];

/** What a fetched document is: records as JSON lines, or one Atom feed. */
export type Format = 'json-lines' | 'atom';

/** Where an API is and what its own documents allow. */
export interface Api {
  /** Its name in messages. */
  readonly title: string;
  readonly url: string;
  readonly format: Format;
  /** Shortest pause between the end of one answer and the next request, in milliseconds. */
  readonly pauseMs: number;
  /** The same for the holder of an API key. */
  readonly pauseWithKeyMs: number;
  /** Records asked for at a time. */
  readonly pageSize: number;
  readonly mostPerPage: number;
  /** Requests that one run may make. */
  readonly mostRequests?: number;
}

export const APIS: Readonly<Record<SourceName, Api>> = {
  arxiv: {
    title: 'arXiv',
    url: 'https://export.arxiv.org/api',
    format: 'atom',
    // "no more than one request every three seconds", one connection: info.arxiv.org/help/api/tou.html
    pauseMs: 3000,
    pauseWithKeyMs: 3000,
    // "slices of at most 2000 at a time": info.arxiv.org/help/api/user-manual.html; smaller ones fail less.
    pageSize: 500,
    mostPerPage: 2000,
  },
  openalex: {
    title: 'OpenAlex',
    url: 'https://api.openalex.org',
    format: 'json-lines',
    // The polite pool's 10 a second (docs.openalex.org until 2025); developers.openalex.org now allows 100.
    pauseMs: 100,
    pauseWithKeyMs: 100,
    // per_page 1-100: developers.openalex.org/guides/page-through-results; docs.openalex.org allowed 200 before.
    pageSize: 100,
    mostPerPage: 100,
    // "100,000 requests per user per day": docs.openalex.org; the daily allowance of a free key is smaller still.
    mostRequests: 100_000,
  },
  huggingface: {
    title: 'Hugging Face',
    url: 'https://huggingface.co/api',
    format: 'json-lines',
    // 500 requests in 5 minutes for an anonymous address: huggingface.co/docs/hub/rate-limits
    pauseMs: 600,
    pauseWithKeyMs: 600,
    // limit 1-100 of daily_papers: huggingface.co/.well-known/openapi.json
    pageSize: 100,
    mostPerPage: 100,
  },
  'semantic-scholar': {
    title: 'Semantic Scholar',
    url: 'https://api.semanticscholar.org/graph/v1',
    format: 'json-lines',
    // Without a key all callers share one pool; 100 in 5 minutes was each address's part of it until 2023.
    pauseMs: 3000,
    // "1 request per second" for a new key: semanticscholar.org/product/api
    pauseWithKeyMs: 1000,
    // limit of paper/search: api.semanticscholar.org/api-docs/graph; the other endpoints are bounded where they are used.
    pageSize: 100,
    mostPerPage: 100,
  },
};

const ALIASES: Readonly<Record<string, SourceName>> = {
  'hugging-face': 'huggingface',
  hf: 'huggingface',
  semanticscholar: 'semantic-scholar',
  s2: 'semantic-scholar',
};

/**
 * The source that a person means.
 *
 * @throws FetchError that lists the sources there are.
 */
export function sourceOf(name: string): SourceName {
  const key = name.trim().toLowerCase();
  const source = SOURCES.find((known) => known === key) ?? (Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined);
  if (source === undefined) {
    throw new FetchError('use', `There is no source "${name}"; there are ${SOURCES.join(', ')}.`);
  }
  return source;
}
