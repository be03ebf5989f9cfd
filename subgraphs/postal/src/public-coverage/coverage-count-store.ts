import type { PrismaClient } from '../generated/prisma/client.ts';
import { readForward } from '../read-positions/read-forward-store.ts';

/** An idle wing writes nothing; one that is busy with other things does not read them again and again. */
const transactionsReadAgain = 10_000n;

/**
 * Counts the households of all orders placed and delivered since the last time, in statements that touch no row of the hot table. A household
 * counts once a campaign, and as reached once an order of it was delivered, so reading twice does no harm; orders that claim nothing of their household do not count.
 */
export function countNewHouseholds(prisma: PrismaClient): Promise<void> {
  return readForward(prisma, 'coverage', async (transaction, { from, to }) => {
    const ordered = await transaction.$executeRaw`
      WITH first_orders AS (
        INSERT INTO campaign_household (campaign_id, household_key, county_fips, zip3)
        SELECT DISTINCT ON (campaign_id, household_key) campaign_id, household_key, county_fips, left(zip, 3)
        FROM relief_order JOIN campaign_round ON campaign_round.id = round_id
        WHERE placed_in >= ${from} AND placed_in < ${to} AND (relief_order.ordinal > 0 OR status = 'RETURNED')
        ORDER BY campaign_id, household_key
        ON CONFLICT DO NOTHING
        RETURNING campaign_id, county_fips, zip3
      )
      INSERT INTO coverage_count (campaign_id, area, key, households)
      SELECT campaign_id, 'COUNTY'::coverage_area, county_fips, count(*) FROM first_orders
      WHERE county_fips IS NOT NULL GROUP BY 1, 3
      UNION ALL
      SELECT campaign_id, 'ZIP3', zip3, count(*) FROM first_orders GROUP BY 1, 3
      ON CONFLICT (campaign_id, area, key) DO UPDATE SET households = coverage_count.households + excluded.households`;
    const delivered = await transaction.$executeRaw`
      WITH reached AS (
        UPDATE campaign_household SET delivered = true
        FROM order_event JOIN relief_order USING (number) JOIN campaign_round ON campaign_round.id = round_id
        WHERE written_in >= ${from} AND written_in < ${to} AND to_status = 'DELIVERED' AND NOT delivered
          AND campaign_household.campaign_id = campaign_round.campaign_id
          AND campaign_household.household_key = relief_order.household_key
        RETURNING campaign_household.campaign_id, campaign_household.county_fips, zip3
      ), counted AS (
        SELECT campaign_id, 'COUNTY'::coverage_area AS area, county_fips AS key, count(*) AS households FROM reached
        WHERE county_fips IS NOT NULL GROUP BY 1, 3
        UNION ALL
        SELECT campaign_id, 'ZIP3', zip3, count(*) FROM reached GROUP BY 1, 3
      )
      UPDATE coverage_count SET delivered = delivered + counted.households FROM counted
      WHERE coverage_count.campaign_id = counted.campaign_id AND coverage_count.area = counted.area
        AND coverage_count.key = counted.key`;
    return ordered + delivered > 0 || to - from > transactionsReadAgain;
  });
}
