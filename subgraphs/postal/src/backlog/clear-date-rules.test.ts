import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, daysUntilPacked } from './clear-date-rules.ts';

const site = { dailyParcelCapacity: 100, parcelsToday: 0, isClosed: false };
const kits = (count: number, inDays = 0, productId = 'kit') => ({ productId, inDays, kits: count });
const waiting = (parcels: number) => new Map([['kit', parcels]]);

test('with kits enough, a backlog is cleared after as many days as its parcels fill', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50_000 }),
      fc.integer({ min: 0, max: 100 }),
      (parcels, parcelsToday) => {
        const days = daysUntilPacked(waiting(parcels), { ...site, parcelsToday }, [kits(parcels)]);

        expect(days).toBe(Math.ceil((parcels + parcelsToday) / 100) - 1);
      },
    ),
  );
});

test('more stock or capacity never makes it later, more orders never sooner', () => {
  const stock = fc.array(
    fc.record({ productId: fc.constantFrom('kit', 'mask'), inDays: fc.nat(20), kits: fc.nat(500) }),
    { maxLength: 8 },
  );
  const demand = fc
    .record({ kit: fc.nat(900), mask: fc.nat(900) })
    .map((wanted) => new Map(Object.entries(wanted)));
  const daysOf = (days: number | undefined) => days ?? Infinity;
  fc.assert(
    fc.property(stock, demand, fc.nat(50), (coming, wanted, more) => {
      const days = daysOf(daysUntilPacked(wanted, site, coming));
      const larger = { ...site, dailyParcelCapacity: site.dailyParcelCapacity + more };
      const longer = new Map([...wanted].map(([product, parcels]) => [product, parcels + more]));

      expect(daysOf(daysUntilPacked(wanted, site, [...coming, kits(more, 3)]))).toBeLessThanOrEqual(days);
      expect(daysOf(daysUntilPacked(wanted, larger, coming))).toBeLessThanOrEqual(days);
      expect(daysOf(daysUntilPacked(longer, site, coming))).toBeGreaterThanOrEqual(days);
    }),
  );
});

test('what waits for kits that are nowhere has no day', () => {
  expect(daysUntilPacked(waiting(11), site, [kits(10)])).toBeUndefined();
  expect(daysUntilPacked(waiting(11), site, [kits(10), kits(1, 4)])).toBe(4);
  expect(daysUntilPacked(waiting(11), site, [kits(500, 0, 'mask')])).toBeUndefined();
});

test('a closed site clears nothing, and nothing is cleared at once', () => {
  expect(daysUntilPacked(waiting(1), { ...site, isClosed: true }, [kits(10)])).toBeUndefined();
  expect(daysUntilPacked(new Map(), { ...site, isClosed: true }, [])).toBe(0);
  expect(daysUntilPacked(waiting(0), site, [])).toBe(0);
});

test('days are counted over the ends of months and years', () => {
  expect(dayAfter('2026-12-30', 3)).toBe('2027-01-02');
});
