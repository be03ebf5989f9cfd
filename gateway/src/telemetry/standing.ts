import type { RestState } from '../execution/rest-after-failures.ts';

/** How a gateway stands at the moment it is asked. */
export interface Standing {
  /** SHA-256 of the supergraph that answers, in hexadecimal. */
  readonly supergraphHash: () => string;
  /** Open subscriptions. */
  readonly subscriptions: () => number;
  readonly wings: readonly WingStanding[];
}

export interface WingStanding {
  readonly name: string;
  /** Connections to the wing; undefined for a wing of this process. */
  readonly connections: () => WingConnections | undefined;
  readonly breaker: () => RestState;
}

export interface WingConnections {
  readonly open: number;
  /** Requests on their way. */
  readonly running: number;
  /** Requests for which no connection is free. */
  readonly queued: number;
}
