import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { Sendable } from './request-batcher.ts';
import { membersOf } from './request-members.ts';

interface Waiter {
  readonly signal: AbortSignal | undefined;
  resolve(result: SubgraphResult): void;
  reject(cause: Error): void;
}

/** An operation on its way to a wing, and who waits for it. */
export class PendingRequest implements Sendable {
  readonly document: string;
  readonly viewerToken: string;
  /** What else the request says, as members of a JSON object. */
  readonly text: string;
  readonly waiter: Waiter;

  constructor(request: SubgraphRequest, waiter: Waiter) {
    this.document = request.document;
    this.viewerToken = request.viewerToken;
    this.text = membersOf(request);
    this.waiter = waiter;
  }

  isForsaken(): boolean {
    return this.waiter.signal?.aborted ?? false;
  }
}
