import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { LabelText, Parcel, ParcelStore } from './parcel.ts';
import type { ShipmentBatch } from './shipment-batch.ts';

const columns = {
  trackingNumber: true,
  orderNumber: true,
  batchId: true,
  siteCode: true,
  lotId: true,
  mailClass: true,
  status: true,
  zip: true,
} as const;

const stands = { voidedAt: null } as const;

/** Reads parcels and batches, batched within one request. */
export function createParcelStore(prisma: PrismaClient): ParcelStore {
  const find = batchByKey<string, Parcel>(
    async (numbers) => {
      const where = { trackingNumber: { in: [...numbers] }, ...stands };
      return (await prisma.parcel.findMany({ select: columns, where })).map(parcelOf);
    },
    ({ trackingNumber }) => trackingNumber,
  );
  const ofOrder = batchListsByKey<number, Parcel>(
    async (numbers) => {
      const where = { orderNumber: { in: numbers.map(BigInt) }, ...stands };
      return (
        await prisma.parcel.findMany({ select: columns, where, orderBy: { parcelOrdinal: 'asc' } })
      ).map(parcelOf);
    },
    ({ orderNumber }) => orderNumber,
  );
  const findBatch = batchByKey<string, ShipmentBatch>(
    (ids) => prisma.shipmentBatch.findMany({ where: { id: { in: ids.map(BigInt) } } }),
    ({ id }) => String(id),
  );
  const countOf = batchByKey<string, { readonly batchId: bigint; readonly parcels: number }>(
    async (ids) => {
      const where = { batchId: { in: ids.map(BigInt) }, ...stands };
      const groups = await prisma.parcel.groupBy({ by: ['batchId'], where, _count: true });
      return groups.map(({ batchId, _count: parcels }) => ({ batchId, parcels }));
    },
    ({ batchId }) => String(batchId),
  );

  return {
    find,
    listOfOrder: ofOrder,
    findBatch: (id) => findBatch(String(id)),
    countOfBatch: async (id) => (await countOf(String(id)))?.parcels ?? 0,
    async listOfBatch(batchId, afterNumber, limit) {
      const where = { batchId, trackingNumber: { gt: afterNumber }, ...stands };
      const rows = await prisma.parcel.findMany({
        select: columns,
        where,
        orderBy: { trackingNumber: 'asc' },
        take: limit,
      });
      return rows.map(parcelOf);
    },
    async listOfLot(lotId, afterNumber, limit) {
      const where = { lotId, trackingNumber: { gt: afterNumber }, shippedAt: { not: null }, ...stands };
      const orderBy = { trackingNumber: 'asc' } as const;
      return (await prisma.parcel.findMany({ select: columns, where, orderBy, take: limit })).map(parcelOf);
    },
    listBatches: (siteCode, beforeId = 2n ** 62n, limit) =>
      prisma.shipmentBatch.findMany({
        where: { siteCode, id: { lt: beforeId } },
        orderBy: { id: 'desc' },
        take: limit,
      }),
    findLabel: batchByKey<string, LabelText>(
      (numbers) => prisma.$queryRaw<LabelText[]>`
        SELECT tracking_number AS "trackingNumber", mail_class::text AS "mailClass", parcel.zip, site.name AS origin,
          recipient_name AS "recipientName", urbanization, delivery_line AS "deliveryLine", last_line AS "lastLine"
        FROM parcel JOIN relief_order ON number = order_number JOIN distribution_site AS site ON code = parcel.site_code
        WHERE tracking_number = ANY(${[...numbers]}) AND voided_at IS NULL`,
      ({ trackingNumber }) => trackingNumber,
    ),
  };
}

function parcelOf({
  orderNumber,
  ...row
}: Omit<Parcel, 'orderNumber'> & { readonly orderNumber: bigint }): Parcel {
  return { ...row, orderNumber: Number(orderNumber) };
}
