import { setMaxListeners } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorLoaders } from '../author/author.loaders.js';
import { AuthorRepository } from '../author/author.repository.js';
import { BridgeRepository } from '../explore/bridge.repository.js';
import { CoauthorLoaders } from '../explore/coauthor.loaders.js';
import { CoauthorRepository } from '../explore/coauthor.repository.js';
import { CooccurrenceLoaders } from '../explore/cooccurrence.loaders.js';
import { CountedListRepository } from '../explore/cooccurrence-lists.repository.js';
import { CooccurrenceRepository } from '../explore/cooccurrence.repository.js';
import { GapRepository } from '../explore/gap.repository.js';
import { SimilarAuthorRepository } from '../explore/similar-author.repository.js';
import { TopicGraphRepository } from '../explore/topic-graph.repository.js';
import { RelationRepository } from '../explore/relation.repository.js';
import { AdoptionLoaders } from '../explore/adoption.loaders.js';
import { AdoptionRepository } from '../explore/adoption.repository.js';
import { DailyRepository } from '../explore/daily.repository.js';
import { ReadingRepository } from '../explore/reading.repository.js';
import { TimelineLoaders } from '../explore/timeline.loaders.js';
import { TimelineRepository } from '../explore/timeline.repository.js';
import { TrendLoaders } from '../explore/trend.loaders.js';
import { TrendRepository } from '../explore/trend.repository.js';
import type { Graph, ReadOptions } from '../graph/graph.js';
import { FacetRepository } from '../paper/facet.repository.js';
import { ChangeLoaders } from '../history/change.loaders.js';
import { ChangeRepository } from '../history/change.repository.js';
import type { Caller } from '../keys/key.js';
import { PaperLoaders } from '../paper/paper.loaders.js';
import { PaperRepository } from '../paper/paper.repository.js';
import { aliasLoader } from '../ref/alias.loader.js';
import { AliasRepository } from '../ref/alias.repository.js';
import { RelatedLoaders } from '../related/related.loader.js';
import { RelatedRepository } from '../related/related.repository.js';
import { SearchLoaders } from '../search/search.loaders.js';
import { SuggestLoaders } from '../search/suggest.loaders.js';
import { StatsRepository } from '../stats/stats.repository.js';
import { TechniqueLoaders } from '../technique/technique.loaders.js';
import { TechniqueRepository } from '../technique/technique.repository.js';
import { TopicLoaders } from '../topic/topic.loaders.js';
import { TopicRepository } from '../topic/topic.repository.js';
import { callerOf } from './auth.js';
import type { Context } from './context.js';
import { ClientGone, RequestTimeout } from './errors.js';

/** Fresh loaders over the graph; every read of them ends when the signal aborts. */
export function makeContext(
  graph: Graph,
  requestId: string,
  options?: ReadOptions,
  caller: Caller | null = null,
): Context {
  return {
    ...makeLoaders(graph, options),
    writing: { graph, freshLoaders: () => makeLoaders(graph, options) },
    caller,
    requestId,
  };
}

function makeLoaders(graph: Graph, options?: ReadOptions): Omit<Context, 'writing' | 'caller' | 'requestId'> {
  return {
    changes: new ChangeLoaders(new ChangeRepository(graph, options)),
    aliases: aliasLoader(new AliasRepository(graph, options)),
    papers: new PaperLoaders(new PaperRepository(graph, options)),
    authors: new AuthorLoaders(new AuthorRepository(graph, options)),
    topics: new TopicLoaders(new TopicRepository(graph, options)),
    techniques: new TechniqueLoaders(new TechniqueRepository(graph, options)),
    related: new RelatedLoaders(new RelatedRepository(graph, options)),
    cooccurrence: new CooccurrenceLoaders(
      new CooccurrenceRepository(graph, options),
      new CountedListRepository(graph, options),
    ),
    coauthors: new CoauthorLoaders(new CoauthorRepository(graph, options), new SimilarAuthorRepository(graph, options)),
    topicGraphs: new TopicGraphRepository(graph, options),
    gaps: new GapRepository(graph, options),
    bridges: new BridgeRepository(graph, options),
    relations: new RelationRepository(graph, options),
    adoption: new AdoptionLoaders(new AdoptionRepository(graph, options)),
    timeline: new TimelineLoaders(new TimelineRepository(graph, options)),
    daily: new DailyRepository(graph, options),
    trends: new TrendLoaders(new TrendRepository(graph, options)),
    reading: new ReadingRepository(graph, options),
    facets: new FacetRepository(graph, options),
    search: new SearchLoaders(graph, options),
    suggestions: new SuggestLoaders(graph, options),
    stats: new StatsRepository(graph, options),
  };
}

/** The context of an HTTP request: its reads stop at the deadline, or when the client hangs up. */
export function httpContext(graph: Graph, timeoutMs: number) {
  return (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const controller = new AbortController();
    // Every read of the request listens; many at once are no leak.
    setMaxListeners(0, controller.signal);
    const timer = setTimeout(() => controller.abort(new RequestTimeout(timeoutMs)), timeoutMs);
    timer.unref();
    reply.raw.once('close', () => {
      clearTimeout(timer);
      if (!reply.raw.writableFinished) controller.abort(new ClientGone('The client hung up.'));
    });
    return Promise.resolve(makeContext(graph, request.id, { signal: controller.signal }, callerOf(request)));
  };
}
