import type { AuthorLoaders } from '../author/author.loaders.js';
import type { CoauthorLoaders } from '../explore/coauthor.loaders.js';
import type { CooccurrenceLoaders } from '../explore/cooccurrence.loaders.js';
import type { BridgeRepository } from '../explore/bridge.repository.js';
import type { GapRepository } from '../explore/gap.repository.js';
import type { TopicGraphRepository } from '../explore/topic-graph.repository.js';
import type { RelationRepository } from '../explore/relation.repository.js';
import type { AdoptionLoaders } from '../explore/adoption.loaders.js';
import type { DailyRepository } from '../explore/daily.repository.js';
import type { ReadingRepository } from '../explore/reading.repository.js';
import type { TimelineLoaders } from '../explore/timeline.loaders.js';
import type { TrendLoaders } from '../explore/trend.loaders.js';
import type { FacetRepository } from '../paper/facet.repository.js';
import type { Caller } from '../keys/key.js';
import type { ChangeLoaders } from '../history/change.loaders.js';
import type { PaperLoaders } from '../paper/paper.loaders.js';
import type { AliasLoader } from '../ref/alias.loader.js';
import type { RelatedLoaders } from '../related/related.loader.js';
import type { SearchLoaders } from '../search/search.loaders.js';
import type { SuggestLoaders } from '../search/suggest.loaders.js';
import type { StatsRepository } from '../stats/stats.repository.js';
import type { TechniqueLoaders } from '../technique/technique.loaders.js';
import type { TopicLoaders } from '../topic/topic.loaders.js';

import type { Writing } from '../writing/environment.js';

/** What a resolver may use: the loaders of one request, fresh for each. */
export interface Context {
  readonly aliases: AliasLoader;
  readonly papers: PaperLoaders;
  readonly authors: AuthorLoaders;
  readonly topics: TopicLoaders;
  readonly techniques: TechniqueLoaders;
  readonly related: RelatedLoaders;
  readonly cooccurrence: CooccurrenceLoaders;
  readonly coauthors: CoauthorLoaders;
  readonly topicGraphs: TopicGraphRepository;
  readonly gaps: GapRepository;
  readonly bridges: BridgeRepository;
  readonly relations: RelationRepository;
  readonly adoption: AdoptionLoaders;
  readonly timeline: TimelineLoaders;
  readonly daily: DailyRepository;
  readonly trends: TrendLoaders;
  readonly reading: ReadingRepository;
  readonly facets: FacetRepository;
  readonly search: SearchLoaders;
  readonly suggestions: SuggestLoaders;
  readonly stats: StatsRepository;
  readonly changes: ChangeLoaders;
  /** Writes on behalf of the caller. */
  readonly writing: Writing;
  /** Who asks; null without a key. */
  readonly caller: Caller | null;
  readonly requestId: string;
}
