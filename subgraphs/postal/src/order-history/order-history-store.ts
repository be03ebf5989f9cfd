import { batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { OrderStatus } from '../orders/order.ts';
import type { OrderActor, OrderEvent } from './order-event.ts';

export interface OrderHistoryStore {
  /** Events of an order that come after one of them, oldest first; pages asked for in one tick share one query. */
  findAfter(number: number, id: bigint, limit: number): Promise<readonly RecordedEvent[]>;
}

/** `beganAs` is the status that the order was placed in; null where it never left it. */
export interface RecordedEvent extends OrderEvent {
  readonly beganAs: OrderStatus | null;
}

interface EventRow {
  readonly page: string;
  readonly number: bigint;
  readonly id: bigint;
  readonly at: Date;
  readonly actor: OrderActor;
  readonly agent: string | null;
  readonly fromStatus: OrderStatus | null;
  readonly toStatus: OrderStatus | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly siteCode: string | null;
  readonly lotIds: readonly number[];
  readonly beganAs: OrderStatus | null;
}

/** Reads the events of orders, batched within one request. */
export function createOrderHistoryStore(prisma: PrismaClient): OrderHistoryStore {
  const readPage = batchListsByKey<string, EventRow>(
    (pages) => readPages(prisma, pages),
    ({ page }) => page,
  );

  return {
    async findAfter(number, id, limit) {
      const rows = await readPage(`${number} ${id} ${limit}`);
      return rows.map(({ page: _page, ...row }) => ({ ...row, number: Number(row.number) }));
    },
  };
}

function readPages(prisma: PrismaClient, pages: readonly string[]): Promise<EventRow[]> {
  const asked = pages.map((page) => page.split(' '));
  return prisma.$queryRaw<EventRow[]>`
    SELECT asked.page, event.*, (
        SELECT from_status::text FROM order_event WHERE number = asked.number AND from_status IS NOT NULL ORDER BY id LIMIT 1
      ) AS "beganAs"
    FROM unnest(
      ${[...pages]}::text[],
      ${asked.map(([number = '']) => number)}::bigint[],
      ${asked.map(([, id = '']) => id)}::bigint[],
      ${asked.map(([, , limit = '']) => limit)}::integer[]
    ) AS asked (page, number, id, row_limit)
    CROSS JOIN LATERAL (
      SELECT number, id, at, actor::text AS actor, agent, from_status::text AS "fromStatus", to_status::text AS "toStatus",
        reason, note, site_code AS "siteCode", coalesce(lot_ids, '{}') AS "lotIds"
      FROM order_event WHERE number = asked.number AND id > asked.id ORDER BY id LIMIT asked.row_limit
    ) event
    ORDER BY asked.page, event.id`;
}
