const targetMs = 20_000;

export interface WatchTimes {
  /** The wing's times in milliseconds. */
  readonly raisedClockMs: number;
  readonly acknowledgedAtMs: number | undefined;
  readonly decidedAtMs: number | undefined;
  readonly resolvedClockMs: number | undefined;
}

/** How fast a watch was on one alert, as ISO 8601 durations; null for what has not happened. */
export function measureDecision({
  raisedClockMs,
  acknowledgedAtMs,
  decidedAtMs,
  resolvedClockMs,
}: WatchTimes) {
  const since = (atMs: number | undefined) =>
    atMs === undefined ? null : isoDuration(Math.max(0, atMs - raisedClockMs));
  return {
    timeToAcknowledge: since(acknowledgedAtMs),
    timeToDecide: since(decidedAtMs),
    timeToResolve: since(resolvedClockMs),
    target: isoDuration(targetMs),
    withinTarget: decidedAtMs === undefined ? null : decidedAtMs - raisedClockMs <= targetMs,
  };
}

/** Milliseconds as an ISO 8601 duration in seconds, such as PT20S or PT1.25S. */
function isoDuration(milliseconds: number): string {
  return `PT${milliseconds / 1000}S`;
}
