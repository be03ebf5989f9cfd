import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import { Refusal } from '@rotunda/platform/refusal';
import type { OrderStatus, ReliefOrder } from '../orders/order.ts';
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
      if (after) return history.findAfter(order.number, readEventId(after), limit);
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
  };
}

function readEventId([text = '', ...more]: readonly string[]): bigint {
  if (more.length === 0 && /^\d{1,18}$/.test(text)) return BigInt(text);
  throw new Refusal('BAD_INPUT', 'This cursor is not one of ours: pass `endCursor` of the page before.');
}
