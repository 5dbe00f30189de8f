import { z } from 'zod';
import { APIS } from '../apis.js';
import { FetchError } from '../errors.js';
import { anyObject, cleanQuery, countOf, rawJson, readJson, sizeOf, type Plan, type PlanOptions } from '../plan.js';

const PAGE = z.array(anyObject);

/** Longest search that the API takes. */
const MOST_CHARACTERS = 250;

/** What a person means as a date, right or wrong; an arXiv id and a number such as 3.5 are none. */
const LIKE_DATE = /^(\d{4}[./-]\d{1,2}([./-]\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-?w\d{1,2}|\d{8})$/i;

/** Plans for the daily papers of Hugging Face: a day, a week, a month, or a search for words. */
export function planHuggingFace(query: string, { order, pageSize, today }: PlanOptions): Plan {
  const clean = cleanQuery(query);
  const period = clean.toLowerCase() === 'today' ? { date: today } : periodOf(clean, today);
  if (order) throw new FetchError('use', 'Hugging Face gives papers in its own order; leave the order out.');
  return period ? planPeriod(period, sizeOf(pageSize, APIS.huggingface.mostPerPage)) : planSearch(clean);
}

function planPeriod(period: Readonly<Record<string, string>>, size: number): Plan {
  return {
    source: 'huggingface',
    about: new URLSearchParams(period).toString(),
    first: 0,
    pageSize: size,
    fixedSize: true,
    endsOnRepeat: true,
    request: (cursor) => ({ path: '/daily_papers', query: { ...period, limit: String(size), p: String(cursor) } }),
    read: (text, cursor) => {
      const records = readPapers(text);
      // A page may hold fewer than it could, so that only an empty one is the end.
      return { records, ...(records.length > 0 && { next: countOf(cursor) + 1 }) };
    },
  };
}

/** A search has one page of as many papers as the API gives at once; asked for whole, so that a limit can be raised. */
function planSearch(words: string): Plan {
  if (words.length > MOST_CHARACTERS) {
    throw new FetchError('use', `A search at Hugging Face has at most ${MOST_CHARACTERS} characters.`);
  }
  const size = APIS.huggingface.mostPerPage;
  return {
    source: 'huggingface',
    about: words,
    first: 0,
    pageSize: size,
    fixedSize: true,
    endsOnRepeat: false,
    request: () => ({ path: '/papers/search', query: { q: words, limit: String(size) } }),
    read: (text) => {
      const records = readPapers(text);
      return { records, ...(records.length >= size && { cut: true }) };
    },
  };
}

/** @throws FetchError when the text looks like a date and is none that the API takes. */
function periodOf(text: string, today: string): Readonly<Record<string, string>> | undefined {
  if (!LIKE_DATE.test(text)) return undefined;
  const wrong = (fault: string): FetchError =>
    new FetchError(
      'use',
      `"${text}" ${fault}; give a day (2025-01-31), a week (2025-W05), a month (2025-01) or today.`,
    );
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    if (!isDay(text)) throw wrong('is no day of the calendar');
    if (text > today) throw wrong(`lies in the future (it is ${today})`);
    return { date: text };
  }
  if (/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/i.test(text)) return { week: text.toUpperCase() };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
    if (text > today.slice(0, 7)) throw wrong(`lies in the future (it is ${today})`);
    return { month: text };
  }
  throw wrong('is no date');
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function readPapers(text: string) {
  return readJson(text, PAGE).map((record) => {
    const paper = record['paper'];
    const nested = typeof paper === 'object' && paper !== null && 'id' in paper ? paper.id : undefined;
    return rawJson(record, nested ?? record['id']);
  });
}
