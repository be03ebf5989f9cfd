import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Answer } from './execution/answer.ts';
import type { GatewayRequest } from './gateway-request.ts';
import type { KnownDocuments } from './operations/known-documents.ts';
import type { AskedOperation } from './operations/prepare-operation.ts';
import type { Generation } from './supergraph/generation.ts';

type ServerGateway = ApolloServerOptionsWithGateway<GatewayRequest>['gateway'];
type SchemaListener = Parameters<ServerGateway['onSchemaLoadOrUpdate']>[0];

/** Answers one operation by the generation of the moment. */
export type AnswerAsked = (
  asked: AskedOperation,
  variables: Readonly<Record<string, unknown>>,
  request: GatewayRequest,
) => Promise<Answer>;

/** The gateway as Apollo Server sees it. */
export interface GatewayForServer {
  readonly gateway: ServerGateway;
  /** Tells the server of another generation. */
  update(generation: Generation): void;
}

/** What stands between Apollo Server and the operations: it remembers each document that the server read, and answers it. */
export function createGatewayForServer(
  first: Generation,
  knownDocuments: KnownDocuments,
  answer: AnswerAsked,
): GatewayForServer {
  const listeners = new Set<SchemaListener>();
  let current = first;
  const tell = (listener: SchemaListener) => {
    const { clientSchema, supergraphSdl } = current.supergraph;
    listener({ apiSchema: clientSchema, coreSupergraphSdl: supergraphSdl });
  };

  const gateway: ServerGateway = {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      tell(listener);
      return () => void listeners.delete(listener);
    },
    async load() {
      return {
        executor({ queryHash, source, document, request, context }) {
          knownDocuments.remember(source, document, queryHash);
          return answer(
            {
              textHash: queryHash,
              textLength: source.length,
              document,
              operationName: request.operationName,
              extensions: request.extensions,
            },
            request.variables ?? {},
            // Apollo Server types the context of a gateway as any record; `answer-http.ts` made it.
            context as GatewayRequest,
          );
        },
      };
    },
    async stop() {},
  };
  return {
    gateway,
    update(generation) {
      current = generation;
      listeners.forEach(tell);
    },
  };
}
