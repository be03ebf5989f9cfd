/** Lets so many a second through. */
export interface Pace {
  /** How many from now on. */
  set(perSecond: number): void;
  mayAsk(now: number): boolean;
}

/** Whatever was not taken within this time is not taken later: a turn of a busy event loop is shorter. */
const keptMs = 200;

/** A pace of none a second at first; times are in milliseconds. */
export function createPace(startedAt: number): Pace {
  let perMs = 0;
  let kept = 0;
  let keptAt = startedAt;
  return {
    set(perSecond) {
      perMs = perSecond / 1_000;
    },
    mayAsk(now) {
      kept = Math.min(kept + (now - keptAt) * perMs, keptMs * perMs);
      keptAt = now;
      if (kept < 1) return false;
      kept -= 1;
      return true;
    },
  };
}
