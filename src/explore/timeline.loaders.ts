import DataLoader from 'dataloader';
import { inOrder } from '../api/batch.js';
import type { DatedPaper } from './timeline-events.js';
import type { TimelineRepository, Uses } from './timeline.repository.js';

/** Answers what the timelines of techniques tell of, batched per request. */
export class TimelineLoaders {
  readonly parents: DataLoader<string, readonly string[]>;
  readonly introduction: DataLoader<string, DatedPaper | null>;
  readonly uses: DataLoader<string, Uses | null>;

  constructor(repository: TimelineRepository) {
    this.parents = new DataLoader(async (ids) => inOrder(ids, await repository.parents(ids), []));
    this.introduction = new DataLoader(async (ids) => inOrder(ids, await repository.introductions(ids), null));
    this.uses = new DataLoader(async (ids) => inOrder(ids, await repository.uses(ids), null));
  }
}
