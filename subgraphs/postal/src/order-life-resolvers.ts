import {
  BulkOrderResult,
  BulkPlaceOrdersPayload,
  bulkPlaceOrders,
} from './bulk-orders/resolvers/bulk-place-orders.ts';
import { setIntakeMode } from './campaigns/resolvers/set-intake-mode.ts';
import type { MutationResolvers, QueryResolvers, Resolvers } from './generated/resolvers-types.ts';
import {
  ReportDeliveryProblemPayload,
  cancelOrder,
  correctOrderAddress,
  reportDeliveryProblem,
} from './order-changes/resolvers/change-order.ts';
import {
  OrderAllocated,
  OrderEvent,
  OrderNoteAdded,
  OrderStatusChanged,
} from './order-history/resolvers/order-history.ts';
import { ReliefOrderConnection, orders } from './order-search/resolvers/orders.ts';
import { UnitClaim, decideUnitClaim, unitClaims } from './unit-claims/resolvers/unit-claims.ts';

/** Resolvers of what becomes of an order after it was placed: history, changes, claims, lists and searches of staff. */
export const orderLifeQueries: QueryResolvers = { orders, unitClaims };

export const orderLifeMutations: MutationResolvers = {
  bulkPlaceOrders,
  cancelOrder,
  correctOrderAddress,
  decideUnitClaim,
  reportDeliveryProblem,
  setIntakeMode,
};

export const orderLifeTypes: Resolvers = {
  BulkOrderResult,
  BulkPlaceOrdersPayload,
  OrderAllocated,
  OrderEvent,
  OrderNoteAdded,
  OrderStatusChanged,
  ReliefOrderConnection,
  ReportDeliveryProblemPayload,
  UnitClaim,
};
