import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { maskFault } from './execution/present-error.ts';
import type { GatewayLimits } from './gateway-limits.ts';
import type { GatewayLog } from './gateway-log.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { type PublicCode, PublicError } from './public-error.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<GatewayRequest>['gateway'];

/**
 * Apollo Server at the public edge: it reads GraphQL over HTTP, guards against cross-site requests and parses. Validation,
 * planning and execution are the gateway's. It reports to nobody and loads nothing from elsewhere.
 */
export function createGraphqlServer(
  gateway: GatewayInterface,
  edge: { readonly limits: GatewayLimits; readonly log: GatewayLog; readonly reportFault: ReportFault },
): ApolloServer<GatewayRequest> {
  return new ApolloServer<GatewayRequest>({
    gateway,
    nodeEnv: 'production',
    apollo: {},
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: edge.limits.tokens },
    // `prepare-operation.ts` validates, once for all requests with the same text.
    dangerouslyDisableValidation: true,
    formatError: (formatted, error) => formatError(formatted, error, edge.reportFault),
    logger: loggerOf(edge.log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Errors of an answer that did not come through the server, worded as it words them. */
export function createErrorFormat(
  reportFault: ReportFault,
): (errors: readonly Error[]) => readonly GraphQLFormattedError[] {
  return (errors) =>
    errors.map((cause) => {
      const error =
        cause instanceof GraphQLError ? cause : new GraphQLError(cause.message, { originalError: cause });
      const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
      return formatError(
        { ...error.toJSON(), extensions: { ...error.extensions, code } },
        error,
        reportFault,
      );
    });
}

/** Errors that Apollo Server words itself about a request, by their codes. */
const requestErrorCodes: readonly PublicCode[] = [
  'GRAPHQL_PARSE_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
];

function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  reportFault: ReportFault,
): GraphQLFormattedError {
  if (error instanceof PublicError) return formatted;
  const { message, locations, extensions } = formatted;
  const code = requestErrorCodes.find((known) => known === extensions?.['code']);
  if (code) return { message, ...(locations ? { locations } : {}), extensions: { code } };
  return maskFault(error, 'unknown', reportFault).toJSON();
}

function loggerOf(log: GatewayLog) {
  return {
    debug: () => {},
    info: (message: unknown) => log.info({ from: 'graphql-server' }, String(message)),
    warn: (message: unknown) => log.warn({ from: 'graphql-server' }, String(message)),
    error: (message: unknown) => log.error({ from: 'graphql-server' }, String(message)),
  };
}
