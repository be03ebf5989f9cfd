import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { PublicError } from '../public-error.ts';

/** A request for a stream as a client sent it; of any type until it is read. */
export interface StreamParameters {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

interface ReadableParameters {
  readonly query: unknown;
  readonly documentId: unknown;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: unknown;
}

/** The parameters with what is of the wrong type left out. An empty text stands for none: the WebSocket protocol has no other way to send a hash alone. */
export function readParameters({
  query,
  documentId,
  operationName,
  variables,
  extensions,
}: StreamParameters): ReadableParameters {
  return {
    query: query === '' ? undefined : query,
    documentId,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : {},
    extensions,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The document of a text, or why it cannot be read. */
export function parseText(text: unknown, maxTokens: number): DocumentNode | GraphQLError {
  if (typeof text !== 'string')
    return new PublicError('BAD_INPUT', 'A stream needs the text of a subscription.');
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    const code = 'GRAPHQL_PARSE_FAILED';
    return new GraphQLError(message, { source, positions, extensions: { code } });
  }
}
