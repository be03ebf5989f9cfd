import type { ChangedBy } from '../order-history/order-event.ts';
import type { OrderStatus } from '../orders/order.ts';
import type { ChangeableOrder } from './changeable-order.ts';

interface OrderChange {
  /** As it was when the change was decided; a change since then undoes this one. */
  readonly order: ChangeableOrder;
  readonly by: ChangedBy;
  readonly at: Date;
}

export interface Cancellation extends OrderChange {
  /** A closed code with a text for the household. */
  readonly reason: string;
  /** Free words for staff. */
  readonly note?: string | undefined;
}

/** Where an order goes from now on, and whose claim it is. */
export interface Correction extends OrderChange {
  readonly to: {
    readonly householdKey: string;
    /** A free claim of the household; undefined where it stays the same household's, or claims nothing. */
    readonly ordinal: number | undefined;
    readonly status: OrderStatus;
    readonly zip: string;
    readonly countyFips: string | null;
    readonly deliveryLine: string;
    readonly lastLine: string;
    readonly urbanization: string | null;
  };
}

export type DeliveryProblem = 'NOT_RECEIVED' | 'DAMAGED' | 'FROZEN' | 'EXPIRED' | 'WRONG_ITEM';

export interface Replacement extends OrderChange {
  readonly problem: DeliveryProblem;
  /** Number of the order sent in its place; another is tried where it is taken. */
  numberOf(attempt: number): number;
}
