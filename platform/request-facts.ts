import type { Standing } from './standing.ts';

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
  /**
   * Says that what the only field of this operation came to stands for a while, whoever asks the same: the gateway may then tell it to others
   * without asking. For outcomes that no caller is told more or less of than another.
   */
  standsFor?(standing: Standing): void;
}
