import type { DeliveryProblem } from '../order-changes/order-change.ts';
import type { OrderChannel, OrderStatus } from '../orders/order.ts';
import type { TimeWindow } from './time-window-rules.ts';

/** Which orders to look for, read: a filter that is undefined lets all through. */
export interface OrderSearch {
  readonly roundIds: readonly number[] | undefined;
  readonly statuses: readonly OrderStatus[] | undefined;
  readonly channels: readonly OrderChannel[] | undefined;
  readonly states: readonly string[] | undefined;
  readonly zip3s: readonly string[] | undefined;
  readonly sites: readonly string[] | undefined;
  readonly problems: readonly DeliveryProblem[] | undefined;
  readonly placed: TimeWindow;
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST';
}

/** Where a page goes on: the last order of the page before. */
export interface SearchPosition {
  readonly placedAt: Date;
  readonly number: bigint;
}
