import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type {
  Consignment,
  ConsignmentLine,
  ConsignmentStore,
  HandlingUnit,
  ReceiptScan,
} from './consignment.ts';

const columns = {
  id: true,
  fromCode: true,
  toCode: true,
  status: true,
  expectedAt: true,
  dispatchedAt: true,
  arrivedAt: true,
  closedAt: true,
} as const;

/** Reads consignments, batched within one request. */
export function createConsignmentStore(prisma: PrismaClient): ConsignmentStore {
  const find = batchByKey<string, Consignment>(
    (ids) => prisma.consignment.findMany({ select: columns, where: { id: { in: ids.map(BigInt) } } }),
    ({ id }) => String(id),
  );
  const linesOf = batchListsByKey<string, ConsignmentLine & { readonly consignment: string }>(
    (ids) => prisma.$queryRaw<(ConsignmentLine & { consignment: string })[]>`
      SELECT line.consignment_id::text AS consignment, line.lot_id AS "lotId", product_id AS "productId", announced,
        coalesce(sum(scan.quantity), 0)::integer AS received, coalesce(sum(scan.damaged), 0)::integer AS damaged
      FROM consignment_line AS line JOIN stock_lot ON stock_lot.id = line.lot_id
      LEFT JOIN receipt_scan AS scan ON scan.consignment_id = line.consignment_id AND scan.lot_id = line.lot_id
      WHERE line.consignment_id = ANY(${ids.map(BigInt)}) GROUP BY line.consignment_id, line.lot_id, product_id ORDER BY line.lot_id`,
    ({ consignment }) => consignment,
  );
  const unitsOf = batchListsByKey<string, HandlingUnit & { readonly consignment: string }>(
    (ids) => prisma.$queryRaw<(HandlingUnit & { consignment: string })[]>`
      SELECT consignment_id::text AS consignment, sscc, kind::text, parent, lot_id AS "lotId", product_id AS "productId", quantity
      FROM handling_unit JOIN stock_lot ON stock_lot.id = lot_id
      WHERE consignment_id = ANY(${ids.map(BigInt)}) ORDER BY consignment_id, sscc`,
    ({ consignment }) => consignment,
  );
  const scansOf = batchListsByKey<string, ReceiptScan & { readonly consignmentId: bigint }>(
    (ids) =>
      prisma.receiptScan.findMany({
        where: { consignmentId: { in: ids.map(BigInt) } },
        orderBy: { sscc: 'asc' },
      }),
    ({ consignmentId }) => String(consignmentId),
  );

  return {
    find: (id) => find(String(id)),
    listLines: (id) => linesOf(String(id)),
    listUnits: (id) => unitsOf(String(id)),
    listScans: (id) => scansOf(String(id)),
    listOfSite: (siteCode, beforeId = 2n ** 62n, limit) =>
      prisma.consignment.findMany({
        select: columns,
        where: { OR: [{ toCode: siteCode }, { fromCode: siteCode }], id: { lt: beforeId } },
        orderBy: { id: 'desc' },
        take: limit,
      }),
  };
}
