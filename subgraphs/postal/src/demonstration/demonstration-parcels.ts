import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { advanceShipmentBatch, createShipmentBatch } from '../shipments/change-batch.ts';
import type { Parcel } from '../shipments/parcel.ts';
import { batchIdOf } from '../shipments/shipment-batch.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { type TrackingEventInput, ingestTracking } from '../tracking/ingest-tracking.ts';

const msPerHour = 3_600_000;
const parcelsAtMost = 500;
const eventsAtOnce = 1_000;
/** Centres with fewer wait for more. */
const fewestParcels = 8;

/** Hours after packing at which a parcel is scanned where it was packed, and near its address. */
const journey: readonly { readonly code: string; readonly hours: number; readonly isNear: boolean }[] = [
  { code: '03', hours: 6, isNear: false },
  { code: '10', hours: 12, isNear: false },
  { code: '07', hours: 54, isNear: true },
  { code: 'OF', hours: 80, isNear: true },
  { code: '01', hours: 86, isNear: true },
];
/** One parcel in this many meets nobody, and another one in as many goes back. */
const oneInWithTrouble = 25;

/** Packs and hands over what is allocated, each centre one batch, and scans the parcels on their way as far as `now`. Synthetic. */
export async function seedDemonstrationParcels(
  prisma: PrismaClient,
  { packedAt, now }: { readonly packedAt: Date; readonly now: Date },
): Promise<void> {
  const needs = createNetworkStores(prisma, { now: () => packedAt });
  const sites = await prisma.orderAllocation.groupBy({
    by: ['siteCode'],
    having: { orderNumber: { _count: { gte: fewestParcels } } },
    orderBy: { siteCode: 'asc' },
  });
  const mailingDate = packedAt.toISOString().slice(0, 10);
  const packed = await Promise.all(
    sites.map(async ({ siteCode: site }) => {
      const input = { idempotencyKey: randomUUID(), site, maxParcels: parcelsAtMost, mailingDate };
      const created = await createShipmentBatch(input, needs);
      if (created.kind !== 'DONE') throw new Error(`The demonstration could not pack at ${site}.`);
      const id = BigInt(created.answer);
      for (const step of ['MANIFESTED', 'TENDERED'] as const)
        await advanceShipmentBatch({ idempotencyKey: randomUUID(), batch: batchIdOf(id), step }, needs);
      const parcels = await needs.parcels.listOfBatch(id, '', parcelsAtMost);
      return parcels.flatMap((parcel) => scansOf(parcel, site.slice(-5), packedAt));
    }),
  );
  await ingestAll(
    prisma,
    packed.flat().filter(({ at }) => at && at <= now),
    now,
  );
}

function scansOf(
  { trackingNumber, zip }: Parcel,
  originZip: string,
  packedAt: Date,
): readonly TrackingEventInput[] {
  const luck = Number(trackingNumber.slice(-4, -1)) % oneInWithTrouble;
  const last = luck === 0 ? '29' : luck === 1 ? '02' : '01';
  return journey.map(({ code, hours, isNear }) => ({
    eventId: `demonstration-${trackingNumber}-${hours}`,
    trackingNumber,
    code: code === '01' ? last : code,
    at: new Date(packedAt.getTime() + hours * msPerHour),
    zip: isNear ? zip : originZip,
  }));
}

async function ingestAll(
  prisma: PrismaClient,
  events: readonly TrackingEventInput[],
  now: Date,
): Promise<void> {
  const needs = createNetworkStores(prisma, { now: () => now });
  for (let from = 0; from < events.length; from += eventsAtOnce) {
    const chunk = events.slice(from, from + eventsAtOnce);
    const ingested = await ingestTracking({ source: 'demonstration', events: chunk }, needs);
    if ('kind' in ingested) throw new Error('The demonstration wrote a scan that cannot be read.');
  }
}
