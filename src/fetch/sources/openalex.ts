import { z } from 'zod';
import { APIS } from '../apis.js';
import { anyObject, cleanQuery, rawJson, readJson, sizeOf, totalCount, type Plan, type PlanOptions } from '../plan.js';

const PAGE = z.object({
  meta: z.object({ count: totalCount, next_cursor: z.string().nullish() }),
  results: z.array(anyObject),
});

/** `publication_year:2024,type:article`: a name of a field, a colon, and no space before the value. */
const FILTER = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*:\S/;

/** Plans for the OpenAlex API: a filter when the query is one, else a search for its words. */
export function planOpenAlex(query: string, { order, pageSize }: PlanOptions): Plan {
  const clean = cleanQuery(query);
  const what: Readonly<Record<string, string>> = FILTER.test(clean) ? { filter: clean } : { search: clean };
  return {
    source: 'openalex',
    about: new URLSearchParams(what).toString(),
    first: '*',
    pageSize: sizeOf(pageSize, APIS.openalex.mostPerPage),
    fixedSize: false,
    endsOnRepeat: false,
    request: (cursor, size) => ({
      path: '/works',
      query: {
        ...what,
        per_page: String(size),
        cursor: String(cursor),
        ...(order === 'newest' && { sort: 'publication_date:desc' }),
      },
    }),
    read: (text) => {
      const { meta, results } = readJson(text, PAGE);
      return {
        records: results.map((work) => rawJson(work, work['id'])),
        ...(meta.count !== undefined && { total: meta.count }),
        ...(results.length > 0 && typeof meta.next_cursor === 'string' && { next: meta.next_cursor }),
      };
    },
  };
}
