import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

/** Orders of one centre and product that one statement takes at most. */
const ordersAtOnce = 10_000;

const longestMs = 120_000;

export interface AllocationStore {
  /** Allocates at the next centres after `afterSite` that no other worker holds; undefined where there are no more. */
  allocateAtNextSites(
    afterSite: string,
    now: Date,
  ): Promise<
    { readonly lastSite: string; readonly allocated: number; readonly backordered: number } | undefined
  >;
}

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

/**
 * Gives kits to waiting orders in sets. A worker holds a centre by locking its row, so several work at once without meeting; the levels of
 * stock are locked before they are read, so nobody else takes a kit meanwhile.
 */
export function createAllocationStore(prisma: PrismaClient, sitesAtOnce = 8): AllocationStore {
  return {
    allocateAtNextSites: (afterSite, now) =>
      prisma.$transaction(
        async (transaction) => {
          await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
          const sites = await transaction.$queryRaw<{ code: string }[]>`
            SELECT code FROM distribution_site
            WHERE role = 'FULFILLMENT_CENTER' AND status <> 'CLOSED' AND code > ${afterSite}
              AND EXISTS (SELECT FROM waiting_order WHERE site_code = code AND placed_at <= ${now})
            ORDER BY code LIMIT ${sitesAtOnce} FOR NO KEY UPDATE SKIP LOCKED`;
          const codes = sites.map(({ code }) => code);
          const lastSite = codes.at(-1);
          if (lastSite === undefined) return undefined;
          await transaction.$executeRaw`
            SELECT FROM stock_level WHERE site_code = ANY(${codes}) ORDER BY site_code, lot_id FOR UPDATE`;
          const allocated = await allocate(transaction, codes, now);
          return { lastSite, allocated, backordered: await tellBackordered(transaction, codes, now) };
        },
        { maxWait: 30_000, timeout: longestMs },
      ),
  };
}

/** Kits that may be sent from a site today, by the lot's last day: positions `above` to `up_to` in the line of kits of one product. */
const supply = (codes: readonly string[], now: Date) => Prisma.sql`
  today AS MATERIALIZED (
    SELECT code AS site_code, (${now}::timestamptz AT TIME ZONE time_zone)::date AS day, daily_parcel_capacity
    FROM distribution_site WHERE code = ANY(${codes})
  ), supply AS MATERIALIZED (
    SELECT site_code, product_id, lot_id, sum(free) OVER line - free AS above, sum(free) OVER line AS up_to
    FROM (
      SELECT site_code, product_id, lot_id, expires_on, on_hand - allocated - quarantined AS free
      FROM stock_level JOIN stock_lot ON stock_lot.id = lot_id JOIN today USING (site_code)
      WHERE stock_lot.status IN ('USABLE', 'EXTENDED') AND expires_on > day AND on_hand > allocated + quarantined
    ) AS usable
    WINDOW line AS (PARTITION BY site_code, product_id ORDER BY expires_on, lot_id)
  )`;

/** The oldest orders first, each whole or not at all, no more than the centre packs a day. */
async function allocate(transaction: Transaction, codes: readonly string[], now: Date): Promise<number> {
  const [done] = await transaction.$queryRaw<{ orders: number }[]>`
    WITH ${supply(codes, now)}, room AS MATERIALIZED (
      SELECT site_code, product_id, day, max(up_to) AS kits,
        greatest(min(daily_parcel_capacity) - coalesce(min(parcels), 0), 0) AS parcels_left
      FROM supply JOIN today USING (site_code) LEFT JOIN site_day USING (site_code, day)
      GROUP BY site_code, product_id, day
    ), candidate AS MATERIALIZED (
      SELECT site_code, product_id, day, kits, parcels_left, waiting.number, waiting.placed_at, parcels, relief_order.status
      FROM room
      CROSS JOIN LATERAL (
        SELECT number, placed_at, parcels FROM waiting_order
        WHERE site_code = room.site_code AND product_id = room.product_id AND placed_at <= ${now}
        ORDER BY placed_at, number LIMIT least(kits, parcels_left, ${ordersAtOnce}) FOR UPDATE SKIP LOCKED
      ) AS waiting
      JOIN relief_order ON relief_order.number = waiting.number
    ), in_stock AS (
      SELECT *, sum(parcels) OVER (PARTITION BY site_code, product_id ORDER BY placed_at, number) AS up_to
      FROM candidate WHERE status IN ('RECEIVED', 'CONFIRMED', 'BACKORDERED')
    ), in_turn AS (
      SELECT *, sum(parcels) OVER (PARTITION BY site_code ORDER BY placed_at, number) AS load
      FROM in_stock WHERE up_to <= kits
    ), taken AS (
      UPDATE relief_order SET status = 'ALLOCATED' FROM in_turn
      WHERE load <= parcels_left AND relief_order.number = in_turn.number AND relief_order.status = in_turn.status
      RETURNING in_turn.*
    ), kit AS MATERIALIZED (
      SELECT taken.number, placed_at, status, lot_id, day, ordinal, taken.site_code
      FROM taken CROSS JOIN generate_series(1, parcels) AS ordinal
      JOIN supply ON supply.site_code = taken.site_code AND supply.product_id = taken.product_id
        AND taken.up_to - parcels + ordinal > above AND taken.up_to - parcels + ordinal <= supply.up_to
    ), set_aside AS (
      INSERT INTO order_allocation (order_number, placed_at, lot_id, allocated_on, parcel_ordinal, site_code)
      SELECT number, placed_at, lot_id, day, ordinal, site_code FROM kit
    ), moved AS (
      INSERT INTO stock_movement (at, type, site_code, lot_id, allocated, cause)
      SELECT ${now}::timestamptz, 'ALLOCATION', site_code, lot_id, count(*), 'allocation-' || pg_current_xact_id()
      FROM kit GROUP BY site_code, lot_id
    ), loaded AS (
      INSERT INTO site_day (site_code, day, parcels) SELECT site_code, day, count(*) FROM kit GROUP BY site_code, day
      ON CONFLICT (site_code, day) DO UPDATE SET parcels = site_day.parcels + excluded.parcels
    ), told AS (
      INSERT INTO order_event (number, at, actor, from_status, to_status, site_code, lot_ids)
      SELECT number, ${now}::timestamptz, 'WING', status, 'ALLOCATED', site_code, array_agg(lot_id ORDER BY ordinal)
      FROM kit GROUP BY number, status, site_code
    ), gone AS (
      DELETE FROM waiting_order USING (
        SELECT number FROM taken
        UNION ALL SELECT number FROM candidate WHERE status NOT IN ('RECEIVED', 'CONFIRMED', 'BACKORDERED')
      ) AS settled
      WHERE waiting_order.number = settled.number
    )
    SELECT count(*)::integer AS orders FROM taken`;
  return done?.orders ?? 0;
}

/** Orders for which no kit is left at their centre hear of it, once. */
async function tellBackordered(
  transaction: Transaction,
  codes: readonly string[],
  now: Date,
): Promise<number> {
  return transaction.$executeRaw`
    WITH ${supply(codes, now)}, waiting AS MATERIALIZED (
      SELECT waiting.number, relief_order.status
      FROM today CROSS JOIN (SELECT id AS product_id FROM kit_product) AS product
      CROSS JOIN LATERAL (
        SELECT number FROM waiting_order
        WHERE site_code = today.site_code AND product_id = product.product_id AND NOT backordered
          AND placed_at <= ${now}
        ORDER BY placed_at, number LIMIT ${ordersAtOnce} FOR UPDATE SKIP LOCKED
      ) AS waiting
      JOIN relief_order ON relief_order.number = waiting.number
      WHERE NOT EXISTS (
        SELECT FROM supply WHERE supply.site_code = today.site_code AND supply.product_id = product.product_id)
    ), changed AS (
      UPDATE relief_order SET status = 'BACKORDERED' FROM waiting
      WHERE relief_order.number = waiting.number AND relief_order.status = waiting.status
        AND waiting.status IN ('RECEIVED', 'CONFIRMED')
      RETURNING waiting.number, waiting.status
    ), told AS (
      INSERT INTO order_event (number, at, actor, from_status, to_status)
      SELECT number, ${now}::timestamptz, 'WING', status, 'BACKORDERED' FROM changed
    )
    UPDATE waiting_order SET backordered = true FROM waiting WHERE waiting_order.number = waiting.number`;
}
