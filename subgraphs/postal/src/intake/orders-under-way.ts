/** What to tell those for whom there is no room. */
export interface Crowded {
  readonly retryAfterMs: number;
  /** How many orders end in a second, and so may begin; undefined until that is known. */
  readonly roomPerSecond: number | undefined;
}

export interface OrdersUnderWay {
  /** Begins an order, or says what to tell where as many are under way as may be. */
  enter(): undefined | Crowded;
  /** Ends an order that was begun, whatever came of it. */
  leave(): void;
}

const shortestWaitMs = 250;
const longestWaitMs = 10_000;
/** Weight of the newest gap between two ends in their average. */
const newest = 0.02;
/** Orders end by the dozen, one commit at a time: their number in a second is told from this time of a crowd on. */
const countedMs = 250;
const forgottenMs = 1_000;

/**
 * Bounds how many orders one process works on. What comes beyond is told so before anything is done for it, so that a crowd costs the orders
 * under way next to nothing. Those sent away come back spread over twice the time that the orders under way should take.
 */
export function boundOrdersUnderWay(
  atMost: number,
  { nowMs = () => performance.now(), random = Math.random } = {},
): OrdersUnderWay {
  let underWay = 0;
  let endedAt: number | undefined;
  let msBetweenEnds = 1;
  /** Of the present crowd: from the first that was sent away until nobody is for a second. */
  let crowd: { since: number; ended: number; sentAwayAt: number } | undefined;

  function roomPerSecond(now: number): number | undefined {
    if (!crowd || now - crowd.sentAwayAt > forgottenMs) crowd = { since: now, ended: 0, sentAwayAt: now };
    crowd.sentAwayAt = now;
    const elapsed = now - crowd.since;
    if (elapsed < countedMs) return undefined;
    const perMs = crowd.ended / elapsed;
    if (elapsed > forgottenMs) crowd = { since: now - elapsed / 2, ended: crowd.ended / 2, sentAwayAt: now };
    return Math.ceil(1_000 * perMs);
  }

  return {
    enter() {
      if (underWay < atMost) {
        underWay += 1;
        return undefined;
      }
      const wait = underWay * msBetweenEnds * (1 + random());
      return {
        retryAfterMs: Math.round(Math.min(longestWaitMs, Math.max(shortestWaitMs, wait))),
        roomPerSecond: roomPerSecond(nowMs()),
      };
    },
    leave() {
      underWay -= 1;
      const now = nowMs();
      if (endedAt !== undefined) msBetweenEnds += newest * (now - endedAt - msBetweenEnds);
      endedAt = underWay === 0 ? undefined : now;
      if (crowd) crowd.ended += 1;
    },
  };
}
