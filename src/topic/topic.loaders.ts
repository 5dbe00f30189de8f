import DataLoader from 'dataloader';
import { inOrder, questionLoader } from '../api/batch.js';
import { toGlobalId } from '../api/node.js';
import type { PageWindow } from '../graph/page.js';
import type { TopicRepository, TopicRow } from './topic.repository.js';
import { Topic } from './topic.type.js';

const NONE = { items: [], more: false };

/** Answers questions about topics, batched per request. */
export class TopicLoaders {
  readonly byId: DataLoader<string, TopicRow | null>;
  readonly ofPaper;
  readonly countOfPaper;
  readonly parents;
  readonly parentCount;
  readonly children;
  readonly childCount;

  constructor(readonly repository: TopicRepository) {
    this.byId = new DataLoader(async (ids) => inOrder(ids, await repository.byIds(ids), null));
    this.ofPaper = questionLoader((ids, window: PageWindow) => repository.pagesOf('ofPaper', ids, window), NONE);
    this.countOfPaper = questionLoader((ids) => repository.countsOf('ofPaper', ids), 0);
    this.parents = questionLoader((ids, window: PageWindow) => repository.pagesOf('parents', ids, window), NONE);
    this.parentCount = questionLoader((ids) => repository.countsOf('parents', ids), 0);
    this.children = questionLoader((ids, window: PageWindow) => repository.pagesOf('children', ids, window), NONE);
    this.childCount = questionLoader((ids) => repository.countsOf('children', ids), 0);
  }
}

export function toTopic(row: TopicRow): Topic {
  return Object.assign(new Topic(), {
    id: toGlobalId('Topic', row.id),
    key: row.id,
    slug: row.id,
    name: row.name,
    aliases: [...(row.aliases ?? [])],
    description: row.description,
    scheme: row.scheme ?? 'own',
    paperCount: row.paperCount ?? 0,
    version: row.version ?? 0,
  });
}
