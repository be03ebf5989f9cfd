const hourMs = 3_600_000;
const minuteMs = 60_000;

export interface LocalTimeOptions {
  /** IANA name. */
  readonly timeZone?: string | undefined;
  /** Minutes ahead of UTC; 0 where unset. */
  readonly utcOffsetMinutes?: number | undefined;
}

function offsetMs(zone: Intl.DateTimeFormat, utcMs: number): number {
  const parts = new Map(zone.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const localMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return localMs - Math.floor(utcMs / 1000) * 1000;
}

/** Turns a receiver's wall-clock time, written as if it were UTC milliseconds, into UTC: by its zone, else by its offset. In the hour that a zone repeats in autumn the later reading is taken. Refuses an unknown zone with a RangeError. */
export function createLocalTime({
  timeZone,
  utcOffsetMinutes = 0,
}: LocalTimeOptions): (localMs: number) => number {
  if (timeZone === undefined) {
    return (localMs) => localMs - utcOffsetMinutes * minuteMs;
  }
  const zone = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  let knownHour = NaN;
  let knownOffsetMs = 0;
  return (localMs) => {
    const hour = Math.floor(localMs / hourMs);
    if (hour !== knownHour) {
      knownHour = hour;
      knownOffsetMs = offsetMs(zone, localMs - offsetMs(zone, localMs));
    }
    return localMs - knownOffsetMs;
  };
}
