import { z } from 'zod';
import { APIS } from '../apis.js';
import { AnswerFault, FetchError } from '../errors.js';
import {
  anyObject,
  cleanQuery,
  countOf,
  rawJson,
  readJson,
  sizeOf,
  totalCount,
  type Plan,
  type PlanOptions,
} from '../plan.js';
import { idsIn, parseArxivId } from './ids.js';

/** Most records that a search by relevance reaches: offset + limit must stay below 1,000. */
const MOST_RELEVANT = 999;
/** The API takes 500 ids at a time but sends at most 10 MB, which references of that many papers exceed. */
const MOST_IDS = 100;

const FIELDS =
  'paperId,corpusId,externalIds,url,title,abstract,venue,year,publicationDate,authors,referenceCount,citationCount,fieldsOfStudy,s2FieldsOfStudy';
/** The bulk search knows neither summaries nor references (allenai/s2-folks issue 161). */
const MORE_FIELDS = `${FIELDS},tldr`;
const ALL_FIELDS = `${MORE_FIELDS},references.paperId,references.externalIds`;

const BULK = z.object({ total: totalCount, token: z.string().nullish(), data: z.array(anyObject) });
/** Without any record the API may leave the list out. */
const RELEVANT = z.union([
  z.object({ total: totalCount, next: z.int().min(1).nullish(), data: z.array(anyObject) }),
  z.object({ total: z.literal(0) }).transform(() => ({ total: 0, next: undefined, data: [] })),
]);
const BATCH = z.array(anyObject.nullable());

const PREFIXES = ['DOI', 'ARXIV', 'CorpusId', 'MAG', 'ACL', 'PMID', 'PMCID', 'URL'] as const;

/**
 * Plans for the Semantic Scholar API: ids by batch, words by bulk search, or by
 * the search with relevance, which reaches fewer records.
 */
export function planSemanticScholar(query: string, options: PlanOptions): Plan {
  const clean = cleanQuery(query);
  const ids = idsIn(clean, paperIdOf);
  if (!ids) return options.order === 'relevance' ? planRelevant(clean, options) : planBulk(clean, options);
  if (options.order) {
    throw new FetchError('use', 'Papers asked for by id come in the order of the ids; leave the order out.');
  }
  return planIds(ids, sizeOf(options.pageSize, MOST_IDS));
}

/** An id as the API wants it: its own, or another with its prefix; DOIs and arXiv ids may come without. */
export function paperIdOf(text: string): string | undefined {
  if (/^[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  if (/^10\.\d{4,9}\/\S+$/.test(text)) return `DOI:${text}`;
  const arxiv = parseArxivId(text);
  // A version makes an id unknown to the API.
  if (arxiv) return `ARXIV:${arxiv.id}`;
  const [, name, value] = /^([a-z]+):(\S+)$/i.exec(text) ?? [];
  const prefix = PREFIXES.find((known) => known.toLowerCase() === name?.toLowerCase());
  return prefix === undefined || prefix === 'ARXIV' ? undefined : `${prefix}:${value ?? ''}`;
}

function planBulk(words: string, { order }: PlanOptions): Plan {
  return {
    source: 'semantic-scholar',
    about: words,
    first: '',
    // The API sets the size of these pages itself.
    pageSize: 1000,
    fixedSize: true,
    endsOnRepeat: false,
    request: (cursor) => ({
      path: '/paper/search/bulk',
      query: {
        query: words,
        fields: FIELDS,
        ...(order === 'newest' && { sort: 'publicationDate:desc' }),
        ...(cursor !== '' && { token: String(cursor) }),
      },
    }),
    read: (text) => {
      const page = readJson(text, BULK);
      return {
        records: page.data.map((paper) => rawJson(paper, paper['paperId'])),
        ...(page.total !== undefined && { total: page.total }),
        ...(page.data.length > 0 && typeof page.token === 'string' && page.token !== '' && { next: page.token }),
      };
    },
  };
}

function planRelevant(words: string, { pageSize }: PlanOptions): Plan {
  return {
    source: 'semantic-scholar',
    about: words,
    first: 0,
    pageSize: sizeOf(pageSize, APIS['semantic-scholar'].mostPerPage),
    fixedSize: false,
    endsOnRepeat: false,
    request: (cursor, size) => ({
      path: '/paper/search',
      query: {
        query: words,
        fields: MORE_FIELDS,
        offset: String(cursor),
        limit: String(Math.min(size, MOST_RELEVANT - countOf(cursor))),
      },
    }),
    read: (text) => {
      const page = readJson(text, RELEVANT);
      const next = page.data.length > 0 ? page.next : undefined;
      return {
        records: page.data.map((paper) => rawJson(paper, paper['paperId'])),
        ...(page.total !== undefined && { total: page.total }),
        ...(typeof next === 'number' && (next < MOST_RELEVANT ? { next } : { cut: true })),
      };
    },
  };
}

function planIds(ids: readonly string[], size: number): Plan {
  return {
    source: 'semantic-scholar',
    about: ids.join(','),
    first: 0,
    pageSize: size,
    fixedSize: false,
    endsOnRepeat: false,
    request: (cursor, most) => ({
      path: '/paper/batch',
      query: { fields: ALL_FIELDS },
      body: JSON.stringify({ ids: ids.slice(countOf(cursor), countOf(cursor) + most) }),
    }),
    read: (text, cursor, most) => {
      const part = ids.slice(countOf(cursor), countOf(cursor) + most);
      const page = readJson(text, BATCH);
      if (page.length !== part.length) {
        throw new AnswerFault(`answered ${page.length} papers to ${part.length} ids`, false);
      }
      const next = countOf(cursor) + part.length;
      return {
        records: page.filter((paper) => paper !== null).map((paper) => rawJson(paper, paper['paperId'])),
        total: ids.length,
        missing: part.filter((_, index) => page[index] === null),
        ...(next < ids.length && { next }),
      };
    },
  };
}
