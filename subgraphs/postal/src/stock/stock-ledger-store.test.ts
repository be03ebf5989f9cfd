import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestNetwork, createTestNetwork } from './create-test-network.ts';
import { recordMovements } from './stock-ledger-store.ts';
import type { StockMovement } from './stock-movement.ts';

const at = new Date('2026-11-23T12:00:00Z');
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
});
afterAll(() => network.close());

const levelsThatDiffer = () =>
  network.prisma.$queryRaw`
    SELECT * FROM stock_level FULL JOIN (
      SELECT site_code, lot_id, sum(on_hand) AS on_hand, sum(allocated) AS allocated, sum(in_transit) AS in_transit,
        sum(quarantined) AS quarantined
      FROM stock_movement GROUP BY 1, 2
    ) AS ledger USING (site_code, lot_id)
    WHERE (stock_level.on_hand, stock_level.allocated, stock_level.in_transit, stock_level.quarantined)
      IS DISTINCT FROM (ledger.on_hand, ledger.allocated, ledger.in_transit, ledger.quarantined)`;

const kits = fc.integer({ min: 1, max: 30 });
const change = fc.oneof(
  kits.map((n) => ({ type: 'RECEIPT', onHand: n }) as const),
  kits.map((n) => ({ type: 'ALLOCATION', allocated: n }) as const),
  kits.map((n) => ({ type: 'RELEASE', allocated: -n }) as const),
  kits.map((n) => ({ type: 'SHIPMENT', onHand: -n, allocated: -n }) as const),
  kits.map((n) => ({ type: 'DISPATCH', inTransit: n }) as const),
  kits.map((n) => ({ type: 'TRANSFER_IN', onHand: n, inTransit: -n }) as const),
  kits.map((n) => ({ type: 'QUARANTINE', quarantined: n }) as const),
);
const movement = fc
  .record({ change, site: fc.constantFrom('FC20018', 'FC21201'), lot: fc.nat(1) })
  .map(({ change: made, site, lot }) => ({ ...made, siteCode: site, lot, cause: 'test' }));

test('whatever is recorded, by several at once, levels are the sums of the ledger and promise no kit twice', async () => {
  const lots = [await network.stock('FC20018', 20), await network.stock('FC21201', 20)];

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(movement, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 }),
      async (batches) => {
        const written = batches.map((batch) =>
          batch.map(({ lot, ...made }): StockMovement => ({ ...made, lotId: lots[lot] ?? 0 })),
        );

        await Promise.allSettled(written.map((batch) => recordMovements(network.prisma, at, batch)));

        expect(await levelsThatDiffer()).toEqual([]);
        const oversold = await network.prisma
          .$queryRaw`SELECT FROM stock_level WHERE allocated + quarantined > on_hand`;
        expect(oversold).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a movement that would set aside more than there is fails whole', async () => {
  const lotId = await network.stock('FC30318', 10);
  const setAside = { type: 'ALLOCATION', siteCode: 'FC30318', lotId, cause: 'test' } as const;

  const recorded = recordMovements(network.prisma, at, [
    { ...setAside, allocated: 4 },
    { ...setAside, allocated: 7 },
  ]);

  await expect(recorded).rejects.toThrow('stock_level_not_oversold');
  expect(await network.prisma.stockMovement.count({ where: { lotId } })).toBe(1);
});

test.each([
  'UPDATE stock_movement SET on_hand = on_hand + 1',
  'DELETE FROM stock_movement',
  'TRUNCATE stock_movement',
])('%s is refused', async (statement) => {
  await expect(network.prisma.$executeRawUnsafe(statement)).rejects.toThrow('append-only');
});

test('a movement that does not look like its type is refused', async () => {
  const lotId = await network.stock('FC33132', 10);

  const recorded = recordMovements(network.prisma, at, [
    { type: 'SHIPMENT', siteCode: 'FC33132', lotId, onHand: -1, cause: 'test' },
  ]);

  await expect(recorded).rejects.toThrow('stock_movement_shape');
});
