import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** Every code that a client may meet. What each means, and what to do then: docs/partners/errors.md. */
export const publicCodes = [
  'BAD_INPUT',
  'BAD_REQUEST',
  'CONFLICT',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL',
  'MISSING_VALUE',
  'MUTATION_NOT_RUN',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_ONLY',
  'REQUEST_LIMIT',
  'SUBGRAPH_UNAVAILABLE',
  'TOO_MANY',
  'UNAUTHENTICATED',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'UNAVAILABLE',
] as const;

export type PublicCode = (typeof publicCodes)[number];

/** An error of which every word was chosen for the client. Whatever else is thrown is masked. */
export class PublicError extends GraphQLError {
  readonly code: PublicCode;

  constructor(code: PublicCode, message: string, options: GraphQLErrorOptions = {}) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.name = 'PublicError';
    this.code = code;
  }
}
