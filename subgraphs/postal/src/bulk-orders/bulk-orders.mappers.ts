import type { OrderProblem } from '../orders/order-problems.ts';
import type { PlacedList } from './place-bulk-orders.ts';

export type BulkPlaceOrdersPayloadMapper = PlacedList;
export interface BulkOrderResultMapper {
  readonly index: number;
  readonly externalReference: string;
  readonly number: number | undefined;
  readonly userErrors: readonly OrderProblem[];
}
