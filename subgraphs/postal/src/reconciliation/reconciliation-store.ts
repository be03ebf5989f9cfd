import type { PrismaClient } from '../generated/prisma/client.ts';
import { type LedgerTotals, type Reconciliation, reconcile } from './reconcile-rules.ts';

/** Reconciles the kits of some products up to a moment, in one snapshot of the records. */
export async function readReconciliation(
  prisma: PrismaClient,
  productIds: readonly string[],
  before: Date,
): Promise<Reconciliation> {
  const [row] = await prisma.$queryRaw<(LedgerTotals & { scannedIn: number; parcelsShipped: number })[]>`
    WITH lot AS MATERIALIZED (SELECT id FROM stock_lot WHERE product_id = ANY(${[...productIds]}::text[])
    ), from_outside AS MATERIALIZED (
      SELECT 'consignment-' || consignment.id AS cause, consignment.id
      FROM consignment JOIN distribution_site ON code = from_code WHERE role = 'MANUFACTURER'
    ), ledger AS (
      SELECT type, sum(on_hand) AS on_hand,
        coalesce(sum(in_transit) FILTER (WHERE NOT EXISTS (
          SELECT FROM from_outside WHERE from_outside.cause = stock_movement.cause)), 0) AS in_transit
      FROM stock_movement WHERE lot_id IN (SELECT id FROM lot) AND at < ${before} GROUP BY type
    ), totals AS (
      SELECT coalesce(sum(on_hand), 0) AS on_hand, coalesce(sum(in_transit), 0) AS in_transit,
        coalesce(sum(CASE type WHEN 'ADJUSTMENT' THEN -on_hand WHEN 'SHORTAGE' THEN -in_transit
          WHEN 'TRANSFER_IN' THEN -on_hand - in_transit ELSE 0 END), 0) AS written_off,
        coalesce(sum(on_hand) FILTER (WHERE type = 'RETURN'), 0) AS returned
      FROM ledger
    )
    SELECT on_hand::integer AS "onHand", in_transit::integer AS "inTransit", written_off::integer AS "writtenOff",
      returned::integer AS returned,
      (SELECT coalesce(sum(quantity), 0)::integer FROM receipt_scan JOIN from_outside ON from_outside.id = consignment_id
        WHERE lot_id IN (SELECT id FROM lot) AND at < ${before}) AS "scannedIn",
      (SELECT count(*)::integer FROM parcel
        WHERE lot_id IN (SELECT id FROM lot) AND shipped_at < ${before} AND voided_at IS NULL) AS "parcelsShipped"
    FROM totals`;
  if (!row) throw new Error('An aggregate without groups gave no row.');
  return reconcile(row.scannedIn, row.parcelsShipped, row);
}
