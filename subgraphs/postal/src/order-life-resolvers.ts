import type { MutationResolvers, QueryResolvers, Resolvers } from './generated/resolvers-types.ts';
import {
  ReportDeliveryProblemPayload,
  cancelOrder,
  correctOrderAddress,
  reportDeliveryProblem,
} from './order-changes/resolvers/change-order.ts';
import { OrderEvent, OrderNoteAdded, OrderStatusChanged } from './order-history/resolvers/order-history.ts';
import { UnitClaim, decideUnitClaim, unitClaims } from './unit-claims/resolvers/unit-claims.ts';

/** Resolvers of what becomes of an order after it was placed: history, changes, claims. */
export const orderLifeQueries: QueryResolvers = { unitClaims };

export const orderLifeMutations: MutationResolvers = {
  cancelOrder,
  correctOrderAddress,
  decideUnitClaim,
  reportDeliveryProblem,
};

export const orderLifeTypes: Resolvers = {
  OrderEvent,
  OrderNoteAdded,
  OrderStatusChanged,
  ReportDeliveryProblemPayload,
  UnitClaim,
};
