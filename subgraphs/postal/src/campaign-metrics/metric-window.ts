import { Refusal } from '@rotunda/platform/refusal';

/** Buckets of a question, each one `bucketSeconds` long and begun at a multiple of it. */
export interface MetricWindow {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  readonly bucketSeconds: number;
  /** What is read: hours are kept as well, so that long questions read few rows. */
  readonly grain: 'MINUTE' | 'HOUR';
}

export const bucketsAtMost = 1_500;
const minutesReadForSeconds = 2 * 86_400;
const longestBucketSeconds = 31 * 86_400;

/**
 * The buckets that begin between two moments, the one that holds `from` among them. Refuses a bucket that is neither 1 to 59 whole minutes
 * nor 1 hour to 31 days in whole hours, more than 1,500 buckets, and buckets of minutes over more than two days.
 */
export function metricWindow(asked: {
  readonly from: Date;
  readonly to: Date;
  readonly bucket: string;
}): MetricWindow {
  const bucketSeconds = secondsOf(asked.bucket) ?? 0;
  const isWholeHours = bucketSeconds % 3_600 === 0;
  const isMinutes = bucketSeconds % 60 === 0 && bucketSeconds < 3_600;
  if (bucketSeconds === 0 || bucketSeconds > longestBucketSeconds || !(isWholeHours || isMinutes)) {
    throw new Refusal(
      'BAD_INPUT',
      'Give a `bucket` of whole minutes up to PT59M, or of whole hours up to P31D.',
    );
  }
  const bucketMs = bucketSeconds * 1000;
  const from = new Date(Math.floor(asked.from.getTime() / bucketMs) * bucketMs);
  const seconds = (asked.to.getTime() - from.getTime()) / 1000;
  const grain = isWholeHours ? 'HOUR' : 'MINUTE';
  if (asked.to <= asked.from) throw new Refusal('BAD_INPUT', 'Give a `to` that is later than `from`.');
  if (seconds / bucketSeconds > bucketsAtMost) {
    throw new Refusal(
      'BAD_INPUT',
      `Ask for at most ${bucketsAtMost} buckets: a longer bucket or a shorter time.`,
    );
  }
  if (grain === 'MINUTE' && seconds > minutesReadForSeconds) {
    throw new Refusal('BAD_INPUT', 'Over more than two days, ask for buckets of whole hours.');
  }
  return { from, to: asked.to, bucketSeconds, grain };
}

/** Length of a stretch of a stream, in seconds. Refuses one that is not PT1S to PT1H. */
export function stretchSeconds(every: string): number {
  const seconds = secondsOf(every) ?? 0;
  if (seconds >= 1 && seconds <= 3_600) return seconds;
  throw new Refusal('BAD_INPUT', 'Give `every` in whole seconds, from PT1S to PT1H.');
}

/** Length of an ISO 8601 duration of weeks, days, hours, minutes and whole seconds; undefined for one with years, months or fractions. */
export function secondsOf(duration: string): number | undefined {
  const parts = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/.exec(
    duration,
  );
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return weeks * 604_800 + days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
}
