import type { AccessEvent, LogHead } from './access-event.ts';

/** An event as it stands in its log. */
export interface StoredAccessEvent extends AccessEvent, LogHead {
  readonly log: string;
}

export interface AccessEventFilter {
  readonly patientId?: string | undefined;
  readonly outcome?: string | undefined;
}

/** What showing and verifying needs of a database. */
export interface AccessLogReader {
  /** Events newest first, after a sort key; at most `limit`. */
  readPage(
    filter: AccessEventFilter,
    after: readonly string[] | undefined,
    limit: number,
  ): Promise<readonly StoredAccessEvent[]>;
  count(filter: AccessEventFilter): Promise<number>;
  /** Events of a log in the order of their sequence, from one on; at most `limit`. */
  readSequence(log: string, from: number, limit: number): Promise<readonly StoredAccessEvent[]>;
  /** Where a log says it ends; undefined for a log that was never begun. */
  findHead(log: string): Promise<LogHead | undefined>;
}
