import type { OrderStatus } from './order.ts';

/** Until its label is made an order can be cancelled and its address corrected; the centre packs nothing before. */
const beforeLabel = ['RECEIVED', 'HELD_FOR_REVIEW', 'CONFIRMED', 'BACKORDERED', 'ALLOCATED'] as const;

/**
 * Where an order may go from each status. The carrier's scans come late and out of order, so a packed order may be found delivered at
 * once. The table `order_event` refuses every other change.
 */
const following: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  RECEIVED: ['HELD_FOR_REVIEW', 'CONFIRMED', 'BACKORDERED', 'ALLOCATED', 'CANCELLED'],
  HELD_FOR_REVIEW: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['HELD_FOR_REVIEW', 'BACKORDERED', 'ALLOCATED', 'CANCELLED'],
  BACKORDERED: ['CONFIRMED', 'ALLOCATED', 'CANCELLED'],
  ALLOCATED: ['CONFIRMED', 'BACKORDERED', 'IN_PREPARATION', 'CANCELLED'],
  IN_PREPARATION: [
    'CONFIRMED',
    'BACKORDERED',
    'ALLOCATED',
    'SHIPPED',
    'OUT_FOR_DELIVERY',
    'DELIVERED',
    'DELIVERY_EXCEPTION',
    'RETURNED',
  ],
  SHIPPED: ['OUT_FOR_DELIVERY', 'DELIVERED', 'DELIVERY_EXCEPTION', 'RETURNED', 'REPLACED'],
  OUT_FOR_DELIVERY: ['SHIPPED', 'DELIVERED', 'DELIVERY_EXCEPTION', 'RETURNED', 'REPLACED'],
  DELIVERY_EXCEPTION: ['SHIPPED', 'OUT_FOR_DELIVERY', 'DELIVERED', 'RETURNED', 'REPLACED'],
  DELIVERED: ['DELIVERY_EXCEPTION', 'RETURNED', 'REPLACED'],
  RETURNED: ['REPLACED'],
  CANCELLED: [],
  REPLACED: [],
};

/** The statuses that an order may go to next; none from CANCELLED and REPLACED. */
export function nextStates(status: OrderStatus): readonly OrderStatus[] {
  return following[status];
}

/** Whether an order may go from one status to the other in one step. */
export function mayBecome(from: OrderStatus, to: OrderStatus): boolean {
  return following[from].includes(to);
}

/** Whether no label has been made: the order can still be cancelled and sent elsewhere. */
export function isBeforeLabel(status: OrderStatus): boolean {
  return beforeLabel.some((early) => early === status);
}
