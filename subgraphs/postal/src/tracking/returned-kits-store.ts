import type { Prisma } from '../generated/prisma/client.ts';

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw'>;

/** Locks the levels that parcels with scans of the way back return to, in the one order of all writers. Goes before anything that locks parcels. */
export async function lockReturnLevels(
  transaction: Transaction,
  trackingNumbers: readonly string[],
): Promise<void> {
  await transaction.$executeRaw`
    SELECT FROM stock_level WHERE (site_code, lot_id) IN (
      SELECT site_code, lot_id FROM parcel WHERE tracking_number = ANY(${[...trackingNumbers]}) AND returned_at IS NULL)
    ORDER BY site_code, lot_id FOR UPDATE`;
}

/**
 * Books the kits of parcels that go back to the centres that packed them, each once. They are held back, because nobody knows what the mail did to
 * them: a person frees them or takes them off the books.
 */
export async function bookReturnedKits(
  transaction: Transaction,
  trackingNumbers: readonly string[],
  { at, cause }: { readonly at: Date; readonly cause: string },
): Promise<void> {
  await transaction.$executeRaw`
    WITH returned AS (
      UPDATE parcel SET returned_at = ${at}
      WHERE tracking_number = ANY(${[...trackingNumbers]}) AND status = 'RETURN_TO_SENDER'
        AND shipped_at IS NOT NULL AND returned_at IS NULL AND voided_at IS NULL
      RETURNING site_code, lot_id
    )
    INSERT INTO stock_movement (at, type, site_code, lot_id, on_hand, quarantined, cause)
    SELECT ${at}::timestamptz, 'RETURN', site_code, lot_id, count(*), count(*), ${cause} FROM returned
    GROUP BY site_code, lot_id`;
}
