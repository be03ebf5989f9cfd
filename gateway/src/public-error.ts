import type { RefusalCode } from '@rotunda/platform/refusal';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** Every code that a client of the gateway may meet in an answer with data. */
export type PublicCode =
  | RefusalCode
  | 'UNAUTHORIZED_FIELD_OR_TYPE'
  | 'MUTATION_NOT_RUN'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'MISSING_VALUE'
  | 'INTERNAL'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'REQUEST_LIMIT';

/** An error of which every word was chosen for the client. Whatever else is thrown is masked. */
export class PublicError extends GraphQLError {
  readonly code: PublicCode;

  constructor(code: PublicCode, message: string, options: GraphQLErrorOptions = {}) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.name = 'PublicError';
    this.code = code;
  }
}
