import type { StoredAccessEvent } from './access-log-reader.ts';
import type { AccessLogConnection } from './list-access-events.ts';

export type AccessEventMapper = StoredAccessEvent;
export type AccessLogConnectionMapper = AccessLogConnection;
