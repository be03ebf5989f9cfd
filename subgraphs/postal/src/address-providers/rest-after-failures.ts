import type { Clock } from '@rotunda/platform/clock';

export interface FailureRest {
  /** Whether calls are not worth making now. */
  isResting(): boolean;
  succeeded(): void;
  failed(): void;
  /** Rests at once: the other side said how long. */
  restFor(ms: number): void;
}

const failuresInARow = 3;
const firstRestMs = 30_000;
const longestRestMs = 900_000;

/** A circuit breaker: rests after three failures in a row, twice as long after each further one, at most a quarter of an hour. */
export function createFailureRest(clock: Clock): FailureRest {
  let failures = 0;
  let restsUntil = 0;
  const now = () => clock.now().getTime();
  return {
    isResting: () => now() < restsUntil,
    succeeded() {
      failures = 0;
    },
    failed() {
      failures += 1;
      const doublings = failures - failuresInARow;
      if (doublings >= 0)
        restsUntil = now() + Math.min(longestRestMs, firstRestMs * 2 ** Math.min(doublings, 10));
    },
    restFor(ms) {
      restsUntil = now() + ms;
    },
  };
}
