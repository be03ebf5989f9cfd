import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { delayBeforeNextTry } from './backoff-rules.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

test('each try waits twice as long as the one before, up to an hour, by half more or less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (failures, luck) => {
      const middle = Math.min(3_600_000, 5_000 * 2 ** Math.min(failures - 1, 20));

      const delay = delayBeforeNextTry(failures, luck);

      expect(delay).toBeGreaterThanOrEqual(middle / 2);
      expect(delay).toBeLessThanOrEqual(middle * 1.5);
    }),
  );
});

test('a receiver is not asked sooner than it wants, if that is at most a day', () => {
  expect(delayBeforeNextTry(1, 0.5, 120_000)).toBe(120_000);
  expect(delayBeforeNextTry(1, 0.5, 1_000)).toBe(5_000);
  expect(delayBeforeNextTry(1, 0.5, Number.MAX_SAFE_INTEGER)).toBe(86_400_000);
});
