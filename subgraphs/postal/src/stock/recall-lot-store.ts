import type { Prisma } from '../generated/prisma/client.ts';
import { withdrawLot } from './withdraw-lot-store.ts';

export interface RecallAnswer extends Prisma.InputJsonObject {
  readonly quarantined: number;
  readonly releasedOrders: number;
  readonly sentParcels: number;
}

export interface Recall {
  readonly lotId: number;
  readonly at: Date;
  /** `recall-…`, one a recall. */
  readonly cause: string;
  readonly reason: string;
}

/**
 * Takes a lot out of use everywhere, within the caller's transaction, and writes down that it was recalled, which is what the event is read from.
 * Households with a kit that has left are told in the history of their orders, once however often the lot is recalled. The caller holds the position
 * of allocation.
 */
export async function recallEverywhere(
  transaction: Prisma.TransactionClient,
  { lotId, at, cause, reason }: Recall,
): Promise<RecallAnswer> {
  await transaction.$executeRaw`UPDATE stock_lot SET status = 'RECALLED' WHERE id = ${lotId}`;
  const withdrawn = await withdrawLot(transaction, {
    lotId,
    at,
    cause,
    type: 'QUARANTINE',
    note: reason,
    reason: 'LOT_RECALLED',
  });
  await tellHouseholds(transaction, lotId, at);
  const [recall] = await transaction.$queryRaw<{ sentParcels: number }[]>`
    INSERT INTO lot_recall (at, lot_id, cause, reason, sent_parcels)
    SELECT ${at}::timestamptz, ${lotId}, ${cause}, ${reason}, count(*) FROM parcel
    WHERE lot_id = ${lotId} AND shipped_at IS NOT NULL AND voided_at IS NULL AND returned_at IS NULL
    RETURNING sent_parcels AS "sentParcels"`;
  return { ...withdrawn, sentParcels: recall?.sentParcels ?? 0 };
}

/** A parcel that goes back reaches nobody. */
async function tellHouseholds(
  transaction: Pick<Prisma.TransactionClient, '$executeRaw'>,
  lotId: number,
  at: Date,
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO order_event (number, at, actor, reason)
    SELECT DISTINCT order_number, ${at}::timestamptz, 'WING'::order_actor, 'SENT_KIT_RECALLED' FROM parcel
    WHERE lot_id = ${lotId} AND shipped_at IS NOT NULL AND voided_at IS NULL AND returned_at IS NULL
      AND NOT EXISTS (SELECT FROM lot_recall WHERE lot_recall.lot_id = ${lotId} AND sent_parcels IS NOT NULL)`;
}
