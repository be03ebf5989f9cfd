import { fillOrders } from './orders-fill.ts';
import type { OrdersHouse } from './orders-house.ts';
import { rounded } from './orders-house.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';

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
  const after = await house.measure({ seconds, connections });
  const share = rounded(after.ordersPerSecond / before.ordersPerSecond, 3);
  tell({ figure: 'throughput over a full table', rows: filled.rows, ...after, shareOfEmpty: share });
}

async function countOrders({ database }: OrdersHouse): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::float8 AS count FROM relief_order',
  );
  return rows[0]?.count ?? Number.NaN;
}
