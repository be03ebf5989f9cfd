import type * as problems from './change-problems.ts';
import type { ChangedOrder } from './changeable-order.ts';
import type { CorrectedOrder } from './correct-order-address.ts';

export type CancelOrderPayloadMapper = ChangedOrder<problems.ChangeProblem>;
export type CorrectOrderAddressPayloadMapper = CorrectedOrder;
export type ReportDeliveryProblemPayloadMapper = ChangedOrder<problems.ChangeProblem>;
export type OrderStateConflictMapper = problems.OrderStateConflict;
