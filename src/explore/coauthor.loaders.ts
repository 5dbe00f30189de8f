import DataLoader from 'dataloader';
import { questionLoader } from '../api/batch.js';
import type { PageWindow } from '../graph/page.js';
import type { CoauthorRepository } from './coauthor.repository.js';
import { similarAuthors, type SimilarAuthor } from './similar-author.js';
import type { SimilarAuthorRepository } from './similar-author.repository.js';

/** Answers who wrote papers together and who works alike, batched per request. */
export class CoauthorLoaders {
  readonly ofAuthor;
  readonly countOfAuthor;
  readonly similar: DataLoader<string, readonly SimilarAuthor[]>;

  constructor(repository: CoauthorRepository, similar: SimilarAuthorRepository) {
    this.ofAuthor = questionLoader((ids, window: PageWindow) => repository.pagesOf(ids, window), {
      items: [],
      more: false,
    });
    this.countOfAuthor = questionLoader((ids) => repository.countsOf(ids), 0);
    this.similar = new DataLoader(
      async (ids) => {
        const found = await similar.neighborhoods(ids);
        return ids.map((id) => {
          const neighborhood = found.get(id);
          return neighborhood === undefined ? [] : similarAuthors(neighborhood);
        });
      },
      { maxBatchSize: 100 },
    );
  }
}
