import type { Respond } from './server.js';
import { sendAtom, sendJson } from './server.js';

/** Answers as each API would, over a small set of records. */

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

export const arxivId = (number: number): string => `2501.${String(number).padStart(5, '0')}`;

export function arxivEntry(number: number): string {
  return `<entry>
    <id>http://arxiv.org/abs/${arxivId(number)}v1</id>
    <title>Paper ${number} &amp; more</title>
    <summary>About ${number} &lt; ${number + 1}.</summary>
    <author><name>Ada Lovelace</name></author>
    <arxiv:primary_category term="cs.LG"/>
    <category term="cs.LG"/>
  </entry>`;
}

export function arxivFeed(entries: readonly string[], total: number): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/xyz</id>
  <title>arXiv Query</title>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  ${entries.join('\n  ')}
</feed>`;
}

/** arXiv with papers in this order. */
export function arxivOf(papers: readonly number[]): Respond {
  return ({ url }, response) => {
    const ids = url.searchParams.get('id_list');
    const found = ids === null ? papers : papers.filter((paper) => ids.split(',').includes(arxivId(paper)));
    const start = Number(url.searchParams.get('start') ?? 0);
    const most = Number(url.searchParams.get('max_results') ?? 10);
    sendAtom(response, arxivFeed(found.slice(start, start + most).map(arxivEntry), found.length));
  };
}

export function openAlexWork(number: number): Record<string, unknown> {
  return { id: `https://openalex.org/W${number}`, display_name: `Work ${number}`, abstract_inverted_index: null };
}

export function openAlexOf(count: number): Respond {
  const works = numbers(count).map(openAlexWork);
  return ({ url }, response) => {
    const cursor = url.searchParams.get('cursor') ?? '';
    const start = cursor === '*' ? 0 : Number(cursor.replace('after', ''));
    const end = start + Number(url.searchParams.get('per_page'));
    // Like the API, the last page that holds anything still has a cursor, to an empty page.
    const next_cursor = start < works.length ? `after${Math.min(end, works.length)}` : null;
    sendJson(response, { meta: { count: works.length, next_cursor }, results: works.slice(start, end) });
  };
}

export function dailyPaper(number: number): Record<string, unknown> {
  return { title: `Daily ${number}`, numComments: 0, paper: { id: arxivId(number), title: `Daily ${number}` } };
}

export function huggingFaceOf(count: number): Respond {
  const papers = numbers(count).map(dailyPaper);
  return ({ url }, response) => {
    const size = Number(url.searchParams.get('limit'));
    const page = Number(url.searchParams.get('p') ?? 0);
    sendJson(response, papers.slice(page * size, (page + 1) * size));
  };
}

export function s2Paper(number: number): Record<string, unknown> {
  return { paperId: String(number).padStart(40, '0'), title: `Paper ${number}`, authors: [] };
}

/** Semantic Scholar; a bulk page holds `bulkSize` papers. */
export function semanticScholarOf(count: number, bulkSize: number): Respond {
  const papers = numbers(count).map(s2Paper);
  return ({ url, body }, response) => {
    const { searchParams: query, pathname } = url;
    if (pathname.endsWith('/paper/search/bulk')) {
      const start = Number(query.get('token') ?? 0);
      const end = start + bulkSize;
      const token = end < papers.length ? { token: String(end) } : {};
      sendJson(response, { total: papers.length, ...token, data: papers.slice(start, end) });
    } else if (pathname.endsWith('/paper/search')) {
      const offset = Number(query.get('offset'));
      const next = offset + Number(query.get('limit'));
      const more = next < papers.length ? { next } : {};
      sendJson(response, { total: papers.length, offset, ...more, data: papers.slice(offset, next) });
    } else {
      const { ids } = JSON.parse(body) as { ids: string[] };
      sendJson(
        response,
        ids.map((id) => papers.find(({ paperId }) => paperId === id) ?? null),
      );
    }
  };
}
