import type { OrderStatus } from '../orders/order.ts';
import type { DeliveryProblem } from './order-change.ts';

export type ReplacementRuling =
  | { readonly kind: 'REPLACE' }
  /** The parcel may still come; ask again from this day on, `YYYY-MM-DD`. */
  | { readonly kind: 'TOO_EARLY'; readonly day: string }
  /** Nothing that was sent can be replaced. */
  | { readonly kind: 'WRONG_STATE' }
  /** It came back and claims nothing any more: the household orders anew. */
  | { readonly kind: 'ORDER_AGAIN' }
  /** A person looks at a second problem of one household. */
  | { readonly kind: 'ALREADY_A_REPLACEMENT' };

/**
 * Whether an order is sent again because of a problem. What arrived can be damaged, frozen, expired or wrong; what did not arrive is
 * waited for until the day after the latest that was promised, unless the carrier says that it came or went back.
 */
export function ruleOnReplacement(
  problem: DeliveryProblem,
  order: { readonly status: OrderStatus; readonly isReplacement: boolean; readonly isFreed: boolean },
  promise: { readonly latestDay: string; readonly today: string },
): ReplacementRuling {
  const isOnItsWay =
    order.status === 'SHIPPED' ||
    order.status === 'OUT_FOR_DELIVERY' ||
    order.status === 'DELIVERY_EXCEPTION';
  const hasEnded =
    order.status === 'DELIVERED' || (order.status === 'RETURNED' && problem === 'NOT_RECEIVED');
  if (!hasEnded && !(isOnItsWay && problem === 'NOT_RECEIVED')) return { kind: 'WRONG_STATE' };
  if (order.isReplacement) return { kind: 'ALREADY_A_REPLACEMENT' };
  if (order.isFreed) return { kind: 'ORDER_AGAIN' };
  if (isOnItsWay && promise.today <= promise.latestDay)
    return { kind: 'TOO_EARLY', day: dayAfter(promise.latestDay) };
  return { kind: 'REPLACE' };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
