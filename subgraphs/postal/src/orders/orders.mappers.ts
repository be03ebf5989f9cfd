import type * as problems from './order-problems.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { ReliefOrder } from './order.ts';
import type { PlacedOrder } from './place-order.ts';

export type ReliefOrderMapper = ReliefOrder;
export interface PlaceOrderPayloadMapper extends PlacedOrder {
  readonly language: SpokenLanguage;
}
export interface OrderReceiptMapper {
  readonly order: ReliefOrder;
  readonly language: SpokenLanguage;
}
export type AddressProblemMapper = problems.AddressProblem;
export type HouseholdLimitReachedMapper = problems.HouseholdLimitReached;
export type NotEligibleMapper = problems.NotEligible;
export type RoundNotOpenMapper = problems.RoundNotOpen;
export type IdempotencyKeyReusedMapper = problems.IdempotencyKeyReused;
export type CheckTokenExpiredMapper = problems.CheckTokenExpired;
export type IntakeThrottledMapper = problems.IntakeThrottled;
export type InputInvalidMapper = problems.InputInvalid;
