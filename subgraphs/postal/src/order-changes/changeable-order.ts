import type { ReliefOrder } from '../orders/order.ts';

/** An order with what a change of it needs to know besides. */
export interface ChangeableOrder extends ReliefOrder {
  /** 32 hexadecimal digits. */
  readonly householdKey: string;
  /** Which of its household's orders in the round it is; below 1 where it claims none. */
  readonly ordinal: number;
}

/** The answer to a change of an order. */
export interface ChangedOrder<Problem> {
  readonly order: ReliefOrder | undefined;
  /** True where the same request had been answered before. */
  readonly replayed: boolean;
  readonly userErrors: readonly Problem[];
}
