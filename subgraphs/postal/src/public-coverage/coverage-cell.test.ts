import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CoverageFigure, coverageCellOf } from './coverage-cell.ts';

const aFigure = (wanted: Partial<CoverageFigure>): CoverageFigure => ({
  key: '11001',
  households: 0,
  delivered: 0,
  withheldBelow: 0,
  deliveredBelow: 0,
  undeliveredBelow: 0,
  ...wanted,
});

test.each([
  [0, false],
  [1, true],
  [10, true],
  [11, false],
])('a county with %i households is withheld: %s', (households, suppressed) => {
  const withheldBelow = households < 11 ? households : 0;

  expect(coverageCellOf(aFigure({ households, withheldBelow }))).toMatchObject({
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

      const state = coverageCellOf(aFigure({ key: '11', households: total, withheldBelow }));

      if (state.households === undefined) return;
      const difference = state.households - (total - withheldBelow);
      expect(difference === 0 || difference >= 11).toBe(true);
    }),
  );
});

const county = fc
  .nat(60)
  .chain((households) => fc.record({ households: fc.constant(households), delivered: fc.nat(households) }));

test('a state and its shown counties never tell 1 to 10 households that got a parcel, or that did not', () => {
  fc.assert(
    fc.property(fc.array(county, { minLength: 1, maxLength: 10 }), (counties) => {
      const isFew = (count: number) => count > 0 && count < 11;
      const sum = (rows: typeof counties, of: (row: (typeof counties)[number]) => number) =>
        rows.reduce((total, row) => total + of(row), 0);
      const hidden = counties.filter(({ households, delivered }) => {
        const shown = coverageCellOf(
          aFigure({ households, delivered, withheldBelow: isFew(households) ? households : 0 }),
        );
        return shown.deliveredShare === undefined;
      });
      const figure = aFigure({
        households: sum(counties, (row) => row.households),
        delivered: sum(counties, (row) => row.delivered),
        withheldBelow: sum(
          counties.filter((row) => isFew(row.households)),
          (row) => row.households,
        ),
        deliveredBelow: sum(hidden, (row) => row.delivered),
        undeliveredBelow: sum(hidden, (row) => row.households - row.delivered),
      });

      const { deliveredShare } = coverageCellOf(figure);

      if (deliveredShare === undefined) return;
      const told = Math.round(deliveredShare * figure.households);
      const difference =
        told -
        sum(
          counties.filter((row) => !hidden.includes(row)),
          (row) => row.delivered,
        );
      expect(isFew(told) || isFew(difference)).toBe(false);
      expect(isFew(figure.households - told)).toBe(false);
    }),
  );
});

test('the share of deliveries is that of the households that ordered', () => {
  expect(coverageCellOf(aFigure({ households: 80, delivered: 60 })).deliveredShare).toBe(0.75);
  expect(coverageCellOf(aFigure({ households: 80, delivered: 0 })).deliveredShare).toBe(0);
  expect(coverageCellOf(aFigure({ households: 80, delivered: 75 })).deliveredShare).toBeUndefined();
  expect(coverageCellOf(aFigure({ households: 0 }))).toMatchObject({
    households: 0,
    deliveredShare: undefined,
  });
});
