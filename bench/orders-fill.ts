import type { openPool } from '@rotunda/platform/open-database';

const rowsPerStatement = 500_000;

/**
 * Brings the table of orders to so many rows with generated ones, in the database itself and with its indexes in place, so that it is as it
 * would have grown. They count as long counted: what works on orders in sets has read past them.
 */
export async function fillOrders(database: ReturnType<typeof openPool>, wanted: number): Promise<void> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::float8 AS count FROM relief_order',
  );
  for (let filled = rows[0]?.count ?? 0; filled < wanted; filled += rowsPerStatement) {
    await database.query(
      `INSERT INTO relief_order (
         placed_in, placed_at, number, household_key, idempotency_key, input_hash, round_id, ordinal, status, channel,
         wants_updates, zip, county_fips, delivery_line, last_line, recipient_name)
       SELECT 3, now(), (random() * 1099511627775)::bigint, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
         (SELECT min(id) FROM campaign_round), 1, 'CONFIRMED', 'WEB', true, '20002', '11001', nth || ' GENERATED ST NE',
         'WASHINGTON DC 20002', 'Synthetic Resident'
       FROM generate_series(1, $1::integer) AS nth
       ON CONFLICT DO NOTHING`,
      [Math.min(rowsPerStatement, wanted - filled)],
    );
  }
  // What the filling left to do is not the measured round's to do.
  await database.query('VACUUM (ANALYZE) relief_order');
  await database.query('CHECKPOINT');
}
