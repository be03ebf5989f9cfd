import type { openPool } from '@rotunda/platform/open-database';

/** What filling took. */
export interface Filled {
  readonly rows: number;
  readonly seconds: number;
  /** Of the table with its indexes. */
  readonly tableGb: number;
  /** Of the log that the server keeps between two checkpoints. */
  readonly logGb: number;
}

const rowsPerStatement = 1_000_000;

/**
 * Brings the table of orders to so many rows, up to fourteen million, with generated ones, in the database itself. Its unique indexes are built again
 * afterwards, as loose as if they had grown. The rows count as long counted: what works on orders in sets has read past them.
 */
export async function fillOrders(database: ReturnType<typeof openPool>, wanted: number): Promise<Filled> {
  const beganAt = performance.now();
  const { rows: counted } = await database.query<{ count: number }>(
    'SELECT count(*)::float8 AS count FROM relief_order',
  );
  const first = counted[0]?.count ?? 0;
  if (first < wanted) {
    await database.query(
      'ALTER TABLE relief_order DROP CONSTRAINT relief_order_pkey, DROP CONSTRAINT relief_order_claim',
    );
    for (let from = first; from < wanted; from += rowsPerStatement)
      await database.query(generate, [from + 1, Math.min(from + rowsPerStatement, wanted)]);
    await database.query(
      `DELETE FROM relief_order WHERE placed_in = 3 AND number IN (SELECT number FROM relief_order WHERE placed_in > 3)`,
    );
    // 70 in 100 is how full the pages of an index become whose keys come in no order.
    await database.query(
      `ALTER TABLE relief_order ADD CONSTRAINT relief_order_pkey PRIMARY KEY (number) WITH (fillfactor = 70),
         ADD CONSTRAINT relief_order_claim UNIQUE (household_key, round_id, ordinal) WITH (fillfactor = 70)`,
    );
  }
  // What the filling left to do is not the measured round's to do.
  await database.query('VACUUM (ANALYZE) relief_order');
  await database.query('CHECKPOINT');
  const { rows } = await database.query<Omit<Filled, 'seconds'>>(
    `SELECT count(*)::float8 AS rows, round(pg_total_relation_size('relief_order') / 1e9, 2)::float8 AS "tableGb",
       (SELECT round(sum(size) / 1e9, 2)::float8 FROM pg_ls_waldir()) AS "logGb"
     FROM relief_order`,
  );
  if (!rows[0]) throw new Error('The table of orders cannot be counted.');
  return { ...rows[0], seconds: Math.round((performance.now() - beganAt) / 1_000) };
}

/** Numbers follow from their place by an odd factor, so that each comes once and neighbours lie far apart. */
const generate = `
  INSERT INTO relief_order (
    placed_in, placed_at, number, household_key, idempotency_key, input_hash, round_id, ordinal, status, channel,
    wants_updates, zip, county_fips, delivery_line, last_line, recipient_name)
  SELECT 3, now(), nth * 618970019643 % 1099511627776, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
    (SELECT min(id) FROM campaign_round), 1, 'CONFIRMED', 'WEB', true, '20002', '11001', nth || ' GENERATED ST NE',
    'WASHINGTON DC 20002', 'Synthetic Resident'
  FROM generate_series($1::bigint, $2::bigint) AS nth`;
