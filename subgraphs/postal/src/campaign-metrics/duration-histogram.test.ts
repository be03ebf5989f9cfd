import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { durationBucket, durationQuantile } from './duration-histogram.ts';

function histogramOf(durations: readonly number[]): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const ms of durations) {
    const bucket = durationBucket(ms);
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }
  return histogram;
}

const durations = fc.array(fc.double({ min: 1, max: 3_600_000, noNaN: true }), { minLength: 1 });

test('a quantile is never below the exact one and at most 10 % above it', () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (sample, share) => {
      const exact = [...sample].sort((one, other) => one - other)[Math.ceil(share * sample.length) - 1] ?? 0;

      const quantile = durationQuantile(histogramOf(sample), share) ?? 0;

      expect(quantile).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
      expect(quantile).toBeLessThanOrEqual(exact * 1.1 * (1 + 1e-9));
    }),
  );
});

test('histograms of two processes add up to that of all their durations', () => {
  fc.assert(
    fc.property(durations, durations, (ours, theirs) => {
      const sum = histogramOf(ours);
      for (const [bucket, times] of histogramOf(theirs)) sum.set(bucket, (sum.get(bucket) ?? 0) + times);

      expect(sum).toEqual(histogramOf([...ours, ...theirs]));
    }),
  );
});

test('without durations there is no quantile', () => {
  expect(durationQuantile(new Map(), 0.95)).toBeUndefined();
});
