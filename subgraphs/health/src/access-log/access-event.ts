import { createHash } from 'node:crypto';

export type AccessOutcome = 'PERMITTED' | 'PERMITTED_REDACTED' | 'DENIED';

/** That somebody is about to look at a chart, or was refused. */
export interface AccessEvent {
  readonly at: Date;
  readonly actor: string;
  readonly practitioner: string | undefined;
  readonly organization: string | undefined;
  readonly patientId: string;
  readonly basis: string | undefined;
  readonly purpose: string | undefined;
  readonly outcome: AccessOutcome;
  readonly action: 'open' | 'search' | 'reference';
  readonly recordKinds: readonly string[];
  readonly requestId: string;
}

/** Where a log ends. */
export interface LogHead {
  readonly sequence: number;
  readonly chainHash: string;
}

/** The head of a log without events. */
export const emptyLogHead: LogHead = { sequence: 0, chainHash: '0'.repeat(64) };

/** Hex SHA-256 over an event, its place in its log and the hash before it, in a fixed order of fields. */
export function chainHashOf(event: AccessEvent, log: string, sequence: number, before: string): string {
  const fields = [
    before,
    log,
    sequence,
    event.at.toISOString(),
    event.actor,
    event.practitioner ?? null,
    event.organization ?? null,
    event.patientId,
    event.basis ?? null,
    event.purpose ?? null,
    event.outcome,
    event.action,
    event.recordKinds,
    event.requestId,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
