import { ALWAYS, compileCondition, type Condition } from '../graph/condition.js';
import { statement, type Graph, type ReadOptions, type Statement } from '../graph/graph.js';
import { TermRepository, type TermStatistics } from '../text/term.repository.js';

/** A paper with what it is scored by. */
export interface SearchedPaper {
  readonly id: string;
  readonly title: string;
  /** Stored search text. */
  readonly text: string;
  readonly citations: number;
}

/** Most papers that are scored for one search: as many as full text gives. */
export const MOST_PAPERS = 1000;

const PAPER = 'p.id AS id, p.title AS title, p.searchText AS text, coalesce(p.citationCount, 0) AS citations';

/** Texts by the key of their condition; each is made of constants, as in graph/page.ts. */
const statements = new Map<string, Statement<SearchedPaper>>();
const MOST_STATEMENTS = 2_000;

/** Reads papers for a search. */
export class SearchRepository {
  private readonly terms: TermRepository;

  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {
    this.terms = new TermRepository(graph, options);
  }

  /** How many papers have each term, and how many there are. */
  async statistics(terms: readonly string[]): Promise<TermStatistics> {
    return await this.terms.statistics(terms);
  }

  /** The papers that full text finds for the terms, the best {@link MOST_PAPERS} at most. */
  async idsByText(terms: readonly string[]): Promise<string[]> {
    const [hits = []] = await this.graph.searchPapers([{ text: terms.join(' '), limit: MOST_PAPERS }], this.options);
    return hits.map(({ id }) => id);
  }

  /** Those of some papers that meet a condition. */
  async papers(ids: readonly string[], condition: Condition): Promise<SearchedPaper[]> {
    if (ids.length === 0) return [];
    const { key, prelude, where, parameters } = compileCondition(condition, 'p.id');
    const text = `${prelude}MATCH (p:Paper) WHERE p.id IN $ids AND ${where} AND p.stub = false RETURN ${PAPER}`;
    return await this.graph.read(made(`searched papers ${key}`, text), { ...parameters, ids }, this.options);
  }

  /** The papers that meet a condition, the most cited first. */
  async papersMeeting(condition: Condition, limit: number): Promise<SearchedPaper[]> {
    const { key, prelude, where, parameters } = compileCondition(condition, 'p.id');
    const text = `${prelude}MATCH (p:Paper) WHERE ${where} AND p.stub = false
RETURN ${PAPER} ORDER BY citations DESC, id LIMIT $limit`;
    return await this.graph.read(made(`papers meeting ${key}`, text), { ...parameters, limit }, this.options);
  }
}

function made(name: string, text: string): Statement<SearchedPaper> {
  const known = statements.get(name);
  if (known !== undefined) return known;
  const one = statement<SearchedPaper>(name, text);
  if (statements.size < MOST_STATEMENTS) statements.set(name, one);
  return one;
}

/** Whether a condition is met by everything. */
export function isAlways(condition: Condition): boolean {
  return condition === ALWAYS || ('all' in condition && condition.all.every(isAlways));
}
