import DataLoader from 'dataloader';
import { inOrder, questionLoader } from '../api/batch.js';
import { toGlobalId } from '../api/node.js';
import type { PageWindow } from '../graph/page.js';
import type { AuthorRepository, AuthorRow } from './author.repository.js';
import { Author } from './author.type.js';

/** Answers questions about authors, batched per request. */
export class AuthorLoaders {
  readonly byId: DataLoader<string, AuthorRow | null>;
  readonly byName: DataLoader<string, readonly AuthorRow[]>;
  readonly ofPaper;
  readonly countOfPaper;

  constructor(readonly repository: AuthorRepository) {
    this.byId = new DataLoader(async (ids) => inOrder(ids, await repository.byIds(ids), null));
    this.byName = new DataLoader(async (names) => inOrder(names, await repository.byNames(names), []));
    this.ofPaper = questionLoader((ids, window: PageWindow) => repository.pagesOfPapers(ids, window), {
      items: [],
      more: false,
    });
    this.countOfPaper = questionLoader((ids) => repository.countsOfPapers(ids), 0);
  }
}

export function toAuthor(row: AuthorRow): Author {
  return Object.assign(new Author(), {
    id: toGlobalId('Author', row.id),
    key: row.id,
    name: row.name,
    orcid: row.orcid,
    affiliations: [...(row.affiliations ?? [])],
    paperCount: row.paperCount ?? 0,
  });
}
