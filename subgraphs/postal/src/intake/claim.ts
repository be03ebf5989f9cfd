import type { OrderDraft, ReliefOrder } from '../orders/order.ts';

/** One try to place an order: this number, this claim of this household. */
export interface Claim {
  readonly draft: OrderDraft;
  readonly number: number;
  readonly roundId: number;
  readonly ordinal: number;
}

/** An order that stands where a claim wanted to go. */
export interface StandingOrder {
  readonly order: ReliefOrder;
  readonly idempotencyKey: string;
  readonly inputHash: string;
}

/** What stood in the way of a claim that was not placed. */
export interface Conflict {
  readonly sameNumber: StandingOrder | undefined;
  readonly sameHouseholdClaim: StandingOrder | undefined;
}

export type ClaimOutcome =
  { readonly kind: 'PLACED'; readonly order: ReliefOrder } | ({ readonly kind: 'CONFLICT' } & Conflict);
