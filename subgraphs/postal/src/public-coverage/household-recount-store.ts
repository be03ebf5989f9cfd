import type { Prisma } from '../generated/prisma/client.ts';

/**
 * Makes coverage agree with the orders of one household in the campaign of a round, after one was cancelled or sent elsewhere. Within the
 * caller's transaction; counting of new households waits for it, and so does another recount of the same household.
 */
export async function recountHousehold(
  transaction: Pick<Prisma.TransactionClient, '$executeRaw'>,
  householdKey: string,
  roundId: number,
): Promise<void> {
  await transaction.$executeRaw`SELECT FROM read_position WHERE reader = 'coverage' FOR SHARE`;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${householdKey}, 0))`;
  await transaction.$executeRaw`
    WITH household AS MATERIALIZED (
      SELECT campaign_id, ${householdKey}::uuid AS household_key FROM campaign_round WHERE id = ${roundId}
    ), standing AS MATERIALIZED (
      SELECT campaign_id, household_key, county_fips, left(zip, 3) AS zip3,
        bool_or(status = 'DELIVERED') OVER () AS delivered
      FROM household JOIN relief_order USING (household_key) JOIN campaign_round USING (campaign_id)
      WHERE round_id = campaign_round.id AND (relief_order.ordinal > 0 OR status = 'RETURNED')
      ORDER BY number LIMIT 1
    ), came AS (
      INSERT INTO campaign_household (campaign_id, household_key, county_fips, zip3, delivered)
      SELECT campaign_id, household_key, county_fips, zip3, delivered FROM standing
      ON CONFLICT DO NOTHING
      RETURNING campaign_id, county_fips, zip3, 1 AS households, delivered::integer AS delivered
    ), went AS (
      DELETE FROM campaign_household USING household
      WHERE campaign_household.campaign_id = household.campaign_id
        AND campaign_household.household_key = household.household_key AND NOT EXISTS (SELECT FROM standing)
      RETURNING campaign_household.campaign_id, county_fips, zip3, -1 AS households, -delivered::integer AS delivered
    ), moved AS (TABLE came UNION ALL TABLE went)
    INSERT INTO coverage_count (campaign_id, area, key, households, delivered)
    SELECT campaign_id, 'COUNTY'::coverage_area, county_fips, households, delivered FROM moved
    WHERE county_fips IS NOT NULL
    UNION ALL
    SELECT campaign_id, 'ZIP3', zip3, households, delivered FROM moved
    ON CONFLICT (campaign_id, area, key) DO UPDATE SET
      households = coverage_count.households + excluded.households,
      delivered = coverage_count.delivered + excluded.delivered`;
}
