import type { PrismaClient } from '../generated/prisma/client.ts';

/**
 * Counts the households of all orders placed since the last time, in one statement that touches no row of the hot table. An order counts
 * once its transaction and all older ones of this database have ended, so none is missed; a transaction that is known to be of another
 * database of the server is not waited for. A household counts once a campaign, so reading twice does no harm. A position ahead of the
 * database's transactions comes from a restored copy: then everything is read again.
 */
export async function countNewHouseholds(prisma: PrismaClient): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`SELECT FROM read_position WHERE reader = 'coverage' FOR UPDATE`,
    prisma.$executeRaw`
      WITH snapshot AS MATERIALIZED (SELECT pg_current_snapshot() AS now
      ), ended AS MATERIALIZED (
        SELECT coalesce(
          (SELECT min(running::text::bigint) FROM pg_snapshot_xip(now) AS running WHERE NOT EXISTS (
            SELECT FROM pg_stat_activity
            WHERE backend_xid::text::bigint = running::text::bigint % 4294967296 AND datname <> current_database())),
          pg_snapshot_xmax(now)::text::bigint) AS up_to
        FROM snapshot
      ), bounds AS MATERIALIZED (
        SELECT CASE WHEN read_to <= ended.up_to THEN read_to ELSE 0 END AS read_from, ended.up_to
        FROM read_position, ended
        WHERE reader = 'coverage'
      ), fresh AS MATERIALIZED (
        SELECT round_id, household_key, county_fips FROM relief_order
        WHERE placed_in >= (SELECT read_from FROM bounds) AND placed_in < (SELECT up_to FROM bounds)
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
      UPDATE read_position SET read_to = bounds.up_to FROM bounds
      WHERE reader = 'coverage' AND EXISTS (SELECT FROM fresh)`,
  ]);
}
