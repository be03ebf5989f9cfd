import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  announceConsignment,
  receiveConsignment,
  recordConsignmentStep,
} from '../consignments/change-consignment.ts';
import { consignmentIdOf } from '../consignments/consignment.ts';
import { ssccOf } from '../consignments/sscc.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { recallLot } from '../stock/change-stock.ts';
import { type TestNetwork, createTestNetwork, testProduct } from '../stock/create-test-network.ts';
import { recordMovements } from '../stock/stock-ledger-store.ts';
import type { StockMovement } from '../stock/stock-movement.ts';
import { readReconciliation } from './reconciliation-store.ts';

const [works, depot, centre] = ['MF00001', 'LC30303', 'FC20018'];
const gtin = '09521101530018';
const now = new Date('2026-11-23T12:00:00Z');
const later = new Date('2026-11-24T12:00:00Z');
let network: TestNetwork;
let batchId: bigint;
let serial = 100_000_000;

beforeAll(async () => {
  network = await createTestNetwork();
  const batch = {
    createdAt: now,
    mailingDate: now,
    status: 'TENDERED',
    siteCode: centre,
    entryZip: '20018',
  } as const;
  ({ id: batchId } = await network.prisma.shipmentBatch.create({ data: batch }));
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, { now: () => now });
const reconciled = (before = later) => readReconciliation(network.prisma, [testProduct], before);

/** Kits come from one place to another in cases; some are damaged, some miscounted, some lost. */
async function move(from: string, to: string, lot: string, cases: readonly Case[]): Promise<void> {
  const units = cases.map(({ kits }) => ({
    sscc: ssccOf((serial += 1)),
    kind: 'CASE' as const,
    lot,
    quantity: kits,
  }));
  const quantity = units.reduce((sum, unit) => sum + unit.quantity, 0);
  const lines = [{ gtin, lot, expiresOn: '2028-05-31', quantity }];
  const announced = await announceConsignment(
    { idempotencyKey: randomUUID(), from, to, expectedAt: now, lines, handlingUnits: units },
    needs(),
  );
  if (announced.kind !== 'DONE') return;
  const consignment = consignmentIdOf(BigInt(announced.answer));
  await recordConsignmentStep({ idempotencyKey: randomUUID(), consignment, step: 'DISPATCHED' }, needs());
  const scans = units.flatMap(({ sscc, quantity: kits }, index) => {
    const { fate } = cases[index] ?? { fate: 'WHOLE' };
    if (fate === 'LOST') return [];
    if (fate === 'DAMAGED') return { sscc, at: now, damaged: Math.ceil(kits / 2) };
    if (fate === 'MORE') return { sscc, at: now, quantity: kits + 3 };
    return { sscc, at: now };
  });
  await receiveConsignment({ idempotencyKey: randomUUID(), consignment, scans, final: true }, needs());
}

interface Case {
  readonly kits: number;
  readonly fate: 'WHOLE' | 'LOST' | 'DAMAGED' | 'MORE';
}

/** The ledger refuses what a site does not have; then nothing happened. */
async function tryToRecord(...movements: readonly StockMovement[]): Promise<boolean> {
  return network.prisma
    .$transaction(async (transaction) => {
      for (const movement of movements) await recordMovements(transaction, now, [movement]);
    })
    .then(
      () => true,
      () => false,
    );
}

async function lotIdOf(number: string): Promise<number | undefined> {
  return (await network.prisma.stockLot.findFirst({ where: { number } }))?.id;
}

async function ship(lot: string, kits: number): Promise<void> {
  const lotId = await lotIdOf(lot);
  if (lotId === undefined) return;
  const base = { siteCode: centre, lotId, cause: `batch-${batchId}` };
  const isShipped = await tryToRecord(
    { ...base, type: 'ALLOCATION', allocated: kits },
    { ...base, type: 'SHIPMENT', onHand: -kits, allocated: -kits },
  );
  if (isShipped) await addParcels(lotId, kits);
}

async function addParcels(lotId: number, count: number): Promise<void> {
  await network.prisma.parcel.createMany({
    data: Array.from({ length: count }, () => ({
      trackingNumber: `92${String((serial += 1)).padStart(20, '0')}`,
      orderNumber: BigInt(serial),
      batchId,
      labelledAt: now,
      shippedAt: now,
      lotId,
      parcelOrdinal: 1,
      mailClass: 'GROUND_ADVANTAGE' as const,
      status: 'ACCEPTED' as const,
      siteCode: centre,
      zip: '20001',
    })),
  });
}

async function record(lot: string, type: 'ADJUSTMENT' | 'RETURN', kits: number): Promise<void> {
  const lotId = await lotIdOf(lot);
  if (lotId === undefined) return;
  const change = type === 'RETURN' ? { onHand: kits, quarantined: kits } : { onHand: kits };
  await tryToRecord({ type, siteCode: centre, lotId, cause: 'test', ...change });
}

const lot = fc.constantFrom('LOT-A', 'LOT-B');
const kits = fc.integer({ min: 1, max: 60 });
const cases = fc.array(
  fc.record({
    kits,
    fate: fc.constantFrom<Case['fate']>('WHOLE', 'WHOLE', 'WHOLE', 'LOST', 'DAMAGED', 'MORE'),
  }),
  { minLength: 1, maxLength: 4 },
);
const step = fc.oneof(
  fc.record({ kind: fc.constant('COME' as const), lot, cases }),
  fc.record({ kind: fc.constant('MOVE' as const), lot, cases }),
  fc.record({ kind: fc.constant('SHIP' as const), lot, kits }),
  fc.record({ kind: fc.constant('RETURN' as const), lot, kits: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('ADJUST' as const), lot, kits: fc.integer({ min: -20, max: 20 }) }),
  fc.record({ kind: fc.constant('RECALL' as const), lot }),
);

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function happen(each: Step): Promise<void> {
  switch (each.kind) {
    case 'COME':
      return move(works, depot, each.lot, each.cases);
    case 'MOVE':
      return move(depot, centre, each.lot, each.cases);
    case 'SHIP':
      return ship(each.lot, each.kits);
    case 'RETURN':
      return record(each.lot, 'RETURN', each.kits);
    case 'ADJUST':
      return each.kits === 0 ? undefined : record(each.lot, 'ADJUSTMENT', each.kits);
    case 'RECALL':
      await recallLot(
        { idempotencyKey: randomUUID(), lot: { gtin, number: each.lot }, reason: 'A test' },
        needs(),
      );
  }
}

test('whatever happens to kits, every one of them is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (history) => {
      for (const each of history) await happen(each);

      const found = await reconciled();

      expect(found.unexplained).toBe(0);
      expect(found.received).toBe(found.shipped + found.onHand + found.inTransit + found.writtenOff);
    }),
    { numRuns: 8 },
  );
  expect(Object.values(await reconciled()).filter((figure) => figure !== 0).length).toBeGreaterThan(3);
});

test('a kit that leaves without a parcel, a parcel without a kit and a scan that vanished show, to the kit', async () => {
  await move(works, depot, 'LOT-C', [{ kits: 50, fate: 'WHOLE' }]);
  await move(depot, centre, 'LOT-C', [{ kits: 50, fate: 'WHOLE' }]);
  const lotId = (await lotIdOf('LOT-C')) ?? 0;
  expect((await reconciled()).unexplained).toBe(0);

  const base = { siteCode: centre, lotId, cause: 'batch-0' };
  await tryToRecord(
    { ...base, type: 'ALLOCATION', allocated: 4 },
    { ...base, type: 'SHIPMENT', onHand: -4, allocated: -4 },
  );
  expect((await reconciled()).unexplained).toBe(4);

  await addParcels(lotId, 9);
  expect((await reconciled()).unexplained).toBe(-5);

  await network.prisma.receiptScan.deleteMany({ where: { lotId } });
  expect((await reconciled()).unexplained).toBe(-55);
});

test('as of a day only what had happened by its end counts', async () => {
  const before = await reconciled(new Date('2026-11-23T00:00:00Z'));

  expect(before).toEqual({ received: 0, shipped: 0, onHand: 0, inTransit: 0, writtenOff: 0, unexplained: 0 });
});
