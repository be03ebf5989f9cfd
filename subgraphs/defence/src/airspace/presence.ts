/** Whether a track counts as inside a volume, with the memory that keeps a path along the edge from being many entries. */
export interface Presence {
  readonly inside: boolean;
  /** Updates in a row that lay outside while it still counts as inside. */
  readonly updatesOutside: number;
}

export interface PresenceUpdate {
  readonly inside: boolean;
  /** Metres to the outline; only read outside. */
  readonly distanceM: number;
}

export const absent: Presence = { inside: false, updatesOutside: 0 };

const exitDistanceM = 100;
const exitUpdates = 2;

/** The presence after one more update: entry counts at once, leaving only 100 m out or at the second update outside in a row. */
export function advancePresence(before: Presence, update: PresenceUpdate): Presence {
  if (update.inside) {
    return { inside: true, updatesOutside: 0 };
  }
  if (!before.inside) {
    return absent;
  }
  const updatesOutside = before.updatesOutside + 1;
  const left = update.distanceM > exitDistanceM || updatesOutside >= exitUpdates;
  return left ? absent : { inside: true, updatesOutside };
}
