import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apportion } from './apportion-rules.ts';
import { type AllocationPolicy, type CentreNeed, planMoves } from './plan-moves-rules.ts';

const policies: readonly AllocationPolicy[] = [
  'PROPORTIONAL_TO_BACKLOG',
  'EQUALIZE_DAYS_OF_COVER',
  'EQUITY_WEIGHTED',
  'FIRST_IN_FIRST_OUT',
];
const aNeed = (siteCode: string, wanted: Partial<CentreNeed> = {}): CentreNeed => ({
  siteCode,
  supplierCode: 'LC1',
  productId: 'kit',
  backlog: 0,
  available: 0,
  promisedADay: 0,
  waitingDays: 0,
  oldestPlacedAt: null,
  ...wanted,
});
const need = fc.record({
  site: fc.nat(20),
  supplier: fc.nat(1),
  backlog: fc.nat(500),
  available: fc.nat(500),
  promisedADay: fc.nat(100),
  waitingDays: fc.nat(5_000),
  day: fc.integer({ min: 1, max: 28 }),
});
const needs = fc.uniqueArray(need, { selector: ({ site }) => site, maxLength: 15 }).map((list) =>
  list.map(({ site, supplier, day, ...own }) =>
    aNeed(`FC${site}`, {
      ...own,
      supplierCode: `LC${supplier}`,
      oldestPlacedAt: new Date(Date.UTC(2026, 9, day)),
    }),
  ),
);
const kits = fc.tuple(fc.nat(2_000), fc.nat(2_000));
const suppliesOf = ([one, other]: readonly [number, number]) => [
  { siteCode: 'LC0', productId: 'kit', kits: one },
  { siteCode: 'LC1', productId: 'kit', kits: other },
];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('pieces add up exactly, none goes above its cap, and twice the same claim differs by one piece at most', () => {
  const claim = fc.record({ weight: fc.nat(50), cap: fc.nat(60) });

  fc.assert(
    fc.property(fc.nat(500), fc.array(claim, { minLength: 1, maxLength: 12 }), (total, claims) => {
      const given = apportion(total, [...claims, claims[0] ?? { weight: 0, cap: 0 }]);

      const caps = [...claims, claims[0]].map((each) => each?.cap ?? 0);
      expect(sum(given)).toBe(Math.min(total, sum(caps)));
      given.forEach((count, index) => expect(count).toBeLessThanOrEqual(caps[index] ?? 0));
      expect(Math.abs((given[0] ?? 0) - (given.at(-1) ?? 0))).toBeLessThanOrEqual(1);
    }),
  );
});

test.each(policies)(
  '%s sends no more than there is nor than is needed, leaves nothing idle, and counts what is open',
  (policy) => {
    fc.assert(
      fc.property(needs, kits, fc.integer({ min: 1, max: 14 }), (list, stock, horizon) => {
        const supplies = suppliesOf(stock);
        const { moves, unmetDemand } = planMoves(policy, horizon, { needs: list, supplies });

        const wanted = (each: CentreNeed) =>
          Math.max(0, Math.ceil(each.backlog + each.promisedADay * horizon - each.available));
        for (const { siteCode, kits: has } of supplies) {
          const own = list.filter(({ supplierCode }) => supplierCode === siteCode);
          const sent = sum(
            moves.filter(({ fromCode }) => fromCode === siteCode).map(({ quantity }) => quantity),
          );
          expect(sent).toBe(Math.min(has, sum(own.map(wanted))));
        }
        for (const { toCode, fromCode, quantity, priority } of moves) {
          const to = list.find(({ siteCode }) => siteCode === toCode);
          expect(to?.supplierCode).toBe(fromCode);
          expect(quantity).toBeLessThanOrEqual(to ? wanted(to) : 0);
          expect(priority >= 0 && priority <= 1).toBe(true);
        }
        expect(unmetDemand).toBe(sum(list.map(wanted)) - sum(moves.map(({ quantity }) => quantity)));
      }),
    );
  },
);

test.each(policies)('%s makes the same plan of the same facts in whatever order they come', (policy) => {
  fc.assert(
    fc.property(needs, kits, (list, stock) => {
      const supplies = suppliesOf(stock);

      const plan = planMoves(policy, 2, { needs: list, supplies });

      expect(planMoves(policy, 2, { needs: list.toReversed(), supplies: supplies.toReversed() })).toEqual(
        plan,
      );
    }),
  );
});

const quantities = (policy: AllocationPolicy, stock: number, list: readonly CentreNeed[]) =>
  planMoves(policy, 2, {
    needs: list,
    supplies: [{ siteCode: 'LC1', productId: 'kit', kits: stock }],
  }).moves.map(({ toCode, quantity }) => [toCode, quantity]);

test('each policy puts first whom it names', () => {
  const [old, young] = [new Date('2026-11-01'), new Date('2026-11-20')];
  const few = aNeed('FC1', { backlog: 100, promisedADay: 10, waitingDays: 900, oldestPlacedAt: old });
  const many = aNeed('FC2', { backlog: 300, promisedADay: 100, waitingDays: 300, oldestPlacedAt: young });

  expect(quantities('PROPORTIONAL_TO_BACKLOG', 200, [few, many])).toEqual([
    ['FC1', 50],
    ['FC2', 150],
  ]);
  expect(quantities('EQUITY_WEIGHTED', 80, [few, many])).toEqual([
    ['FC1', 60],
    ['FC2', 20],
  ]);
  expect(quantities('FIRST_IN_FIRST_OUT', 200, [few, many])).toEqual([
    ['FC1', 120],
    ['FC2', 80],
  ]);
  // 400 kits serve both backlogs, and 110 more give each a day.
  expect(quantities('EQUALIZE_DAYS_OF_COVER', 510, [few, many])).toEqual([
    ['FC1', 110],
    ['FC2', 400],
  ]);
});

test('a plan says in sentences who has what, who needs what, and what is left open', () => {
  const { explanation } = planMoves('FIRST_IN_FIRST_OUT', 2, {
    needs: [aNeed('FC1', { backlog: 10 })],
    supplies: [{ siteCode: 'LC1', productId: 'kit', kits: 7 }],
  });

  expect(explanation).toEqual([
    '1 fulfilment centres need 10 kits within 2 days. The centre whose oldest order is the oldest gets all it needs first.',
    'LC1 has 7 kits free and sends 7 of the 10 that 1 of its centres need.',
    '3 kits are needed that no supplier has.',
  ]);
});
