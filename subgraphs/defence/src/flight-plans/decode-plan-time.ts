const dayMs = 86_400_000;
const minuteMs = 60_000;
// A plan may be filed a little after its own off-block time.
const latestFilingMs = 2 * 3_600_000;

/** `HHMM` as milliseconds; undefined for what is no time of day. */
export function decodeTimeOfDay(text: string): number | undefined {
  const match = /^([01]\d|2[0-3])([0-5]\d)$/.exec(text);
  return match ? (Number(match[1]) * 60 + Number(match[2])) * minuteMs : undefined;
}

/** `HHMM` of a duration, up to 99 hours 59, as milliseconds; undefined for what is none. */
export function decodeElapsed(text: string): number | undefined {
  const match = /^(\d{2})([0-5]\d)$/.exec(text);
  return match ? (Number(match[1]) * 60 + Number(match[2])) * minuteMs : undefined;
}

function decodeDay(yearMonthDay: string): number | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(yearMonthDay);
  if (!match) {
    return undefined;
  }
  const [year, month, day] = [2000 + Number(match[1]), Number(match[2]), Number(match[3])];
  const midnightMs = Date.UTC(year, month - 1, day);
  const read = new Date(midnightMs);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? midnightMs : undefined;
}

/** The moment of a time of day: on the day that DOF/ gives, else the next such time after the message, two hours of lateness allowed; undefined where the day is none. */
export function decodePlanTime(
  timeOfDayMs: number,
  dateOfFlight: string | undefined,
  receivedAtMs: number,
): number | undefined {
  if (dateOfFlight !== undefined) {
    const midnightMs = decodeDay(dateOfFlight);
    return midnightMs === undefined ? undefined : midnightMs + timeOfDayMs;
  }
  const earliestMs = receivedAtMs - latestFilingMs;
  const sameDayMs = Math.floor(earliestMs / dayMs) * dayMs + timeOfDayMs;
  return sameDayMs < earliestMs ? sameDayMs + dayMs : sameDayMs;
}
