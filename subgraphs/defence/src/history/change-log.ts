export type ChangeKind =
  | 'TRACK_ADDED'
  | 'TRACK_CHANGED'
  | 'TRACK_REMOVED'
  | 'PLAN_FILED'
  | 'PLAN_SHARED'
  | 'ALERT_RAISED'
  | 'ALERT_REOPENED'
  | 'ALERT_EXPLAINED'
  | 'ALERT_ACKNOWLEDGED'
  | 'ALERT_RESOLVED'
  | 'AIRSPACES_CHANGED';

export interface PictureChange {
  /** Grows by one with every change, over restarts too. */
  readonly sequence: number;
  readonly atMs: number;
  readonly kind: ChangeKind;
  readonly itemId: string;
}

/** The numbered log of changes; motion alone is not in it. */
export interface ChangeLog {
  append(kind: ChangeKind, itemId: string, atMs: number): void;
  readonly sequence: number;
}

/** A log that goes on after a number and tells each entry. */
export function createChangeLog(last: number, onAppend: (change: PictureChange) => void): ChangeLog {
  let sequence = last;
  return {
    append(kind, itemId, atMs) {
      sequence += 1;
      onAppend({ sequence, atMs, kind, itemId });
    },
    get sequence() {
      return sequence;
    },
  };
}

/** A place in the log as it is given to clients, with the name of what a follower was shown there. */
export function cursorOf(sequence: number, shownName?: string): string {
  const name = shownName === undefined ? '' : `:${shownName}`;
  return Buffer.from(`picture:${sequence}${name}`).toString('base64url');
}

/** The place that a cursor means; undefined for one that is not ours. */
export function sequenceOf(cursor: string): number | undefined {
  const match = form.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? Number(match[1]) : undefined;
}

/** The name of what a follower was shown at a cursor; undefined where it was given to no follower. */
export function shownNameOf(cursor: string): string | undefined {
  return form.exec(Buffer.from(cursor, 'base64url').toString())?.[2];
}

const form = /^picture:(\d{1,15})(?::([0-9a-f-]{36}))?$/;
