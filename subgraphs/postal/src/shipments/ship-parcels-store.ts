import { Prisma } from '../generated/prisma/client.ts';

/**
 * Books parcels that the carrier took: their kits leave the stock and their orders are on their way. Parcels that had left before, or whose label was
 * taken back, are left as they are; says how many left. Levels are locked before parcels, as everywhere.
 */
export async function shipParcels(
  transaction: Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>,
  which: { readonly batchId: bigint } | { readonly trackingNumbers: readonly string[] },
  { at, cause }: { readonly at: Date; readonly cause: string },
): Promise<number> {
  const chosen =
    'batchId' in which
      ? Prisma.sql`batch_id = ${which.batchId}`
      : Prisma.sql`tracking_number = ANY(${[...which.trackingNumbers]})`;
  await transaction.$executeRaw`
    SELECT FROM stock_level WHERE (site_code, lot_id) IN (SELECT site_code, lot_id FROM parcel WHERE ${chosen} AND shipped_at IS NULL)
    ORDER BY site_code, lot_id FOR UPDATE`;
  const [done] = await transaction.$queryRaw<{ parcels: number }[]>`
    WITH shipped AS (
      UPDATE parcel SET shipped_at = ${at}, status = 'ACCEPTED'
      WHERE ${chosen} AND shipped_at IS NULL AND voided_at IS NULL
      RETURNING order_number, site_code, lot_id
    ), moved AS (
      INSERT INTO stock_movement (at, type, site_code, lot_id, on_hand, allocated, cause)
      SELECT ${at}::timestamptz, 'SHIPMENT', site_code, lot_id, -count(*), -count(*), ${cause} FROM shipped GROUP BY site_code, lot_id
    ), changed AS (
      UPDATE relief_order SET status = 'SHIPPED' FROM (SELECT DISTINCT order_number FROM shipped) AS gone
      WHERE number = order_number AND status = 'IN_PREPARATION'
      RETURNING number
    ), told AS (
      INSERT INTO order_event (number, at, actor, from_status, to_status)
      SELECT number, ${at}::timestamptz, 'CARRIER', 'IN_PREPARATION', 'SHIPPED' FROM changed
    )
    SELECT count(*)::integer AS parcels FROM shipped`;
  return done?.parcels ?? 0;
}
