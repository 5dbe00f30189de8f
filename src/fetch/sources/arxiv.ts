import { excerpt } from '../answer.js';
import { APIS } from '../apis.js';
import { readFeed, type AtomFeed } from '../atom.js';
import { AnswerFault, FetchError } from '../errors.js';
import { cleanQuery, countOf, sizeOf, type Plan, type PlanOptions } from '../plan.js';
import { idsIn, parseArxivId } from './ids.js';

/** Most records of one query: info.arxiv.org/help/api/user-manual.html, "start and max_results paging". */
const MOST_RECORDS = 30_000;
/** Ids in one request, which keeps its address well below what servers take. */
const MOST_IDS = 100;

const FIELD = /(^|[\s(])(ti|au|abs|co|jr|cat|rn|id|all|submittedDate|lastUpdatedDate):\S/;

/** Plans for the arXiv API: a search in its own syntax, plain words, or ids. */
export function planArxiv(query: string, { order, pageSize }: PlanOptions): Plan {
  const clean = cleanQuery(query);
  const ids = idsIn(clean, (part) => {
    const parsed = parseArxivId(part);
    return parsed && parsed.id + parsed.version;
  });
  const size = sizeOf(pageSize, APIS.arxiv.mostPerPage, APIS.arxiv.pageSize);
  if (ids) {
    if (order) throw new FetchError('use', 'Papers asked for by id come in the order of the ids; leave the order out.');
    return planIds(ids, Math.min(size, MOST_IDS));
  }
  const search = searchOf(clean);
  return {
    source: 'arxiv',
    about: search,
    first: 0,
    pageSize: size,
    fixedSize: false,
    endsOnRepeat: false,
    request: (cursor, most) => ({
      path: '/query',
      query: {
        search_query: search,
        start: String(cursor),
        max_results: String(Math.min(most, MOST_RECORDS - countOf(cursor))),
        ...(order === 'newest' && { sortBy: 'submittedDate', sortOrder: 'descending' }),
      },
    }),
    read: (text, cursor) => {
      const { entries, total } = readPage(text);
      const next = countOf(cursor) + entries.length;
      // The API now and then gives a valid feed without entries (lukasschwab/arxiv.py issue 43).
      if (entries.length === 0 && total !== undefined && next < Math.min(total, MOST_RECORDS)) {
        throw new AnswerFault(`sent an empty page although there are ${total} records`, true);
      }
      const more = entries.length > 0 && (total === undefined || next < total);
      return {
        records: entries,
        ...(total !== undefined && { total }),
        ...(more && (next < MOST_RECORDS ? { next } : { cut: true })),
      };
    },
  };
}

/** Plain words become a search of all fields; a query that names a field passes as it is. */
export function searchOf(query: string): string {
  if (FIELD.test(query)) return query;
  const parts = [...query.matchAll(/"([^"]*)"|([^"]+)/g)]
    .map(([, phrase, words]) => (phrase ?? words ?? '').trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw new FetchError('use', 'The query is empty; say what to fetch.');
  return parts.map((part) => `all:"${part}"`).join(' AND ');
}

function planIds(ids: readonly string[], size: number): Plan {
  return {
    source: 'arxiv',
    about: ids.join(','),
    first: 0,
    pageSize: size,
    fixedSize: false,
    endsOnRepeat: false,
    request: (cursor, most) => {
      const part = ids.slice(countOf(cursor), countOf(cursor) + most);
      // Without max_results the API gives ten of them.
      return { path: '/query', query: { id_list: part.join(','), max_results: String(part.length) } };
    },
    read: (text, cursor, most) => {
      const { entries } = readPage(text);
      const part = ids.slice(countOf(cursor), countOf(cursor) + most);
      const given = new Set(entries.map(({ id }) => unversioned(id.replace(/^.*\/abs\//, ''))));
      const next = countOf(cursor) + part.length;
      return {
        records: entries,
        total: ids.length,
        missing: part.filter((id) => !given.has(unversioned(id))),
        ...(next < ids.length && { next }),
      };
    },
  };
}

function unversioned(text: string): string {
  return (parseArxivId(text)?.id ?? text).toLowerCase();
}

/** @throws AnswerFault with arXiv's reason when the one entry is a report of an error. */
function readPage(text: string): AtomFeed {
  const feed = readFeed(text);
  const error = feed.entries.find(({ id }) => id.includes('api/errors'));
  if (error) throw new AnswerFault(`refused the query: ${excerpt(error.summary, 300)}`, false);
  return feed;
}
