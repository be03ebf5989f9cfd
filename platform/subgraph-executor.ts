import type { GraphQLFormattedError } from 'graphql';
import type { Standing } from './standing.ts';

/** One operation for one wing, as it crosses the seam: the same in process and over HTTP. */
export interface SubgraphRequest {
  readonly document: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Signed viewer token whose audience is the wing; verified there in both topologies. */
  readonly viewerToken: string;
  /** Names the client's request in logs and in masked faults. */
  readonly requestId: string;
  /** `Accept-Language` of the client. */
  readonly languages?: string | undefined;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineAt?: number | undefined;
  /** The trace that the request is part of. Source: W3C Trace Context. */
  readonly traceparent?: string | undefined;
}

export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
  /** Set where the answer stands for a while. For the gateway alone: no client is told. */
  readonly standing?: Standing;
}

/** A wing that can be asked, wherever it runs. */
export interface SubgraphExecutor {
  execute(request: SubgraphRequest, signal?: AbortSignal): Promise<SubgraphResult>;
  subscribe(
    request: SubgraphRequest,
    signal?: AbortSignal,
  ): Promise<AsyncIterable<SubgraphResult> | SubgraphResult>;
}
