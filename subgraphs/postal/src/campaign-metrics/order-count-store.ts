import type { PrismaClient } from '../generated/prisma/client.ts';
import { readForward } from '../read-positions/read-forward-store.ts';

/**
 * Counts all orders placed since the last time, by minute and hour and by each dimension, in one pass behind intake. Every order counts
 * once; where the position is of a restored copy, the counts are begun anew.
 */
export function countNewOrders(prisma: PrismaClient): Promise<void> {
  return readForward(prisma, 'order counts', async (transaction, { from, to, isRestored }) => {
    if (isRestored) await transaction.orderCount.deleteMany();
    const counts = await transaction.$executeRaw`
      WITH fresh AS MATERIALIZED (
        SELECT campaign_id, date_trunc('minute', placed_at, 'UTC') AS minute,
          coalesce(left(county_fips, 2), 'NONE') AS state, coalesce(county_fips, 'NONE') AS county, left(zip, 3) AS zip3,
          channel::text AS channel,
          CASE WHEN locale IS NULL THEN 'NONE' WHEN locale ~* '^(en|es)(-|$)' THEN lower(left(locale, 2)) ELSE 'OTHER' END
            AS locale
        FROM relief_order JOIN campaign_round ON campaign_round.id = relief_order.round_id
        WHERE placed_in >= ${from} AND placed_in < ${to}
      ), by_minute AS MATERIALIZED (
        SELECT campaign_id, minute, count(*) AS orders, coalesce(state, county, zip3, channel, locale, 'ALL') AS key,
          (CASE WHEN state IS NOT NULL THEN 'STATE' WHEN county IS NOT NULL THEN 'COUNTY' WHEN zip3 IS NOT NULL THEN 'ZIP3'
            WHEN channel IS NOT NULL THEN 'CHANNEL' WHEN locale IS NOT NULL THEN 'LOCALE' ELSE 'ALL' END)::count_dimension
            AS dimension
        FROM fresh
        GROUP BY campaign_id, minute, GROUPING SETS ((), (state), (county), (zip3), (channel), (locale))
      )
      INSERT INTO order_count (campaign_id, dimension, grain, starts_at, key, orders)
      SELECT campaign_id, dimension, 'MINUTE'::count_grain, minute, key, orders FROM by_minute
      UNION ALL
      SELECT campaign_id, dimension, 'HOUR', date_trunc('hour', minute, 'UTC'), key, sum(orders)
      FROM by_minute GROUP BY 1, 2, 4, 5
      ON CONFLICT (campaign_id, dimension, grain, starts_at, key)
      DO UPDATE SET orders = order_count.orders + excluded.orders`;
    return isRestored || counts > 0;
  });
}
