/** What a resolver may know of the request that is not the viewer. */
export interface RequestFacts {
  readonly requestId: string;
  /** `Accept-Language` of the client. */
  readonly languages: string | undefined;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineAt: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** The trace that the request is part of; undefined where none is kept. */
  readonly traceparent?: string | undefined;
}
