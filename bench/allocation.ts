import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations } from '@rotunda/platform/apply-migrations';
import { systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDatabaseIfMissing } from '@rotunda/platform/create-database';
import { startEmbeddedPostgres } from '@rotunda/platform/embedded-postgres';
import { openPool } from '@rotunda/platform/open-database';
import { createAllocationWorker } from '@rotunda/postal/create-allocation-worker';
import { seedPostal } from '@rotunda/postal/seed-postal';
import { cpuTimeMs } from './cpu-time.ts';

const orders = 100_000;
const kitsASite = 20_000;

/**
 * One JSON line for each number of workers: how fast 100,000 orders of all ZIP3 begin to wait, how fast they get their kits, and the CPU time of Node
 * and PostgreSQL for each that got them.
 */
export async function allocation(): Promise<void> {
  const closing = createClosingStack();
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
  closing.add('the folder', () => rm(folder, { recursive: true, force: true }));
  try {
    const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgresql') });
    closing.add('the database', () => postgres.stop());
    for (const workers of [1, 2]) {
      const name = `postal_${workers}`;
      await createDatabaseIfMissing(postgres.urlFor('postgres'), name);
      await applyMigrations(postgres.urlFor(name), new URL('../prisma/postal/migrations', import.meta.url));
      console.log(JSON.stringify(await measure(postgres.urlFor(name), workers)));
    }
  } finally {
    await closing.close();
  }
}

async function measure(databaseUrl: string, workers: number): Promise<Record<string, unknown>> {
  await seedPostal({ databaseUrl, clock: systemClock });
  await fill(databaseUrl);
  const crew = Array.from({ length: workers }, () =>
    createAllocationWorker({ databaseUrl, clock: systemClock }),
  );
  const [first] = crew;
  const readSeconds = await secondsOf(async () => first?.readChanges());
  let given = 0;
  const cpuBefore = cpuTimeMs(process.pid) ?? Number.NaN;
  const allocateSeconds = await secondsOf(async () => {
    const results = await Promise.all(crew.map((worker) => worker.allocate()));
    given = results.reduce((sum, { allocated }) => sum + allocated, 0);
  });
  const cpuMs = (cpuTimeMs(process.pid) ?? Number.NaN) - cpuBefore;
  await Promise.all(crew.map((worker) => worker.close()));
  return {
    figure: 'allocation',
    workers,
    orders: given,
    readSeconds,
    allocateSeconds,
    ordersPerSecond: Math.round(given / allocateSeconds),
    cpuMsPerOrder: Math.round((cpuMs / given) * 1_000) / 1_000,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
  };
}

/** Orders spread over all ZIP3, and more kits than they take, of two lots a centre. */
async function fill(databaseUrl: string): Promise<void> {
  const database = openPool(databaseUrl, { maxConnections: 1, statementTimeoutMs: 0 });
  try {
    await database.query(
      `INSERT INTO relief_order (
         placed_at, number, household_key, idempotency_key, input_hash, round_id, ordinal, status, channel, wants_updates, zip,
         county_fips, delivery_line, last_line, recipient_name)
       SELECT now() - interval '1 hour' + nth * interval '1 ms', 900000000000 + nth, gen_random_uuid(), gen_random_uuid(),
         gen_random_uuid(), (SELECT min(id) FROM campaign_round), 1, 'CONFIRMED', 'WEB', true, area.zip3 || '01', '11001',
         nth || ' GENERATED ST', 'SPECIMEN DC ' || area.zip3 || '01', 'Synthetic Resident'
       FROM generate_series(1, $1::integer) AS nth
       JOIN (SELECT zip3, row_number() OVER (ORDER BY zip3) - 1 AS place, count(*) OVER () AS areas FROM zip3_service) AS area
         ON area.place = nth % area.areas`,
      [orders],
    );
    await database.query(
      `WITH lot AS (
         INSERT INTO stock_lot (product_id, number, expires_on, original_expires_on)
         SELECT id, 'BENCH-' || nth, current_date + 100 * nth, current_date + 100 * nth
         FROM (SELECT id FROM kit_product LIMIT 1) AS product, generate_series(1, 2) AS nth RETURNING id
       )
       INSERT INTO stock_movement (at, type, site_code, lot_id, on_hand, cause)
       SELECT now(), 'RECEIPT', code, lot.id, $1::integer / 2, 'bench' FROM distribution_site, lot WHERE role = 'FULFILLMENT_CENTER'`,
      [kitsASite],
    );
    await database.query('VACUUM (ANALYZE) relief_order');
    await database.query('CHECKPOINT');
  } finally {
    await database.end();
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start) / 1_000;
}
