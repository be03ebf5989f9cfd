import type { PrismaClient } from '../generated/prisma/client.ts';
import { readForward } from '../read-positions/read-forward-store.ts';

const keptDays = 30;

/**
 * Writes the events of all that was placed, changed and moved since the last time, in one statement behind those that did it; nothing while no
 * agency listens, and of kits set aside while one wants to hear of these. Publishers wait for each other, so positions become visible in their
 * order. Events of an order stay in theirs, whatever the clocks of the processes that wrote them say.
 */
export function publishNewEvents(prisma: PrismaClient, now: Date): Promise<void> {
  return readForward(prisma, 'events', async (transaction, { from, to, isRestored }) => {
    if (isRestored || (await transaction.webhook.findFirst({ select: { id: true } })) === null) return true;
    await transaction.$executeRaw`
      WITH of_orders AS (
        SELECT 'ORDER_PLACED'::event_kind AS kind, placed_at AS at, household_key, number, NULL::bigint AS order_event_id
        FROM relief_order WHERE placed_in >= ${from} AND placed_in < ${to}
        UNION ALL
        SELECT 'ORDER_STATUS_CHANGED', greatest(order_event.at, placed_at), household_key, number, order_event.id
        FROM order_event JOIN relief_order USING (number)
        WHERE written_in >= ${from} AND written_in < ${to} AND to_status IS NOT NULL
        UNION ALL
        SELECT 'ORDER_ALLOCATED', greatest(order_event.at, placed_at), household_key, number, order_event.id
        FROM order_event JOIN relief_order USING (number)
        WHERE written_in >= ${from} AND written_in < ${to} AND site_code IS NOT NULL
          AND EXISTS (SELECT FROM webhook WHERE 'ORDER_ALLOCATED' = ANY (kinds))
      ), of_stock AS (
        SELECT recorded_in, cause, at FROM stock_movement
        WHERE type IN ('RECEIPT', 'TRANSFER_IN') AND cause LIKE 'consignment-%' AND recorded_in >= ${from} AND recorded_in < ${to}
      ), happened AS (
        SELECT kind, max(at) OVER (PARTITION BY number ORDER BY order_event_id NULLS FIRST) AS at,
          household_key AS partition_key, number, order_event_id, NULL::bigint AS moved_in, NULL AS cause, NULL::integer AS lot_id
        FROM of_orders
        UNION ALL
        SELECT 'CONSIGNMENT_RECEIVED', min(at), md5(cause)::uuid, NULL, NULL, recorded_in, cause, NULL
        FROM of_stock GROUP BY recorded_in, cause
        UNION ALL
        SELECT 'LOT_RECALLED', at, md5('lot ' || lot_id)::uuid, NULL, NULL, recorded_in, cause, lot_id
        FROM lot_recall WHERE recorded_in >= ${from} AND recorded_in < ${to}
      )
      INSERT INTO outbox_event
        (kind, at, published_at, partition_key, order_number, order_event_id, moved_in, cause, lot_id)
      SELECT kind, at, ${now}, partition_key, number, order_event_id, moved_in, cause, lot_id
      FROM happened ORDER BY at, number, order_event_id NULLS FIRST, kind`;
    return true;
  });
}

/** Removes the events that are older than 30 days: nobody can ask for them again. */
export async function removeOldEvents(prisma: PrismaClient, now: Date): Promise<void> {
  const keptFrom = new Date(now.getTime() - keptDays * 86_400_000);
  await prisma.$executeRaw`DELETE FROM outbox_event WHERE published_at < ${keptFrom}`;
}
