import type { Page } from '@rotunda/platform/page-by-cursor';
import type { OrderStatus } from '../orders/order.ts';
import type { OrderEvent } from './order-event.ts';

export type OrderEventMapper = OrderEvent;
export interface OrderStatusChangedMapper extends OrderEvent {
  readonly toStatus: OrderStatus;
}
export interface OrderAllocatedMapper extends OrderEvent {
  readonly fromStatus: OrderStatus;
  readonly siteCode: string;
}
export type OrderNoteAddedMapper = OrderEvent;
export type OrderEventConnectionMapper = Page<OrderEvent>;
