import { AliasRepository } from '../ref/alias.repository.js';
import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import { mergedInto, readAuthorMerges } from './author-merges.js';
import { ALWAYS, rangeTests, textTests, type Condition, type Passage } from '../graph/condition.js';
import {
  countItem,
  countItems,
  readPage,
  readPages,
  type Listing,
  type Page,
  type PageWindow,
  type Sort,
} from '../graph/page.js';

/** An author as stored. */
export interface AuthorRow {
  readonly id: string;
  readonly name: string;
  readonly orcid: string | null;
  readonly affiliations: readonly string[] | null;
  readonly paperCount: number | null;
}

export interface Authorship {
  readonly position: number;
}

const AUTHOR = `{id: a.id, name: a.name, orcid: a.orcid, affiliations: a.affiliations, paperCount: a.paperCount}`;

export const AUTHOR_SORTS = {
  NAME: 'a.normalizedName',
  PAPER_COUNT: 'coalesce(a.paperCount, 0)',
} as const;

export type AuthorSortField = keyof typeof AUTHOR_SORTS;

export function authorSort(field: AuthorSortField, descending: boolean): Sort {
  return { name: field, expression: AUTHOR_SORTS[field], descending };
}

/** The order on the paper's title page. */
export const BY_POSITION: Sort = { name: 'POSITION', expression: 'r.position', descending: false };

/** What authors can be filtered by. */
export const AUTHOR_TESTS = {
  name: textTests('name', 'a.normalizedName'),
  paperCount: rangeTests('papers', 'coalesce(a.paperCount, 0)'),
};

/** To the papers that an author wrote. */
export const AUTHOR_PAPERS: Passage = {
  name: 'wrote',
  id: 'p.id',
  match: (where) => `MATCH (p:Paper) WHERE ${where} AND p.stub = false MATCH (p)<-[:AUTHORED]-(q:Author)`,
};

const ALL: Listing<AuthorRow> = {
  name: 'authors',
  nested: false,
  match: 'MATCH (a:Author)',
  id: 'a.id',
  node: AUTHOR,
};

const OF_PAPER: Listing<AuthorRow, Authorship> = {
  name: 'authors of paper',
  nested: true,
  match: 'MATCH (:Paper {id: key})<-[r:AUTHORED]-(a:Author)',
  id: 'a.id',
  node: AUTHOR,
  edge: '{position: r.position}',
};

const BY_ID = statement<{ author: AuthorRow }>(
  'authors by id',
  `MATCH (a:Author) WHERE a.id IN $ids RETURN ${AUTHOR} AS author`,
);

const BY_NAME = statement<{ name: string; authors: readonly AuthorRow[] }>(
  'authors by name',
  `UNWIND $names AS name
CALL (name) {
  MATCH (a:Author {normalizedName: name}) WITH a ORDER BY a.id LIMIT 10 RETURN collect(${AUTHOR}) AS authors
}
RETURN name, authors`,
);

/** Reads authors. */
export class AuthorRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  /** The authors by the ids asked for, former ids included. */
  async byIds(ids: readonly string[]): Promise<Map<string, AuthorRow>> {
    return await new AliasRepository(this.graph, this.options).follow('author', ids, async (wanted) => {
      const found = await this.stored(wanted);
      const missing = wanted.filter((id) => !found.has(id));
      if (missing.length === 0) return found;
      const merges = await readAuthorMerges(this.graph, this.options);
      const ends = new Map(missing.filter((id) => merges.has(id)).map((id) => [id, mergedInto(merges, id)]));
      if (ends.size === 0) return found;
      const rows = await this.stored([...new Set(ends.values())]);
      for (const [id, end] of ends) {
        const row = rows.get(end);
        if (row !== undefined) found.set(id, row);
      }
      return found;
    });
  }

  private async stored(ids: readonly string[]): Promise<Map<string, AuthorRow>> {
    const rows = await this.graph.read(BY_ID, { ids }, this.options);
    return new Map(rows.map(({ author }) => [author.id, author]));
  }

  /** At most ten authors for each normalised name. */
  async byNames(names: readonly string[]): Promise<Map<string, readonly AuthorRow[]>> {
    const rows = await this.graph.read(BY_NAME, { names }, this.options);
    return new Map(rows.map(({ name, authors }) => [name, authors]));
  }

  async page(condition: Condition, window: PageWindow): Promise<Page<AuthorRow, null>> {
    return await readPage(this.graph, ALL, window, condition, this.options);
  }

  async count(condition: Condition): Promise<number> {
    return await countItem(this.graph, ALL, condition, this.options);
  }

  async pagesOfPapers(
    paperIds: readonly string[],
    window: PageWindow,
  ): Promise<Map<string, Page<AuthorRow, Authorship>>> {
    return await readPages(this.graph, OF_PAPER, paperIds, window, ALWAYS, this.options);
  }

  async countsOfPapers(paperIds: readonly string[]): Promise<Map<string, number>> {
    return await countItems(this.graph, OF_PAPER, paperIds, ALWAYS, this.options);
  }
}
