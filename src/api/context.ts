import type { AuthorLoaders } from '../author/author.loaders.js';
import type { PaperLoaders } from '../paper/paper.loaders.js';
import type { AliasLoader } from '../ref/alias.loader.js';
import type { RelatedLoader } from '../related/related.loader.js';
import type { StatsRepository } from '../stats/stats.repository.js';
import type { TechniqueLoaders } from '../technique/technique.loaders.js';
import type { TopicLoaders } from '../topic/topic.loaders.js';

/** What a resolver may use: the loaders of one request, fresh for each. */
export interface Context {
  readonly aliases: AliasLoader;
  readonly papers: PaperLoaders;
  readonly authors: AuthorLoaders;
  readonly topics: TopicLoaders;
  readonly techniques: TechniqueLoaders;
  readonly related: RelatedLoader;
  readonly stats: StatsRepository;
  readonly requestId: string;
}
