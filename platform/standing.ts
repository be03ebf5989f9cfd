import type { RequestFacts } from './request-facts.ts';
import type { SubgraphRequest } from './subgraph-executor.ts';

/** That an outcome stands for a while, whoever asks the same. */
export interface Standing {
  /** Milliseconds from when it is told. */
  readonly ms: number;
  /** How many may ask all the same in a second, because some would be answered otherwise. */
  readonly askPerSecond: number;
  /** Input fields by whose values the outcome may differ; nothing else in an input object changes it. */
  readonly variesBy: readonly string[];
}

/** The facts of one request, on which its resolver may note that the outcome stands. */
export class NotedFacts implements RequestFacts {
  readonly requestId;
  readonly languages;
  readonly deadlineAt;
  readonly traceparent;
  readonly signal;
  standing: Standing | undefined = undefined;

  constructor(request: SubgraphRequest, signal: AbortSignal | undefined) {
    this.requestId = request.requestId;
    this.languages = request.languages;
    this.deadlineAt = request.deadlineAt;
    this.traceparent = request.traceparent;
    this.signal = signal;
  }

  standsFor(standing: Standing): void {
    this.standing = standing;
  }
}
