import type { PrismaClient } from '../generated/prisma/client.ts';
import { boundsOf, holdPosition, moveOn } from '../read-positions/read-forward-store.ts';

/**
 * Counts the households of all orders placed since the last time, in one statement that touches no row of the hot table. A household
 * counts once a campaign, so reading twice does no harm; orders that claim nothing of their household do not count.
 */
export async function countNewHouseholds(prisma: PrismaClient): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw(holdPosition('coverage')),
    prisma.$executeRaw`
      WITH ${boundsOf('coverage')}, fresh AS MATERIALIZED (
        SELECT round_id, household_key, county_fips FROM relief_order
        WHERE placed_in >= (SELECT read_from FROM bounds) AND placed_in < (SELECT up_to FROM bounds) AND ordinal > 0
      ), first_orders AS (
        INSERT INTO campaign_household (campaign_id, household_key, county_fips)
        SELECT DISTINCT ON (campaign_id, household_key) campaign_id, household_key, county_fips
        FROM fresh JOIN campaign_round ON campaign_round.id = fresh.round_id
        ORDER BY campaign_id, household_key
        ON CONFLICT DO NOTHING
        RETURNING campaign_id, county_fips
      ), counted AS (
        INSERT INTO coverage_count (campaign_id, county_fips, households)
        SELECT campaign_id, county_fips, count(*) FROM first_orders WHERE county_fips IS NOT NULL GROUP BY 1, 2
        ON CONFLICT (campaign_id, county_fips)
        DO UPDATE SET households = coverage_count.households + excluded.households
      )
      ${moveOn('coverage')} AND EXISTS (SELECT FROM fresh)`,
  ]);
}
