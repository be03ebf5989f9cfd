import type { Prisma } from '../generated/prisma/client.ts';

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

export interface Withdrawal {
  readonly lotId: number;
  readonly at: Date;
  /** Id of what made it, e.g. `recall-…`. */
  readonly cause: string;
  readonly type: 'QUARANTINE' | 'EXPIRY';
  /** Words of the person who decided it; null for the wing's own work. */
  readonly note: string | null;
  /** Why, for the households whose kit it was. */
  readonly reason: 'LOT_RECALLED' | 'LOT_EXPIRED';
}

/**
 * Takes a lot out of use everywhere at once: kits set aside for orders that have not left are taken back and their orders wait again, parcels
 * that have a label are voided, announced consignments that hold the lot are cancelled, and every kit on hand is held back. Levels are locked
 * first, so nobody promises a kit meanwhile. The caller holds the position of allocation and has changed the lot's status.
 */
export async function withdrawLot(
  transaction: Transaction,
  withdrawal: Withdrawal,
): Promise<{ readonly quarantined: number; readonly releasedOrders: number }> {
  const { lotId, at, cause, type, note } = withdrawal;
  await transaction.$executeRaw`
    SELECT FROM stock_level WHERE lot_id = ${lotId} ORDER BY site_code, lot_id FOR UPDATE`;
  const allocated = await releaseAllocatedOrders(transaction, withdrawal);
  const labelled = await releaseLabelledOrders(transaction, withdrawal);
  await cancelAnnouncedConsignments(transaction, withdrawal);
  const [held] = await transaction.$queryRaw<{ kits: number }[]>`
    WITH held AS (
      INSERT INTO stock_movement (at, type, site_code, lot_id, quarantined, cause, note)
      SELECT ${at}::timestamptz, ${type}::stock_movement_type, site_code, lot_id, on_hand - allocated - quarantined,
        ${cause}, ${note}
      FROM stock_level WHERE lot_id = ${lotId} AND on_hand > allocated + quarantined
      RETURNING quarantined
    )
    SELECT coalesce(sum(quarantined), 0)::integer AS kits FROM held`;
  return { quarantined: held?.kits ?? 0, releasedOrders: allocated + labelled };
}

/** Orders with a kit of the lot set aside give all their kits back. */
function releaseAllocatedOrders(
  transaction: Transaction,
  { lotId, at, cause, reason }: Withdrawal,
): Promise<number> {
  return transaction.$executeRaw`
    WITH released AS (
      DELETE FROM order_allocation
      WHERE order_number IN (SELECT order_number FROM order_allocation WHERE lot_id = ${lotId})
      RETURNING order_number, site_code, lot_id, allocated_on
    ), moved AS (
      INSERT INTO stock_movement (at, type, site_code, lot_id, allocated, cause)
      SELECT ${at}::timestamptz, 'RELEASE', site_code, lot_id, -count(*), ${cause} FROM released GROUP BY site_code, lot_id
    ), unloaded AS (
      UPDATE site_day SET parcels = site_day.parcels - least(site_day.parcels, given.parcels)
      FROM (SELECT site_code, allocated_on, count(*) AS parcels FROM released GROUP BY 1, 2) AS given
      WHERE site_day.site_code = given.site_code AND site_day.day = given.allocated_on
    ), changed AS (
      UPDATE relief_order SET status = 'CONFIRMED' FROM (SELECT DISTINCT order_number FROM released) AS freed
      WHERE number = order_number AND status = 'ALLOCATED'
      RETURNING number
    )
    INSERT INTO order_event (number, at, actor, from_status, to_status, reason)
    SELECT number, ${at}::timestamptz, 'WING', 'ALLOCATED', 'CONFIRMED', ${reason} FROM changed`;
}

/** Orders with a labelled parcel of the lot that has not left: all their parcels that have not left are voided, and manifests with them. */
function releaseLabelledOrders(
  transaction: Transaction,
  { lotId, at, cause, reason }: Withdrawal,
): Promise<number> {
  return transaction.$executeRaw`
    WITH voided AS (
      UPDATE parcel SET voided_at = ${at}
      WHERE shipped_at IS NULL AND voided_at IS NULL AND order_number IN (
        SELECT order_number FROM parcel WHERE lot_id = ${lotId} AND shipped_at IS NULL AND voided_at IS NULL)
      RETURNING order_number, batch_id, site_code, lot_id
    ), reopened AS (
      UPDATE shipment_batch SET status = 'LABELLED', electronic_file_number = NULL, checksum = NULL, manifest_count = NULL
      WHERE id IN (SELECT batch_id FROM voided) AND status = 'MANIFESTED'
    ), moved AS (
      INSERT INTO stock_movement (at, type, site_code, lot_id, allocated, cause)
      SELECT ${at}::timestamptz, 'RELEASE', site_code, lot_id, -count(*), ${cause} FROM voided GROUP BY site_code, lot_id
    ), changed AS (
      UPDATE relief_order SET status = 'CONFIRMED' FROM (SELECT DISTINCT order_number FROM voided) AS freed
      WHERE number = order_number AND status = 'IN_PREPARATION'
      RETURNING number
    )
    INSERT INTO order_event (number, at, actor, from_status, to_status, reason)
    SELECT number, ${at}::timestamptz, 'WING', 'IN_PREPARATION', 'CONFIRMED', ${reason} FROM changed`;
}

/** What was announced but has not left its site stays there, the kits of other lots free again. */
async function cancelAnnouncedConsignments(
  transaction: Transaction,
  { lotId, at, cause }: Withdrawal,
): Promise<void> {
  await transaction.$executeRaw`
    WITH cancelled AS (
      UPDATE consignment SET status = 'CANCELLED', closed_at = ${at}
      FROM distribution_site AS sender
      WHERE consignment.status = 'ANNOUNCED' AND sender.code = from_code AND sender.role <> 'MANUFACTURER'
        AND consignment.id IN (SELECT consignment_id FROM consignment_line WHERE lot_id = ${lotId})
      RETURNING consignment.id, from_code
    )
    INSERT INTO stock_movement (at, type, site_code, lot_id, allocated, cause)
    SELECT ${at}::timestamptz, 'RELEASE', from_code, consignment_line.lot_id, -announced, ${cause}
    FROM cancelled JOIN consignment_line ON consignment_id = cancelled.id`;
}
