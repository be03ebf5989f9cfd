import { timeZoneOfZip } from '../sites/zip-time-zone.ts';

const written = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/;

/**
 * The instant of a time as a facility's clock showed it, `YYYY-MM-DDThh:mm:ss`, by the facility's ZIP. Of an hour that comes twice in autumn the first is
 * meant. Undefined for another form and for a ZIP that was never given.
 */
export function instantAtFacility(localTime: string, zip: string): Date | undefined {
  const timeZone = timeZoneOfZip(zip);
  const wallClock = written.test(localTime) ? Date.parse(`${localTime}Z`) : NaN;
  if (timeZone === undefined || Number.isNaN(wallClock)) return undefined;
  const offsets = [wallClock - 86_400_000, wallClock + 86_400_000].map((instant) =>
    offsetMs(instant, timeZone),
  );
  const candidates = offsets.map((offset) => wallClock - offset);
  const exact = candidates.find((instant) => instant + offsetMs(instant, timeZone) === wallClock);
  return new Date(exact ?? candidates[0] ?? wallClock);
}

/** The same instant as the facility's clock shows it; undefined where its ZIP is unknown. */
export function timeAtFacility(instant: Date, zip: string): string | undefined {
  const timeZone = timeZoneOfZip(zip);
  if (timeZone === undefined) return undefined;
  return new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)).toISOString().slice(0, 19);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(instant: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? formatOf(timeZone);
  formats.set(timeZone, format);
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const read = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
  const shown = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return shown - Math.floor(instant / 1_000) * 1_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const;
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
}
