import type { AccessEvent, LogHead } from './access-event.ts';

export interface ChainedEvent extends AccessEvent, LogHead {}

/** What appending needs of a database. */
export interface AccessLogWriter {
  /** Where a log ends; a log that does not exist is begun. */
  readHead(log: string): Promise<LogHead>;
  /** Commits the events and the new head together; false, and nothing done, where the log no longer ends at `head`. */
  append(log: string, head: LogHead, events: readonly ChainedEvent[]): Promise<boolean>;
}
