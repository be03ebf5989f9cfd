import type { EventKind } from '../event-outbox/outbox-event.ts';

/** An address of an agency that is told of events. */
export interface Webhook {
  /** UUID. */
  readonly id: string;
  readonly agency: string;
  readonly url: string;
  readonly kinds: readonly EventKind[];
  /** SUSPENDED: it answered nothing for three days. RETIRED: it said that it is gone. */
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'RETIRED';
  /** Null: as many as we like. */
  readonly requestsPerMinute: number | null;
  readonly createdAt: Date;
  /** Position of the last event that it was told or that waits for another try. */
  readonly toldTo: bigint;
  /** When it began to answer nothing; null while it answers. */
  readonly failingSince: Date | null;
}

/** What telling a webhook needs besides. */
export interface WebhookToTell extends Webhook {
  /** 32 bytes. */
  readonly secret: Uint8Array;
  /** Tries in a row that nothing came of. */
  readonly failures: number;
}

/** An event that a webhook did not take; `deadAt` once it is tried no more. */
export interface WebhookRetry {
  readonly position: bigint;
  /** UUID. */
  readonly partitionKey: string;
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  readonly nextAttemptAt: Date;
  readonly reason: string;
  readonly deadAt: Date | null;
}
