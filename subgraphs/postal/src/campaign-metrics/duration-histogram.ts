/** How many durations fell into each bucket. Histograms of several minutes and processes add up bucket by bucket. */
export type DurationHistogram = ReadonlyMap<number, number>;

const growth = 1.1;
/** Over an hour: nothing that somebody waits for is longer. */
const lastBucket = Math.ceil(Math.log(3_600_000) / Math.log(growth));

/** The bucket of a duration in milliseconds: bucket n ends at 1.1^n, so its upper end is at most 10 % above. */
export function durationBucket(ms: number): number {
  if (ms <= 1) return 0;
  return Math.min(lastBucket, Math.ceil(Math.log(ms) / Math.log(growth)));
}

/** Milliseconds under which this share (0 to 1) of the durations lay, 10 % too many at most; undefined where there are none. */
export function durationQuantile(histogram: DurationHistogram, share: number): number | undefined {
  const total = [...histogram.values()].reduce((sum, times) => sum + times, 0);
  if (total === 0) return undefined;
  let below = 0;
  for (const [bucket, times] of [...histogram].sort(([one], [other]) => one - other)) {
    below += times;
    if (below >= share * total) return growth ** bucket;
  }
  return growth ** lastBucket;
}
