import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
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
import type { ChangeRow } from './change.js';

const CHANGE = `{id: c.id, subject: c.subject, kind: c.kind, by: c.by, at: c.at, detail: c.detail,
undoes: c.undoes, undoneBy: c.undoneBy}`;

/** The newest first. */
export const NEWEST_CHANGE_FIRST: readonly Sort[] = [{ name: 'AT', expression: 'c.at', descending: true }];

const OF_SUBJECT: Listing<ChangeRow> = {
  name: 'changes of subject',
  nested: true,
  match: 'MATCH (c:Change {subject: key})',
  id: 'c.id',
  node: CHANGE,
};

const ALL: Listing<ChangeRow> = {
  name: 'changes',
  nested: false,
  match: 'MATCH (c:Change)',
  id: 'c.id',
  node: CHANGE,
};

const BY_IDS = statement<ChangeRow>(
  'changes by id',
  `MATCH (c:Change) WHERE c.id IN $ids
RETURN c.id AS id, c.subject AS subject, c.kind AS kind, c.by AS by, c.at AS at, c.detail AS detail,
c.undoes AS undoes, c.undoneBy AS undoneBy`,
);

const LATER = statement<ChangeRow>(
  'later changes',
  `MATCH (c:Change {subject: $subject}) WHERE c.id > $id
RETURN c.id AS id, c.subject AS subject, c.kind AS kind, c.by AS by, c.at AS at, c.detail AS detail,
c.undoes AS undoes, c.undoneBy AS undoneBy ORDER BY id`,
);

const IDS_OF_SUBJECT = statement<{ id: string }>(
  'ids of changes of subject',
  'MATCH (c:Change {subject: $subject}) RETURN c.id AS id ORDER BY id',
);

/** Who changed what, and when. */
export class ChangeRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async byIds(ids: readonly string[]): Promise<Map<string, ChangeRow>> {
    const rows = await this.graph.read(BY_IDS, { ids }, this.options);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async page(window: PageWindow): Promise<Page<ChangeRow, unknown>> {
    return await readPage(this.graph, ALL, window, undefined, this.options);
  }

  async count(): Promise<number> {
    return await countItem(this.graph, ALL, undefined, this.options);
  }

  async pagesOf(subjects: readonly string[], window: PageWindow): Promise<Map<string, Page<ChangeRow, unknown>>> {
    return await readPages(this.graph, OF_SUBJECT, subjects, window, undefined, this.options);
  }

  async countsOf(subjects: readonly string[]): Promise<Map<string, number>> {
    return await countItems(this.graph, OF_SUBJECT, subjects, undefined, this.options);
  }

  /** The changes of the same node after a change, oldest first. */
  async laterThan({ subject, id }: ChangeRow): Promise<ChangeRow[]> {
    return await this.graph.read(LATER, { subject, id }, this.options);
  }

  async idsOf(subject: string): Promise<string[]> {
    return (await this.graph.read(IDS_OF_SUBJECT, { subject }, this.options)).map(({ id }) => id);
  }
}
