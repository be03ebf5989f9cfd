import { formatOrderNumber, parseOrderNumber } from './order-number.ts';
import type { OrderStore } from './order-store.ts';
import type { ReliefOrder } from './order.ts';

const prefix = 'relief-order-';

/** The lasting id of an order in the graph. */
export function orderIdOf(number: number): string {
  return prefix + formatOrderNumber(number).replaceAll('-', '');
}

/** The order that another wing refers to by id or by number; undefined where there is none. */
export async function findReferencedOrder(
  reference: { readonly id: string } | { readonly number: string },
  orders: Pick<OrderStore, 'find'>,
): Promise<ReliefOrder | undefined> {
  const written = 'id' in reference ? reference.id.slice(prefix.length) : reference.number;
  const number = parseOrderNumber(written);
  return number === undefined ? undefined : orders.find(number);
}
