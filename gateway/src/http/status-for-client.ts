/** Errors of a request that is well-formed GraphQL over HTTP but cannot be executed. */
const codesOfDocuments: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_INPUT',
];

/**
 * The status of an answer for what the client accepts: one that knows only `application/json` expects 200 whenever it reached the
 * graph, and reads the errors; limits and malformed requests are 4xx for all. Source: GraphQL over HTTP, section 6.4.1.
 */
export function statusForClient(status: number, accept: string | undefined, body: string): number {
  if (status !== 400 || !acceptsOnlyPlainJson(accept)) return status;
  return codesOf(body).every((code) => codesOfDocuments.includes(code)) ? 200 : status;
}

function acceptsOnlyPlainJson(accept = ''): boolean {
  const types = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  return types.includes('application/json') && !types.includes('application/graphql-response+json');
}

function codesOf(body: string): readonly unknown[] {
  const { errors }: { readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[] } =
    JSON.parse(body);
  return errors?.map(({ extensions }) => extensions?.code) ?? [undefined];
}
