import type { FoundOrders } from './find-orders.ts';

export type ReliefOrderConnectionMapper = FoundOrders;
