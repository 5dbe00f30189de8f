import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AuthorResolver, PaperAuthorsResolver } from '../author/author.resolver.js';
import { NodeResolver } from '../node/node.resolver.js';
import {
  AuthorPapersResolver,
  PaperResolver,
  TechniquePapersResolver,
  TopicPapersResolver,
} from '../paper/paper.resolver.js';
import { PaperRelatedResolver, RelatedFormulaResolver, RelatedSignalResolver } from '../related/related.resolver.js';
import { StatsResolver } from '../stats/stats.resolver.js';
import { PaperTechniquesResolver, TechniqueResolver } from '../technique/technique.resolver.js';
import { PaperTopicsResolver, TopicResolver } from '../topic/topic.resolver.js';

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
      RelatedSignalResolver,
      RelatedFormulaResolver,
      StatsResolver,
    ],
    validate: false,
  });
}

/** The schema as text, in a stable order: what `schema/schema.graphql` holds. */
export function printSdl(schema: GraphQLSchema): string {
  return `# The schema of Related Work, printed by \`npm run schema\`. Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
