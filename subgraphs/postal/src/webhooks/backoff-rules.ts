const firstDelayMs = 5_000;
const longestDelayMs = 3_600_000;

/** Given up after this long: an event that is refused is dead, a receiver that answers nothing is suspended. */
const givenUpAfterMs = 72 * 3_600_000;

/**
 * Milliseconds until the next try after this many failed ones: 5 s, doubled each time, an hour at most, by half more or less as `chance` (0 to 1)
 * says, so that receivers are not asked in step. Never sooner than the receiver wants, if that is at most a day.
 */
export function delayBeforeNextTry(failures: number, chance: number, wantedMs = 0): number {
  const usual = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.max(usual * (0.5 + chance), Math.min(wantedMs, 86_400_000));
}

/** Whether what first failed at `since` is tried no more. */
export function isGivenUp(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() >= givenUpAfterMs;
}
