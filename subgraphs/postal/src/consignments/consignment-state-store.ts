import type { Prisma } from '../generated/prisma/client.ts';
import { type ConsignmentStatus, consignmentIdOf } from './consignment.ts';
import type { ConsignmentState } from './receipt-rules.ts';

/** A consignment with all that is decided by, locked until the transaction ends; undefined for an unknown one. */
export async function readConsignmentState(
  transaction: Pick<Prisma.TransactionClient, '$queryRaw'>,
  id: bigint,
): Promise<ConsignmentState | undefined> {
  const [head] = await transaction.$queryRaw<Head[]>`
    SELECT from_code AS "fromCode", to_code AS "toCode", consignment.status::text AS status,
      sender.role = 'MANUFACTURER' AS "isFromOutside"
    FROM consignment JOIN distribution_site AS sender ON sender.code = from_code
    WHERE id = ${id} FOR UPDATE OF consignment`;
  if (!head) return undefined;
  const lines = await transaction.$queryRaw<ConsignmentState['lines'][number][]>`
    SELECT lot_id AS "lotId", announced, status::text AS "lotStatus"
    FROM consignment_line JOIN stock_lot ON stock_lot.id = lot_id WHERE consignment_id = ${id} ORDER BY lot_id`;
  const units = await transaction.$queryRaw<ConsignmentState['units'][number][]>`
    SELECT sscc, parent, lot_id AS "lotId", quantity FROM handling_unit WHERE consignment_id = ${id}`;
  const scans = await transaction.$queryRaw<ConsignmentState['scans'][number][]>`
    SELECT sscc, quantity, damaged, lot_id AS "lotId", at FROM receipt_scan WHERE consignment_id = ${id}`;
  return { ...head, cause: consignmentIdOf(id), lines, units, scans };
}

interface Head {
  readonly fromCode: string;
  readonly toCode: string;
  readonly status: ConsignmentStatus;
  readonly isFromOutside: boolean;
}
