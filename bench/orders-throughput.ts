import { fillOrders } from './orders-fill.ts';
import type { OrdersHouse } from './orders-house.ts';
import { rounded } from './orders-house.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';

/**
 * Rounds over a full table, from a checkpoint on: in the first nearly every order is the first to change its pages of the indexes since then, and
 * PostgreSQL writes such a page to its log whole.
 */
export const roundsAfterCheckpoint = 3;

/** Throughput over a table that is nearly empty, and again when it holds millions of orders. */
export async function measureThroughput(
  house: OrdersHouse,
  { seconds, connections, rows }: OrdersOptions,
  tell: Tell,
): Promise<void> {
  const before = await house.measure({ seconds, connections });
  tell({ figure: 'throughput', rows: await countOrders(house), ...before });
  if (rows === 0) return;

  const filled = await fillOrders(house.database, rows);
  tell({ figure: 'filling', ...filled });
  for (let round = 1; round <= roundsAfterCheckpoint; round += 1) {
    const after = await house.measure({ seconds, connections });
    const shareOfEmpty = rounded(after.ordersPerSecond / before.ordersPerSecond, 3);
    const rowsThen = await countOrders(house);
    tell({ figure: 'throughput over a full table', round, rows: rowsThen, ...after, shareOfEmpty });
  }
}

async function countOrders({ database }: OrdersHouse): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::float8 AS count FROM relief_order',
  );
  return rows[0]?.count ?? Number.NaN;
}
