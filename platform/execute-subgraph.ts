import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  Kind,
  execute,
  parse,
  subscribe,
  validate,
  validateSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type RunOperation, compileOperation } from './compiled-operation/compile-operation.ts';
import { type ReportFault, maskFaults } from './mask-faults.ts';
import { Refusal } from './refusal.ts';
import { NotedFacts } from './standing.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResult } from './subgraph-executor.ts';
import type { Subgraph } from './subgraph.ts';
import type { ViewerTokenVerifier } from './viewer-token.ts';

const documentsKept = 2_000;
const charactersKept = 16 * 1024 * 1024;

/** A document once parsed and checked, with its operations compiled as they are asked for, or why it was refused. */
type Prepared =
  | {
      readonly document: DocumentNode;
      readonly compiled: Map<string | undefined, RunOperation | undefined>;
      /** Whether what its field comes to is all that its answer is. */
      readonly asksOneField: boolean;
    }
  | { readonly errors: readonly GraphQLError[] };

/** More operations than a document has that the gateway sends. */
const operationsKept = 8;

/** A wing that can be asked: verifies the viewer token of each request, then runs it. The same executor serves both topologies. */
export function createSubgraphExecutor(
  subgraph: Subgraph,
  verifier: ViewerTokenVerifier,
  reportFault: ReportFault,
): SubgraphExecutor {
  const preparedByText = new LRUCache<string, Prepared>({
    max: documentsKept,
    maxSize: charactersKept,
    sizeCalculation: (_prepared, text) => text.length + 1,
  });
  validateSchema(subgraph.schema).forEach((error) => {
    throw error;
  });

  function prepare(text: string): Prepared {
    const known = preparedByText.get(text);
    if (known) return known;
    const prepared = parseAndValidate(text);
    preparedByText.set(text, prepared);
    return prepared;
  }

  function parseAndValidate(text: string): Prepared {
    try {
      const document = parse(text);
      const errors = validate(subgraph.schema, document);
      return errors.length
        ? { errors }
        : { document, compiled: new Map(), asksOneField: asksOneField(document) };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  /** Undefined for what graphql-js must run. */
  function compiledFrom(
    { document, compiled }: Extract<Prepared, { readonly document: DocumentNode }>,
    operationName: string | undefined,
  ): RunOperation | undefined {
    if (compiled.has(operationName)) return compiled.get(operationName);
    const run = compileOperation(subgraph.schema, document, operationName);
    if (compiled.size < operationsKept) compiled.set(operationName, run);
    return run;
  }

  async function argumentsOf(request: SubgraphRequest, signal: AbortSignal | undefined) {
    const prepared = prepare(request.document);
    if ('errors' in prepared) return prepared;
    if (request.deadlineAt !== undefined && request.deadlineAt <= Date.now()) {
      return {
        errors: [new Refusal('UNAVAILABLE', 'The time for this request ran out before the wing began.')],
      };
    }
    const facts = new NotedFacts(request, signal);
    const viewer = await verifier.verify(request.viewerToken);
    return {
      prepared,
      schema: subgraph.schema,
      document: prepared.document,
      facts,
      contextValue: subgraph.requestFor(viewer, facts),
      variableValues: request.variables,
      operationName: request.operationName,
    };
  }

  function shape(result: ExecutionResult, requestId: string): SubgraphResult {
    const { errors, ...rest } = result;
    return errors?.length ? { ...rest, errors: maskFaults(errors, requestId, reportFault) } : rest;
  }

  /** A refused token or a fault before execution becomes an answer without data. */
  async function answering<Answer>(
    request: SubgraphRequest,
    run: () => Promise<Answer>,
  ): Promise<Answer | SubgraphResult> {
    try {
      return await run();
    } catch (cause) {
      const error =
        cause instanceof GraphQLError ? cause : new GraphQLError('fault', { originalError: asError(cause) });
      return { errors: maskFaults([error], request.requestId, reportFault) };
    }
  }

  return {
    execute: (request, signal) =>
      answering(request, async () => {
        const operation = await argumentsOf(request, signal);
        if ('errors' in operation) return shape(operation, request.requestId);
        const run = compiledFrom(operation.prepared, request.operationName);
        // What is not compiled may answer by its variables, as directives do: nothing of it stands for others.
        if (!run) return shape(await execute(operation), request.requestId);
        const result = shape(await run(operation.contextValue, request.variables), request.requestId);
        const { standing } = operation.facts;
        return standing && operation.prepared.asksOneField && !result.errors
          ? { ...result, standing }
          : result;
      }),

    subscribe: (request, signal) =>
      answering<AsyncIterable<SubgraphResult> | SubgraphResult>(request, async () => {
        const operation = await argumentsOf(request, signal);
        if ('errors' in operation) return shape(operation, request.requestId);
        const stream = await subscribe(operation);
        if (!(Symbol.asyncIterator in stream)) return shape(stream, request.requestId);
        endOnAbort(stream, signal);
        return mapEvents(stream, (event) => shape(event, request.requestId));
      }),
  };
}

function asksOneField({ definitions }: DocumentNode): boolean {
  return definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      (definition.selectionSet.selections.length === 1 &&
        definition.selectionSet.selections[0]?.kind === Kind.FIELD),
  );
}

async function* mapEvents(
  events: AsyncIterable<ExecutionResult>,
  shape: (event: ExecutionResult) => SubgraphResult,
): AsyncGenerator<SubgraphResult> {
  for await (const event of events) yield shape(event);
}

/** A reader that leaves while no event comes would otherwise be noticed at the next event only. */
function endOnAbort(stream: AsyncGenerator<ExecutionResult>, signal: AbortSignal | undefined): void {
  // A source that ends by itself at the same moment may refuse to be told so.
  const end = () => void stream.return(undefined).catch(() => {});
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
