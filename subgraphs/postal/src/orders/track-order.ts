import { parseOrderNumber } from './order-number.ts';
import type { OrderStore } from './order-store.ts';
import type { ReliefOrder } from './order.ts';

/** The order of a number for someone who also knows where it goes; a wrong ZIP looks like a number that was never given. */
export async function trackOrder(
  lookup: { readonly number: string; readonly zip: string },
  orders: Pick<OrderStore, 'find'>,
): Promise<ReliefOrder | undefined> {
  const number = parseOrderNumber(lookup.number);
  const order = number === undefined ? undefined : await orders.find(number);
  return order?.zip === lookup.zip.trim().slice(0, 5) ? order : undefined;
}
