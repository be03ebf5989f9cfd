/** What to tell those for whom there is no room. */
export interface Crowded {
  readonly retryAfterMs: number;
  /** How long the same may be told to others: too short for more orders to end than the room needs to be kept full. */
  readonly standsMs: number;
}

export interface OrdersUnderWay {
  /** Begins an order, or says what to tell where as many are under way as may be. */
  enter(): undefined | Crowded;
  /** Ends an order that was begun, whatever came of it. */
  leave(): void;
}

const shortestWaitMs = 250;
const longestWaitMs = 10_000;
const longestStandingMs = 250;
/** Of the orders under way may end before another is let in. */
const endingMeanwhile = 0.25;
/** Weight of the newest gap between two ends in their average. */
const newest = 0.02;

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

  return {
    enter() {
      if (underWay < atMost) {
        underWay += 1;
        return undefined;
      }
      const drainMs = underWay * msBetweenEnds;
      const wait = drainMs * (1 + random());
      return {
        retryAfterMs: Math.round(Math.min(longestWaitMs, Math.max(shortestWaitMs, wait))),
        standsMs: Math.floor(Math.min(longestStandingMs, endingMeanwhile * drainMs)),
      };
    },
    leave() {
      underWay -= 1;
      const now = nowMs();
      if (endedAt !== undefined) msBetweenEnds += newest * (now - endedAt - msBetweenEnds);
      endedAt = underWay === 0 ? undefined : now;
    },
  };
}
