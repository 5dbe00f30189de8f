import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AuthorResolver, PaperAuthorsResolver } from '../author/author.resolver.js';
import { BridgeEndResolver, BridgesResolver } from '../explore/bridge.resolver.js';
import { CoauthorEdgeResolver, CoauthorsResolver } from '../explore/coauthor.resolver.js';
import {
  AuthorInterestsResolver,
  TechniqueCountEdgeResolver,
  TechniqueTopicsResolver,
  TopicCountEdgeResolver,
  TopicTechniquesResolver,
} from '../explore/cooccurrence-lists.resolver.js';
import {
  RelatedTopicEdgeResolver,
  RelatedTopicsResolver,
  UsedWithEdgeResolver,
  UsedWithResolver,
} from '../explore/cooccurrence.resolver.js';
import { GapsResolver, GapSuggestionResolver } from '../explore/gap.resolver.js';
import { SimilarAuthorEdgeResolver, SimilarAuthorsResolver } from '../explore/similar-author.resolver.js';
import { TopicGraphEdgeResolver, TopicGraphResolver } from '../explore/topic-graph.resolver.js';
import { NeighborhoodResolver } from '../explore/neighborhood.resolver.js';
import { PathResolver } from '../explore/path.resolver.js';
import { TechniqueAdoptionResolver, TopicAdoptionResolver } from '../explore/adoption.resolver.js';
import { DailyPapersResolver } from '../explore/daily.resolver.js';
import { ReadingOrderResolver } from '../explore/reading.resolver.js';
import { TechniqueTimelineResolver } from '../explore/timeline.resolver.js';
import { TrendingResolver, TrendPapersResolver } from '../explore/trend.resolver.js';
import {
  ChangeResolver,
  PaperHistoryResolver,
  TechniqueHistoryResolver,
  TopicHistoryResolver,
} from '../history/history.resolver.js';
import { NodeResolver } from '../node/node.resolver.js';
import { FacetNodeResolver, PaperFacetsResolver } from '../paper/facet.resolver.js';
import {
  AuthorPapersResolver,
  PaperResolver,
  TechniquePapersResolver,
  TopicPapersResolver,
} from '../paper/paper.resolver.js';
import {
  PaperRelatedResolver,
  RelatedFormulaResolver,
  RelatedResolver,
  RelatedSignalResolver,
} from '../related/related.resolver.js';
import { SearchResolver } from '../search/search.resolver.js';
import { SuggestResolver } from '../search/suggest.resolver.js';
import { StatsResolver } from '../stats/stats.resolver.js';
import { PaperTechniquesResolver, TechniqueResolver } from '../technique/technique.resolver.js';
import { PaperTopicsResolver, TopicResolver } from '../topic/topic.resolver.js';
import { MergeMutations } from '../writing/merge.mutations.js';
import { PaperMutations } from '../writing/paper.mutations.js';
import { VocabularyMutations } from '../writing/vocabulary.mutations.js';
import { ConflictResolver, UndoMutation } from '../writing/undo.mutation.js';

/** Builds the executable schema. Arguments are checked by the resolvers, so no validator runs per field. */
export async function makeSchema(): Promise<GraphQLSchema> {
  return await buildSchema({
    resolvers: [
      NodeResolver,
      PaperResolver,
      AuthorPapersResolver,
      TopicPapersResolver,
      TechniquePapersResolver,
      AuthorResolver,
      PaperAuthorsResolver,
      TopicResolver,
      PaperTopicsResolver,
      TechniqueResolver,
      PaperTechniquesResolver,
      PaperRelatedResolver,
      RelatedResolver,
      RelatedSignalResolver,
      RelatedFormulaResolver,
      RelatedTopicsResolver,
      RelatedTopicEdgeResolver,
      UsedWithResolver,
      UsedWithEdgeResolver,
      TechniqueTopicsResolver,
      TopicTechniquesResolver,
      AuthorInterestsResolver,
      TopicCountEdgeResolver,
      TechniqueCountEdgeResolver,
      CoauthorsResolver,
      CoauthorEdgeResolver,
      SimilarAuthorsResolver,
      SimilarAuthorEdgeResolver,
      TopicGraphResolver,
      TopicGraphEdgeResolver,
      GapsResolver,
      GapSuggestionResolver,
      BridgesResolver,
      BridgeEndResolver,
      PathResolver,
      NeighborhoodResolver,
      TechniqueAdoptionResolver,
      TopicAdoptionResolver,
      TechniqueTimelineResolver,
      TrendingResolver,
      TrendPapersResolver,
      DailyPapersResolver,
      ReadingOrderResolver,
      PaperFacetsResolver,
      FacetNodeResolver,
      SearchResolver,
      SuggestResolver,
      StatsResolver,
      ChangeResolver,
      PaperHistoryResolver,
      TopicHistoryResolver,
      TechniqueHistoryResolver,
      PaperMutations,
      VocabularyMutations,
      MergeMutations,
      UndoMutation,
      ConflictResolver,
    ],
    validate: false,
  });
}

/** The schema as text, in a stable order: what `schema/schema.graphql` holds. */
export function printSdl(schema: GraphQLSchema): string {
  return `# The schema of Related Work, printed by \`npm run schema\`. Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
