import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coverageCellOf } from './coverage-cell.ts';

test.each([
  [0, false],
  [1, true],
  [10, true],
  [11, false],
])('a county with %i households is withheld: %s', (households, suppressed) => {
  const withheldBelow = households < 11 ? households : 0;

  expect(coverageCellOf({ key: '11001', households, withheldBelow })).toEqual({
    key: '11001',
    suppressed,
    households: suppressed ? undefined : households,
  });
});

test('a state and its shown counties never tell how many households 1 to 10 withheld ones have', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }), (counties) => {
      const total = counties.reduce((sum, count) => sum + count, 0);
      const small = counties.filter((count) => count > 0 && count < 11);
      const withheldBelow = small.reduce((sum, count) => sum + count, 0);

      const state = coverageCellOf({ key: '11', households: total, withheldBelow });

      if (state.households === undefined) return;
      const difference = state.households - (total - withheldBelow);
      expect(difference === 0 || difference >= 11).toBe(true);
    }),
  );
});
