import { statement, type Graph } from '../graph/graph.js';
import type { BibliographicPaper } from './bibliography.js';
import type { ExportOptions } from './output.js';

const PAPER_IDS = statement<{ id: string }>(
  'citable paper ids',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id',
);

interface CitableRow extends Omit<BibliographicPaper, 'authors'> {
  readonly authors: readonly { readonly name: string; readonly position: number }[];
}

const CITABLE_PAPERS = statement<CitableRow>(
  'citable papers',
  `UNWIND $ids AS id
MATCH (p:Paper {id: id})
CALL (p) { MATCH (p)<-[r:AUTHORED]-(:Author) RETURN collect({name: r.name, position: r.position}) AS authors }
RETURN p.id AS id, p.title AS title, authors, p.authorCount AS authorCount, toString(p.publishedOn) AS publishedOn,
p.year AS year, p.venue AS venue, p.doi AS doi, p.arxivId AS arxivId, p.url AS url, p.abstract AS abstract,
p.keywords AS keywords, p.retracted AS retracted`,
);

const PAPERS_PER_PAGE = 500;

/** Every described paper as a citation needs it, in the order of ids. */
export async function* citablePapers(graph: Graph, options: ExportOptions): AsyncGenerator<BibliographicPaper> {
  const ids = (await graph.read(PAPER_IDS, {}, options)).map(({ id }) => id).sort();
  for (let start = 0; start < ids.length; start += PAPERS_PER_PAGE) {
    const page = ids.slice(start, start + PAPERS_PER_PAGE);
    const rows = new Map((await graph.read(CITABLE_PAPERS, { ids: page }, options)).map((row) => [row.id, row]));
    for (const id of page) {
      const row = rows.get(id);
      if (row === undefined) continue;
      yield { ...row, authors: [...row.authors].sort((left, right) => left.position - right.position) };
    }
    options.progress?.(start + page.length);
  }
}
