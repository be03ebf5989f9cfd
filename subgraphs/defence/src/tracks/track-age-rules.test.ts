import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { statusOfAge, type TrackStatus } from './track-age-rules.ts';

const order: readonly TrackStatus[] = ['LIVE', 'COASTING', 'STALE', 'DROPPED'];

test.each([
  ['AIR', 15_000, 'LIVE'],
  ['AIR', 15_001, 'COASTING'],
  ['AIR', 30_000, 'COASTING'],
  ['AIR', 42_400, 'STALE'],
  ['AIR', 300_000, 'STALE'],
  ['AIR', 300_001, 'DROPPED'],
  ['SURFACE', 180_000, 'COASTING'],
] as const)('a track in %s whose position is %i ms old is %s', (environment, ageMs, status) => {
  expect(statusOfAge({ environment, ageMs, positions: 2, withdrawn: false })).toBe(status);
});

test('a track never becomes fresher by waiting', () => {
  const age = fc.integer({ min: -10_000, max: 3_600_000 });
  fc.assert(
    fc.property(age, age, fc.constantFrom('AIR', 'SURFACE', 'LAND'), (one, other, environment) => {
      const rank = (ageMs: number) =>
        order.indexOf(statusOfAge({ environment, ageMs, positions: 2, withdrawn: false }));
      expect(rank(Math.max(one, other))).toBeGreaterThanOrEqual(rank(Math.min(one, other)));
    }),
  );
});

test('a track seen once is not yet live, and one that was withdrawn is dropped at any age', () => {
  expect(statusOfAge({ environment: 'AIR', ageMs: 0, positions: 1, withdrawn: false })).toBe('INITIATING');
  expect(statusOfAge({ environment: 'AIR', ageMs: 0, positions: 9, withdrawn: true })).toBe('DROPPED');
});
