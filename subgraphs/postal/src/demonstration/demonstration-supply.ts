import { createHash } from 'node:crypto';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import {
  announceConsignment,
  receiveConsignment,
  recordConsignmentStep,
} from '../consignments/change-consignment.ts';
import { consignmentIdOf } from '../consignments/consignment.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { seedDemonstrationParcels } from './demonstration-parcels.ts';

const msPerHour = 3_600_000;
const gtin = '09521101530018';
const lots = [
  { lot: 'DEMO-A1', expiresOn: '2027-06-30' },
  { lot: 'DEMO-B2', expiresOn: '2028-01-31' },
] as const;
const kitsALotInLogistics = 5_000;
/** Fewer than some centres have orders, so that orders wait. */
const kitsALotInFulfilment = 60;

/**
 * The two weeks before `now` in the network, synthetic: kits come from the manufacturer, go to the centres and to households; most parcels are
 * delivered, some consignments and parcels are under way, and orders wait where kits have run out. Does nothing where kits have moved before.
 */
export async function seedDemonstrationSupply(prisma: PrismaClient, now: Date): Promise<void> {
  await readAllOrderChanges(prisma, now);
  if ((await prisma.stockMovement.count()) > 0) return;
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * msPerHour);
  const sites = await prisma.distributionSite.findMany({ orderBy: { code: 'asc' } });
  const logistics = sites.filter(({ role }) => role === 'LOGISTICS_CENTER');
  const fulfilment = sites.filter(({ role }) => role === 'FULFILLMENT_CENTER');
  const fromMaker = logistics.map(({ code }) => ({ from: 'MF00001', to: code, kits: kitsALotInLogistics }));
  const toCentres = fulfilment.map(({ code, supplierCode }) => {
    return { from: supplierCode ?? '', to: code, kits: kitsALotInFulfilment };
  });

  await Promise.all(
    fromMaker.map((route) => move(prisma, { ...route, at: hoursAgo(15 * 24), until: 'RECEIVED' })),
  );
  await Promise.all(
    toCentres.map((route) => move(prisma, { ...route, at: hoursAgo(13 * 24), until: 'RECEIVED' })),
  );
  for (const hours of [9 * 24, 3 * 24, 0]) {
    await allocateOrders(createAllocationStore(prisma), hoursAgo(hours));
    if (hours > 0) await seedDemonstrationParcels(prisma, { packedAt: hoursAgo(hours), now });
  }
  await Promise.all(
    toCentres.slice(0, 5).map((route) => move(prisma, { ...route, at: hoursAgo(20), until: 'DISPATCHED' })),
  );
  await move(prisma, {
    from: 'MF00001',
    to: 'LC60607',
    kits: kitsALotInLogistics,
    at: hoursAgo(1),
    until: 'ANNOUNCED',
  });
}

interface Route {
  readonly from: string;
  readonly to: string;
  /** Of each lot. */
  readonly kits: number;
  readonly at: Date;
  readonly until: 'ANNOUNCED' | 'DISPATCHED' | 'RECEIVED';
}

async function move(prisma: PrismaClient, { from, to, kits, at, until }: Route): Promise<void> {
  const needs = createNetworkStores(prisma, { now: () => at });
  const name = `${from} ${to} ${at.getTime()}`;
  const lines = lots.map((lot) => ({ ...lot, gtin, quantity: kits }));
  const expectedAt = new Date(at.getTime() + 48 * msPerHour);
  const announced = await announceConsignment(
    { idempotencyKey: keyOf(name), from, to, expectedAt, lines },
    needs,
  );
  if (announced.kind !== 'DONE') throw new Error(`The demonstration could not announce ${name}.`);
  const id = BigInt(announced.answer);
  const consignment = consignmentIdOf(id);
  if (until === 'DISPATCHED')
    await recordConsignmentStep({ idempotencyKey: keyOf(name), consignment, step: 'DISPATCHED' }, needs);
  if (until !== 'RECEIVED') return;
  const scans = (await needs.consignments.listUnits(id)).map(({ sscc }) => ({ sscc, at }));
  await receiveConsignment({ idempotencyKey: keyOf(name), consignment, scans, final: true }, needs);
}

function keyOf(name: string): string {
  const digits = createHash('sha256').update(`demonstration ${name}`).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
