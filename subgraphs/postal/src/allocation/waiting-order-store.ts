import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { type ReadBounds, readForward } from '../read-positions/read-forward-store.ts';

/** Who reads; whoever holds the position may take kits back from orders, and nobody else. */
export const reader = 'allocation';

/**
 * Reads forward what became of orders since the last time: orders placed and released for sending begin to wait at the centre of their ZIP3,
 * withdrawn ones wait no longer, and kits set aside for orders that are no longer allocated go back. Says how many orders began to wait.
 */
export async function readOrderChanges(prisma: PrismaClient, now: Date): Promise<number> {
  let queued = 0;
  await readForward(prisma, reader, async (transaction, bounds) => {
    queued = await queueOrders(transaction, bounds);
    await forgetOrders(transaction, bounds);
    await releaseKits(transaction, bounds, now);
    return true;
  });
  return queued;
}

/** Reads on until all that is committed now has been read: a transaction that was just ending can hold a single reading back. */
export async function readAllOrderChanges(prisma: PrismaClient, now: Date): Promise<void> {
  const [last] = await prisma.$queryRaw<{ written: bigint }[]>`
    SELECT greatest((SELECT max(placed_in) FROM relief_order), (SELECT max(written_in) FROM order_event), 0) AS written`;
  for (let readTo = -1n; readTo <= (last?.written ?? 0n);) {
    await readOrderChanges(prisma, now);
    const position = await prisma.readPosition.findUniqueOrThrow({ where: { reader } });
    readTo = position.readTo;
  }
}

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

function queueOrders(transaction: Transaction, { from, to }: ReadBounds): Promise<number> {
  return transaction.$executeRaw`
    INSERT INTO waiting_order (number, placed_at, parcels, product_id, site_code, backordered)
    SELECT number, placed_at, parcels_per_order, product_id, site_code, status = 'BACKORDERED'
    FROM (
      SELECT number FROM relief_order WHERE placed_in >= ${from} AND placed_in < ${to}
      UNION
      SELECT number FROM order_event WHERE written_in >= ${from} AND written_in < ${to}
        AND (to_status = 'CONFIRMED' OR to_status IS NULL)
    ) AS fresh
    JOIN relief_order USING (number)
    JOIN campaign_round ON campaign_round.id = round_id
    LEFT JOIN zip3_service ON zip3 = left(zip, 3)
    WHERE status IN ('RECEIVED', 'CONFIRMED', 'BACKORDERED')
    ON CONFLICT (number) DO UPDATE SET site_code = excluded.site_code
    WHERE waiting_order.site_code IS DISTINCT FROM excluded.site_code`;
}

async function forgetOrders(transaction: Transaction, { from, to }: ReadBounds): Promise<void> {
  await transaction.$executeRaw`
    DELETE FROM waiting_order USING order_event, relief_order
    WHERE written_in >= ${from} AND written_in < ${to} AND to_status IN ('CANCELLED', 'HELD_FOR_REVIEW')
      AND order_event.number = waiting_order.number AND relief_order.number = waiting_order.number
      AND status NOT IN ('RECEIVED', 'CONFIRMED', 'BACKORDERED')`;
}

async function releaseKits(transaction: Transaction, { from, to }: ReadBounds, now: Date): Promise<void> {
  await transaction.$executeRaw`
    WITH released AS (
      DELETE FROM order_allocation USING relief_order
      WHERE order_allocation.order_number IN (
          SELECT number FROM order_event WHERE written_in >= ${from} AND written_in < ${to}
            AND to_status IN ('CONFIRMED', 'HELD_FOR_REVIEW', 'CANCELLED'))
        AND relief_order.number = order_allocation.order_number AND relief_order.status <> 'ALLOCATED'
      RETURNING site_code, lot_id
    )
    INSERT INTO stock_movement (at, type, site_code, lot_id, allocated, cause)
    SELECT ${now}::timestamptz, 'RELEASE', site_code, lot_id, -count(*), 'orders-' || ${String(to)} FROM released GROUP BY 3, 4`;
}
