import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { largestHiddenCount, suppressParts, suppressTotal } from './suppress-small-cells.ts';

const countsOf = (...counts: number[]) => new Map(counts.map((count, index) => [`part-${index}`, count]));
const shown = (...counts: number[]) => [...suppressParts(countsOf(...counts)).values()];

describe('a part of a total', () => {
  test.each([
    ['zero is shown', [0, 500], [0, 500]],
    ['eleven is shown', [11, 500], [11, 500]],
    [
      'ten is hidden, and with it the next smallest, else the total would tell it',
      [10, 40, 500],
      [undefined, undefined, 500],
    ],
    ['a single small part without another is the whole total', [7], [undefined]],
    [
      'several small parts hide one another when together they are not small',
      [6, 7, 500],
      [undefined, undefined, 500],
    ],
    [
      'several parts of one hide the next smallest too',
      [1, 1, 40, 500],
      [undefined, undefined, undefined, 500],
    ],
    ['nothing is hidden where nothing is small', [11, 12, 13], [11, 12, 13]],
  ])('%s', (_rule, counts, expected) => {
    expect(shown(...counts)).toEqual(expected);
  });
});

test('no small count is shown, and none can be computed from the total and the parts shown', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }), (counts) => {
      const parts = shown(...counts);
      const total = suppressTotal(counts.reduce((sum, count) => sum + count, 0));
      const hidden = counts.filter((_count, index) => parts[index] === undefined);
      const hiddenSum = hidden.reduce((sum, count) => sum + count, 0);

      expect(parts.some((count) => count !== undefined && count > 0 && count <= largestHiddenCount)).toBe(
        false,
      );
      if (total !== undefined && hidden.length > 0) {
        expect(hidden.length).toBeGreaterThan(1);
        expect(hiddenSum).toBeGreaterThan(largestHiddenCount);
      }
    }),
  );
});

test('what is shown is never other than the true count', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }), (counts) => {
      shown(...counts).forEach((count, index) => expect([undefined, counts[index]]).toContain(count));
    }),
  );
});
