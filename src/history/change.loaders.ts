import DataLoader from 'dataloader';
import { inOrder, questionLoader } from '../api/batch.js';
import type { PageWindow } from '../graph/page.js';
import type { ChangeRow } from './change.js';
import type { ChangeRepository } from './change.repository.js';

/** Answers questions about changes, batched per request. */
export class ChangeLoaders {
  readonly byId: DataLoader<string, ChangeRow | null>;
  readonly ofSubject;
  readonly countOfSubject;

  constructor(readonly repository: ChangeRepository) {
    this.byId = new DataLoader(async (ids) => inOrder(ids, await repository.byIds(ids), null));
    this.ofSubject = questionLoader((subjects, window: PageWindow) => repository.pagesOf(subjects, window), {
      items: [],
      more: false,
    });
    this.countOfSubject = questionLoader((subjects) => repository.countsOf(subjects), 0);
  }
}
