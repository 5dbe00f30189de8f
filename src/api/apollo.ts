import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Settings } from '../config.js';
import { mutationsNeedKeys } from './auth.js';
import type { Context } from './context.js';
import { formatErrors, RETRY_AFTER_SECONDS, STATUS_OF_CODE } from './format-error.js';
import { costLimit, documentBounds, LIMITS } from './limits.js';

/** An Apollo server with every guard on; not started. */
export function makeApollo(
  schema: GraphQLSchema,
  settings: Pick<Settings, 'maxCost' | 'introspection'>,
  log: FastifyBaseLogger,
  plugins: readonly ApolloServerPlugin<Context>[] = [],
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    logger: log,
    introspection: settings.introspection,
    hideSchemaDetailsFromClientErrors: !settings.introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: {
      maxLexicalTokens: LIMITS.lexicalTokens,
      maxComments: LIMITS.comments,
      maxSourceLength: LIMITS.sourceLength,
    },
    maxRecursiveSelections: LIMITS.recursiveSelections,
    validationRules: [documentBounds],
    formatError: formatErrors(log, !settings.introspection),
    plugins: [
      // Its per-field hook costs half of a request's time, and nothing here sets cache hints.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      mutationsNeedKeys,
      costLimit(settings.maxCost),
      statusByCode,
      ...plugins,
    ],
  });
}

/** Gives an answer with errors the gravest status of their codes, so that clients and proxies see failures. */
const statusByCode: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        if (response.body.kind !== 'single') return Promise.resolve();
        const codes = (response.body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.['code']));
        const status = Math.max(0, ...codes.map((code) => STATUS_OF_CODE[code] ?? 0));
        if (status > 0) response.http.status = status;
        if (status === 401) response.http.headers.set('www-authenticate', 'Bearer realm="related-work"');
        if (status === 503) response.http.headers.set('retry-after', String(RETRY_AFTER_SECONDS));
        return Promise.resolve();
      },
    }),
};
