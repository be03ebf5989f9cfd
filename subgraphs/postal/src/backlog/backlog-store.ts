import type { PrismaClient } from '../generated/prisma/client.ts';
import type { BacklogRows, KitsToCome, PackingSite, WaitingParcels } from './backlog.ts';

/** Reads all that waits at fulfilment centres, added up by hour of placing: orders without kits, and those whose kits have no label yet. */
export async function readBacklog(prisma: PrismaClient, now: Date): Promise<BacklogRows> {
  const [waiting, kits, sites, services] = await Promise.all([
    prisma.$queryRaw<WaitingParcels[]>`
      SELECT site_code AS "siteCode", product_id AS "productId", date_trunc('hour', placed_at, 'UTC') AS hour,
        min(placed_at) AS "oldestPlacedAt", count(*)::integer AS orders, sum(parcels)::integer AS parcels
      FROM (
        SELECT site_code, product_id, placed_at, parcels FROM waiting_order WHERE site_code IS NOT NULL
        UNION ALL
        SELECT site_code, product_id, min(placed_at), count(*)
        FROM order_allocation JOIN stock_lot ON stock_lot.id = lot_id
        GROUP BY order_number, site_code, product_id) AS unpacked
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    readKits(prisma, now),
    prisma.$queryRaw<PackingSite[]>`
      SELECT code AS "siteCode", local.today::text AS today, daily_parcel_capacity AS "dailyParcelCapacity",
        coalesce(parcels, 0) AS "parcelsToday", status = 'CLOSED' AS "isClosed"
      FROM distribution_site
        CROSS JOIN LATERAL (SELECT (${now}::timestamptz AT TIME ZONE time_zone)::date AS today) AS local
        LEFT JOIN site_day ON site_code = code AND day = today
      WHERE role = 'FULFILLMENT_CENTER' ORDER BY code`,
    prisma.zip3Service.findMany(),
  ]);
  return { sites, waiting, kits, services };
}

/** Usable kits of each centre, and kits of consignments under way to it on the day they are expected; late ones tomorrow. */
function readKits(prisma: PrismaClient, now: Date): Promise<KitsToCome[]> {
  return prisma.$queryRaw<KitsToCome[]>`
    SELECT site_code AS "siteCode", product_id AS "productId", 0 AS "inDays", sum(on_hand - quarantined)::integer AS kits
    FROM stock_level JOIN stock_lot ON stock_lot.id = lot_id
    GROUP BY 1, 2 HAVING sum(on_hand - quarantined) > 0
    UNION ALL
    SELECT to_code, product_id, greatest(1, ceil(extract(epoch FROM expected_at - ${now}::timestamptz) / 86400))::integer,
      sum(announced - received)::integer
    FROM consignment
      JOIN consignment_line ON consignment_id = consignment.id
      JOIN stock_lot ON stock_lot.id = lot_id
      CROSS JOIN LATERAL (
        SELECT least(announced, coalesce(sum(quantity), 0)) AS received FROM receipt_scan
        WHERE receipt_scan.consignment_id = consignment.id AND receipt_scan.lot_id = consignment_line.lot_id) AS scanned
    WHERE consignment.status IN ('ANNOUNCED', 'DISPATCHED', 'ARRIVED', 'PARTIALLY_RECEIVED')
      AND stock_lot.status IN ('USABLE', 'EXTENDED')
    GROUP BY 1, 2, 3 HAVING sum(announced - received) > 0`;
}
