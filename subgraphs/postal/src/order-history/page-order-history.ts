import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { OrderStatus, ReliefOrder } from '../orders/order.ts';
import { readRowCursor } from '../read-row-cursor.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderHistoryStore } from './order-history-store.ts';

const limits = { maximum: 100, usual: 20 };

/** A page of what became of an order, beginning with its placing, which is in no row. Refuses a page over 100 and a foreign cursor. */
export function pageOrderHistory(
  order: ReliefOrder,
  page: PageArguments,
  history: OrderHistoryStore,
): Promise<Page<OrderEvent>> {
  return pageByCursor(
    page,
    limits,
    async (after, limit) => {
      if (after) return history.findAfter(order.number, readRowCursor(after), limit);
      const events = await history.findAfter(order.number, 0n, limit - 1);
      return [placingOf(order, events[0]?.beganAs ?? order.status), ...events];
    },
    ({ id }) => [String(id)],
  );
}

function placingOf({ number, placedAt, channel }: ReliefOrder, status: OrderStatus): OrderEvent {
  return {
    number,
    id: 0n,
    at: placedAt,
    actor: channel === 'WEB' || channel === 'SMS' ? 'HOUSEHOLD' : 'AGENT',
    agent: null,
    fromStatus: null,
    toStatus: status,
    reason: null,
    note: null,
    siteCode: null,
    lotIds: [],
  };
}
