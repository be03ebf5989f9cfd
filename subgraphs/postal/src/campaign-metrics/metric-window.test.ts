import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bucketsAtMost, metricWindow, secondsOf } from './metric-window.ts';

const noon = new Date('2026-11-23T12:00:30Z');
const after = (ms: number) => new Date(noon.getTime() + ms);

test('every bucket begins at a multiple of its length, and the first holds the moment asked from', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.integer({ min: 1, max: 59 }),
        fc.integer({ min: 1, max: 744 }).map((hours) => 60 * hours),
      ),
      fc.integer({ min: 1, max: 86_400_000 }),
      (minutes, ms) => {
        const { from, bucketSeconds } = metricWindow({ from: noon, to: after(ms), bucket: `PT${minutes}M` });

        expect(from.getTime() % (bucketSeconds * 1000)).toBe(0);
        expect(noon.getTime() - from.getTime()).toBeLessThan(bucketSeconds * 1000);
        expect(from.getTime()).toBeLessThanOrEqual(noon.getTime());
      },
    ),
  );
});

test.each([
  ['a bucket of seconds', { bucket: 'PT90S' }, 'of whole hours'],
  ['a bucket of no length', { bucket: 'PT0S' }, 'of whole hours'],
  ['a bucket of an hour and a half', { bucket: 'PT90M' }, 'of whole hours'],
  ['a bucket of a month', { bucket: 'P1M' }, 'of whole hours'],
  ['a bucket over 31 days', { bucket: 'P32D' }, 'of whole hours'],
  ['an end before the beginning', { to: after(-1) }, 'later than'],
  [
    'minutes over more than two days',
    { bucket: 'PT59M', to: after(2 * 86_400_000) },
    'buckets of whole hours',
  ],
  [
    'more buckets than a plot can show',
    { bucket: 'PT1M', to: after(bucketsAtMost * 60_000) },
    '1500 buckets',
  ],
])('%s is refused with what to give instead', (_name, wanted, sentence) => {
  expect(() => metricWindow({ from: noon, to: after(60_000), bucket: 'PT1M', ...wanted })).toThrow(sentence);
});

test('long questions in whole hours are answered from the figures kept by hour', () => {
  expect(metricWindow({ from: noon, to: after(30 * 86_400_000), bucket: 'P1D' }).grain).toBe('HOUR');
  expect(metricWindow({ from: noon, to: after(3_600_000), bucket: 'PT30M' }).grain).toBe('MINUTE');
});

test.each([
  ['PT5S', 5],
  ['PT1H30M', 5_400],
  ['P1DT1S', 86_401],
  ['P2W', 1_209_600],
  ['P1Y', undefined],
  ['PT0.5S', undefined],
  ['five', undefined],
])('%s is %s seconds', (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
});
