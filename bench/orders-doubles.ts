import type { OrdersHouse } from './orders-house.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';

const longestSeconds = 10;

interface Doubles {
  readonly requests: number;
  /** Households that somebody ordered for. */
  readonly households: number;
  readonly placed: number;
  /** Second clicks that got the first one's order. */
  readonly replayed: number;
  /** Rivals that were told that the household has its order. */
  readonly limited: number;
  readonly ordersStored: number;
  readonly householdsStored: number;
}

/** Prints what became of a race of doubles. Throws where orders do not equal households exactly. */
export async function measureDoubles(
  house: OrdersHouse,
  { seconds, connections }: OrdersOptions,
  tell: Tell,
): Promise<void> {
  const doubles = await raceDoubles(house, { connections, seconds: Math.min(seconds, longestSeconds) });
  tell({ figure: 'doubles', ...doubles });
  const { households, placed, ordersStored, householdsStored } = doubles;
  if (new Set([households, placed, ordersStored, householdsStored]).size !== 1)
    throw new Error('Orders do not equal households.');
}

/** Three spellings of each household race, each under a key of its own, and every fifth request comes twice. */
export async function raceDoubles(
  house: OrdersHouse,
  load: { readonly connections: number; readonly seconds: number },
): Promise<Doubles> {
  const before = await countOrders(house);
  const report = await house.order({ ...load, rivals: true });
  const after = await countOrders(house);
  const { households, placed, replayed, limited } = report;
  return {
    requests: placed + replayed + limited,
    households,
    placed,
    replayed,
    limited,
    ordersStored: after.orders - before.orders,
    householdsStored: after.households - before.households,
  };
}

async function countOrders({ database }: OrdersHouse): Promise<{ orders: number; households: number }> {
  const { rows } = await database.query<{ orders: number; households: number }>(
    'SELECT count(*)::float8 AS orders, count(DISTINCT household_key)::float8 AS households FROM relief_order WHERE placed_in > 3',
  );
  return rows[0] ?? { orders: Number.NaN, households: Number.NaN };
}
