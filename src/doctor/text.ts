import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import { countTerms, searchTextOf } from '../text/analysis.js';
import type { Check, Fault } from './check.js';

const PAPER_IDS = statement<{ id: string }>(
  'described papers for the doctor',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id ORDER BY id',
);
const TEXTS = statement<{
  id: string;
  title: string;
  abstract: string | null;
  summary: string | null;
  keywords: readonly string[] | null;
  searchText: string;
}>(
  'texts of papers',
  `UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, p.title AS title, p.abstract AS abstract, p.summary AS summary, p.keywords AS keywords,
p.searchText AS searchText`,
);
const TERMS = statement<{ id: string; paperCount: number }>(
  'all terms',
  'MATCH (t:Term) RETURN t.id AS id, t.paperCount AS paperCount',
);
const SET_SEARCH_TEXTS = statement(
  'set search texts',
  'UNWIND $rows AS row MATCH (p:Paper {id: row.id}) SET p.searchText = row.searchText',
);
const SET_TERM_COUNTS = statement(
  'set term counts',
  'UNWIND $rows AS row MERGE (t:Term {id: row.id}) SET t.paperCount = toInteger(row.paperCount)',
);
const DELETE_TERMS = statement('delete terms', 'UNWIND $rows AS row MATCH (t:Term {id: row.id}) DETACH DELETE t');

const IDS_PER_READ = 500;
const SAMPLED_PAPERS = 20;
const WORDS_ASKED = 12;
const HITS_LOOKED_AT = 200;

/** What search and the rarity of words rest on. */
export const TEXT_CHECKS: readonly Check[] = [
  {
    holds: 'the indexed text of every paper is what its title and abstract say',
    find: async (graph, options) => {
      const faults: Fault[] = [];
      for await (const paper of textsOf(graph, options)) {
        if (searchTextOf(stated(paper)) !== paper.searchText)
          faults.push({ id: paper.id, detail: 'is indexed under other words' });
      }
      return faults;
    },
    repair: async (graph, faults) => {
      const rows = (await textsOfIds(graph, faults)).map((paper) => ({
        id: paper.id,
        searchText: searchTextOf(stated(paper)),
      }));
      await graph.write([{ statement: SET_SEARCH_TEXTS, rows }]);
    },
    advice: 'doctor --fix indexes them anew, as after an update that analyses text in another way',
  },
  {
    holds: 'the papers that hold each word are counted',
    find: async (graph, options) => {
      const { counts, stored } = await termCounts(graph, options);
      return [...new Set([...counts.keys(), ...stored.keys()])]
        .filter((id) => (counts.get(id) ?? 0) !== (stored.get(id) ?? 0))
        .sort()
        .map((id) => ({ id, detail: `${stored.get(id) ?? 0} is stored, there are ${counts.get(id) ?? 0}` }));
    },
    repair: async (graph, faults) => {
      const { counts } = await termCounts(graph, {});
      const rows = faults.map(({ id }) => ({ id, paperCount: counts.get(id) ?? 0 }));
      await graph.write([
        { statement: SET_TERM_COUNTS, rows: rows.filter(({ paperCount }) => paperCount > 0) },
        { statement: DELETE_TERMS, rows: rows.filter(({ paperCount }) => paperCount === 0) },
      ]);
    },
    advice: 'doctor --fix counts anew',
  },
  {
    holds: 'full-text search finds papers by their own words',
    find: async (graph, options) => {
      const ids = (await graph.read(PAPER_IDS, {}, options)).map(({ id }) => ({ id }));
      const every = Math.max(1, Math.floor(ids.length / SAMPLED_PAPERS));
      const sample = await textsOfIds(
        graph,
        ids.filter((_, index) => index % every === 0),
      );
      const faults: Fault[] = [];
      for (const { id, searchText } of sample) {
        const text = [...countTerms(searchText).keys()].slice(0, WORDS_ASKED).join(' ');
        if (text === '') continue;
        const [hits = []] = await graph.searchPapers([{ text, limit: HITS_LOOKED_AT }], options);
        if (!hits.some((hit) => hit.id === id)) faults.push({ id, detail: `is not found by "${text}"` });
      }
      return faults;
    },
    advice:
      'drop the index paper_text in Neo4j and start again, which makes it anew; the embedded engine does so at every start',
  },
];

interface PaperText {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
  readonly summary: string | null;
  readonly keywords: readonly string[] | null;
  readonly searchText: string;
}

function stated({ title, abstract, summary, keywords }: PaperText): Parameters<typeof searchTextOf>[0] {
  return { title, abstract, summary, keywords: keywords ?? [] };
}

async function* textsOf(graph: Graph, options: ReadOptions): AsyncGenerator<PaperText> {
  const ids = (await graph.read(PAPER_IDS, {}, options)).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += IDS_PER_READ)
    yield* await graph.read(TEXTS, { ids: ids.slice(start, start + IDS_PER_READ) }, options);
}

async function textsOfIds(graph: Graph, papers: readonly { readonly id: string }[]): Promise<PaperText[]> {
  const texts: PaperText[] = [];
  for (let start = 0; start < papers.length; start += IDS_PER_READ) {
    const ids = papers.slice(start, start + IDS_PER_READ).map(({ id }) => id);
    texts.push(...(await graph.read(TEXTS, { ids }, {})));
  }
  return texts;
}

async function termCounts(
  graph: Graph,
  options: ReadOptions,
): Promise<{ counts: ReadonlyMap<string, number>; stored: ReadonlyMap<string, number> }> {
  const counts = new Map<string, number>();
  for await (const { searchText } of textsOf(graph, options))
    for (const term of countTerms(searchText).keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = await graph.read(TERMS, {}, options);
  return { counts, stored: new Map(terms.map(({ id, paperCount }) => [id, paperCount])) };
}
